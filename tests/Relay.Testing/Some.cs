using Relay.Core.Channels;
using Relay.Core.Deliveries;
using Relay.Core.Deliveries.Answers;
using Relay.Core.Items;
using Relay.Core.Territories;

namespace Relay.Testing;

/// <summary>Ordinary items, channels and accounts; a test changes with <c>with</c> what it is about.</summary>
public static class Some
{
    /// <summary>Monday 2 March 2026, 09:00 in Paris.</summary>
    public static DateTimeOffset Now { get; } = new(2026, 3, 2, 8, 0, 0, TimeSpan.Zero);

    /// <summary>A public meeting in Bordeaux, a week after <see cref="Now"/> at 18:30.</summary>
    public static Event Event(string id = "e1") => new()
    {
        Key = new("party", ItemKind.Event, id),
        Title = "Réunion publique",
        Summary = "Parlons du quartier.",
        Territory = Territory.Parse("DEP-33"),
        Place = "Salle des fêtes",
        StartsLocal = new DateTime(2026, 3, 9, 18, 30, 0, DateTimeKind.Unspecified),
        Zone = "Europe/Paris",
        Url = new Uri("https://parti.example/e/1"),
        CreatedAt = Now.AddDays(-1),
        UpdatedAt = Now.AddDays(-1),
    };

    /// <summary>An open initiative of the Gironde.</summary>
    public static Initiative Initiative(string id = "i1") => new()
    {
        Key = new("party", ItemKind.Initiative, id),
        Title = "Des pistes cyclables",
        Summary = "Relier les communes.",
        Territory = Territory.Parse("DEP-33"),
        Url = new Uri("https://parti.example/i/1"),
        CreatedAt = Now.AddDays(-1),
        UpdatedAt = Now.AddDays(-1),
    };

    /// <summary>An item as stored, first seen at an instant, by default <see cref="Now"/>.</summary>
    public static StoredItem Stored(Item item, DateTimeOffset? firstSeen = null, ItemPresence presence = ItemPresence.Present)
        => new(item, "version", 1, firstSeen ?? Now, presence);

    /// <summary>A live Telegram channel that takes everything, at all hours, without a gap.</summary>
    public static Channel Channel(string id = "gironde", string network = "telegram", string target = "@parti_33", string account = "bot33") => new()
    {
        Id = id,
        Account = account,
        Network = network,
        Target = new Target(target),
        Stage = Stage.Live,
        Kinds = new HashSet<ItemKind> { ItemKind.Event, ItemKind.Initiative },
        Moments = ["announce", "J-1", "cancelled"],
        Slots = WeeklySlots.Always,
        MinimumGap = TimeSpan.Zero,
        MaximumPerDay = 1000,
    };

    /// <summary>Slots as a channel writes them.</summary>
    public static WeeklySlots Slots(params string[] texts) => WeeklySlots.Read(texts, out _);

    /// <summary>An account without limits.</summary>
    public static Account Account(string id = "bot33", string network = "telegram") => new(id, network, new Uri("http://127.0.0.1:1/"))
    {
        Secret = name => name,
        IsNetworksOwn = false,
        Limits = new(null, [], [], InFlight: 16),
    };

    /// <summary>An answer to somebody who wrote to the bot in private, a minute ago.</summary>
    public static AnswerDraft Answer(int number = 1, DateTimeOffset? now = null) => new(
        $"answer/{number:x12}", AnswerKeys.Moment, "bot33", "telegram", new Target($"{7_000_000_000 + number}", Kind: TargetKind.Private), AnswerForm.PrivateMessage, null, $"La réunion {number} est à 19 h.", "fr", [],
        Priority.Answer, (now ?? Now).AddHours(2))
    {
        SaidAt = (now ?? Now).AddMinutes(-1),
    };

    /// <summary>A reply to a comment in a group.</summary>
    public static AnswerDraft Reply(int number = 1, DateTimeOffset? now = null)
        => Answer(number, now) with { Target = new("-100500", Kind: TargetKind.Group), Form = AnswerForm.PublicReply, InReplyTo = $"{900 + number}" };

    /// <summary>Channels and accounts in force.</summary>
    public static IChannels Channels(IEnumerable<Channel> channels, IEnumerable<Account>? accounts = null) => new InForce(
        channels.ToDictionary(channel => channel.Id, StringComparer.Ordinal), (accounts ?? [Account()]).ToDictionary(account => account.Id, StringComparer.Ordinal));

    private sealed record InForce(IReadOnlyDictionary<string, Channel> Channels, IReadOnlyDictionary<string, Account> Accounts) : IChannels;
}
