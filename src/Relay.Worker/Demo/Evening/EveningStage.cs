using System.Globalization;
using Relay.Core.Conversations.Buttons;
using Relay.Core.Conversations.Settling;
using Relay.Core.Items;
using Relay.Sandbox;

namespace Relay.Worker.Demo.Evening;

/// <summary>What stands on the rehearsal's networks for people to speak of: posts of events to come, and of open initiatives.</summary>
internal sealed class EveningStage
{
    private const int MostPosts = 14;

    private readonly IConversationStore _store;
    private readonly TimeProvider _time;
    private readonly ItemKey _event;
    private readonly ItemKey _initiative;

    private EveningStage(IConversationStore store, TimeProvider time, SandboxWorld world, List<(EveningSpot Spot, StoredItem Item)> spots)
    {
        (_store, _time) = (store, time);
        Profile = world.Profiles[0];
        Group = world.Chats.First(chat => chat.Kind == ChatKind.Group && chat.Standing == ChatStanding.Open);
        Events = Some(spots.Where(one => one.Item.Face is Event));
        Initiatives = Some(spots.Where(one => one.Item.Face is Initiative));
        (_event, _initiative) = (Of(spots, item => item is Event { Capacity: null, Place: not null, Title.Length: < 80 }), Of(spots, item => item is Initiative));
    }

    /// <summary>Under events.</summary>
    public IReadOnlyList<EveningSpot> Events { get; }

    /// <summary>Under initiatives.</summary>
    public IReadOnlyList<EveningSpot> Initiatives { get; }

    /// <summary>Whom people name on X.</summary>
    public XProfile Profile { get; }

    /// <summary>Where members talk.</summary>
    public TelegramChat Group { get; }

    /// <summary>Looks at what was posted.</summary>
    public static async Task<EveningStage> SetAsync(LiveWorld world, IConversationStore store, IItemStore items, TimeProvider time, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        var spots = new List<(EveningSpot, StoredItem)>();
        foreach (var post in world.Posts().Where(post => post is { Deleted: false, ReplyTo: null, PrivateWith: null }))
        {
            var chat = world.Accounts.Chats.FirstOrDefault(chat => post.Network == "telegram" && chat.Id.ToString(CultureInfo.InvariantCulture) == post.Target);
            if (post.Network == "telegram" && chat is not { Kind: ChatKind.Channel, Linked: not null })
            {
                continue; // nobody can comment there
            }
            if (await store.FindPostAsync(post.Network, [post.Id], chat is null ? null : [$"@{chat.Username}"], cancel) is { Items: [var key] } && await items.FindAsync(key, cancel) is { } item && IsOn(item, now))
            {
                spots.Add((SpotOf(post, item), item));
            }
        }
        return new(store, time, world.Accounts, spots);
    }

    /// <summary>A line with its links.</summary>
    public async Task<string> WordsAsync(string text, CancellationToken cancel)
        => text.Contains("{event}", StringComparison.Ordinal) ? text.Replace("{event}", await LinkAsync(_event, cancel), StringComparison.Ordinal)
            : text.Contains("{initiative}", StringComparison.Ordinal) ? text.Replace("{initiative}", await LinkAsync(_initiative, cancel), StringComparison.Ordinal)
            : text;

    private async Task<string> LinkAsync(ItemKey item, CancellationToken cancel)
    {
        await _store.NameAsync(item, cancel);
        return new Tokens(await _store.SigningKeyAsync(_time.GetUtcNow(), cancel)).LinkTo(item);
    }

    /// <summary>To come, with a place and an hour that an answer can tell.</summary>
    private static bool IsOn(StoredItem item, DateTimeOffset now) => item.Face switch
    {
        Event held => held is { Status: EventStatus.Confirmed, Place: not null } && held.StartsLocal.TimeOfDay > TimeSpan.Zero && held.Over > now.AddHours(3),
        Initiative { Status: InitiativeStatus.Open, ClosesOn: var last } => last is null || last > DateOnly.FromDateTime(now.UtcDateTime.AddDays(2)),
        _ => false,
    };

    private static EveningSpot SpotOf(Post post, StoredItem item) => post.Network switch
    {
        "telegram" => new(post.Network, "comment", $"{post.TargetName} · {item.Face.Title}", new() { ["chat"] = post.Target, ["message"] = post.Id }, item.Face as Event),
        "x" => new(post.Network, "reply", $"{post.TargetName} · {item.Face.Title}", new() { ["post"] = post.Id }, item.Face as Event),
        _ => new(post.Network, "comment", $"{post.TargetName} · {item.Face.Title}", new() { ["post"] = post.Id }, item.Face as Event),
    };

    /// <summary>The same number of each network, so that the busiest does not have all the talk.</summary>
    private static List<EveningSpot> Some(IEnumerable<(EveningSpot Spot, StoredItem Item)> spots) => [.. spots.Select(one => one.Spot).GroupBy(spot => spot.Network).SelectMany(network => network.Take(MostPosts))];

    private static ItemKey Of(List<(EveningSpot Spot, StoredItem Item)> spots, Func<Item, bool> wanted)
        => spots.Select(one => one.Item).FirstOrDefault(item => wanted(item.Face))?.Item.Key ?? throw new InvalidOperationException("The rehearsal has posted nothing to speak of.");
}
