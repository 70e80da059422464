using Relay.Core.Conversations.Settling;
using Relay.Core.Conversations.Understanding;
using Relay.Core.Inbox;
using Relay.Core.Items;

namespace Relay.Core.Tests.Conversations.Talking;

/// <summary>Can't write some settlements.</summary>
internal sealed class RefusingStore(IConversationStore inner, Func<Settlement, bool> refuses) : IConversationStore
{
    public Task<IReadOnlyList<Interaction>> UnsettledAsync(DateTimeOffset? after, int limit, CancellationToken cancel) => inner.UnsettledAsync(after, limit, cancel);

    public Task<Recollection> RecallAsync(ConductPlace place, Guid? identity, Guid? contact, DateTimeOffset now, CancellationToken cancel) => inner.RecallAsync(place, identity, contact, now, cancel);

    public Task<OwnPost?> FindPostAsync(string network, IReadOnlyList<string> remoteIds, IReadOnlyCollection<string>? targets, CancellationToken cancel) => inner.FindPostAsync(network, remoteIds, targets, cancel);

    public Task<IReadOnlyList<StoredItem>> OpenItemsAsync(DateTimeOffset now, CancellationToken cancel) => inner.OpenItemsAsync(now, cancel);

    public Task<int> HeadsAsync(ItemKey item, Guid? except, CancellationToken cancel) => inner.HeadsAsync(item, except, cancel);

    public Task<int> QueuedAsync(ItemKey item, Guid? except, CancellationToken cancel) => inner.QueuedAsync(item, except, cancel);

    public Task<ItemKey?> FindNamedAsync(string name, CancellationToken cancel) => inner.FindNamedAsync(name, cancel);

    public Task<string?> FindButtonAsync(string account, string person, string words, CancellationToken cancel) => inner.FindButtonAsync(account, person, words, cancel);

    public Task<IReadOnlyList<ItemKey>?> FindCopyAsync(Guid publication, CancellationToken cancel) => inner.FindCopyAsync(publication, cancel);

    public Task NameAsync(ItemKey item, CancellationToken cancel) => inner.NameAsync(item, cancel);

    public Task<byte[]> SigningKeyAsync(DateTimeOffset now, CancellationToken cancel) => inner.SigningKeyAsync(now, cancel);

    public byte[]? FindSigningKey() => inner.FindSigningKey();

    public Task<bool> SettleAsync(Settlement settlement, CancellationToken cancel)
        => refuses(settlement) ? throw new InvalidOperationException("This settlement can't be written.") : inner.SettleAsync(settlement, cancel);

    public Task<IReadOnlyList<WaitingInteraction>> WaitingAsync(int limit, CancellationToken cancel) => inner.WaitingAsync(limit, cancel);

    public Task<int> PurgeAsync(DateTimeOffset now, CancellationToken cancel) => inner.PurgeAsync(now, cancel);
}

/// <summary>Breaks on one text and understands every other.</summary>
internal sealed class Illegible(string text) : IUnderstand
{
    private readonly RuleUnderstanding _understanding = new();

    public Meaning Read(Utterance message) => message.Text == text ? throw new InvalidOperationException("These words can't be read.") : _understanding.Read(message);
}
