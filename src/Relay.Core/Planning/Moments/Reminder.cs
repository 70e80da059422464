using System.Globalization;
using System.Text.RegularExpressions;
using Relay.Core.Deliveries;
using Relay.Core.Items;

namespace Relay.Core.Planning.Moments;

/// <summary>
/// Reminds of an event some days (<c>J-1</c>, at the same wall time) or hours (<c>H-2</c>) before it starts. A reminder whose time lies outside the slots
/// moves earlier rather than drop. One occurrence for each start: an event that moves is reminded of again.
/// </summary>
public sealed partial class Reminder : IMoment
{
    private readonly int _count;
    private readonly bool _days;

    private Reminder(string key, int count, bool days) => (Key, _count, _days) = (key, count, days);

    /// <inheritdoc/>
    public string Key { get; }

    /// <inheritdoc/>
    public Priority Priority => Priority.Reminder;

    /// <inheritdoc/>
    public bool Paced => false;

    /// <summary>How late it may leave: 2 h (FX-3), and never more than half the time that is left to the start.</summary>
    private TimeSpan Lateness => _days || _count >= 4 ? TimeSpan.FromHours(2) : TimeSpan.FromHours(_count / 2.0);

    /// <summary>How long people must have had the announcement before they are reminded of it.</summary>
    private TimeSpan Apart => _days ? TimeSpan.FromHours(12) : TimeSpan.FromHours(1);

    /// <summary>Reads <c>J-1</c> … <c>J-30</c> and <c>H-1</c> … <c>H-48</c>; null for anything else.</summary>
    public static Reminder? Read(string key)
    {
        var match = Shape().Match(key ?? "");
        if (!match.Success)
        {
            return null;
        }
        var days = match.Groups["unit"].Value == "J";
        var count = int.Parse(match.Groups["count"].Value, CultureInfo.InvariantCulture);
        return count <= (days ? 30 : 48) ? new Reminder(key!, count, days) : null;
    }

    /// <inheritdoc/>
    public Wish Consider(Occasion occasion)
    {
        ArgumentNullException.ThrowIfNull(occasion);
        if (Publishable.WhyNot(occasion.Stored) is { } rule)
        {
            return new Wish.NotWanted(rule);
        }
        if (occasion.Stored.Item is not Event meeting)
        {
            return new Wish.NotWanted(Rules.NoDate);
        }
        var starts = meeting.Starts;
        var due = _days ? WallClock.Resolve(meeting.StartsLocal.AddDays(-_count), meeting.Zone) : starts.AddHours(-_count);
        var from = occasion.LastOpen(due);
        var expires = due + Lateness < starts ? due + Lateness : starts;
        if (expires <= occasion.Now)
        {
            return new Wish.NotWanted(Rules.Past);
        }
        if (from - occasion.Met < Apart)
        {
            return new Wish.NotWanted(Rules.JustAnnounced);
        }
        return new Wish.Wanted(Occurrence.Of(starts), from, expires, expires, starts);
    }

    [GeneratedRegex(@"^(?<unit>[JH])-(?<count>[1-9]\d?)$", RegexOptions.ExplicitCapture, 5_000)]
    private static partial Regex Shape();
}
