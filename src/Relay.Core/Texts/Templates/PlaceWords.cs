using Relay.Core.Items;

namespace Relay.Core.Texts.Templates;

/// <summary>Where an item takes place, in one line, saying nothing twice.</summary>
internal static class PlaceWords
{
    /// <summary><c>Salle des fêtes, 12 rue de la Paix, 33000 (Gironde)</c>; null when nothing is public.</summary>
    public static string? Full(Item item)
    {
        var said = Joined(item.Place, (item as Event)?.Address, item.PostalCode);
        return said is null ? null : said + Territory(item, said);
    }

    /// <summary><c>Salle des fêtes (Gironde)</c>.</summary>
    public static string? Brief(Item item)
    {
        var said = Joined(item.Place) ?? Joined((item as Event)?.Address) ?? Joined(item.PostalCode);
        return said is null ? null : said + Territory(item, said);
    }

    private static string? Joined(params ReadOnlySpan<string?> parts)
    {
        string? said = null;
        foreach (var part in parts)
        {
            var one = part?.ReplaceLineEndings(", ").Trim().Trim(',');
            if (!string.IsNullOrWhiteSpace(one) && !(said ?? "").Contains(one, StringComparison.OrdinalIgnoreCase))
            {
                said = said is null || one.Contains(said, StringComparison.OrdinalIgnoreCase) ? one : $"{said}, {one}";
            }
        }
        return said;
    }

    // The name of a departement tells Saint-Denis from Saint-Denis.
    private static string Territory(Item item, string said)
        => item.Territory.Code == "FR" || said.Contains(item.Territory.Name, StringComparison.OrdinalIgnoreCase) ? "" : $" ({item.Territory.Name})";
}
