using System.Text;
using NUnit.Framework;
using Relay.Core.Inbox;
using Relay.Core.Inbox.Arrivals;

namespace Relay.Store.Tests.Contract;

[TestFixture(StoreEngine.Sqlite)]
[TestFixture(StoreEngine.PostgreSql)]
public sealed class InboxContract(StoreEngine engine) : StoreContract(engine)
{
    private const string Reader = "telegram:7";

    private static readonly byte[][] Payloads = [Encoding.UTF8.GetBytes("{\"text\":\"Été 🌳 'cité'\"}"), [0xff, 0xfe, 0x00], [0x61, 0x00, 0x62], []];

    private IInbox Inbox => Temporary.Store.Inbox;

    [Test]
    public async Task Keep_ArrivalsAndMark_AreBothThereAfterARestartOldestFirst()
    {
        await Inbox.KeepAsync(new([.. Payloads.Select(payload => Came(payload))], (Reader, new("800000004", Now))), default);
        await Inbox.KeepAsync(new([Came(Payloads[0], Door.Webhook)]), default);

        await Temporary.ReopenAsync();

        var waiting = await Inbox.WaitingAsync(0, 9, default);
        Assert.That(waiting.Select(one => one.Number), Is.EqualTo(new long[] { 1, 2, 3, 4, 5 }));
        Assert.That(waiting.Take(4).Select(one => one.Arrival.Payload.ToArray()), Is.EqualTo(Payloads), "byte for byte");
        Assert.That((waiting[4].Arrival.Door, waiting[4].Arrival.Account, waiting[4].Arrival.Stream, waiting[4].Arrival.At), Is.EqualTo((Door.Webhook, "bot33", "updates", Now)));
        Assert.That((await Inbox.WaitingAsync(3, 1, default)).Single().Number, Is.EqualTo(4));
        Assert.That((await Temporary.Store.Marks.FindAsync(Reader, default))!.Value, Is.EqualTo("800000004"));
        Assert.That(await Inbox.TallyAsync(default), Is.EqualTo(new InboxTally(5, Now, 0)));
    }

    [Test]
    public async Task Keep_ManyDoorsAtOnce_EachArrivalOnceWithItsOwnNumber()
    {
        await Task.WhenAll(Enumerable.Range(0, 300).Select(number => Inbox.KeepAsync(new([Came(Encoding.UTF8.GetBytes($"{number}"))]), default)));

        var waiting = await Inbox.WaitingAsync(0, 1000, default);
        Assert.That(waiting.Select(one => Encoding.UTF8.GetString(one.Arrival.Payload.Span)), Is.EquivalentTo(Enumerable.Range(0, 300).Select(number => $"{number}")));
        Assert.That(waiting.Select(one => one.Number), Is.Unique);
    }

    [Test]
    public async Task KeepUnderstood_Words_AreAnInteractionThatWaitsAndTheArrivalWaitsNoMore()
    {
        var number = await CameAsync();

        var news = await Inbox.KeepUnderstoodAsync([new(number, "bot33", Told(Said("12", "Je viens !")))], Now, default);

        await Temporary.ReopenAsync();
        var kept = (await Inbox.FindAsync(Key("12"), default))!;
        Assert.That(news, Is.EqualTo(1));
        Assert.That(kept.State, Is.EqualTo(new InteractionState(Key("12"), Said("12", "Je viens !"), false)), "every field comes back");
        Assert.That((await Inbox.ListAsync(waiting: true, 9, default)).Single(), Is.EqualTo(kept));
        Assert.That(await Inbox.WaitingAsync(0, 9, default), Is.Empty);
        Assert.That(await Inbox.FindAsync(Key("13"), default), Is.Null);
    }

