using Relay.Core.Broadcasts;
using Relay.Core.Conversations.Attending;
using Relay.Core.Conversations.Buttons;
using Relay.Core.Items;
using Relay.Core.Planning;

namespace Relay.Core.Deliveries.Guards;

/// <summary>A letter to a guest that was kept back (by a pause, a limit, a network out of reach) does not leave in the quiet hours there, unless it is news of what is near.</summary>
internal sealed class GuestQuietGuard(IGuestStore guests, IItemStore items) : IGuard
{
    public async Task<Verdict> CheckAsync(Candidate candidate, CancellationToken cancel)
    {
        if (candidate.Delivery.Answer is not { Broadcast: null, Place: { } place } || QuietHours.Next(candidate.Now, place) is var leaves && leaves <= candidate.Now)
        {
            return Verdict.Pass.Instance;
        }
        var subject = candidate.Delivery.Key.Subject;
        return subject.StartsWith(GuestLetter.News, StringComparison.Ordinal) && await StartOfAsync(subject.Split('/')[2], cancel) is { } starts && starts - candidate.Now <= GuestKeeper.Near
            ? Verdict.Pass.Instance
            : new Verdict.Hold(Rules.QuietHours, leaves);
    }

    private async Task<DateTimeOffset?> StartOfAsync(string name, CancellationToken cancel)
        => (await guests.EventsAsync(cancel)).FirstOrDefault(known => Tokens.RefOf(known) == name) is { } key && await items.FindAsync(key, cancel) is { Face: Event held } ? held.Starts : null;
}
