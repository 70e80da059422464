using System.Globalization;
using System.Text.RegularExpressions;

namespace Relay.Core.Channels;

/// <summary>When a channel may publish: windows of wall time by day of the week, like <c>Mon-Fri 08:00-20:00</c>. Half-open; ends by 24:00 of its day.</summary>
public sealed partial class WeeklySlots
{
    private static readonly string[] Days = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]; // above what reads it at its own start

    private readonly List<(DayOfWeek Day, TimeSpan From, TimeSpan Until)> _windows = [];

    private WeeklySlots(IReadOnlyList<string> texts) => Texts = texts;

    /// <summary>Every hour of every day.</summary>
    public static WeeklySlots Always { get; } = Read(["Mon-Sun 00:00-24:00"], out _);

    /// <summary>As written in the configuration.</summary>
    public IReadOnlyList<string> Texts { get; }

    /// <summary>Reads slots; each text that makes no sense gives one sentence, with its place in the list.</summary>
    public static WeeklySlots Read(IReadOnlyList<string> texts, out IReadOnlyList<(int Index, string Sentence)> faults)
    {
        ArgumentNullException.ThrowIfNull(texts);
        var slots = new WeeklySlots(texts);
        var found = new List<(int, string)>();
        for (var i = 0; i < texts.Count; i++)
        {
            if (!slots.TryAdd(texts[i]))
            {
                found.Add((i, $"'{texts[i]}' is not a slot: write days and hours like \"Mon-Fri 08:00-20:00\" or \"Sat,Sun 09:00-19:00\"."));
            }
        }
        faults = found;
        return slots;
    }

    /// <summary>Whether a wall time lies in a slot.</summary>
    public bool Contains(DateTime local)
        => _windows.Exists(window => window.Day == local.DayOfWeek && window.From <= local.TimeOfDay && local.TimeOfDay < window.Until);

    /// <summary>The first wall time at or after <paramref name="local"/> that lies in a slot; null when there are none.</summary>
    public DateTime? NextOpen(DateTime local)
    {
        for (var ahead = 0; ahead <= 7; ahead++)
        {
            var day = local.Date.AddDays(ahead);
            var earliest = ahead == 0 ? local.TimeOfDay : TimeSpan.Zero;
            var open = _windows.Where(window => window.Day == day.DayOfWeek && window.Until > earliest)
                .Select(window => (TimeSpan?)(window.From > earliest ? window.From : earliest)).Min();
            if (open is { } time)
            {
                return day + time;
            }
        }
        return null;
    }

    /// <summary>The last wall time at or before <paramref name="local"/> that lies in a slot (the minute before a slot's end); null when there are none.</summary>
    public DateTime? LastOpen(DateTime local)
    {
        for (var back = 0; back <= 7; back++)
        {
            var day = local.Date.AddDays(-back);
            var latest = back == 0 ? local.TimeOfDay : TimeSpan.FromHours(24);
            var open = _windows.Where(window => window.Day == day.DayOfWeek && window.From <= latest)
                .Select(window => (TimeSpan?)(latest < window.Until ? latest : window.Until - TimeSpan.FromMinutes(1))).Max();
            if (open is { } time)
            {
                return day + time;
            }
        }
        return null;
    }

    private bool TryAdd(string text)
    {
        if (Shape().Match(text) is not { Success: true } match
            || !TryTime(match.Groups["from"].Value, out var from) || !TryTime(match.Groups["until"].Value, out var until) || from >= until)
        {
            return false;
        }
        foreach (var range in match.Groups["days"].Value.Split(','))
        {
            var ends = range.Split('-').Select(name => Array.IndexOf(Days, name.Trim().ToLowerInvariant())).ToArray();
            if (ends.Contains(-1))
            {
                return false;
            }
            for (var day = ends[0]; ; day = (day + 1) % 7)
            {
                _windows.Add(((DayOfWeek)((day + 1) % 7), from, until));
                if (day == ends[^1])
                {
                    break;
                }
            }
        }
        return true;
    }

    private static bool TryTime(string text, out TimeSpan time)
    {
        if (text == "24:00")
        {
            time = TimeSpan.FromHours(24);
            return true;
        }
        return TimeSpan.TryParseExact(text, @"hh\:mm", CultureInfo.InvariantCulture, out time);
    }

    [GeneratedRegex(@"^\s*(?<days>[A-Za-z]{3}(\s*-\s*[A-Za-z]{3})?(\s*,\s*[A-Za-z]{3}(\s*-\s*[A-Za-z]{3})?)*)\s+(?<from>\d\d:\d\d)\s*-\s*(?<until>\d\d:\d\d)\s*$", RegexOptions.ExplicitCapture, 5_000)]
    private static partial Regex Shape();
}
