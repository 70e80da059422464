using System.Text;
using NUnit.Framework;
using Relay.Core.Audit;
using Relay.Core.Channels;
using Relay.Core.Contacts;
using Relay.Core.Contacts.Retention;
using Relay.Core.Contacts.Suppressions;
using Relay.Core.Conversations.Settling;
using Relay.Core.Deliveries;
using Relay.Core.Deliveries.Answers;
using Relay.Core.Inbox;
using Relay.Core.Inbox.Arrivals;
using Relay.Core.Planning;
using Relay.Testing;

namespace Relay.Store.Tests.Contract;

/// <summary>What an answer leaves about the person it went to, and what follows when it never leaves.</summary>
[TestFixture(StoreEngine.Sqlite)]
[TestFixture(StoreEngine.PostgreSql)]
public sealed class AnsweredPeople(StoreEngine engine) : StoreContract(engine)
{
    private const string Person = "700000001";

    private static readonly PeopleKeys Keys = new([PeopleKey.Create()]);
    private static readonly ConductPlace Place = new($"telegram:{Person}", "private", null);

    private IContactStore Contacts => Temporary.Store.Contacts;

    private IConversationStore Conversations => Temporary.Store.Conversations;

    [TestCase(ContactCause.Stop, TestName = "Erase_SomebodyWhoHadSaidStop_LeavesNothingOfTheAnswersThatWereSent")]
    [TestCase(ContactCause.Request, TestName = "Erase_Somebody_LeavesNothingOfTheAnswersThatWereSent")]
    public async Task Erase_AfterAnswers(ContactCause before)
    {
        var person = await MeetAsync();
        var sent = await AnswerAsync(person, "1");
        var attempt = await Ledger.BeginAttemptAsync(sent, 0, Now, default);
        await Ledger.EndAttemptAsync(Done(sent, attempt, "501"), default);
        await Contacts.MoveAsync(Move(person, before), Actor.System, default);
        var waiting = await AnswerAsync(person, "2");

        await Contacts.MoveAsync(Move(person, ContactCause.Erasure), Claire, default);

        foreach (var (table, column) in new[] { ("publications", "target"), ("deliveries", "target"), ("parts", "target"), ("attempts", "target"), ("answers", "coalesce(person, '')"), ("answers", "coalesce(in_reply_to, '')") })
        {
            Assert.That(await RawAsync<long>($"SELECT count(*) FROM {table} WHERE {column} LIKE '%{Person}%' OR {column} LIKE '%{person.Id}%'"), Is.Zero, $"{table}.{column}");
        }
        Assert.That(await RawAsync<long>("SELECT count(*) FROM parts WHERE text <> ''"), Is.Zero);
        Assert.That(((await FindAsync(sent)).State, (await FindAsync(waiting)).State), Is.EqualTo((DeliveryState.Confirmed, DeliveryState.Expired)));
    }

    [Test]
    public async Task Erase_Somebody_LeavesNothingOfWhatWeWroteInThatPersonsChat()
    {
        var person = await MeetAsync();
        await HeardAsync(new Happening.Said(new("facebook:1", Person, InteractionRealm.Private, "m1"), InteractionKind.PrivateMessage, new Author(null, "La Page", Automated: true), "Bonjour", Now)
        {
            IsOurs = true, Addressee = Keys.Hash(Point),
        });
        await Contacts.MoveAsync(Move(person, ContactCause.Stop), Actor.System, default);

        await Contacts.MoveAsync(Move(person, ContactCause.Erasure), Claire, default);

        Assert.That(await RawAsync<long>("SELECT count(*) FROM interactions"), Is.Zero);
    }

    [Test]
    public async Task Answer_DraftedForSomebodyErasedSince_IsNotWritten()
    {
        var person = await MeetAsync();
        await Contacts.MoveAsync(Move(person, ContactCause.Erasure), Claire, default);

        var drafted = await Ledger.AnswerAsync([Draft(person, "1")], Actor.System, Now, default);

        Assert.That((drafted.Count, await RawAsync<long>("SELECT count(*) FROM deliveries")), Is.EqualTo((0, 0)));
    }

