using Relay.Core.Items;
using Relay.Core.Planning.Moments;
using Relay.Core.Texts;
using Relay.Core.Texts.Dates;

namespace Relay.Core.Conversations.Wording;

/// <summary>What may be said of an item in a conversation: only what its public record says now.</summary>
internal static class ItemWords
{
    private const string Usual = "Europe/Paris";
    private const int LongestTitle = 100;

    /// <summary>Title, date and place on one line: <c>« Réunion publique », samedi 28 novembre 2026 à 18 h 30, Salle des fêtes</c>.</summary>
    public static string Line(StoredItem stored, string language, string? zone = null)
        => string.Join(", ", new[] { Title(stored, language), When(stored, language, zone), Where(stored) }.Where(part => part is not null));

    /// <summary>The title, quoted.</summary>
    public static string Title(StoredItem stored, string language) => language == "fr" ? $"«\u00A0{Short(Plain(stored.Face.Title))}\u00A0»" : $"“{Short(Plain(stored.Face.Title))}”";

    /// <summary>The title with what it is before it, so that what is said of it agrees: <c>L’événement « Réunion »</c> est annulé.</summary>
    public static string Named(StoredItem stored, string language)
        => language == "fr" ? $"{(stored.Face is Event ? "L’événement" : "L’initiative")} {Title(stored, language)}" : Title(stored, language);

    /// <summary>For a button: the day and the title, cut to what fits on a line.</summary>
    public static string Label(StoredItem stored, string language)
    {
        var day = stored.Face is Event held ? $"{DateWords.In(language).Day(held.StartsLocal, DateStyle.Short)} · " : "";
        var label = $"{day}{Plain(stored.Face.Title)}";
        return label.Length <= 48 ? label : $"{label[..47].TrimEnd()}…";
    }

    /// <summary>When it takes place, with the clock's zone where the reader may have another one; null for what has no date.</summary>
    public static string? When(StoredItem stored, string language, string? zone = null)
    {
        var dates = DateWords.In(language);
        return stored.Face switch
        {
            Event held => dates.Range(held.StartsLocal, held.EndsLocal, DateStyle.Full) + (held.Zone == (zone ?? Usual) && held.Zone == Usual ? "" : $" ({dates.Zone(held.Zone)})"),
            Initiative { ClosesOn: { } last } => new Phrase($"jusqu’au {dates.Day(last.ToDateTime(default), DateStyle.Full)}", $"until {dates.Day(last.ToDateTime(default), DateStyle.Full)}").In(language),
            _ => null,
        };
    }

    /// <summary>Where it takes place; null when that is not public.</summary>
    public static string? Where(StoredItem stored)
    {
        var held = stored.Face as Event;
        var parts = new[] { stored.Face.Place, held?.Address, held?.OnlineUrl?.AbsoluteUri }.Where(part => !string.IsNullOrWhiteSpace(part)).Select(part => Plain(part!)).Distinct(StringComparer.OrdinalIgnoreCase).ToList();
        var isSomewhere = !string.IsNullOrWhiteSpace(stored.Face.Place) || !string.IsNullOrWhiteSpace(held?.Address);
        if (isSomewhere && stored.Face.PostalCode is { Length: > 0 } code && !parts.Exists(part => part.Contains(code, StringComparison.Ordinal)))
        {
            // Many a town has a place de la Mairie.
            parts.Insert(parts.Count - (held?.OnlineUrl is null ? 0 : 1), stored.Face.Territory.Code.StartsWith("DEP-", StringComparison.Ordinal) ? $"{code} ({stored.Face.Territory.Name})" : code);
        }
        return parts.Count == 0 ? null : string.Join(", ", parts);
    }

    /// <summary>Why nobody can come or support any more, to follow <see cref="Named"/>; null while it is open.</summary>
    public static Phrase? Closed(StoredItem stored, DateTimeOffset now) => stored.Face switch
    {
        Event { Status: EventStatus.Cancelled } => new("est annulé", "is cancelled"),
        Event { Status: EventStatus.Postponed } => new("est reporté, sans nouvelle date pour l’instant", "is postponed, with no new date so far"),
        _ when Cancellation.IsCalledOff(stored) => new("n’est plus d’actualité", "is no longer on"),
        Event held when held.Status == EventStatus.Done || held.Over <= now => new("a déjà eu lieu", "has already taken place"),
        Initiative { Status: not InitiativeStatus.Open } => new("ne recueille plus de soutiens", "takes no more support"),
        Initiative { ClosesOn: { } last } carried when last < DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, TimeZoneInfo.FindSystemTimeZoneById(carried.Territory.Zones[0])).DateTime)
            => new("ne recueille plus de soutiens", "takes no more support"),
        _ => null,
    };

    // A title of three lines would be read back with every answer.
    private static string Short(string title)
    {
        if (title.Length <= LongestTitle)
        {
            return title;
        }
        var space = title.LastIndexOf(' ', LongestTitle - 1);
        var cut = title[..(space > LongestTitle / 2 ? space : LongestTitle - 1)].TrimEnd(' ', ',', ':', ';', '-');
        return $"{(char.IsHighSurrogate(cut[^1]) ? cut[..^1] : cut)}…";
    }

    private static string Plain(string text) => PlainWords.WithoutMentions(text.ReplaceLineEndings(" ").Trim());
}
