using Microsoft.Extensions.Logging.Abstractions;
using NUnit.Framework;
using Relay.Core.Channels;
using Relay.Core.Contacts;
using Relay.Core.Contacts.Retention;
using Relay.Core.Contacts.Suppressions;
using Relay.Core.Conversations.Buttons;
using Relay.Core.Conversations.Rules;
using Relay.Core.Conversations.Settling;
using Relay.Core.Conversations.Talking;
using Relay.Core.Conversations.Understanding;
using Relay.Core.Deliveries;
using Relay.Core.Deliveries.Answers;
using Relay.Core.Inbox;
using Relay.Core.Inbox.Arrivals;
using Relay.Core.Items;
using Relay.Testing;

namespace Relay.Core.Tests.Conversations.Talking;

/// <summary>The loop with the rules and the store that really run: what people wrote, and what the ledger is to send.</summary>
public sealed partial class ConversationLoopTests
{
    private const string Person = "700000007";
    private const string Coordinator = "700000001";

    private readonly ManualTime _time = new(Some.Now);
    private readonly KeysInMemory _keys = new();
    private TemporaryStore _store = null!;
    private int _number;
    private long _revision = 1;

    [SetUp]
    public async Task OpenAsync()
    {
        _store = await TemporaryStore.SqliteAsync(_time);
        var pass = await _store.Items.BeginPassAsync("party", full: true, Some.Now, default);
        await _store.Items.KeepAsync(pass, [Version(Some.Event()), Version(Some.Initiative())], Some.Now, default);
        await _store.Items.SeenAsync(pass, [Some.Event().Key, Some.Initiative().Key], default);
        await _store.Items.EndPassAsync(pass, 3, null, [], null, Some.Now, default);
    }

    [TearDown]
    public async Task CloseAsync() => await _store.DisposeAsync();

    [Test]
    public async Task Settle_DeepLinkThenComesWithTwoFriendsThenButton_IsOneActReadBackAndAnsweredOnce()
    {
        await SayAsync($"/start {(await TokensAsync()).LinkTo(Some.Event().Key)}");
        await RunAsync();
        await SayAsync("Je viens avec deux amis");
        await RunAsync();
        var readBack = (await AnswersAsync())[^1];
        await PressAsync(readBack.Answer!.Buttons[0].Data!);
        await RunAsync();
        await RunAsync();

        var answers = await AnswersAsync();
        Assert.That(readBack.Parts[0].Text, Does.StartWith("Je note : vous venez").And.Contain("3 personnes"));
        Assert.That(answers.Select(answer => answer.Parts[0].Text.Split(' ')[0]), Is.EqualTo(new[] { "Parlons", "Je", "C’est" }), "one answer to each");
        Assert.That(await _store.Store.Conversations.HeadsAsync(Some.Event().Key, null, default), Is.EqualTo(3));
        Assert.That(answers.Count(answer => answer.Parts[0].Text.Contains("Message automatique", StringComparison.Ordinal)), Is.EqualTo(1), "the notice once");
    }

    [Test]
    public async Task Settle_CutAtEachStep_AnswersOnceAndRecordsOnce()
    {
        for (var cut = 1; ; cut++)
        {
            await SayAsync($"/start {(await TokensAsync()).LinkTo(Some.Event().Key)}");
            var before = (await AnswersAsync()).Count;
            var cutting = new CutStore(_store.Store.Conversations, cut);
            try
            {
                await Loop(cutting).SettleWaitingAsync(default);
            }
            catch (IOException)
            {
                // The worker died here.
            }
            await RunAsync();

            Assert.That(await AnswersAsync(), Has.Count.EqualTo(before + 1), $"cut at step {cut}");
            if (!cutting.HasCut)
            {
                Assert.That(cut, Is.GreaterThan(6), "every step was cut");
                return;
            }
        }
    }

    [Test]
    public async Task Settle_StopBehindAThousandOthers_IsSettledFirst()
    {
        await HearAsync([.. Enumerable.Range(0, 600).Select(number => Said("C'est où ?", $"80000{number}"))]);
        await SayAsync("STOP");

        var recorded = new RecordingStore(_store.Store.Conversations);
        await Loop(recorded).SettleWaitingAsync(default);

        Assert.That(recorded.Outcomes[0], Is.EqualTo("stop"));
        Assert.That(recorded.Outcomes, Has.Count.EqualTo(601));
    }

