using Relay.Core.Contacts;
using Relay.Core.Contacts.Retention;
using Relay.Core.Contacts.Suppressions;
using Relay.Core.Conversations.Settling;
using Relay.Core.Deliveries;
using Relay.Core.Deliveries.Answers;

namespace Relay.Core.Conversations.Talking;

/// <summary>Takes in whom a network told us not to write to any more when we tried: a block is an opposition (DP-18), unless the person has done something since. Thread-safe.</summary>
public sealed class ShutOuts(IAnswerStore answers, IConversationStore conversations, ContactBook book, IContactStore contacts, RetentionRules retention, TimeProvider time)
{
    private const int Page = 100;

    /// <summary>Takes in all that wait.</summary>
    /// <exception cref="PeopleKeyException">When a key is gone.</exception>
    public async Task TakeInAsync(CancellationToken cancel)
    {
        while (await answers.ShutOutsAsync(Page, cancel) is { Count: > 0 } page)
        {
            foreach (var one in page)
            {
                await TakeInAsync(one, cancel);
                await answers.TakeShutOutAsync(one.Delivery, cancel);
            }
        }
    }

    private async Task TakeInAsync(ShutOut one, CancellationToken cancel)
    {
        // An account that is no more opposes nothing: there is nobody left to write to.
        if (one.Reason != PersonStatus.Blocked
            || await book.FindAsync(ContactPoint.OfNetwork(one.Network, one.Person), cancel) is not { } identity
            || await contacts.FindAsync(identity.Contact, cancel) is not { } contact || contact.LastActAt > one.At || ContactTransitions.Wins(contact.State))
        {
            return;
        }
        await conversations.SettleAsync(
            new()
            {
                Interaction = $"shut-out/{one.Delivery}", Account = one.Account, Outcome = "shut-out", At = time.GetUtcNow(), Contact = contact.Id,
                Acts = [new(new Act.Opposition(), retention.Of(new KeptAct.Gesture(one.At)))],
                Move = await book.PrepareAsync(contact.Id, ContactCause.Stop, [], null, cancel) with { BlockedOn = identity.Id },
            },
            cancel);
    }
}
