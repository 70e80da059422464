using System.Globalization;
using System.Text.Json.Nodes;
using Relay.Sandbox;

namespace Relay.EndToEnd.Tests.Harness;

/// <summary>A folder with an operator's file and a store, and the rehearsal networks beside it.</summary>
internal sealed class Rehearsal : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly SandboxHost _host;

    private readonly bool _enforcesLimits;

    private Rehearsal(SandboxHost host, bool enforcesLimits)
    {
        _enforcesLimits = enforcesLimits;
        _host = host;
        Sandbox = new(host.Console, host.Telegram);
        Config = new(_folder.Path);
        Store = new(_folder.Of("relay.db"), host.World.Accounts);
    }

    /// <summary>The networks, seen from outside.</summary>
    public SandboxClient Sandbox { get; }

    /// <summary>The operator's file.</summary>
    public RehearsalConfig Config { get; }

    /// <summary>The worker's SQLite store.</summary>
    public StoreReader Store { get; }

    /// <summary>The networks, from within.</summary>
    public LiveWorld Networks => _host.World;

    /// <summary>Who exists on the networks.</summary>
    public SandboxWorld World => _host.World.Accounts;

    /// <summary>Starts the networks.</summary>
    public static async Task<Rehearsal> StartAsync(bool enforceLimits = true)
        => new(await SandboxHost.StartAsync(new SandboxOptions { EnforceLimits = enforceLimits }, TimeProvider.System, CancellationToken.None), enforceLimits);

    /// <summary>A path in the folder.</summary>
    public string Of(string name) => _folder.Of(name);

    /// <summary>An empty party database as the source <c>party</c>.</summary>
    public PartyDatabase AddParty()
    {
        var party = new PartyDatabase(Of("party.db"));
        Config.Source("party", party);
        return party;
    }

    /// <summary>The account of a Page, by its place in the world.</summary>
    public JsonObject AddPage(string id, int page, int? perSecond = null) => Limit(Config.Account(
        id,
        new JsonObject { ["Network"] = "facebook", ["BaseAddress"] = _host.Facebook.AbsoluteUri, ["PageId"] = World.Pages[page].Id },
        ("Token", World.Pages[page].Token), ("AppSecret", World.Pages[page].AppSecret)), perSecond);

    /// <summary>The account of a profile, by its place in the world; where the networks enforce no limits, Relay keeps none for its private messages.</summary>
    public JsonObject AddProfile(string id, int profile, int? perSecond = null)
    {
        var account = ProfileAccount(id, profile, perSecond);
        if (!_enforcesLimits)
        {
            var limits = account["Limits"] ??= new JsonObject();
            (limits["PrivatePerQuarterHour"], limits["PrivatePerDay"]) = (0, 0);
        }
        return account;
    }

    private JsonObject ProfileAccount(string id, int profile, int? perSecond) => Limit(Config.Account(
        id,
        new JsonObject { ["Network"] = "x", ["BaseAddress"] = _host.X.AbsoluteUri },
        ("ConsumerKey", World.Profiles[profile].ConsumerKey), ("ConsumerSecret", World.Profiles[profile].ConsumerSecret),
        ("Token", World.Profiles[profile].Token), ("TokenSecret", World.Profiles[profile].TokenSecret)), perSecond);

    /// <summary>The account of a bot, by its place in the world.</summary>
    public JsonObject AddBot(string id, int bot, bool journal)
    {
        var settings = new JsonObject { ["Network"] = "telegram", ["BaseAddress"] = _host.Telegram.AbsoluteUri };
        if (journal)
        {
            settings["Journal"] = World.Chats.First(chat => chat.Journal).Id.ToString(CultureInfo.InvariantCulture);
        }
        return Config.Account(id, settings, ("Token", World.Bots[bot].Token));
    }

    /// <summary>Target of a chat, by its place in the world.</summary>
    public string Chat(int chat) => World.Chats[chat].Id.ToString(CultureInfo.InvariantCulture);

    /// <summary>Target of a profile, by its place in the world.</summary>
    public string Profile(int profile) => "@" + World.Profiles[profile].Username;

    /// <summary>Runs one command with the operator's file.</summary>
    public Task<Ran> RunAsync(params string[] args) => RelayProgram.RunAsync(Config.FilePath, args);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        Sandbox.Dispose();
        await _host.DisposeAsync();
        _folder.Dispose();
    }

    private static JsonObject Limit(JsonObject account, int? perSecond)
    {
        if (perSecond is { } most)
        {
            account["Limits"] = new JsonObject { ["PerSecond"] = most };
        }
        return account;
    }
}
