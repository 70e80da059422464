using Relay.Core.Items;
using Relay.Core.Texts;

namespace Relay.Sources.Csv;

/// <summary>The words that a coordinator may write where only some will do, in French or English; accents, letter case and spaces don't matter.</summary>
internal static class CsvWords
{
    // The first French form of each is the one that messages propose.
    private static readonly (string Word, string[] French)[] Statuses =
    [
        ("draft", ["brouillon"]),
        ("planned", ["prévu", "prévue"]),
        ("confirmed", ["confirmé", "confirmée"]),
        ("postponed", ["reporté", "reportée"]),
        ("cancelled", ["annulé", "annulée"]),
        ("done", ["terminé", "terminée", "passé", "passée"]),
        ("open", ["ouverte", "ouvert", "en cours"]),
        ("closed", ["close", "clos", "clôturée", "clôturé", "fermée", "fermé"]),
        ("withdrawn", ["retirée", "retiré"]),
    ];

    private static readonly (string Word, string[] French)[] Visibilities =
    [
        ("public", ["public", "publique", "tous"]),
        ("members", ["membres", "adhérents"]),
        ("private", ["privé", "privée"]),
    ];

    private static readonly Dictionary<string, Dictionary<string, string>> ByFrench = new(StringComparer.Ordinal) { ["status"] = Index(Statuses), ["visibility"] = Index(Visibilities) };

    /// <summary>A cell's word as a row of a database would hold it; one that is not known stays as it is, for the row's reader to report.</summary>
    /// <param name="column"><c>status</c> or <c>visibility</c>.</param>
    /// <param name="value">As it is written.</param>
    public static string Read(string column, string value) => ByFrench[column].GetValueOrDefault(CsvNames.Fold(value), value);

    /// <summary>Which words a column takes, as a sentence; null for a column that takes others too.</summary>
    public static Phrase? Known(ItemKind kind, string column)
    {
        if (column is not ("status" or "visibility"))
        {
            return null;
        }
        var words = column == "visibility" ? Enum.GetNames<Visibility>() : kind == ItemKind.Event ? Enum.GetNames<EventStatus>() : Enum.GetNames<InitiativeStatus>();
        var table = column == "visibility" ? Visibilities : Statuses;
        var english = string.Join(", ", words.Select(word => word.ToLowerInvariant()));
        var french = string.Join(", ", words.Select(word => table.First(entry => entry.Word.Equals(word, StringComparison.OrdinalIgnoreCase)).French[0]));
        return new($"écrivez l'un de ces mots : {french}.", $"write one of {english} (in French: {french}).");
    }

    private static Dictionary<string, string> Index((string Word, string[] French)[] table)
        => table.SelectMany(entry => entry.French.Select(french => (Folded: CsvNames.Fold(french), entry.Word))).ToDictionary(pair => pair.Folded, pair => pair.Word, StringComparer.Ordinal);
}
