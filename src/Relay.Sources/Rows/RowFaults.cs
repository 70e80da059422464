using Relay.Core.Items;

namespace Relay.Sources.Rows;

/// <summary>Faults that concern a row as a whole: its key.</summary>
internal static class RowFaults
{
    /// <summary>Whether a text can be a source's id.</summary>
    public static bool IsUsable(string id) => id.Length is > 0 and <= 200 && !string.IsNullOrWhiteSpace(id) && !id.Any(char.IsControl);

    /// <summary>A row whose key other rows have too.</summary>
    public static SourceRow.Faulty Shared(string id, ItemKind kind) => new(id, kind,
    [
        new RowFault("source_id", "several rows of the view have this id: a join multiplies them, or two tables number theirs alike.",
            "plusieurs lignes de la vue portent cet identifiant : une jointure les multiplie, ou deux tables numérotent pareil."),
    ]);

    /// <summary>A row that can't be known by its key.</summary>
    public static SourceRow.Faulty Unusable(string? id, ItemKind kind) => new(string.IsNullOrWhiteSpace(id) ? "?" : new string([.. id.Take(200).Select(c => char.IsControl(c) ? '?' : c)]), kind,
    [
        new RowFault("source_id", "it must be 1 to 200 visible characters that stay the same for ever.", "il faut 1 à 200 caractères visibles, qui ne changent jamais."),
    ])
    {
        IsNameless = true,
    };
}