    [Test]
    public async Task Settle_Stop_IsConfirmedOnceAndThePersonIsOpposed()
    {
        await SayAsync("STOP");
        await RunAsync();
        await SayAsync("STOP");
        await RunAsync();

        var answers = await AnswersAsync();
        Assert.That(answers.Select(answer => answer.Priority), Is.EqualTo(new[] { Priority.StopConfirmation }));
        var identity = (await Book.FindAsync(ContactPoint.OfNetwork("telegram", Person), default))!;
        Assert.That((await _store.Store.Contacts.FindAsync(identity.Contact, default))!.State, Is.EqualTo(ContactState.Opposed));
    }

    [Test]
    public async Task Settle_Subscription_KeepsTheYesWithTheWordsThatWereShown()
    {
        await SayAsync("/abonner 33000");
        await RunAsync();
        var offered = (await AnswersAsync())[^1];
        await PressAsync(offered.Answer!.Buttons[0].Data!);
        await RunAsync();

        var identity = (await Book.FindAsync(ContactPoint.OfNetwork("telegram", Person), default))!;
        var consent = (await _store.Store.Contacts.ConsentsAsync(identity.Contact, default)).Single();
        Assert.That((consent.List, consent.Act), Is.EqualTo(("territory:DEP-33", ConsentAct.Button)));
        Assert.That(offered.Parts[0].Text, Does.StartWith(consent.Wording));
        await SayAsync("Ne m'envoyez plus les infos du 33");
        await RunAsync();
        Assert.That((await _store.Store.Contacts.ConsentsAsync(identity.Contact, default)).Single().WithdrawnAt, Is.Not.Null);
    }

    [Test]
    public async Task Settle_CommentOfSomebodyElsesMessage_KeepsNoContact()
    {
        await HearAsync(new Happening.Said(new("telegram:7", "-100", InteractionRealm.Public, "5"), InteractionKind.Comment, new Author(Person, "Camille"), "Je viens avec deux amis", _time.GetUtcNow()) { Post = "77" });
        await RunAsync();

        Assert.That(await Book.FindAsync(ContactPoint.OfNetwork("telegram", Person), default), Is.Null);
        Assert.That((await AnswersAsync()).Single().Parts[0].Text, Does.Contain("https://t.me/tilleul_bot"));
    }

    [Test]
    public async Task Settle_WhatWasAnswered_WaitsForNobodyInTheInboxAndAnAppealToAPersonDoes()
    {
        await SayAsync("/initiatives");
        await SayAsync("Je veux parler à quelqu'un");
        await RunAsync();

        var waiting = await _store.Store.Inbox.ListAsync(waiting: true, 9, default);
        Assert.That(waiting.Select(one => (one.State.Words!.Text, one.IsWaiting)), Is.EqualTo(new[] { ("Je veux parler à quelqu'un", true) }));
        Assert.That((await _store.Store.Conversations.WaitingAsync(9, default)).Single().Waiting.Reason, Is.EqualTo(WaitReason.Human));
        Assert.That((await _store.Store.Inbox.ListAsync(waiting: false, 9, default)).Count(one => one.IsWaiting), Is.EqualTo(1));
    }

    [Test]
    public async Task Settle_MessageChangedIntoAStopAfterItWasAnswered_StopsEverythingOnce()
    {
        await SayAsync("/initiatives");
        await RunAsync();
        await EditAsync("/evenements");
        await RunAsync();
        Assert.That(await AnswersAsync(), Has.Count.EqualTo(1), "the first words were answered, the second not again");
        await EditAsync("STOP");
        await RunAsync();
        await RunAsync();

        Assert.That((await AnswersAsync()).Select(answer => answer.Priority), Is.EqualTo(new[] { Priority.StopConfirmation }), "what had not left is cancelled");
        var identity = (await Book.FindAsync(ContactPoint.OfNetwork("telegram", Person), default))!;
        Assert.That((await _store.Store.Contacts.FindAsync(identity.Contact, default))!.State, Is.EqualTo(ContactState.Opposed));
        Assert.That(await _store.Store.Conversations.UnsettledAsync(null, 9, default), Is.Empty);
    }

    [Test]
    public async Task Settle_StartThatConnectedTheCoordinator_IsNotAnsweredAndAPersonsOldLinkIs()
    {
        await HearAsync(Said("/start K7QF2M", Coordinator));
        await SayAsync("/start K7QF2M");
        await RunAsync();

        Assert.That((await AnswersAsync()).Select(answer => answer.Target.Value), Is.EqualTo(new[] { Person }));
    }

    [Test]
    public async Task Settle_QuickReplyToldWithWhatItHeld_IsCertainWhateverStandsOnIt()
    {
        var held = (await TokensAsync()).Write(new(ChoiceVerb.Come, Some.Event().Key, "2"), Person, Some.Now);
        await HearAsync(Said("1. sam. 28 nov. ·…", Person) with { Button = held });
        await RunAsync();

        Assert.That(await _store.Store.Conversations.HeadsAsync(Some.Event().Key, null, default), Is.EqualTo(2));
    }

