using System.Globalization;
using Relay.Sources.ICalendar.Lines;
using Relay.Sources.ICalendar.Times;

namespace Relay.Sources.ICalendar.Recurring;

/// <summary>The events that share a UID: one that stands alone, or a series with its exceptions.</summary>
/// <param name="id">From the UID.</param>
/// <param name="events">In the order of the file.</param>
/// <param name="effort">Bears what working it out costs.</param>
internal sealed class Series(string id, IReadOnlyList<CalendarEvent> events, Effort effort)
{
    /// <summary>No date of a series is looked for that began longer ago than ten years.</summary>
    private const double MostDays = 3_653;

    /// <summary>Its dates that are not over before <paramref name="from"/>; those that a rule makes begin before <paramref name="until"/>.</summary>
    /// <exception cref="IcalRefusal">When it can't be told which of two events counts.</exception>
    public IEnumerable<Occurrence> Within(DateTimeOffset from, DateTimeOffset until)
    {
        var master = Newest([.. events.Where(one => one.Instead is null)]);
        var zone = (master ?? events[0]).Start.Zone;
        // An exception is known by the day that it stands for, however it writes it.
        var exceptions = events.Where(one => one.Instead is not null).GroupBy(one => Moment(one.Instead!)).ToDictionary(group => group.Key, group => Newest([.. group])!);
        if (master is { Repeats: false } && exceptions.Count == 0)
        {
            return new[] { Make(id, master, master.Start.Wall, master.Start) }.Where(one => one.IsOver >= from);
        }
        return Repeated(master, exceptions, zone, from, until).Where(one => one.IsOver >= from);
    }

    private IEnumerable<Occurrence> Repeated(CalendarEvent? master, Dictionary<string, CalendarEvent> exceptions, IcalZone zone, DateTimeOffset from, DateTimeOffset until)
    {
        var later = exceptions.Values.Where(one => one.IsForLaterToo).OrderBy(one => one.Instead!.Instant).FirstOrDefault();
        var ids = new HashSet<string>(StringComparer.Ordinal);
        var told = new HashSet<string>(StringComparer.Ordinal);
        foreach (var start in master is null ? [] : Starts(master, from, until))
        {
            var key = Moment(start);
            if (!told.Add(key))
            {
                continue;
            }
            var exception = exceptions.GetValueOrDefault(key);
            var name = Name(ids, start, zone);
            var one = exception is null ? Make(name, master!, start.Wall, master!.Start) : Make(name, exception, exception.Start.Wall, exception.Start);
            yield return later is not null && start.Instant >= later.Instead!.Instant ? one with { Refusal = Later(later) } : one;
        }
        // Exceptions for dates outside the window, or of a series that is not in the file.
        told.UnionWith(master?.Excluded.Select(Moment) ?? []);
        foreach (var exception in exceptions.Where(pair => !told.Contains(pair.Key)).Select(pair => pair.Value))
        {
            var one = Make(Name(ids, exception.Instead!, zone), exception, exception.Start.Wall, exception.Start);
            yield return later is not null && exception.Instead!.Instant >= later.Instead!.Instant ? one with { Refusal = Later(later) } : one;
        }
    }

    private IEnumerable<IcalTime> Starts(CalendarEvent master, DateTimeOffset from, DateTimeOffset until)
    {
        var horizon = master.Start.Zone.Wall(until);
        // Long series begin long ago: what is over by far is not carried along; a date may itself last longer than that.
        var lasts = master.EndOf(master.Start.Wall) - master.Start.Wall ?? TimeSpan.Zero;
        var back = TimeSpan.FromDays(Math.Clamp(lasts.TotalDays + 1, 62, MostDays));
        var longAgo = master.Start.Zone.Wall(from - back);
        var ruled = master.Rule is { } rule
            ? RuleDates.Expand(master.Start.Wall, rule, horizon, effort, longAgo).TakeWhile(wall => rule.Until is null || !rule.IsPast(wall, master.Start.Zone.Resolve(wall).UtcDateTime))
            : [master.Start.Wall];
        var excluded = master.Excluded.Select(Moment).ToHashSet(StringComparer.Ordinal);
        return ruled.Where(wall => wall >= longAgo).Select(wall => master.Start with { Wall = wall })
            .Concat(master.Added.Where(added => added.Instant <= until))
            .Where(start => !excluded.Contains(Moment(start)));
    }

    private static Occurrence Make(string name, CalendarEvent told, DateTime wall, IcalTime written) => new(name, told, wall, told.EndOf(wall), written.Kind, written.Zone);

    private string Name(HashSet<string> ids, IcalTime start, IcalZone zone)
    {
        var name = $"{id}#{CalendarEvent.DayOf(start, zone)}";
        return ids.Add(name) ? name : $"{name}T{start.Instant.UtcDateTime.ToString("HHmmss", CultureInfo.InvariantCulture)}Z";
    }

    // Dates by their day, times by their instant: an exception may name the same moment in another zone.
    private static string Moment(IcalTime time) => time.Kind == IcalTimeKind.Date
        ? time.Wall.ToString("yyyyMMdd", CultureInfo.InvariantCulture)
        : time.Instant.UtcDateTime.ToString("yyyyMMdd'T'HHmmss", CultureInfo.InvariantCulture);

    // The greatest sequence counts, then the newest change; two that tie and differ can't both be right.
    private static CalendarEvent? Newest(IReadOnlyList<CalendarEvent> candidates)
    {
        if (candidates.Count < 2)
        {
            return candidates.Count == 0 ? null : candidates[0];
        }
        var ordered = candidates.OrderByDescending(one => one.Sequence).ThenByDescending(one => one.Changed ?? DateTimeOffset.MinValue).ToList();
        var (first, second) = (ordered[0], ordered[1]);
        return first.Sequence == second.Sequence && first.Changed == second.Changed && !IsSame(first, second)
            ? throw new IcalRefusal(first.Component.Line, "UID", $"cet identifiant figure aussi à la ligne {second.Component.Line}, et rien ne dit lequel est le plus récent.", $"this id also stands on line {second.Component.Line}, and nothing says which is newer.")
            : first;
    }

    private static bool IsSame(CalendarEvent a, CalendarEvent b)
        => Lines(a).SequenceEqual(Lines(b), StringComparer.Ordinal);

    private static IEnumerable<string> Lines(CalendarEvent one)
        => one.Component.Properties.Where(property => property.Name is not "DTSTAMP").Select(property => $"{property.Name}:{property.Value}").Order(StringComparer.Ordinal);

    private static IcalRefusal Later(CalendarEvent later) => later.Component.One("RECURRENCE-ID")!.Refuse(
        "« cette date et toutes les suivantes » (THISANDFUTURE) n'est pas compris : terminez la série et commencez-en une autre.",
        "\"this and all later ones\" (THISANDFUTURE) is not understood: end the series and begin another.");
}
