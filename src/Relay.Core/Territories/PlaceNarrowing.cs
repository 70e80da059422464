namespace Relay.Core.Territories;

/// <summary>Several names said together tell which is meant: "Saint-Denis de la Réunion" is no Saint-Denis of elsewhere, and "Calvados, Normandie" is the Calvados.</summary>
internal static class PlaceNarrowing
{
    /// <summary>The territories left when each name is taken where the others say that it lies.</summary>
    /// <param name="names">What each name may stand for.</param>
    public static IReadOnlyList<Territory> Of(IReadOnlyList<IReadOnlyList<Territory>> names)
    {
        var left = new List<Territory>();
        for (var at = 0; at < names.Count; at++)
        {
            var others = names.Where((name, other) => other != at && name.Count == 1).SelectMany(other => other).ToList(); // what is unclear itself makes nothing clear
            var within = names[at].Where(one => others.Exists(other => Holds(other, one))).ToList();
            left.AddRange(within.Count > 0 ? within : names[at]);
        }
        // What holds another one said no more than where that lies.
        return [.. left.Distinct().Where(one => !left.Exists(other => other != one && Holds(one, other)))];
    }

    private static bool Holds(Territory wide, Territory narrow) => wide.Holds(narrow) || (wide == Territory.National && narrow.Code != "ABR");
}