    [TestCase("Je viens à la réunion", 1)]
    [TestCase("Je viens, je suis à La Réunion", 0)]
    public async Task Settle_ComesToTheMeeting_IsAskedWhichAndNotTakenForAnIslander(string text, int offered)
    {
        await SayAsync(text);
        await RunAsync();

        Assert.That((await AnswersAsync()).Single().Answer!.Buttons, Has.Count.EqualTo(offered));
    }

    [Test]
    public async Task Settle_PressOfAForgedButton_RecordsNothingAndSaysThatItIsNoLongerCurrent()
    {
        var forged = new Tokens(new byte[32]).Write(new(ChoiceVerb.Come, Some.Event().Key, "9"), Person, Some.Now);
        await PressAsync(forged);
        await RunAsync();

        Assert.That(await _store.Store.Conversations.HeadsAsync(Some.Event().Key, null, default), Is.Zero);
        Assert.That((await AnswersAsync()).Single().Parts[0].Text, Does.StartWith("Cette question n’est plus d’actualité"));
    }

    private SuppressionList List => new(_store.Store.Suppressions, _keys, _time);

    private ContactBook Book => new(_store.Store.Contacts, _store.Store.Links, List, new(new()), _time);

    private static ItemVersion Version(Item item) => new(item, ItemVersions.Hash(item));

    private ConversationLoop Loop(IConversationStore store, IUnderstand? understanding = null)
    {
        var bot = Some.Account() with { Settings = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase) { ["Handle"] = "@tilleul_bot", ["Coordinator"] = Coordinator } };
        return new(
            store, _store.Items, Book, _store.Store.Contacts, new(_store.Store.Links, Book, _time), new(new()), understanding ?? new RuleUnderstanding(), Some.Channels([], [bot, Some.Account("page33", "facebook")]), new ConversationRules(new("Le Tilleul", null, "dpo@example.org")),
            new AnswerDesk(_store.Ledger, List, [], new PumpBell(), _time), new ShutOuts(_store.Store.Answers, store, Book, _store.Store.Contacts, new(new()), _time), new PumpBell(), new InboxBell(_time), _time, NullLogger<ConversationLoop>.Instance);
    }

    private Task<int> RunAsync() => Loop(_store.Store.Conversations).SettleWaitingAsync(default);

    private async Task<Tokens> TokensAsync() => new(await _store.Store.Conversations.SigningKeyAsync(Some.Now, default));

    private Task SayAsync(string text) => HearAsync(Said(text, Person));

    private Happening.Said Said(string text, string person)
        => new(new("telegram:7", person, InteractionRealm.Private, $"{++_number}"), InteractionKind.PrivateMessage, new Author(person, "Camille", Language: "fr"), text, _time.GetUtcNow());

    // The last message, in other words.
    private Task EditAsync(string text)
        => HearAsync(new Happening.Said(new("telegram:7", Person, InteractionRealm.Private, $"{_number}"), InteractionKind.PrivateMessage, new Author(Person, "Camille", Language: "fr"), text, _time.GetUtcNow(), ++_revision));

    private Task PressAsync(string data)
        => HearAsync(new Happening.Pressed(new("telegram:7", "", InteractionRealm.Press, $"{++_number}"), new Author(Person), new Press($"{_number}", data, Person, Person, "1", "fr")));

    // As the inbox takes it in: whoever writes is met, then ids give way to keyed hashes.
    private Task HearAsync(params Happening[] happenings) => HearAsync("bot33", happenings);

    private async Task HearAsync(string account, params Happening[] happenings)
    {
        _time.Advance(TimeSpan.FromSeconds(1));
        await _store.Store.Inbox.KeepAsync(new([new Arrival(account, Door.Poll, "updates", new byte[] { 1 }, _time.GetUtcNow())]), default);
        var arrival = (await _store.Store.Inbox.WaitingAsync(0, 99, default))[^1];
        UnderstoodArrival[] read = [new(arrival.Number, account, new(happenings, []))];
        await new Correspondence(Book, [], _time, NullLogger<Correspondence>.Instance).TakeInAsync(read, default);
        await _store.Store.Inbox.KeepUnderstoodAsync(await new AuthorSeal(List).SealAsync(read, default), _time.GetUtcNow(), default);
    }

    /// <summary>What the ledger is to send, oldest first.</summary>
    private async Task<IReadOnlyList<Delivery>> AnswersAsync()
        => [.. (await _store.Ledger.DueAsync("bot33", _time.GetUtcNow().AddDays(1), [], 1000, default)).OrderBy(delivery => delivery.CreatedAt)];
}
