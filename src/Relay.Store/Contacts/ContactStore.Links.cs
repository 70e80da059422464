using Relay.Core.Audit;
using Relay.Core.Contacts;
using Relay.Core.Contacts.Suppressions;
using Relay.Store.Engines;

namespace Relay.Store.Contacts;

/// <content>What accounts that were just linked have in common from then on.</content>
internal sealed partial class ContactStore
{
    // The strongest first; what only a coordinator decided of one account stays with that one.
    private static readonly (ContactState State, ContactCause Cause)[] Shared =
        [(ContactState.Deceased, ContactCause.Death), (ContactState.Minor, ContactCause.MinorAge), (ContactState.Opposed, ContactCause.Stop), (ContactState.Paused, ContactCause.Doubt)];

    /// <summary>Carries the strongest of what was said of linked accounts over to all of them (DP-18), in the caller's transaction: nothing leaves to one in between.</summary>
    /// <param name="session">The caller's.</param>
    /// <param name="contact">One of them.</param>
    /// <param name="points">Hashes of their addresses and numbers.</param>
    /// <param name="actor">Who linked them.</param>
    /// <param name="now">The present.</param>
    internal async Task EvenOutAsync(WriteSession session, string contact, IReadOnlyCollection<KeyedHash> points, Actor actor, DateTimeOffset now)
    {
        var (people, hashes) = (new List<ContactRow>(), new List<KeyedHash>(points));
        foreach (var id in await LinkStore.ReachAsync(session, contact, controller))
        {
            if (await RowAsync(session, id) is { } row)
            {
                people.Add(row);
                hashes.AddRange((await OfContactAsync(session, id)).Select(identity => identity.Hash));
            }
        }
        ContactState? listed = await SuppressionStore.StrongestAsync(session, hashes) switch
        {
            SuppressionReason.Deceased => ContactState.Deceased,
            SuppressionReason.Objection or SuppressionReason.Erasure => ContactState.Opposed,
            _ => null,
        };
        var states = people.ConvertAll(row => ContactKeys.States.Read(row.State));
        var strongest = Shared.FirstOrDefault(shared => shared.State == listed || states.Contains(shared.State));
        if (strongest == default || states.TrueForAll(state => state == strongest.State))
        {
            return; // nobody is left alone, or all are
        }
        var kept = people.Where(row => ContactKeys.States.Read(row.State) == strongest.State).DefaultIfEmpty(people.MaxBy(row => row.PurgeAfter)!).Max(row => row.PurgeAfter);
        await MoveAsync(session, new(Guid.Parse(contact), strongest.Cause, now, _ => Instant.At(kept)) { Points = points }, actor);
    }
}