    [Test]
    public async Task End_AnswerThatTheNetworkRefused_LeavesThePersonWaitingForOneOfUsAndUnanswered()
    {
        var person = await MeetAsync();
        var asked = await AskedAsync(person);
        var delivery = (await Ledger.DueAsync("bot33", Now, [], 9, default)).Single();
        var attempt = await Ledger.BeginAttemptAsync(delivery.Id, 0, Now, default);

        await Ledger.EndAttemptAsync(Ended(delivery.Id, attempt, FailureKind.Refused, PartState.Refused, DeliveryState.Refused), default);

        var waiting = (await Conversations.WaitingAsync(9, default)).Single();
        Assert.That((waiting.Interaction, waiting.Account, waiting.Waiting.Reason, waiting.Waiting.Deadline), Is.EqualTo((asked.Id, "bot33", WaitReason.NoWayToAnswer, Now.AddHours(24))));
        Assert.That((await Temporary.Store.Inbox.ListAsync(waiting: true, 9, default)).Single().IsWaiting);
        var recalled = await Conversations.RecallAsync(Place, person.Id, person.Contact, Now, default);
        Assert.That((recalled.AnswersToday, recalled.NoticeGiven, recalled.Insults), Is.EqualTo((0, false, 1)));
    }

    [TestCase(DeliveryState.Expired, Rules.WindowClosed, 1)]
    [TestCase(DeliveryState.Cancelled, null, 1)]
    [TestCase(DeliveryState.Cancelled, Rules.Suppressed, 0)]
    public async Task Set_AnswerThatNeverLeaves_LeavesWaitingWhoeverStillWantsOne(DeliveryState to, string? rule, int waiting)
    {
        await AskedAsync(await MeetAsync());
        var delivery = (await Ledger.DueAsync("bot33", Now, [], 9, default)).Single();

        await Ledger.SetAsync(delivery.Id, to, rule, null, Now, Actor.System, Now, default);

        Assert.That(await Conversations.WaitingAsync(9, default), Has.Count.EqualTo(waiting));
    }

    [Test]
    public async Task Set_AnswerToSomebodyWhoHasSaidStopSince_LeavesNobodyWaiting()
    {
        var person = await MeetAsync();
        await AskedAsync(person);
        var delivery = (await Ledger.DueAsync("bot33", Now, [], 9, default)).Single();
        await Contacts.MoveAsync(Move(person, ContactCause.Stop), Actor.System, default);

        await Ledger.SetAsync(delivery.Id, DeliveryState.Cancelled, null, null, Now, Actor.System, Now, default);

        Assert.That(await Conversations.WaitingAsync(9, default), Is.Empty);
    }

    [Test]
    public async Task Move_StopOfABlock_IsKeptWithTheAccountUntilThePersonComesBack()
    {
        var person = await MeetAsync();

        await Contacts.MoveAsync(Move(person, ContactCause.Stop) with { BlockedOn = person.Id }, Actor.System, default);
        var blocked = (await Contacts.IdentitiesAsync(person.Contact, default)).Single().IsBlockedByPerson;
        await MeetAsync();

        Assert.That((blocked, (await Contacts.IdentitiesAsync(person.Contact, default)).Single().IsBlockedByPerson), Is.EqualTo((true, false)));
    }

    [Test]
    public async Task Purge_WhoHasHadTheirTime_LeavesNothingForThePartyButTheOpposition()
    {
        var person = await MeetAsync();
        var settled = Settled(await HeardAsync(Said()), person) with
        {
            Acts = [new(new Act.ContactData("claire@example.org", null, "33000", null), Now.AddMonths(36)), new(new Act.Opposition(), Now.AddMonths(36))],
        };
        await Conversations.SettleAsync(settled, default);
        Time.Advance(Now.AddMonths(2).AddSeconds(1) - Now);

        await Contacts.PurgeAsync(Now, Now.AddYears(-3), default);

        Assert.That(await RawAsync<string>("SELECT min(kind) || max(kind) FROM returns"), Is.EqualTo("oppositionopposition"));
    }

    [Test]
    public async Task Purge_WhoSaidStop_IsNowhereInTheLedgerADayLater()
    {
        var person = await MeetAsync();
        var sent = await AnswerAsync(person, "1");
        await Ledger.EndAttemptAsync(Done(sent, await Ledger.BeginAttemptAsync(sent, 0, Now, default), "501"), default);
        await Contacts.MoveAsync(Move(person, ContactCause.Stop), Actor.System, default);

        await Temporary.Store.Answers.PurgeAsync(Now, default);
        Assert.That((await FindAsync(sent)).Target.Value, Is.EqualTo(Person), "the confirmation has to leave first");
        Time.Advance(TimeSpan.FromDays(1) + TimeSpan.FromSeconds(1));
        await Temporary.Store.Answers.PurgeAsync(Now, default);

        foreach (var table in new[] { "publications", "deliveries", "parts", "attempts" })
        {
            Assert.That(await RawAsync<long>($"SELECT count(*) FROM {table} WHERE target LIKE '%{Person}%'"), Is.Zero, table);
        }
        Assert.That(await RawAsync<long>("SELECT count(*) FROM parts WHERE text <> ''"), Is.Zero);
    }

