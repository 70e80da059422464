using System.Globalization;
using Relay.Core.Deliveries;
using Relay.Core.Items;

namespace Relay.Core.Planning.Moments;

/// <summary>
/// Says when and where something takes place now, wherever we told it otherwise and cannot change what stands there. Wanted by every channel that told of it, named or not;
/// once for what was said last, so that a change taken back before it was told is told to nobody.
/// </summary>
public sealed class Correction : IMoment
{
    /// <summary>Its key.</summary>
    public const string Name = Deliveries.Hands.ByHand.Changed;

    /// <summary>People must know so long before the start; else it leaves outside the slots.</summary>
    private static readonly TimeSpan Notice = TimeSpan.FromHours(4);

    /// <summary>Whether a planned correction leaves outside the slots: its event is too near for people to learn of it at the next one. Never so for an initiative, which has no start.</summary>
    /// <param name="plan">What waits; false for anything but a correction.</param>
    /// <param name="open">When the next slot opens; null when none ever does.</param>
    public static bool IsPressing(PlannedPublication plan, DateTimeOffset? open)
    {
        ArgumentNullException.ThrowIfNull(plan);
        return plan.Priority == Priority.Change && plan.Items is [{ Kind: ItemKind.Event }] && !(open <= plan.Until - Notice);
    }

    /// <inheritdoc/>
    public string Key => Name;

    /// <inheritdoc/>
    public Priority Priority => Priority.Change;

    /// <inheritdoc/>
    public bool Paced => false;

    /// <inheritdoc/>
    public bool FollowsWhatWasTold => true;

    /// <inheritdoc/>
    public Wish Consider(Occasion occasion)
    {
        ArgumentNullException.ThrowIfNull(occasion);
        if (Publishable.WhyNot(occasion.Stored) is { } rule)
        {
            return new Wish.NotWanted(rule);
        }
        if (occasion.Outdated is not { } said || occasion.Stored.Presence != ItemPresence.Present)
        {
            return new Wish.NotWanted(Rules.SaidAsItIs);
        }
        var open = occasion.NextOpen(occasion.Now);
        var occurrence = said.UtcDateTime.ToString("yyyyMMdd'T'HHmmssfff'Z'", CultureInfo.InvariantCulture);
        if (occasion.Stored.Item is not Event meeting)
        {
            return new Wish.Wanted(occurrence, open, open.AddDays(1), open.AddDays(7), open);
        }
        var starts = meeting.Starts;
        if (starts <= occasion.Now)
        {
            return new Wish.NotWanted(Rules.Past);
        }
        var from = open > starts - Notice ? occasion.Now : open;
        return new Wish.Wanted(occurrence, from, starts, starts, starts);
    }
}
