using System.Collections.Frozen;

namespace Relay.Core.Contacts;

/// <summary>
/// The only ways from one state of a person to another (DP-06); any other throws. Nothing that anybody brings, the party database included, takes a person out of Opposed, Erased,
/// Deceased or Minor: out of the first leads the person's own new yes, out of the others nothing but what holds even less.
/// </summary>
public static class ContactTransitions
{
    private static readonly ContactState[] Reachable = [ContactState.Occasional, ContactState.Regular, ContactState.Member];

    // Null stands for what the person falls back on.
    private static readonly FrozenDictionary<(ContactState From, ContactCause Cause), ContactState?> Ways = Table().ToFrozenDictionary(way => (way.From, way.Cause), way => way.To);

    /// <summary>Whether a state wins over whatever comes from elsewhere.</summary>
    public static bool Wins(ContactState state) => state is ContactState.Opposed or ContactState.Erased or ContactState.Deceased or ContactState.Minor;

    /// <summary>The state after a cause; the same one where the cause changes nothing.</summary>
    /// <param name="from">The present state.</param>
    /// <param name="cause">What happened.</param>
    /// <param name="footing">What is left of the person without that state: Member while the party database confirms it, Regular while a consent stands, else Occasional.</param>
    /// <exception cref="InvalidOperationException">When no way leads from that state through that cause.</exception>
    /// <exception cref="ArgumentOutOfRangeException">When <paramref name="footing"/> is none of the three.</exception>
    public static ContactState After(ContactState from, ContactCause cause, ContactState footing = ContactState.Occasional)
    {
        if (!Reachable.Contains(footing))
        {
            throw new ArgumentOutOfRangeException(nameof(footing), footing, "A person falls back on Occasional, Regular or Member.");
        }
        if (!Ways.TryGetValue((from, cause), out var to))
        {
            throw new InvalidOperationException($"A contact that is {from} knows no {cause}.");
        }
        // Whose membership has ended and who has subscribed to nothing was known through the party alone: erased (DP-06).
        return to ?? (cause == ContactCause.MembershipEnd && footing != ContactState.Regular ? ContactState.Erased : footing);
    }

    private static IEnumerable<(ContactState From, ContactCause Cause, ContactState? To)> Table()
    {
        var all = Enum.GetValues<ContactState>();
        var final = new[] { ContactState.Minor, ContactState.Deceased, ContactState.Erased }; // in rising order: each holds less than the one before
        foreach (var from in all)
        {
            yield return (from, ContactCause.Comment, from);
            yield return (from, ContactCause.Request, from == ContactState.Passage ? ContactState.Occasional : from);
            yield return (from, ContactCause.Erasure, ContactState.Erased);
            yield return (from, ContactCause.Death, Later(from, ContactState.Deceased));
            yield return (from, ContactCause.MinorAge, Later(from, ContactState.Minor));
            yield return (from, ContactCause.Stop, final.Contains(from) ? from : ContactState.Opposed);
            yield return (from, ContactCause.Block, Wins(from) ? from : ContactState.Blocked);
            yield return (from, ContactCause.Subscription, from switch
            {
                ContactState.Passage or ContactState.Occasional or ContactState.Opposed => ContactState.Regular,
                _ => from,
            });
            if (from == ContactState.Passage)
            {
                continue; // nobody is matched with the party database, or paused, because of public words
            }
            yield return (from, ContactCause.Import, from);
            yield return (from, ContactCause.Membership, from is ContactState.Occasional or ContactState.Regular ? ContactState.Member : from);
            yield return (from, ContactCause.Unsubscription, from == ContactState.Regular ? ContactState.Occasional : from);
            yield return (from, ContactCause.Doubt, Reachable.Contains(from) ? ContactState.Paused : from);
            if (from is not (ContactState.Occasional or ContactState.Regular))
            {
                yield return (from, ContactCause.MembershipEnd, from == ContactState.Member ? null : from);
            }
            if (from is ContactState.Paused or ContactState.Blocked)
            {
                yield return (from, ContactCause.Release, null);
            }
        }

        ContactState Later(ContactState from, ContactState to) => Array.IndexOf(final, from) > Array.IndexOf(final, to) ? from : to;
    }
}
