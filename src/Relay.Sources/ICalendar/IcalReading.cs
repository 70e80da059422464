using System.Security.Cryptography;
using System.Text;
using Relay.Core.Items;
using Relay.Core.Planning;
using Relay.Core.Texts;
using Relay.Sources.ICalendar.Lines;
using Relay.Sources.ICalendar.Recurring;
using Relay.Sources.ICalendar.Times;

namespace Relay.Sources.ICalendar;

/// <summary>From the bytes of a calendar to rows.</summary>
internal static class IcalReading
{
    /// <summary>Most dates of one calendar.</summary>
    public const int Most = 20_000;

    /// <summary>Reads a calendar as it stands at an instant.</summary>
    /// <exception cref="SourceUnavailableException">When it is no calendar, not a whole one, or one with too many dates.</exception>
    public static IReadOnlyList<SourceRow> Read(ReadOnlyMemory<byte> bytes, IcalOptions options, DateTimeOffset now)
    {
        var (rows, effort) = (new List<SourceRow>(), new Effort());
        foreach (var calendar in IcalComponent.Read(bytes))
        {
            rows.AddRange(calendar.Broken.Select(broken => OccurrenceRow.Refused($"ligne {broken.Line}", broken)));
            ReadCalendar(calendar, options, effort, now, rows);
        }
        return rows;
    }

    private static void ReadCalendar(IcalComponent calendar, IcalOptions options, Effort effort, DateTimeOffset now, List<SourceRow> rows)
    {
        var floating = IcalZone.Of(WallClock.TryZone(options.Defaults.Zone, out var zone) ? zone : TimeZoneInfo.Utc);
        var times = new IcalTimes(new ZoneBook(calendar, (now + options.Ahead).Year + 2, effort), floating);
        var isCancelled = calendar.All("METHOD").Any(method => method.Value.Trim().Equals("CANCEL", StringComparison.OrdinalIgnoreCase));
        foreach (var same in calendar.Children.Where(child => child.Name == "VEVENT").GroupBy(Uid, StringComparer.Ordinal))
        {
            ReadSeries(same.Key, [.. same], times, options, effort, isCancelled, now, rows);
            if (rows.Count > Most)
            {
                throw new SourceUnavailableException(new Phrase($"l'agenda donne plus de {Most} dates : réduisez le réglage Ahead.", $"the calendar gives more than {Most} dates: make the setting Ahead smaller."));
            }
        }
    }

    private static void ReadSeries(string uid, IReadOnlyList<IcalComponent> components, IcalTimes times, IcalOptions options, Effort effort, bool isCancelled, DateTimeOffset now, List<SourceRow> rows)
    {
        var id = Id(uid);
        try
        {
            if (id is null)
            {
                throw new IcalRefusal(components[0].Line, "UID", "l'événement n'a pas d'identifiant, ou plusieurs.", "the event has no id, or several.");
            }
            // Worked out whole before any of it is told: a series that is understood in part would lose its other dates.
            var dates = new Series(id, [.. components.Select(component => new CalendarEvent(component, uid, times))], effort).Within(now - options.Past, now + options.Ahead).Take(Most + 1).ToList();
            foreach (var one in dates)
            {
                effort.Spend(one.Event.Component.Length); // its texts are read anew for each date
                rows.Add(OccurrenceRow.Read(one, options, isCancelled));
            }
        }
        catch (IcalRefusal refusal)
        {
            // Which dates it has can't be known: none of those already told counts as withdrawn meanwhile.
            rows.Add(OccurrenceRow.Refused(id, refusal) with { IsNameless = true });
        }
    }

    private static string Uid(IcalComponent component)
        => component.All("UID").ToList() is [var one] ? one.Text.Trim() : $"\0{component.Line}";

    // Long ones are shortened by their hash; the day of an occurrence is put behind.
    private static string? Id(string uid) => uid.Length == 0 || uid.Any(char.IsControl) ? null
        : uid.Length <= 170 ? uid
        : $"uid-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(uid)))}";
}
