using Relay.Core.Channels;
using Relay.Core.Channels.Connecting;
using Relay.Worker.Hosting;

namespace Relay.Worker.Cli.Connect;

/// <summary>Turns what a connection brought into what is kept: an account, its secrets, and a channel in shadow for each place that has none yet.</summary>
internal sealed class KeptConnection
{
    private const int LongestId = 64;

    private static readonly string[] Usual = ["Kinds:0", "event", "Kinds:1", "initiative", "Moments:0", "announce", "Moments:1", "J-1", "Moments:2", "cancelled", "Slots:0", "Mon-Fri 08:00-20:00", "Slots:1", "Sat,Sun 09:00-19:00"];

    private readonly string _network;
    private readonly Connection _connection;
    private readonly LoadedConfiguration _loaded;
    private readonly KeptSection? _before;
    private readonly IReadOnlyList<ConnectedPlace> _newPlaces;

    /// <summary>Finds out what is new.</summary>
    /// <param name="network">Key of the network.</param>
    /// <param name="connection">What it brought.</param>
    /// <param name="loaded">What there is already.</param>
    /// <param name="name">Id asked for; null takes the connection's own.</param>
    public KeptConnection(string network, Connection connection, LoadedConfiguration loaded, string? name)
    {
        (_network, _connection, _loaded) = (network, connection, loaded);
        _before = Kept(SectionKind.Account, name ?? connection.Name) is { } before && (name is not null || IsSame(before)) ? before : null;
        Account = _before?.Id ?? name ?? Free(connection.Name, Ids(SectionKind.Account));
        _newPlaces = [.. connection.Channels.Where(place => !IsThere(place))];
    }

    /// <summary>Id of the account.</summary>
    public string Account { get; }

    /// <summary>Whether the account was there before.</summary>
    public bool Renewed => _before is not null;

    /// <summary>Whether any place becomes a channel: one that has its channel already keeps what it takes.</summary>
    public bool MakesChannels => _newPlaces.Count > 0;

    /// <summary>The new channels with their titles.</summary>
    public IReadOnlyList<(KeptSection Channel, string Title)> Channels { get; private set; } = [];

    /// <summary>Channels of the account that were there before, each at the stage that still holds.</summary>
    public IReadOnlyList<(string Id, Stage Stage)> Standing =>
    [
        .. _loaded.InForce.Kept.Where(section => section.Kind == SectionKind.Channel && section.Values.GetValueOrDefault("Account") == Account)
            .Select(section => (section.Id, Enum.TryParse<Stage>(section.Values.GetValueOrDefault("Stage"), ignoreCase: true, out var stage) ? stage : Stage.Shadow))
            .Concat(_loaded.InForce.Channels.Values.Where(channel => channel.Account == Account).Select(channel => (channel.Id, channel.Stage))).DistinctBy(channel => channel.Id)
            .OrderBy(channel => channel.Id, StringComparer.Ordinal),
    ];

    /// <summary>The change to make.</summary>
    /// <param name="filter">Which items the new channels take.</param>
    /// <param name="more">Secrets of the account beside the connection's.</param>
    public SettingsChange Change(ChannelFilter filter, IReadOnlyDictionary<string, string> more)
    {
        var settings = new Dictionary<string, string>(_before?.Values ?? new Dictionary<string, string>(), StringComparer.OrdinalIgnoreCase) { ["Network"] = _network };
        foreach (var (setting, value) in _connection.Settings)
        {
            settings[setting] = value;
        }
        foreach (var gone in settings.Where(pair => pair.Value.Length == 0).Select(pair => pair.Key).ToList())
        {
            settings.Remove(gone);
        }
        var taken = Ids(SectionKind.Channel);
        var channels = new List<(KeptSection, string)>();
        foreach (var place in _newPlaces)
        {
            var id = Free(place.Name, taken);
            taken.Add(id);
            channels.Add((new(SectionKind.Channel, id, Values(place, filter)), place.Title));
        }
        Channels = channels;
        var secrets = _connection.Secrets.Concat(more).ToDictionary(pair => $"Relay:Accounts:{Account}:{pair.Key}", pair => pair.Value, StringComparer.Ordinal);
        return new([new(SectionKind.Account, Account, settings), .. channels.Select(pair => pair.Item1)], [], secrets);
    }

    private Dictionary<string, string> Values(ConnectedPlace place, ChannelFilter filter)
    {
        var values = new Dictionary<string, string>(place.Settings, StringComparer.OrdinalIgnoreCase) { ["Account"] = Account, ["Stage"] = "shadow" };
        foreach (var pair in Usual.Chunk(2))
        {
            values.TryAdd(pair[0], pair[1]);
        }
        foreach (var (place0, territory) in filter.Territories.Index())
        {
            values[$"Territories:{place0}"] = territory;
        }
        foreach (var (place0, theme) in filter.Themes.Index())
        {
            values[$"Themes:{place0}"] = theme;
        }
        return values;
    }

    private KeptSection? Kept(SectionKind kind, string id) => _loaded.InForce.Kept.FirstOrDefault(section => section.Kind == kind && section.Id.Equals(id, StringComparison.OrdinalIgnoreCase));

    /// <summary>Two Pages may have one name: their numbers tell them apart.</summary>
    private bool IsSame(KeptSection account) => account.Values.GetValueOrDefault("Network") == _network
        && _connection.Settings.Where(pair => pair.Key.EndsWith("Id", StringComparison.Ordinal)).All(pair => account.Values.GetValueOrDefault(pair.Key, pair.Value) == pair.Value);

    private bool IsThere(ConnectedPlace place) => _loaded.InForce.Kept.Any(section => section.Kind == SectionKind.Channel
        && section.Values.GetValueOrDefault("Account") == Account
        && section.Values.GetValueOrDefault("Target", "") == place.Settings.GetValueOrDefault("Target", "")
        && section.Values.GetValueOrDefault("Topic", "") == place.Settings.GetValueOrDefault("Topic", ""));

    private HashSet<string> Ids(SectionKind kind)
    {
        var section = kind == SectionKind.Account ? "Relay:Accounts:" : "Relay:Channels:";
        var inFile = _loaded.File.Values.Keys.Where(name => name.StartsWith(section, StringComparison.OrdinalIgnoreCase)).Select(name => name[section.Length..].Split(':')[0]);
        return _loaded.InForce.Kept.Where(kept => kept.Kind == kind).Select(kept => kept.Id).Concat(inFile).ToHashSet(StringComparer.OrdinalIgnoreCase);
    }

    private static string Free(string name, HashSet<string> taken) => Enumerable.Range(1, int.MaxValue)
        .Select(number => number == 1 ? name : $"{name[..Math.Min(name.Length, LongestId - 4)]}-{number}").First(free => !taken.Contains(free));
}

/// <summary>Which items a channel takes; empty takes all.</summary>
/// <param name="Territories">Typed codes.</param>
/// <param name="Themes">The source's themes.</param>
internal sealed record ChannelFilter(IReadOnlyList<string> Territories, IReadOnlyList<string> Themes);