    [Test]
    public async Task Purge_Child_TakesOurAnswerToItAlong()
    {
        var person = await MeetAsync();
        var sent = await AnswerAsync(person, "1");
        await Ledger.EndAttemptAsync(Done(sent, await Ledger.BeginAttemptAsync(sent, 0, Now, default), "501"), default);
        await Contacts.MoveAsync(Move(person, ContactCause.MinorAge) with { Until = _ => Now }, Actor.System, default);
        Time.Advance(TimeSpan.FromSeconds(1));

        await Contacts.PurgeAsync(Now, Now.AddYears(-3), default);

        Assert.That((await FindAsync(sent)).Target.Value, Is.EqualTo("purged"));
        Assert.That(await RawAsync<long>("SELECT count(*) FROM parts WHERE text <> ''"), Is.Zero);
    }

    [Test]
    public async Task Erase_Somebody_TakesPublicWordsOffTheWaitingListAndPayloadsThatWereSetAside()
    {
        var person = await MeetAsync();
        var comment = new Happening.Said(new("telegram:7", "-100", InteractionRealm.Public, "9"), InteractionKind.Comment, new Author(null, "Claire") { Key = Keys.Hash(Point) }, "Quelles données ?", Now);
        var asked = await HeardAsync(comment);
        await Conversations.SettleAsync(new() { Interaction = asked.Id, Account = "bot33", Outcome = "test", At = Now, Waiting = new(WaitReason.DataRequest, Now.AddMonths(1)) }, default);
        await SetAsideAsync(Encoding.UTF8.GetBytes($$"""{"from":{"id":{{Person}},"first_name":"Claire"},"poll_answer":{} }"""));
        await SetAsideAsync("""{"from":{"id":700000002},"poll_answer":{} }"""u8.ToArray());

        await Contacts.MoveAsync(Move(person, ContactCause.Erasure), Claire, default);

        Assert.That(await Conversations.WaitingAsync(9, default), Is.Empty);
        Assert.That((await RawAsync<long>("SELECT count(*) FROM arrivals"), await RawAsync<long>($"SELECT count(*) FROM arrivals WHERE payload LIKE '%{Person}%'")), Is.EqualTo((1, 0)), "another's stays");
    }

    [Test]
    public async Task Erase_SomebodyWhoseIdStandsWithinOthers_LeavesTheirPayloads()
    {
        var person = await MeetAsync();
        await SetAsideAsync(Encoding.UTF8.GetBytes($$"""{"id":"19{{Person}}42","at":{{Person}}000,"user":"a{{Person}}"}"""));

        await Contacts.MoveAsync(Move(person, ContactCause.Erasure), Claire, default);

        Assert.That(await RawAsync<long>("SELECT count(*) FROM arrivals"), Is.EqualTo(1));
    }

    [Test]
    public async Task Erase_SomebodyNamedInAPayloadThatIsNoText_TakesItAlong()
    {
        var person = await MeetAsync();
        await SetAsideAsync([0xFF, 0, .. Encoding.UTF8.GetBytes($"id={Person}&name=Claire")]);
        await SetAsideAsync([0xFF, 0, .. "id=700000002"u8]);

        await Contacts.MoveAsync(Move(person, ContactCause.Erasure), Claire, default);

        Assert.That(await RawAsync<long>("SELECT count(*) FROM arrivals"), Is.EqualTo(1), "another's stays");
    }

