using Microsoft.Extensions.Configuration;
using Relay.Core.Channels.Connecting;
using Relay.Core.Texts;

namespace Relay.Core.Channels;

/// <summary>The file, what is kept in the store and the environment, one over the other, so that one reader judges all.</summary>
internal sealed class ConfigurationLayers
{
    private readonly ConfigurationFile _file;
    private readonly List<KeptSection> _twice;

    /// <param name="file">The operator's file.</param>
    /// <param name="environment">Variables by name.</param>
    /// <param name="kept">What is kept in the store.</param>
    public ConfigurationLayers(ConfigurationFile file, IReadOnlyDictionary<string, string> environment, KeptSettings kept)
    {
        _file = file;
        _twice = [.. kept.Sections.Where(section => file.LineOf(PathOf(section)) is not null)];
        Kept = [.. kept.Sections.Except(_twice)];
        var stored = Kept.SelectMany(section => section.Values.Select(pair => KeyValuePair.Create($"{PathOf(section)}:{pair.Key}", (string?)pair.Value)));
        var variables = environment.Where(pair => pair.Key.StartsWith("Relay__", StringComparison.OrdinalIgnoreCase))
            .Select(pair => KeyValuePair.Create(Spell(pair.Key.Replace("__", ":", StringComparison.Ordinal)), (string?)pair.Value));
        Relay = new ConfigurationBuilder().AddInMemoryCollection(file.Values).AddInMemoryCollection(stored).AddInMemoryCollection(variables).Build().GetSection("Relay");
    }

    /// <summary>Everything under <c>Relay</c>.</summary>
    public IConfigurationSection Relay { get; }

    /// <summary>What is kept and does not stand in the file too.</summary>
    public IReadOnlyList<KeptSection> Kept { get; }

    /// <summary>Where a section stands in the whole, <c>Relay:Accounts:bot33</c>.</summary>
    public static string PathOf(KeptSection section) => PathOf(section.Kind, section.Id);

    /// <inheritdoc cref="PathOf(KeptSection)"/>
    public static string PathOf(SectionKind kind, string id) => $"Relay:{(kind == SectionKind.Account ? "Accounts" : "Channels")}:{id}";

    /// <summary>A fault for each id that stands in both places.</summary>
    public IEnumerable<Fault> Twice() => _twice.Select(section =>
    {
        var (path, line) = (PathOf(section), _file.LineOf(PathOf(section)));
        return new Fault(path,
            $"it stands in {_file.Path} (line {line}) and among what \"relay connect\" keeps in the store: take it out of the file, or give it another id there.",
            $"il figure dans {_file.Path} (ligne {line}) et parmi ce que « relay connect » garde dans le magasin : retirez-le du fichier, ou donnez-lui là un autre identifiant.");
    });

    /// <summary>Whether a fault is one of a kept section: it leaves that out and stops nothing else.</summary>
    public bool IsKept(Fault fault) => Kept.Any(section => IsWithin(fault.Setting, PathOf(section)));

    /// <summary>What was read, without the accounts that have such faults and without the channels on them.</summary>
    public static ConfigurationInForce Without(ConfigurationInForce read, IReadOnlyList<Fault> leftOut)
    {
        var sound = read.Accounts.Where(pair => !leftOut.Any(fault => IsWithin(fault.Setting, PathOf(SectionKind.Account, pair.Key)))).ToDictionary(StringComparer.Ordinal);
        return read with { Accounts = sound, Channels = read.Channels.Where(pair => sound.ContainsKey(pair.Value.Account)).ToDictionary(StringComparer.Ordinal) };
    }

    /// <summary>What was read, each account that is not kept with the place where it stands.</summary>
    public ConfigurationInForce Placed(ConfigurationInForce read) => read with
    {
        Accounts = read.Accounts.ToDictionary(pair => pair.Key, pair => pair.Value with { Provisioned = PlaceOf(pair.Key) }, StringComparer.Ordinal),
    };

    private Phrase? PlaceOf(string account)
    {
        if (Kept.Any(section => section.Kind == SectionKind.Account && section.Id == account))
        {
            return null;
        }
        var (path, name) = (PathOf(SectionKind.Account, account), Path.GetFileName(_file.Path));
        return _file.LineOf(path) is { } line ? new($"{path} ({name}, ligne {line})", $"{path} ({name}, line {line})") : new($"{path} (environnement)", $"{path} (environment)");
    }

    /// <summary>A word for each channel of the file that is missing only because its account, which is kept, has faults.</summary>
    public IEnumerable<Fault> Orphans(ConfigurationInForce read, IReadOnlyList<Fault> leftOut)
        => Relay.GetSection("Channels").GetChildren()
            .Where(channel => !read.Channels.ContainsKey(channel.Key) && !leftOut.Any(fault => IsWithin(fault.Setting, channel.Path)))
            .Select(channel => new Fault($"{channel.Path}:Account",
                $"the account {channel["Account"]} has faults of its own: mend it first.",
                $"le compte {channel["Account"]} a lui-même des fautes : corrigez-les d'abord."));

    private static bool IsWithin(string setting, string path)
        => setting.StartsWith(path, StringComparison.OrdinalIgnoreCase) && (setting.Length == path.Length || setting[path.Length] == ':');

    /// <summary>Variables come in capitals on some systems, and ids must not change by that.</summary>
    private string Spell(string setting)
    {
        var spelt = _file.Spell(setting);
        var kept = Kept.FirstOrDefault(section => IsWithin(spelt, PathOf(section)));
        return kept is null ? spelt : PathOf(kept) + spelt[PathOf(kept).Length..];
    }
}
