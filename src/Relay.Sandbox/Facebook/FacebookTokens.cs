using System.Security.Cryptography;
using System.Text;

namespace Relay.Sandbox.Facebook;

/// <summary>Every token that stands, and the codes that become one. Thread-safe.</summary>
internal sealed class FacebookTokens
{
    /// <summary>How long a user's token lives before it is exchanged.</summary>
    public static readonly TimeSpan ShortLife = TimeSpan.FromHours(2);

    /// <summary>How long an exchanged one lives.</summary>
    public static readonly TimeSpan LongLife = TimeSpan.FromDays(60);

    /// <summary>How long a code waits for its exchange.</summary>
    public static readonly TimeSpan CodeLife = TimeSpan.FromMinutes(10);

    private readonly Lock _gate = new();
    private readonly Dictionary<string, FacebookToken> _tokens = new(StringComparer.Ordinal);
    private readonly Dictionary<string, FacebookCode> _codes = new(StringComparer.Ordinal);
    private readonly TimeProvider _clock;

    public FacebookTokens(SandboxWorld world, TimeProvider clock)
    {
        _clock = clock;
        Apps = [.. world.Apps, .. world.Pages.Select(page => new FacebookApp(page.AppId, "Relay (répétition)", page.AppSecret)).DistinctBy(app => app.Id).ExceptBy(world.Apps.Select(app => app.Id), app => app.Id)];
        var started = clock.GetUtcNow();
        foreach (var app in Apps)
        {
            Keep(new FacebookToken($"{app.Id}|{app.Secret}", FacebookTokenKind.App, app));
        }
        foreach (var page in world.Pages)
        {
            var holder = world.People.FirstOrDefault(person => person.AppId == page.AppId && person.Tasks.ContainsKey(page.Id));
            Keep(new FacebookToken(page.Token, FacebookTokenKind.Page, App(page.AppId)!) { Page = page, Person = holder, Scopes = page.Scopes, IsLong = true, Granted = started });
        }
        foreach (var person in world.People.Where(person => App(person.AppId) is not null))
        {
            Keep(new FacebookToken(person.ExplorerToken, FacebookTokenKind.User, App(person.AppId)!)
            {
                Person = person,
                Scopes = [.. person.Scopes, "public_profile"],
                Granted = started,
                Expires = started + ShortLife,
            });
        }
    }

    public IReadOnlyList<FacebookApp> Apps { get; }

    public FacebookApp? App(string? id) => Apps.FirstOrDefault(app => app.Id == id);

    /// <summary>A token, dead ones included; null for one that was never given.</summary>
    public FacebookToken? Find(string? value)
    {
        lock (_gate)
        {
            return value is null ? null : _tokens.GetValueOrDefault(value);
        }
    }

    public bool IsAlive(FacebookToken token) => token.Expires is not { } end || end > _clock.GetUtcNow();

    /// <summary>A new token of a person.</summary>
    public FacebookToken Give(FacebookApp app, FacebookPerson person, IReadOnlyList<string> scopes, IReadOnlyList<string>? pages, bool isLong)
        => Keep(new FacebookToken(NewValue(), FacebookTokenKind.User, app)
        {
            Person = person,
            Scopes = scopes,
            PageIds = pages,
            IsLong = isLong,
            Granted = _clock.GetUtcNow(),
            Expires = _clock.GetUtcNow() + (isLong ? LongLife : ShortLife),
        });

    /// <summary>A Page's token made from a user's: it has no end when that one was long, and ends with it when it was short. Asked again, the same.</summary>
    public FacebookToken Give(FacebookToken user, FacebookPage page)
    {
        lock (_gate)
        {
            return _tokens.Values.FirstOrDefault(known => known.Kind is FacebookTokenKind.Page && known.Page == page && known.Person == user.Person && known.IsLong == user.IsLong
                    && known.Expires == (user.IsLong ? null : user.Expires) && known.Scopes.SequenceEqual(user.Scopes))
                ?? Keep(user with { Value = NewValue(), Kind = FacebookTokenKind.Page, Page = page, Expires = user.IsLong ? null : user.Expires });
        }
    }

    /// <summary>Hands out a code.</summary>
    public FacebookCode Keep(FacebookCode code)
    {
        lock (_gate)
        {
            return _codes[code.Value] = code;
        }
    }

    /// <summary>Takes a code; it counts once, whatever becomes of it.</summary>
    public FacebookCode Take(string value)
    {
        lock (_gate)
        {
            var code = _codes.GetValueOrDefault(value) ?? throw GraphErrors.Refuse(100, "Invalid verification code format.");
            if (code.Used)
            {
                throw GraphErrors.Refuse(100, "This authorization code has been used.", 36009);
            }
            _codes[value] = code with { Used = true };
            return code.Expires > _clock.GetUtcNow() ? code : throw GraphErrors.Refuse(100, "This authorization code has expired.", 36007);
        }
    }

    public static string NewValue() => "EAAREHEARSAL" + Convert.ToHexString(RandomNumberGenerator.GetBytes(40));

    private FacebookToken Keep(FacebookToken token)
    {
        lock (_gate)
        {
            return _tokens[token.Value] = token;
        }
    }
}

/// <summary>What a dialog hands to the browser.</summary>
internal sealed record FacebookCode(string Value, FacebookApp App, FacebookPerson Person, string Redirect, IReadOnlyList<string> Scopes, IReadOnlyList<string> Pages, DateTimeOffset Expires, bool Used = false);
