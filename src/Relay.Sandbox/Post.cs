namespace Relay.Sandbox;

/// <summary>Something that a network accepted, as <c>GET /_sandbox/posts</c> lists it.</summary>
/// <param name="Network"><c>facebook</c>, <c>x</c> or <c>telegram</c>.</param>
/// <param name="Target">Id of the Page, profile or chat.</param>
/// <param name="Text">As it was sent: no t.co, no markup.</param>
/// <param name="Time">When it was accepted.</param>
/// <param name="Id">Exactly as the API answered it: <c>{page}_{post}</c>, a post's id on X, a message id.</param>
public sealed record Post(string Network, string Target, string Text, DateTimeOffset Time, string Id)
{
    /// <summary>Public name of the target: a Page's name, <c>@handle</c>, <c>@channel</c> or the title of a chat.</summary>
    public required string TargetName { get; init; }

    /// <summary>Topic of a forum; null elsewhere.</summary>
    public string? Topic { get; init; }

    /// <summary>The post that it answers; null for the first of a thread.</summary>
    public string? ReplyTo { get; init; }

    /// <summary>The link of a link post on Facebook; null otherwise.</summary>
    public string? Link { get; init; }

    /// <summary>When it was last edited; null when never.</summary>
    public DateTimeOffset? Edited { get; init; }

    /// <summary>Whether it was deleted since.</summary>
    public bool Deleted { get; init; }

    /// <summary>Whether it stands in a journal chat.</summary>
    public bool Journal { get; init; }

    /// <summary>Whether the public sees it: false for a scheduled or unpublished post.</summary>
    public bool Published { get; init; } = true;

    /// <summary>Who of the public wrote it; null for what the account itself wrote.</summary>
    public string? Author { get; init; }

    /// <summary>Whether the network itself brought it here from where it was written, and nobody can change it here.</summary>
    public bool IsBrought { get; init; }

    /// <summary>With whom it is a private conversation; null for what everybody can read.</summary>
    public string? PrivateWith { get; init; }

    /// <summary>Labels of the buttons under it, in order; on Telegram, and in private on Facebook.</summary>
    public IReadOnlyList<string> Buttons { get; init; } = [];

    /// <summary>Where those of <see cref="Buttons"/> lead that open a page, by their labels.</summary>
    public IReadOnlyDictionary<string, string> Links { get; init; } = new Dictionary<string, string>();

    /// <summary>The file that goes with it; null for none.</summary>
    public PostFile? File { get; init; }

    /// <summary>Its pictures, in order.</summary>
    public IReadOnlyList<PostPicture> Pictures { get; init; } = [];
}

/// <summary>A file of a post.</summary>
/// <param name="Name">As people see it.</param>
/// <param name="Content">Its bytes, read as UTF-8.</param>
public sealed record PostFile(string Name, string Content);

/// <summary>A picture of a post.</summary>
/// <param name="Key">Where the console serves it: <c>/media/{key}</c>.</param>
/// <param name="AltText">What it shows in words; null when none was given.</param>
public sealed record PostPicture(string Key, string? AltText);
