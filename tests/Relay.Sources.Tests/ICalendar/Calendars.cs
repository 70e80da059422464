using System.Text;
using Relay.Core.Items;
using Relay.Core.Territories;
using Relay.Sources.ICalendar;
using Relay.Sources.Rows;

namespace Relay.Sources.Tests.ICalendar;

/// <summary>Calendars written for tests, and what becomes of them.</summary>
internal static class Calendars
{
    /// <summary>The tests' present: Saturday 21 November 2026, noon in Paris.</summary>
    public static readonly DateTimeOffset Now = new(2026, 11, 21, 11, 0, 0, TimeSpan.Zero);

    public static IcalOptions Options { get; } = new("agenda", new RowDefaults(Territory.Parse("DEP-33"), [], "Europe/Paris"));

    /// <summary>A calendar around some lines; they may be indented by bars to keep their folds.</summary>
    public static string Of(params string[] lines) => string.Join("\r\n", ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//essai//FR", .. lines, "END:VCALENDAR", ""]);

    /// <summary>An event on 28 November 2026 at 18:30 in Paris, with more lines; one that names a property replaces its own.</summary>
    public static string[] Event(params string[] lines)
    {
        string[] usual = ["UID:e1@parti.example", "DTSTAMP:20261101T080000Z", "DTSTART;TZID=Europe/Paris:20261128T183000", "SUMMARY:Café citoyen"];
        static string Name(string line) => line.Split(';', ':')[0];
        return ["BEGIN:VEVENT", .. usual.Where(line => !lines.Any(own => Name(own).Equals(Name(line), StringComparison.OrdinalIgnoreCase))), .. lines.Where(line => line.Contains(':', StringComparison.Ordinal) && !line.EndsWith(":-", StringComparison.Ordinal)), "END:VEVENT"];
    }

    public static IReadOnlyList<SourceRow> Read(string text, IcalOptions? options = null, DateTimeOffset? now = null) => IcalReading.Read(Encoding.UTF8.GetBytes(text), options ?? Options, now ?? Now);

    /// <summary>The one event of a calendar of one.</summary>
    public static Event One(params string[] lines) => Read(Of(Event(lines))) is [SourceRow.Good { Item: Event item }] ? item : throw new InvalidOperationException(Say(Read(Of(Event(lines)))));

    /// <summary>Rows in short: <c>id start</c>, or <c>id: PROPERTY line n: …</c>.</summary>
    public static string Say(IEnumerable<SourceRow> rows) => string.Join("\n", rows.Select(row => row switch
    {
        SourceRow.Good { Item: Event item } => FormattableString.Invariant($"{item.Key.Id} {item.StartsLocal:yyyy-MM-dd HH:mm}"),
        SourceRow.Faulty faulty => $"{faulty.Id}: {string.Join(" | ", faulty.Faults.Select(fault => $"{fault.Column} {fault.Reason}"))}",
        _ => "?",
    }));
}
