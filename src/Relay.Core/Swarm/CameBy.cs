using Relay.Core.Conversations.Settling;
using Relay.Core.Items;

namespace Relay.Core.Swarm;

/// <summary>
/// The copy that somebody came by, remembered with the open conversation and gone with it: only numbers of people stay, and nobody counts twice at one step. Pure.
/// </summary>
/// <param name="Copy">Id of the publication.</param>
/// <param name="Counted">The steps that were counted of this person, each with what it was about, so that taking that back takes the count back.</param>
public sealed record CameBy(Guid Copy, IReadOnlyDictionary<PathStep, string> Counted)
{
    /// <summary>What is remembered and counted after one interaction.</summary>
    /// <param name="before">What was remembered; null for nothing.</param>
    /// <param name="followed">The copy whose link was followed just now; null for none.</param>
    /// <param name="acts">What the person did.</param>
    public static (CameBy? By, IReadOnlyList<PathCount> Counts) After(CameBy? before, Guid? followed, IReadOnlyList<Act> acts)
    {
        ArgumentNullException.ThrowIfNull(acts);
        var counts = new List<PathCount>();
        var by = followed is { } copy && copy != before?.Copy ? Count(new CameBy(copy, new Dictionary<PathStep, string>()), PathStep.Message, "", counts) : before;
        foreach (var act in acts)
        {
            by = by is null || StepOf(act) is not var (step, about, isTaken) ? by
                : !isTaken && !by.Counted.ContainsKey(step) ? Count(by, step, about, counts)
                : isTaken && by.Counted.TryGetValue(step, out var counted) && counted == about ? Uncount(by, step, counts)
                : by;
        }
        return (by, counts);
    }

    /// <summary>What an act is on the way, and whether it takes a step back; null where it is no step.</summary>
    private static (PathStep Step, string About, bool IsTakenBack)? StepOf(Act act) => act switch
    {
        Act.Rsvp rsvp => (PathStep.Coming, Named(rsvp.Event), rsvp.Answer != RsvpAnswer.Yes),
        Act.Support support => (PathStep.Support, Named(support.Initiative), support.Withdrawn),
        Act.Subscription list => (PathStep.Subscription, list.List, list.Withdrawn),
        _ => null,
    };

    private static string Named(ItemKey item) => item.ToString();

    private static CameBy Count(CameBy by, PathStep step, string about, List<PathCount> counts)
    {
        counts.Add(new(by.Copy, step, 1));
        return by with { Counted = new Dictionary<PathStep, string>(by.Counted) { [step] = about } };
    }

    private static CameBy Uncount(CameBy by, PathStep step, List<PathCount> counts)
    {
        counts.Add(new(by.Copy, step, -1));
        return by with { Counted = by.Counted.Where(counted => counted.Key != step).ToDictionary() };
    }
}