    [Test]
    public async Task KeepUnderstood_ArrivalTakenOffBefore_TellsNothingAgain()
    {
        var number = await CameAsync();
        await Inbox.KeepUnderstoodAsync([new(number, "bot33", Told(Said("12", "Je viens !")))], Now, default);

        var again = await Inbox.KeepUnderstoodAsync([new(number, "bot33", Told(Said("13", "Autre")))], Now, default);

        Assert.That(again, Is.Zero);
        Assert.That(await Inbox.ListAsync(waiting: false, 9, default), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task KeepUnderstood_SameWordsThroughTheOtherDoor_AreNoNewsAndKnowMore()
    {
        await TellAsync(Said("12", "Je viens !"));

        var news = await TellAsync(Said("12", "Je viens !") with { Post = "99" });

        Assert.That(news, Is.Zero);
        Assert.That((await Inbox.ListAsync(waiting: false, 9, default)).Single().State.Words!.Post, Is.EqualTo("99"));
    }

    [Test]
    public async Task KeepUnderstood_Removal_KeepsNoWordsAndWaitsForNobodyWhicheverCameFirst()
    {
        await TellAsync(Said("12", "À effacer"), new Happening.Removed(Key("13"), null));
        await TellAsync(new Happening.Removed(Key("12"), null), Said("13", "À effacer aussi"));

        var all = await Inbox.ListAsync(waiting: false, 9, default);
        Assert.That(all.Select(one => (one.State.Removed, one.State.Words!.Text)), Is.All.EqualTo((true, "")));
        Assert.That(await Inbox.ListAsync(waiting: true, 9, default), Is.Empty);
        Assert.That(await RawAsync<long>("SELECT count(*) FROM interactions WHERE body LIKE '%effacer%'"), Is.Zero);
    }

    [Test]
    public async Task List_WhatCameTogether_IsInItsOrderTheLastFirst()
    {
        await TellAsync([.. Enumerable.Range(1, 9).Select(number => Said($"{number}", $"Message {number}"))]);

        Assert.That((await Inbox.ListAsync(waiting: true, 3, default)).Select(one => one.State.Of.RemoteId), Is.EqualTo(new[] { "9", "8", "7" }));
    }

    [Test]
    public async Task KeepUnderstood_OursAndAutomata_WaitForNobody()
    {
        var bot = new Author("8", "Un automate", Automated: true);
        await TellAsync(Said("12", "Nous") with { IsOurs = true }, Said("13", "Bip") with { Author = bot }, Said("14", "Entre eux") with { Kind = InteractionKind.GroupMessage }, Said("15", "À nous"));

        Assert.That((await Inbox.ListAsync(waiting: true, 9, default)).Select(one => one.State.Of), Is.EqualTo(new[] { Key("15") }));
    }

    [Test]
    public async Task KeepUnderstood_PressAndBlock_AreKeptAsSuch()
    {
        var press = new Happening.Pressed(new(Reader, "", InteractionRealm.Press, "q1"), Claude, new Press("q1", "hand:1", "", "700000007", "12", "fr"));
        var block = new Happening.Reach(new(Reader, "700000007", InteractionRealm.Membership, "700000007"), Claude, false, Now) { IsPrivate = true };
        await TellAsync(press, block);

        Assert.That((await Inbox.FindAsync(press.Of, default))!.Fact, Is.EqualTo(press));
        Assert.That((await Inbox.FindAsync(block.Of, default))!.Fact, Is.EqualTo(block));
        Assert.That(await Inbox.ListAsync(waiting: true, 9, default), Is.Empty);
    }

    [Test]
    public async Task KeepUnderstood_PiecesNotUnderstood_AreShownWithTheirReason()
    {
        var broken = new Unread("message", true, "A message of Telegram lacks its number or its chat.");
        var other = new Unread("poll", false, "Relay makes no use of it.");
        var (one, two) = (await CameAsync(), await CameAsync());

        await Inbox.KeepUnderstoodAsync([new(one, "bot33", new([Said("12", "Bonjour")], [other])), new(two, "bot33", new([], [broken, other]))], Now, default);

        var aside = await Inbox.SetAsideAsync(9, default);
        Assert.That(aside.Select(arrival => arrival.Number), Is.EqualTo(new[] { two, one }));
        Assert.That(aside[0].Pieces, Is.EqualTo(new[] { broken, other }));
        Assert.That(await Inbox.TallyAsync(default), Is.EqualTo(new InboxTally(0, null, 1)));
        Assert.That(await Inbox.FindAsync(Key("12"), default), Is.Not.Null, "its neighbour is read");
    }

    [Test]
    public async Task Purge_AfterItsTime_LeavesNothingOfThePersonAndWhatComesAgainIsNotNew()
    {
        await TellAsync(Said("12", "Je viens !"));
        Time.Advance(InboxKeeping.Words + TimeSpan.FromSeconds(1));
        var later = await CameAsync();

        var purged = await Inbox.PurgeAsync(Now, default);

        Assert.That(purged, Is.EqualTo(new PurgedFromInbox(0, 0, 1)));
        Assert.That((await Inbox.WaitingAsync(0, 9, default)).Single().Number, Is.EqualTo(later));
        Assert.That(await TellAsync(Said("12", "Je viens !"), Said("12", "Modifié") with { Revision = 9 }), Is.EqualTo(1), "the change is news, of something that is gone");
        Assert.That(await Inbox.ListAsync(waiting: false, 9, default), Is.Empty);
        Assert.That((await Audit.ReadAsync("inbox", 9, default)).Single().Detail, Is.EqualTo("0 arrivals (0 never read), 1 interactions"));
        Assert.That(await Inbox.PurgeAsync(Now, default), Is.EqualTo(new PurgedFromInbox(0, 0, 0)));
    }

    [Test]
    public async Task KeepUnderstood_PayloadWithNothingLeftToUnderstand_IsKeptNoLongerAndItsNumberNeverComesBack()
    {
        await TellAsync(Said("12", "Je viens !"));

        Assert.That(await RawAsync<long>("SELECT count(*) FROM arrivals"), Is.Zero);
        Assert.That(await CameAsync(), Is.EqualTo(2));
    }

    [Test]
    public async Task KeepUnderstood_WhoWrote_StandsAsAKeyedHashAndInNoColumnInClear()
    {
        var wrote = new Happening.Said(new(Reader, "-100", InteractionRealm.Public, "9"), InteractionKind.Comment, Claude with { Id = "700000007", Handle = "claude_33" }, "Bravo", Now);
        var block = new Happening.Reach(new(Reader, "700000007", InteractionRealm.Membership, "1"), Claude, false, Now) { IsPrivate = true };
        await TellAsync(wrote, block);

        Assert.That(await RawAsync<long>("SELECT count(*) FROM interactions WHERE body LIKE '%700000007%' OR body LIKE '%claude_33%'"), Is.Zero);
        Assert.That(await RawAsync<long>($"SELECT count(*) FROM interactions WHERE author_key = '{Claude.Key!.Hmac}'"), Is.EqualTo(2));
        Assert.That(await Temporary.Store.Suppressions.KeysInUseAsync(default), Is.EqualTo(new[] { "k1" }), "that key must not be lost");
        Assert.That((await Inbox.FindAsync(wrote.Of, default))!.Author, Is.EqualTo(Claude));
    }

    [TestCase(0, 1, 2)]
    [TestCase(2, 1, 0)]
    [TestCase(1, 2, 0)]
    [TestCase(1, 0, 2)]
    public async Task KeepUnderstood_AnswerToAnAnswerUnderAChannelsPost_FindsThePostWhicheverCameFirst(params int[] order)
    {
        var post = new Happening.Said(Discussed("40"), InteractionKind.Post, Claude, "Réunion publique", Now) { Thread = "40", Post = "7", PostChat = "-1001", IsOurs = true };
        var deep = new Happening.Said(Discussed("42"), InteractionKind.GroupMessage, Claude, "Et le parking ?", Now) { Thread = "40", InReplyTo = "41" };
        var edited = deep with { Text = "Et le parking, où ?", Revision = 5 };
        var elsewhere = new Happening.Said(Discussed("50"), InteractionKind.GroupMessage, Claude, "Bonsoir", Now) { Thread = "49" };
        await TellAsync(elsewhere);

        foreach (var one in order)
        {
            await TellAsync(new[] { post, deep, edited }[one]);
        }

        var waiting = (await Inbox.ListAsync(waiting: true, 9, default)).Single();
        Assert.That(waiting.State.Words, Is.EqualTo(edited with { Kind = InteractionKind.Comment, Post = "7", PostChat = "-1001" }));
        Assert.That((await Inbox.FindAsync(elsewhere.Of, default))!.State.Words, Is.EqualTo(elsewhere));
    }

    [Test]
    public async Task KeepUnderstood_CommentAfterItsPostWasPurged_StillFindsIt()
    {
        await TellAsync(new Happening.Said(Discussed("40"), InteractionKind.Post, Claude, "Réunion publique", Now) { Thread = "40", Post = "7", PostChat = "-1001", IsOurs = true });
        Time.Advance(InboxKeeping.Words + TimeSpan.FromSeconds(1));
        await Inbox.PurgeAsync(Now, default);

        await TellAsync(new Happening.Said(Discussed("42"), InteractionKind.GroupMessage, Claude, "Et le parking ?", Now) { Thread = "40", InReplyTo = "41" });

        Assert.That((await Inbox.ListAsync(waiting: true, 9, default)).Single().State.Words!.Post, Is.EqualTo("7"));
    }

    [Test]
    public async Task Due_WhatHasHadItsTime_IsCountedAndNotDeleted()
    {
        await TellAsync(Said("12", "Je viens !"));
        await CameAsync();
        Time.Advance(InboxKeeping.Words + TimeSpan.FromSeconds(1));

        Assert.That(await Inbox.DueAsync(Now, default), Is.EqualTo(new PurgedFromInbox(1, 1, 1)));
        Assert.That(await Inbox.ListAsync(waiting: false, 9, default), Has.Count.EqualTo(1));
    }

    [TestCase("arrivals (number, account, door, stream, payload, at, state) VALUES (1, 'a', 'poll', 's', 't', 1, 'waiting')")]
    [TestCase("interactions (key, account, body, removed, waiting, heard_at) VALUES ('k', 'a', '{}', 0, 0, 1)")]
    public void Insert_RowWithoutADateToPurgeIt_Fails(string row)
        => Assert.That(() => RawAsync<object?>($"INSERT INTO {row}"), Throws.InstanceOf<System.Data.Common.DbException>().With.Message.Contains("purge_after"));

    [Test]
    public async Task Heard_KeysOfAPerson_CannotBeFoundWithoutTheKey()
    {
        await TellAsync(Said("12", "Je viens !"));

        Assert.That(await RawAsync<long>("SELECT count(*) FROM heard WHERE key LIKE '%700000007%'"), Is.Zero);
        Assert.That(await RawAsync<long>("SELECT count(*) FROM kept_secrets WHERE setting = 'Relay:Inbox:Key'"), Is.EqualTo(1));
    }

    private static readonly Author Claude = new(null, "Claude", Language: "fr") { Key = new("telegram", new('a', 64), "k1") };

    private static InteractionKey Discussed(string id) => new(Reader, "-100", InteractionRealm.Public, id);

    private static InteractionKey Key(string id) => new(Reader, "700000007", InteractionRealm.Private, id);

    private Happening.Said Said(string id, string text) => new(Key(id), InteractionKind.PrivateMessage, Claude, text, Some(0), 1) { InReplyTo = "3", Thread = "4", Topic = "5", PostChat = "-100", Button = "b", SharedPhone = "+33600000000" };

    private DateTimeOffset Some(int minutes) => new DateTimeOffset(2026, 3, 1, 9, 30, 0, TimeSpan.Zero).AddMinutes(minutes);

    private static ArrivalReading Told(params Happening[] happenings) => new(happenings, []);

    private Arrival Came(byte[] payload, Door door = Door.Poll) => new("bot33", door, "updates", payload, Now);

    private async Task<long> CameAsync()
    {
        await Inbox.KeepAsync(new([Came(Payloads[0])]), default);
        return (await Inbox.WaitingAsync(0, 1000, default))[^1].Number;
    }

    private async Task<int> TellAsync(params Happening[] happenings) => await Inbox.KeepUnderstoodAsync([new(await CameAsync(), "bot33", Told(happenings))], Now, default);
}
