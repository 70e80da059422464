using Relay.Core.Channels.Connecting;
using Relay.Core.Alarms;
using Relay.Core.Contacts.Retention;
using Relay.Core.Deliveries;
using Relay.Core.Inbox.Webhooks;
using Relay.Core.Items;
using Relay.Core.Returns;
using Relay.Core.Swarm;

namespace Relay.Core.Channels;

/// <summary>Everything that the operator's file, the store and the environment say, without a fault. A snapshot: a change of the file counts from the next start.</summary>
public sealed record ConfigurationInForce : IChannels
{
    /// <summary>Folder of the file, in full; relative paths start there.</summary>
    public required string Folder { get; init; }

    /// <summary>The file itself, in full: named where nothing is found.</summary>
    public string File { get; init; } = "";

    /// <summary>Who publishes.</summary>
    public required PartySettings Party { get; init; }

    /// <summary><c>fr</c> or <c>en</c>, for people who did not choose.</summary>
    public required string Language { get; init; }

    /// <summary>Where Relay keeps its own data.</summary>
    public required StoreSettings Store { get; init; }

    /// <summary>Path of the kill switch, in full: while something is there, nothing leaves. Default <c>relay.stop</c> beside the store, or beside the file with PostgreSQL.</summary>
    public required string KillSwitch { get; init; }

    /// <summary>When something counts as an alarm, and who is told.</summary>
    public required WatchdogSettings Watchdog { get; init; }

    /// <summary>Where networks call; null when nothing listens.</summary>
    public WebhookSettings? Webhooks { get; init; }

    /// <summary>Folder of the federation's own templates, in full; null when the shipped ones are used alone.</summary>
    public string? Templates { get; init; }

    /// <summary>Whether all this is a rehearsal: every line and screen says so, and no account calls a network itself. Default false.</summary>
    public bool Rehearsal { get; init; }

    /// <summary>IANA zone in which times are told where no channel's own counts: that of most channels, else of a source, else Europe/Paris.</summary>
    public string Zone => Channels.Values.GroupBy(channel => channel.Zone, StringComparer.Ordinal).OrderByDescending(zone => zone.Count()).ThenBy(zone => zone.Key, StringComparer.Ordinal)
        .Select(zone => zone.Key).FirstOrDefault() ?? Sources.Values.Select(source => source.Zone).FirstOrDefault() ?? "Europe/Paris";

    /// <summary>Every source, by id.</summary>
    public required IReadOnlyDictionary<string, SourceSettings> Sources { get; init; }

    /// <summary>Where the party takes what came back, from <c>Relay:Return</c>; null while it is not told.</summary>
    public IReturn? Return { get; init; }

    /// <summary>How long what is known of people is kept, from <c>Relay:Retention</c>.</summary>
    public RetentionSettings Retention { get; init; } = new();

    /// <inheritdoc/>
    public required IReadOnlyDictionary<string, Account> Accounts { get; init; }

    /// <inheritdoc/>
    public required IReadOnlyDictionary<string, Channel> Channels { get; init; }

    /// <inheritdoc/>
    public IReadOnlyList<Space> Spaces { get; init; } = [];

    /// <summary>The engine's times, from <c>Relay:Engine</c>.</summary>
    public required EngineOptions Engine { get; init; }

    /// <summary>The accounts and channels that are kept in the store; all others stand in the file, and commands leave those alone.</summary>
    public IReadOnlyList<KeptSection> Kept { get; init; } = [];

    /// <summary>Faults of what is kept in the store, and of what stands on it: each such account or channel is left out, the rest works.</summary>
    public IReadOnlyList<Fault> LeftOut { get; init; } = [];

    /// <summary>What works and is unwise: a secret that everybody on this machine may read.</summary>
    public IReadOnlyList<Fault> Warnings { get; init; } = [];

    /// <summary>How harvests judge what they read, from <c>Relay:Engine</c> too.</summary>
    public required HarvestOptions Harvest { get; init; }
}

/// <summary>Who publishes: <c>Relay:Party</c>.</summary>
/// <param name="Name">As readers know it; null when not told.</param>
/// <param name="PrivacyNotice">Page that says what is kept about people; null when not told.</param>
/// <param name="DataProtectionContact">Whom people write to about their data; null when not told.</param>
public sealed record PartySettings(string? Name, Uri? PrivacyNotice, string? DataProtectionContact);

/// <summary>Where Relay keeps its own data: <c>Relay:Store</c>.</summary>
/// <param name="Engine"><c>sqlite</c> or <c>postgresql</c>.</param>
/// <param name="Path">File of the SQLite store, in full; null with PostgreSQL.</param>
/// <param name="ConnectionString">Reads the PostgreSQL connection string when it is needed; null with SQLite.</param>
/// <param name="Keys">Folder of the keys that kept secrets are encrypted with, in full. Default <c>keys</c> beside the SQLite store, or beside the configuration file.</param>
public sealed record StoreSettings(string Engine, string? Path, Func<string>? ConnectionString, string Keys)
{
    /// <summary>Never the secret.</summary>
    public override string ToString() => Path ?? Engine;
}

/// <summary>One source: <c>Relay:Sources:{id}</c>.</summary>
/// <param name="Source">Its reader.</param>
/// <param name="Harvest">Cron of the polls, seconds first.</param>
/// <param name="FullHarvest">Cron of the passes that read every row.</param>
/// <param name="Zone">IANA zone of both.</param>
public sealed record SourceSettings(ISource Source, string Harvest, string FullHarvest, string Zone);
