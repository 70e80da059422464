using System.Text.Json;
using System.Text.Json.Nodes;

namespace Relay.EndToEnd.Tests.Harness;

/// <summary>An operator's file for a rehearsal: the sandbox's addresses, secrets in files, the engine's times in seconds.</summary>
internal sealed class RehearsalConfig(string folder)
{
    private readonly JsonObject _sources = [];
    private readonly JsonObject _accounts = [];
    private readonly JsonObject _channels = [];

    /// <summary>Where it is written.</summary>
    public string FilePath { get; } = Path.Combine(folder, "appsettings.json");

    /// <summary><c>Relay:Store</c>.</summary>
    public JsonObject StoreSettings { get; set; } = new() { ["Engine"] = "sqlite", ["Path"] = "relay.db" };

    /// <summary><c>Relay:Engine</c>.</summary>
    public JsonObject Times { get; } = new()
    {
        ["SettleTime"] = "00:00:02",
        ["ReadsApart"] = "00:00:00.5",
        ["NegativeReads"] = 3,
        ["ThrottleRest"] = "00:00:01",
        ["HoldRest"] = "00:00:01",
        ["IdlePoll"] = "00:00:01",
        ["BreakAfter"] = 100,
    };

    /// <summary><c>Relay:Watchdog</c>.</summary>
    public JsonObject Watchdog { get; } = [];

    /// <summary><c>Relay:Webhooks</c>; null for none.</summary>
    public JsonObject? Webhooks { get; set; }

    /// <summary>How much the log says; null for the usual.</summary>
    public string? LogLevel { get; set; }

    /// <summary><c>Relay:Return</c>; null for none.</summary>
    public JsonObject? Return { get; set; }

    /// <summary>A source in a SQLite file, polled every two seconds.</summary>
    public void Source(string id, PartyDatabase party)
        => Source(id, new JsonObject { ["Engine"] = "sqlite", ["Path"] = party.Path }, []);

    /// <summary>A source, of the kind <c>sql</c> unless it says otherwise, polled every two seconds.</summary>
    public void Source(string id, JsonObject settings, params IReadOnlyList<(string Name, string Value)> secrets)
    {
        settings["Kind"] ??= "sql";
        settings["Harvest"] = "0/2 * * * * ?";
        Hide(settings, id, secrets);
        _sources[id] = settings;
    }

    /// <summary>An account, its secrets in files.</summary>
    public JsonObject Account(string id, JsonObject settings, params IReadOnlyList<(string Name, string Value)> secrets)
    {
        Hide(settings, id, secrets);
        _accounts[id] = settings;
        return settings;
    }

    /// <summary>A live channel that is open at all hours, without a gap or a maximum.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="account">Through which account.</param>
    /// <param name="target">To where.</param>
    /// <param name="themes">What it takes; all when empty.</param>
    public JsonObject Channel(string id, string account, string target, params IReadOnlyList<string> themes)
    {
        var channel = new JsonObject
        {
            ["Account"] = account,
            ["Target"] = target,
            ["Stage"] = "live",
            ["Kinds"] = new JsonArray("event", "initiative"),
            ["Themes"] = new JsonArray([.. themes.Select(theme => (JsonNode)theme)]),
            ["Moments"] = new JsonArray("announce", "cancelled"),
            ["Slots"] = new JsonArray("Mon-Sun 00:00-24:00"),
            ["MinimumGap"] = "00:00:00",
            ["MaximumPerDay"] = 100_000,
        };
        _channels[id] = channel;
        return channel;
    }

    /// <summary>Gives a channel another id, as an operator would.</summary>
    public void Rename(string channel, string to)
    {
        var settings = _channels[channel]!;
        _channels.Remove(channel);
        _channels[to] = settings;
    }

    /// <summary>Puts the store's secrets into files.</summary>
    public void HideStore(params IReadOnlyList<(string Name, string Value)> secrets) => Hide(StoreSettings, "store", secrets);

    /// <summary>The settings of a channel.</summary>
    public JsonObject ChannelSettings(string id) => _channels[id]!.AsObject();

    /// <summary>Takes a channel out.</summary>
    public void Remove(string channel) => _channels.Remove(channel);

    /// <summary>The settings of a source.</summary>
    public JsonObject SourceSettings(string id) => _sources[id]!.AsObject();

    /// <summary>Writes the file as things stand.</summary>
    public void Write()
    {
        var relay = new JsonObject
        {
            ["Language"] = "fr",
            ["Store"] = StoreSettings.DeepClone(),
            ["Sources"] = _sources.DeepClone(),
            ["Accounts"] = _accounts.DeepClone(),
            ["Channels"] = _channels.DeepClone(),
            ["Engine"] = Times.DeepClone(),
            [nameof(Watchdog)] = Watchdog.DeepClone(),
        };
        if (Webhooks is not null)
        {
            relay[nameof(Webhooks)] = Webhooks.DeepClone();
        }
        if (Return is not null)
        {
            relay[nameof(Return)] = Return.DeepClone();
        }
        var whole = new JsonObject { ["Relay"] = relay };
        if (LogLevel is not null)
        {
            whole["Logging"] = new JsonObject { [nameof(LogLevel)] = new JsonObject { ["Default"] = LogLevel } };
        }
        File.WriteAllText(FilePath, whole.ToJsonString(new JsonSerializerOptions { WriteIndented = true }));
    }

    /// <summary>Puts a secret into a file and names the file.</summary>
    private void Hide(JsonObject settings, string owner, IEnumerable<(string Name, string Value)> secrets)
    {
        foreach (var (name, value) in secrets)
        {
            var file = $"{owner}-{name}.secret";
            File.WriteAllText(Path.Combine(folder, file), value);
            settings[name + "File"] = file;
        }
    }
}
