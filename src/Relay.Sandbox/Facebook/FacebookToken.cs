namespace Relay.Sandbox.Facebook;

/// <summary>Whom a token stands for.</summary>
internal enum FacebookTokenKind
{
    App,
    User,
    Page,
}

/// <summary>An access token as its issuer knows it.</summary>
/// <param name="Value">What its holder sends.</param>
/// <param name="Kind">Whom it stands for.</param>
/// <param name="App">The app it was given to.</param>
internal sealed record FacebookToken(string Value, FacebookTokenKind Kind, FacebookApp App)
{
    /// <summary>Who gave it; null for an app's own.</summary>
    public FacebookPerson? Person { get; init; }

    /// <summary>The Page that a Page's token stands for.</summary>
    public FacebookPage? Page { get; init; }

    /// <summary>The permissions that were granted.</summary>
    public IReadOnlyList<string> Scopes { get; init; } = [];

    /// <summary>The Pages that were granted; null for all of the person's.</summary>
    public IReadOnlyList<string>? PageIds { get; init; }

    /// <summary>When it ends; null for never.</summary>
    public DateTimeOffset? Expires { get; init; }

    /// <summary>When its person last consented.</summary>
    public DateTimeOffset Granted { get; init; }

    /// <summary>Whether it was exchanged for a long life.</summary>
    public bool IsLong { get; init; }

    /// <summary>What its person may do on a Page.</summary>
    public IReadOnlyList<string> Tasks(FacebookPage page) => Person?.Tasks.GetValueOrDefault(page.Id) ?? [];

    /// <summary>Whether a Page was granted with it.</summary>
    public bool Covers(FacebookPage page) => Tasks(page).Count > 0 && PageIds?.Contains(page.Id) is not false;

    /// <summary>Refuses what needs a permission that was not granted.</summary>
    public void Need(string scope, int code = 200)
    {
        if (!Scopes.Contains(scope))
        {
            throw GraphErrors.Refuse(code, $"(#{code}) Requires {scope} permission to manage the object", status: code == 10 ? 400 : 403);
        }
    }
}
