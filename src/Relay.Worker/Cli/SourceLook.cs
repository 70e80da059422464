using Relay.Core.Channels;
using Relay.Core.Items;
using Relay.Core.Texts;
using Relay.Sources.Csv;

namespace Relay.Worker.Cli;

/// <summary>What one look at a source that is a file, a folder or a calendar gave; databases are left to the harvest, they may be large.</summary>
/// <param name="Source">Its id.</param>
/// <param name="Good">Rows that are items.</param>
/// <param name="Faulty">Rows that would be left out.</param>
/// <param name="Silence">Why it could not be read; null when it was.</param>
internal sealed record SourceLook(string Source, int Good, IReadOnlyList<SourceRow.Faulty> Faulty, Phrase? Silence)
{
    private const int Shown = 10;

    /// <summary>Rows that are the template's own examples still; in no other count.</summary>
    public int Examples { get; init; }

    /// <summary>Looks at each such source once.</summary>
    public static async Task<IReadOnlyList<SourceLook>> LookAsync(ConfigurationInForce configuration, CancellationToken cancel)
    {
        var looks = new List<SourceLook>();
        foreach (var source in configuration.Sources.Values.Select(settings => settings.Source).Where(source => source.ReadsEverything))
        {
            looks.Add(await LookAsync(source, cancel));
        }
        return looks;
    }

    /// <summary>Says it, the faults by their places.</summary>
    public void Say(Screen screen)
    {
        if (Silence is not null)
        {
            return; // said with the other sources that do not answer
        }
        var (examples, ofThem) = Examples == 0 ? ("", "") : ($" ; {Counted.French(Examples, "ligne d'exemple", "lignes d'exemple")} du modèle, qui ne {(Examples == 1 ? "compte" : "comptent")} pas : écrivez les vôtres à la place",
            $"; {Counted.English(Examples, "example row")} of the template, which {(Examples == 1 ? "does" : "do")} not count: write your own instead");
        screen.Say($"source {Source} : {Counted.French(Good, "fiche lisible", "fiches lisibles")}, {Counted.French(Faulty.Count, "ligne à corriger", "lignes à corriger")}{examples}",
            $"source {Source}: {Counted.English(Good, "row that can be read", "rows that can be read")}, {Counted.English(Faulty.Count, "row to mend", "rows to mend")}{ofThem}");
        foreach (var row in Faulty.Take(Shown))
        {
            // A row without an id is called by its place, which each of its faults names already.
            var isPlace = row.Faults.All(fault => fault.In("en").StartsWith(row.Id, StringComparison.Ordinal));
            foreach (var fault in row.Faults)
            {
                screen.Say(isPlace ? $"  « {fault.Column} », {fault.In("fr")}" : $"  {row.Id} : {fault.Column} : {fault.In("fr")}", isPlace ? $"  \"{fault.Column}\", {fault.In("en")}" : $"  {row.Id}: {fault.Column}: {fault.In("en")}");
            }
        }
        if (Faulty.Count > Shown)
        {
            screen.Say($"  … et {Faulty.Count - Shown} de plus ; toutes dans « relay status » après la prochaine lecture.", $"  … and {Faulty.Count - Shown} more; all of them in \"relay status\" after the next poll.");
        }
    }

    private static async Task<SourceLook> LookAsync(ISource source, CancellationToken cancel)
    {
        var (good, examples, faulty) = (0, 0, new List<SourceRow.Faulty>());
        try
        {
            await foreach (var row in source.ReadAsync(null, cancel))
            {
                switch (row)
                {
                    case SourceRow.Faulty wrong:
                        faulty.Add(wrong);
                        break;
                    case SourceRow.Good { Item: var item } when CsvTemplate.IsExample(item):
                        examples++;
                        break;
                    default:
                        good++;
                        break;
                }
            }
            return new(source.Id, good, faulty, null) { Examples = examples };
        }
        catch (SourceUnavailableException silent)
        {
            return new(source.Id, 0, [], silent.Reason);
        }
    }
}
