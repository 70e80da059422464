using Moq;
using NUnit.Framework;
using Relay.Core.Channels;
using Relay.Core.Conversations.Settling;
using Relay.Core.Conversations.Talking;
using Relay.Core.Inbox;
using Relay.Core.Inbox.Arrivals;
using Relay.Core.Items;
using Relay.Testing;

namespace Relay.Core.Tests.Conversations.Talking;

/// <summary>Which post of ours something stands under, where the networks count in ways of their own.</summary>
public sealed class VicinityTests
{
    private readonly List<string> _asked = [];
    private readonly Mock<IConversationStore> _store = new(MockBehavior.Strict);

    [SetUp]
    public void Listen()
    {
        _asked.Clear();
        _store.Setup(store => store.FindPostAsync(It.IsAny<string>(), It.IsAny<IReadOnlyList<string>>(), It.IsAny<IReadOnlyCollection<string>?>(), It.IsAny<CancellationToken>()))
            .Callback((string _, IReadOnlyList<string> ids, IReadOnlyCollection<string>? targets, CancellationToken _) => _asked.Add($"{string.Join(',', ids)} in {(targets is null ? "all" : string.Join(',', targets.Order(StringComparer.Ordinal)))}"))
            .ReturnsAsync((OwnPost?)null);
    }

    [Test]
    public async Task Post_NumbersOfAGroupThatIsNotOurs_AreNotTakenForThoseOfAChannel()
    {
        await AskAsync("telegram", "-500", said => said with { InReplyTo = "77", Thread = "70" });

        Assert.That(_asked, Is.Empty);
    }

    [Test]
    public async Task Post_InAGroupOfOurs_IsLookedUpThereAndInItsTopics()
    {
        await AskAsync("telegram", "-200", said => said with { InReplyTo = "77", Thread = "70" });

        Assert.That(_asked, Is.EqualTo(new[] { "77,70 in -200,-200#7" }));
    }

    [Test]
    public async Task Post_InTheDiscussionOfAChannel_IsLookedUpByTheChannelsNumberAlone()
    {
        await AskAsync("telegram", "-500", said => said with { InReplyTo = "70", Thread = "70", Post = "12", PostChat = "-100" });

        Assert.That(_asked, Is.EqualTo(new[] { "12 in -100" }));
    }

    [Test]
    public async Task Post_OfAChannelWhoseNumberIsNotKnown_IsLookedUpWhereChannelsGoByName()
    {
        await AskAsync("telegram", "-500", said => said with { InReplyTo = "70", Post = "12", PostChat = "-999" });

        Assert.That(_asked, Is.EqualTo(new[] { "12 in @parti_33" }));
    }

    [TestCase("-999 @Parti_33", "12 in @parti_33")]
    [TestCase("-100 @whatever", "12 in -100")]
    [TestCase("-999 @somebody_else", null)]
    public async Task Post_OfAChannelToldWithItsName_IsNeverThatOfAnotherChannelWithTheSameNumberOfPosts(string told, string? asked)
    {
        await AskAsync("telegram", "-500", said => said with { Post = "12", PostChat = told });

        Assert.That(_asked, Is.EqualTo(asked is null ? Array.Empty<string>() : [asked]));
    }

    [Test]
    public async Task Post_WhereIdsAreTheNetworks_IsLookedUpByEachOfThem()
    {
        await AskAsync("facebook", "page", said => said with { InReplyTo = "1_3", Thread = "1_2", Post = "1_2" });

        Assert.That(_asked, Is.EqualTo(new[] { "1_2,1_3 in all" }));
    }

    [Test]
    public async Task Door_OfEveryCommentUnderAPost_WritesNothing()
    {
        var bot = Some.Account() with { Settings = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase) { ["Handle"] = "@tilleul_bot" } };
        var store = new Mock<IConversationStore>(MockBehavior.Strict);
        store.Setup(one => one.SigningKeyAsync(Some.Now, It.IsAny<CancellationToken>())).ReturnsAsync(new byte[32]);

        var door = await new Vicinity(store.Object, Some.Channels([], [bot]), new ManualTime(Some.Now)).DoorAsync(bot, Some.Event().Key, default);

        Assert.That(door?.AbsoluteUri, Does.StartWith("https://t.me/tilleul_bot?start=i"));
        store.Verify(one => one.NameAsync(It.IsAny<ItemKey>(), It.IsAny<CancellationToken>()), Times.Never);
    }

    private async Task AskAsync(string network, string chat, Func<Happening.Said, Happening.Said> words)
    {
        var account = Some.Account("bot33", network);
        Channel[] channels =
        [
            At("named", new("@parti_33")), At("numbered", new("-100")), At("group", new("-200", Kind: TargetKind.Group)), At("topic", new("-200", "7", TargetKind.Group)),
        ];
        var said = words(new(new($"{network}:7", chat, InteractionRealm.Public, "90"), InteractionKind.Comment, new Author("5"), "Je viens", Some.Now));
        var interaction = new Interaction("i1", account.Id, InteractionState.Unheard(said.Of), null, Some.Now).With(account.Id, said);

        await new Vicinity(_store.Object, Some.Channels(channels, [account]), new ManualTime(Some.Now)).PostAsync(new(interaction, account, said), default);

        static Channel At(string id, Target target) => Some.Channel(id) with { Account = "bot33", Target = target };
    }
}
