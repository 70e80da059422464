using Relay.Core.Conversations.Settling;
using Relay.Core.Inbox;
using Relay.Core.Items;

namespace Relay.Core.Tests.Conversations.Talking;

/// <summary>Dies at a step: before each call, and after those that write, since what was written may stand while nobody heard so.</summary>
internal sealed class CutStore(IConversationStore inner, int at) : IConversationStore
{
    private int _step;

    public bool HasCut { get; private set; }

    public Task<IReadOnlyList<Interaction>> UnsettledAsync(DateTimeOffset? after, int limit, CancellationToken cancel) => StepAsync(() => inner.UnsettledAsync(after, limit, cancel));

    public Task<Recollection> RecallAsync(ConductPlace place, Guid? identity, Guid? contact, DateTimeOffset now, CancellationToken cancel)
        => StepAsync(() => inner.RecallAsync(place, identity, contact, now, cancel));

    public Task<OwnPost?> FindPostAsync(string network, IReadOnlyList<string> remoteIds, IReadOnlyCollection<string>? targets, CancellationToken cancel)
        => StepAsync(() => inner.FindPostAsync(network, remoteIds, targets, cancel));

    public Task<IReadOnlyList<StoredItem>> OpenItemsAsync(DateTimeOffset now, CancellationToken cancel) => StepAsync(() => inner.OpenItemsAsync(now, cancel));

    public Task<int> HeadsAsync(ItemKey item, Guid? except, CancellationToken cancel) => StepAsync(() => inner.HeadsAsync(item, except, cancel));

    public Task<int> QueuedAsync(ItemKey item, Guid? except, CancellationToken cancel) => StepAsync(() => inner.QueuedAsync(item, except, cancel));

    public Task<ItemKey?> FindNamedAsync(string name, CancellationToken cancel) => StepAsync(() => inner.FindNamedAsync(name, cancel));

    public Task<string?> FindButtonAsync(string account, string person, string words, CancellationToken cancel) => StepAsync(() => inner.FindButtonAsync(account, person, words, cancel));

    public Task<IReadOnlyList<ItemKey>?> FindCopyAsync(Guid publication, CancellationToken cancel) => StepAsync(() => inner.FindCopyAsync(publication, cancel));

    public Task NameAsync(ItemKey item, CancellationToken cancel) => StepAsync(async () =>
    {
        await inner.NameAsync(item, cancel);
        return true;
    });

    public Task<byte[]> SigningKeyAsync(DateTimeOffset now, CancellationToken cancel) => StepAsync(() => inner.SigningKeyAsync(now, cancel));

    public Task<bool> SettleAsync(Settlement settlement, CancellationToken cancel) => StepAsync(() => inner.SettleAsync(settlement, cancel));

    public byte[]? FindSigningKey() => inner.FindSigningKey();

    public Task<IReadOnlyList<WaitingInteraction>> WaitingAsync(int limit, CancellationToken cancel) => inner.WaitingAsync(limit, cancel);

    public Task<int> PurgeAsync(DateTimeOffset now, CancellationToken cancel) => inner.PurgeAsync(now, cancel);

    private async Task<T> StepAsync<T>(Func<Task<T>> call)
    {
        Die();
        var result = await call();
        Die();
        return result;
    }

    // Once dead it stays so: nothing that comes after was done by this worker.
    private void Die()
    {
        HasCut |= ++_step == at;
        if (HasCut)
        {
            throw new IOException("The worker died.");
        }
    }
}

/// <summary>Notes the order in which things were settled.</summary>
internal sealed class RecordingStore(IConversationStore inner) : IConversationStore
{
    public List<string> Outcomes { get; } = [];

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

    public Task<bool> SettleAsync(Settlement settlement, CancellationToken cancel)
    {
        Outcomes.Add(settlement.Outcome);
        return inner.SettleAsync(settlement, cancel);
    }

    public byte[]? FindSigningKey() => inner.FindSigningKey();

    public Task<IReadOnlyList<WaitingInteraction>> WaitingAsync(int limit, CancellationToken cancel) => inner.WaitingAsync(limit, cancel);

    public Task<int> PurgeAsync(DateTimeOffset now, CancellationToken cancel) => inner.PurgeAsync(now, cancel);
}
