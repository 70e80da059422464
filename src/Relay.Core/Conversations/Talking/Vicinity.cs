using Relay.Core.Alarms;
using Relay.Core.Channels;
using Relay.Core.Conversations.Buttons;
using Relay.Core.Conversations.Rules;
using Relay.Core.Conversations.Settling;
using Relay.Core.Inbox.Arrivals;
using Relay.Core.Items;
using Relay.Core.Swarm;
using Relay.Core.Territories;

namespace Relay.Core.Conversations.Talking;

/// <summary>What lies around an interaction: the post it stands under, what is open near a place, the public spaces there, and the door to a private chat. Used by one conversation at a time.</summary>
internal sealed class Vicinity(IConversationStore store, IChannels channels, TimeProvider time)
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(30);

    private IReadOnlyList<StoredItem> _open = [];
    private DateTimeOffset _readAt = DateTimeOffset.MinValue;

    /// <summary>The post of ours that something stands under; null for none.</summary>
    public async Task<OwnPost?> PostAsync(Incoming came, CancellationToken cancel)
    {
        if (came.Said is not { } said)
        {
            return null;
        }
        if (came.Account.Network != "telegram")
        {
            var ids = new[] { said.Post, said.InReplyTo, said.Thread }.OfType<string>().Distinct(StringComparer.Ordinal).ToList();
            return ids.Count == 0 ? null : await store.FindPostAsync(came.Account.Network, ids, null, cancel);
        }
        // Telegram counts messages in each chat apart: a number says something only in its own chat.
        var own = channels.Channels.Values.Where(channel => channel.Account == came.Account.Id).Select(channel => channel.Target).ToList();
        return (said.Post is null ? null : await FindAsync([said.Post], PlacesOf(own, said)))
            ?? await FindAsync([.. new[] { said.InReplyTo, said.Thread }.OfType<string>().Distinct(StringComparer.Ordinal)], In(own, said.Of.Chat));

        async Task<OwnPost?> FindAsync(IReadOnlyList<string> numbers, IReadOnlyCollection<string> places)
            => numbers.Count == 0 || places.Count == 0 ? null : await store.FindPostAsync(came.Account.Network, numbers, places, cancel);
    }

    /// <summary>Whether a private chat is that of a coordinator.</summary>
    public bool IsCoordinators(Incoming came) => came.Chat is { } chat && channels.Accounts.Values.Any(account => account.Settings.GetValueOrDefault(WatchdogSettings.CoordinatorSetting) == chat);

    /// <summary>What is open in a territory, then in its region; everything where none is known.</summary>
    public async Task<IReadOnlyList<StoredItem>> OpenAsync(Territory? place, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        if (now - _readAt > Fresh)
        {
            (_open, _readAt) = (await store.OpenItemsAsync(now, cancel), now);
        }
        if (place is null)
        {
            return _open;
        }
        var near = _open.Where(item => place.Holds(item.Face.Territory)).ToList();
        return near.Count > 0 ? near : [.. _open.Where(item => item.Face.Territory == Territory.National || (place.Region is { } region && (item.Face.Territory.Region == region || item.Face.Territory.Code == region)))];
    }

    /// <summary>What can be come to or supported, wherever it is, the nearest first.</summary>
    public async Task<IReadOnlyList<StoredItem>> NearestAsync(IReadOnlyCollection<Territory> near, CancellationToken cancel)
        => [.. (await OpenAsync(null, cancel)).OrderBy(item => near.Any(territory => territory.Holds(item.Face.Territory)) ? 0 : 1)];

    /// <summary>Where somebody is who writes: where they said to be, else what the account speaks for that they write to.</summary>
    public IReadOnlyCollection<Territory> Near(Account account, Territory? said) => said is null ? TerritoriesOf(account) : [said];

    /// <summary>Every place where people talk.</summary>
    public IReadOnlyList<Space> Spaces() => SpaceDirectory.Of(channels);

    /// <summary>Leads to a private chat: of the same account where it can be linked to, else of a Telegram bot, which is the one that people can be met in later.</summary>
    public async Task<Uri?> DoorAsync(Account account, ItemKey? item, CancellationToken cancel)
    {
        if ((account.Network == "telegram" ? Bots.HandleOf(account) : Bots.For(channels, account, TerritoriesOf(account))) is { } handle)
        {
            return item is null ? new Uri($"https://t.me/{handle}") : await LinkAsync(handle, item, cancel);
        }
        return account.Network == "facebook" && account.Settings.GetValueOrDefault("PageId") is { Length: > 0 } page ? new Uri($"https://m.me/{page}") : null;
    }

    /// <summary>Leads to a private chat where somebody can still be told of a change in a month; null where there is no such bot.</summary>
    public async Task<Uri?> LastingDoorAsync(Account account, ItemKey item, CancellationToken cancel) => Bots.For(channels, account, TerritoriesOf(account)) is { } handle ? await LinkAsync(handle, item, cancel) : null;

    /// <summary>Leads to a bot; null where there is none.</summary>
    public Uri? BotDoor(Account account) => Bots.For(channels, account, TerritoriesOf(account)) is { } handle ? new Uri($"https://t.me/{handle}") : null;

    /// <summary>Leads friends of somebody to a private chat about the same: by the copy that brought that person, where one did; null where there is no bot.</summary>
    public async Task<Uri?> ShareDoorAsync(Account account, ItemKey item, Guid? copy, CancellationToken cancel) => Bots.For(channels, account, TerritoriesOf(account)) is not { } handle ? null
        : copy is { } by && (await store.FindCopyAsync(by, cancel))?.Contains(item) == true ? new Uri($"https://t.me/{handle}?start={new Tokens(await store.SigningKeyAsync(time.GetUtcNow(), cancel)).LinkTo(by)}")
        : await LinkAsync(handle, item, cancel);

    // Whoever settles an answer that has it gives out the name of the item, in the same commit: most of what is heard is told of no link.
    private async Task<Uri> LinkAsync(string handle, ItemKey item, CancellationToken cancel)
    {
        var tokens = new Tokens(await store.SigningKeyAsync(time.GetUtcNow(), cancel));
        return new Uri($"https://t.me/{handle}?start={tokens.LinkTo(item)}");
    }

    // A configuration knows a channel by its number or by its name. Where the network told no name it may be any of those that go by one.
    private static HashSet<string> PlacesOf(List<Target> own, Happening.Said said)
    {
        string[] told = (said.PostChat ?? said.Of.Chat).Split(' ');
        var exact = Keys(own.Where(target => told.Contains(target.Value, StringComparer.OrdinalIgnoreCase)));
        return exact.Count > 0 || said.PostChat is null || told.Length > 1 ? exact : Keys(own.Where(target => target.Value.StartsWith('@')));
    }

    private static HashSet<string> In(List<Target> own, string chat) => Keys(own.Where(target => target.Value == chat));

    private static HashSet<string> Keys(IEnumerable<Target> targets) => targets.Select(target => target.Key).ToHashSet(StringComparer.Ordinal);

    private HashSet<Territory> TerritoriesOf(Account account) => [.. channels.Channels.Values.Where(channel => channel.Account == account.Id).SelectMany(channel => channel.Territories)];
}