    [TestCase(true, TestName = "Erase_Somebody_LeavesNothingOfThePublicReplyToThatPersonsComment")]
    [TestCase(false, TestName = "Forget_WhoOnlyCommented_LeavesNothingOfThePublicReply")]
    public async Task Erase_AfterAPublicReply(bool isContact)
    {
        var comment = new Happening.Said(new("telegram:7", "-100", InteractionRealm.Public, "9"), InteractionKind.Comment, new Author(null, "Claire") { Key = Keys.Hash(Point) }, "À quelle heure ?", Now);
        var (asked, others) = (await HeardAsync(comment), Some.Reply(2, Now) with { Subject = "answer/other", InReplyTo = "-100_8" });
        var sent = (await Ledger.AnswerAsync([Some.Reply(1, Now) with { Subject = $"answer/{asked.Id}", InReplyTo = "-100_9" }], Actor.System, Now, default)).Single().Delivery;
        await Ledger.AnswerAsync([others], Actor.System, Now, default);
        await Ledger.EndAttemptAsync(Done(sent, await Ledger.BeginAttemptAsync(sent, 0, Now, default), "501"), default);

        if (isContact)
        {
            await Contacts.MoveAsync(Move(await MeetAsync(), ContactCause.Erasure), Claire, default);
        }
        else
        {
            Time.Advance(TimeSpan.FromSeconds(1));
            Assert.That(await Temporary.Store.Records.ForgetWordsAsync([Keys.Hash(Point)], Person, Now, Claire, Now, default), Is.EqualTo(1));
        }

        Assert.That(await RawAsync<string>("SELECT min(in_reply_to) || max(in_reply_to) FROM answers"), Is.EqualTo("-100_8-100_8"), "another's stays");
        Assert.That(await RawAsync<long>($"SELECT count(*) FROM parts WHERE delivery_id = '{sent}' AND text <> ''"), Is.Zero);
    }

    private async Task SetAsideAsync(byte[] payload)
    {
        await Temporary.Store.Inbox.KeepAsync(new([new Arrival("bot33", Door.Poll, "updates", payload, Now)]), default);
        var number = (await Temporary.Store.Inbox.WaitingAsync(0, 99, default))[^1].Number;
        await Temporary.Store.Inbox.KeepUnderstoodAsync([new(number, "bot33", new([], [new Unread("poll_answer", false, "Relay has no use for it.")]))], Now, default);
    }

    private static ContactPoint Point => ContactPoint.OfNetwork("telegram", Person);

    private ContactMove Move(Identity person, ContactCause cause) => new(person.Contact, cause, Now, _ => Now.AddMonths(2));

    private Task<Identity> MeetAsync() => Contacts.MeetAsync(new(Point, "Claire", "fr", null, Now), Keys.Hashes(Point), ContactState.Occasional, new RetentionRules(new()).Of(new KeptAct.Question(Now, null)), default);

    private AnswerDraft Draft(Identity person, string interaction) => Some.Answer(1, Now) with
    {
        Subject = $"answer/{interaction}", Target = new Target(Person, Kind: TargetKind.Private), Person = person.Id, InReplyTo = $"{Person}_{interaction}",
    };

    private async Task<Guid> AnswerAsync(Identity person, string interaction) => (await Ledger.AnswerAsync([Draft(person, interaction)], Actor.System, Now, default)).Single().Delivery;

    private Settlement Settled(Interaction interaction, Identity person) => new() { Interaction = interaction.Id, Account = "bot33", Outcome = "test", At = Now, Contact = person.Contact, Identity = person.Id };

    // Answered in private with the notice, after an insult.
    private async Task<Interaction> AskedAsync(Identity person)
    {
        var asked = await HeardAsync(Said());
        await Conversations.SettleAsync(
            Settled(asked, person) with { Place = Place, Marks = [ConductMark.AnsweredPrivately, ConductMark.Notice, ConductMark.Insult], Drafts = [Draft(person, asked.Id)] }, default);
        return asked;
    }

    private Happening.Said Said() => new(new("telegram:7", Person, InteractionRealm.Private, "1"), InteractionKind.PrivateMessage, new Author(null, "Claire") { Key = Keys.Hash(Point) }, "C'est où ?", Now);

    private async Task<Interaction> HeardAsync(Happening happening)
    {
        await Temporary.Store.Inbox.KeepAsync(new([new Arrival("bot33", Door.Poll, "updates", new byte[] { 1 }, Now)]), default);
        var number = (await Temporary.Store.Inbox.WaitingAsync(0, 99, default))[^1].Number;
        await Temporary.Store.Inbox.KeepUnderstoodAsync([new(number, "bot33", new([happening], []))], Now, default);
        return (await Temporary.Store.Inbox.FindAsync(happening.Of, default))!;
    }
}
