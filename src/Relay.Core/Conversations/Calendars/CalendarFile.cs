using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Relay.Core.Deliveries.Answers;
using Relay.Core.Items;
using Relay.Core.Planning.Moments;

namespace Relay.Core.Conversations.Calendars;

/// <summary>
/// An event as a file that calendars open (RFC 5545, RFC 5546). The same event always has the same UID, and each later version a higher SEQUENCE, so that a second file changes the entry of
/// the first; one that is called off takes it away. Holds what is public of the event and nothing of a person.
/// </summary>
public static class CalendarFile
{
    /// <summary>Its media type.</summary>
    public const string MediaType = "text/calendar";

    // A reserved name (RFC 2606): where nobody's address is public, none is made up that could be somebody's.
    private const string NoAddress = "mailto:personne@relay.invalid";
    private const int LongestName = 48;

    /// <summary>The file of an event as it stands.</summary>
    /// <param name="stored">What is held.</param>
    /// <param name="now">The present.</param>
    /// <returns>Null for what is no event.</returns>
    public static AnswerFile? Of(StoredItem stored, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(stored);
        return stored.Face is Event held ? new(NameOf(held), MediaType, Write(stored, held, now)) : null;
    }

    private static string Write(StoredItem stored, Event held, DateTimeOffset now)
    {
        var isOff = Cancellation.IsCalledOff(stored);
        var organiser = held.Organiser ?? held.Section;
        var lines = new ContentLines().Add("BEGIN", "VCALENDAR").Add("VERSION", "2.0").Add("PRODID", "-//Relay//Relay//FR").Add("CALSCALE", "GREGORIAN");
        if (organiser is not null)
        {
            lines.Add("METHOD", isOff ? "CANCEL" : "PUBLISH"); // either needs an organiser (RFC 5546, 3.2): without one the status alone says it
        }
        lines.Add("BEGIN", "VEVENT").Add("UID", Uid(held.Key)).Instant("DTSTAMP", now)
            .Add("SEQUENCE", (stored.Revision - 1).ToString(CultureInfo.InvariantCulture))
            .Add("STATUS", isOff ? "CANCELLED" : held.Status == EventStatus.Planned ? "TENTATIVE" : "CONFIRMED")
            .Instant("DTSTART", held.Starts);
        if (held.Ends is { } ends && ends > held.Starts)
        {
            lines.Instant("DTEND", ends);
        }
        lines.Text("SUMMARY", held.Title).Text("LOCATION", Place(held)).Text("DESCRIPTION", Description(held));
        if (organiser is not null)
        {
            lines.Add($"ORGANIZER;CN={ContentLines.Quoted(organiser)}", NoAddress);
        }
        if ((held.Url ?? held.OnlineUrl) is { } page)
        {
            lines.Add("URL", page.AbsoluteUri);
        }
        return lines.Add("END", "VEVENT").Add("END", "VCALENDAR").ToString();
    }

    private static string Uid(ItemKey key) => $"{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key.ToString())).AsSpan(0, 16))}@relay.invalid";

    private static string? Place(Event held)
    {
        var parts = new[] { held.Place, held.Address }.Where(part => !string.IsNullOrWhiteSpace(part)).Select(part => part!.Trim()).Distinct(StringComparer.OrdinalIgnoreCase).ToList();
        return parts.Count > 0 ? string.Join(", ", parts) : held.OnlineUrl?.AbsoluteUri;
    }

    private static string Description(Event held)
        => string.Join('\n', new[] { held.Summary, held.OnlineUrl?.AbsoluteUri, held.Url?.AbsoluteUri }.Where(line => !string.IsNullOrWhiteSpace(line)).Distinct(StringComparer.Ordinal));

    /// <summary>Day and title in letters that every device takes in a file's name.</summary>
    private static string NameOf(Event held)
    {
        var title = new StringBuilder();
        foreach (var letter in held.Title.Normalize(NormalizationForm.FormD).ToLowerInvariant().Where(letter => CharUnicodeInfo.GetUnicodeCategory(letter) != UnicodeCategory.NonSpacingMark))
        {
            if (char.IsAsciiLetterOrDigit(letter))
            {
                title.Append(letter);
            }
            else if (title.Length > 0 && title[^1] != '-')
            {
                title.Append('-');
            }
        }
        var words = (title.Length > LongestName ? title.ToString(0, LongestName) : title.ToString()).Trim('-');
        return string.Create(CultureInfo.InvariantCulture, $"{held.StartsLocal:yyyy-MM-dd}{(words.Length > 0 ? "-" : "")}{words}.ics");
    }
}
