using System.Collections.Frozen;

namespace Relay.Core.Texts.Dates;

/// <summary>How readers call the clock of a zone. The zones of the French territories have names; others go by their IANA city.</summary>
internal static class ZoneNames
{
    private static readonly FrozenDictionary<string, (string French, string English)> Names = new Dictionary<string, (string, string)>(StringComparer.OrdinalIgnoreCase)
    {
        ["Europe/Paris"] = ("de Paris", "Paris"),
        ["America/Guadeloupe"] = ("de la Guadeloupe", "Guadeloupe"),
        ["America/Martinique"] = ("de la Martinique", "Martinique"),
        ["America/Cayenne"] = ("de la Guyane", "French Guiana"),
        ["Indian/Reunion"] = ("de La Réunion", "Réunion"),
        ["America/Miquelon"] = ("de Saint-Pierre-et-Miquelon", "Saint-Pierre and Miquelon"),
        ["Indian/Mayotte"] = ("de Mayotte", "Mayotte"),
        ["America/St_Barthelemy"] = ("de Saint-Barthélemy", "Saint Barthélemy"),
        ["America/Marigot"] = ("de Saint-Martin", "Saint Martin"),
        ["Indian/Kerguelen"] = ("des Kerguelen", "Kerguelen"),
        ["Pacific/Wallis"] = ("de Wallis-et-Futuna", "Wallis and Futuna"),
        ["Pacific/Tahiti"] = ("de Tahiti", "Tahiti"),
        ["Pacific/Marquesas"] = ("des Marquises", "Marquesas"),
        ["Pacific/Gambier"] = ("des Gambier", "Gambier"),
        ["Pacific/Noumea"] = ("de Nouvelle-Calédonie", "New Caledonia"),
        ["Europe/London"] = ("de Londres", "London"),
        ["Europe/Brussels"] = ("de Bruxelles", "Brussels"),
        ["America/Montreal"] = ("de Montréal", "Montréal"),
        ["America/Toronto"] = ("de Toronto", "Toronto"),
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary><c>heure de La Réunion</c>.</summary>
    public static string French(string zone) => Names.TryGetValue(zone, out var name)
        ? $"heure {name.French}"
        : City(zone) is { } city ? $"heure {(StartsWithVowel(city) ? "d’" : "de ")}{city}" : "temps universel";

    /// <summary><c>Réunion time</c>.</summary>
    public static string English(string zone) => Names.TryGetValue(zone, out var name)
        ? $"{name.English} time"
        : City(zone) is { } city ? $"{city} time" : "UTC";

    private static string? City(string zone)
        => zone.StartsWith("Etc/", StringComparison.Ordinal) || zone is "UTC" or "GMT" or "Zulu" or "UCT" or "Universal" ? null : zone[(zone.LastIndexOf('/') + 1)..].Replace('_', ' ');

    private static bool StartsWithVowel(string city) => "AEIOUYaeiouy".Contains(city[0], StringComparison.Ordinal);
}
