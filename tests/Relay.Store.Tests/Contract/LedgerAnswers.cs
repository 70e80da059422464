using NUnit.Framework;
using Relay.Core.Audit;
using Relay.Core.Channels;
using Relay.Core.Deliveries;
using Relay.Core.Deliveries.Answers;
using Relay.Core.Planning;
using Relay.Core.Texts;
using Relay.Testing;

namespace Relay.Store.Tests.Contract;

[TestFixture(StoreEngine.Sqlite)]
[TestFixture(StoreEngine.PostgreSql)]
public sealed class LedgerAnswers(StoreEngine engine) : StoreContract(engine)
{
    [Test]
    public async Task Answer_Drafted_IsDueAtOnceWithItsWordsAndTerms()
    {
        var draft = Draft(1) with { Buttons = [new("Je viens", "rsvp:1"), new("Voir", Link: new Uri("https://parti.example/e/1"))], Language = "en", Form = AnswerForm.PrivateReply, InReplyTo = "12_34" };

        await AnsweredAsync(draft);

        var delivery = (await Ledger.DueAsync("bot33", Now, [], 10, default)).Single();
        Assert.That((delivery.Operation, delivery.Priority, delivery.Paced, delivery.Channel), Is.EqualTo((Operation.Answer, Priority.Answer, false, "")));
        Assert.That((delivery.Target, delivery.Parts.Single().Text), Is.EqualTo((new Target("7000000001", Kind: TargetKind.Private), draft.Text)));
        Assert.That((delivery.Answer!.Form, delivery.Answer.InReplyTo, delivery.Answer.Language, delivery.Answer.SaidAt), Is.EqualTo((AnswerForm.PrivateReply, "12_34", "en", draft.SaidAt)));
        Assert.That(delivery.Answer.Buttons, Is.EqualTo(draft.Buttons));
        Assert.That((await Ledger.TallyAsync(Now, default)).Done[(Operation.Answer, DeliveryState.Queued)], Is.EqualTo(1));
    }

    [Test]
    public async Task Answer_WithAFile_LeavesWithItAndForgetsItWithTheWords()
    {
        var file = new AnswerFile("2026-03-14-reunion.ics", "text/calendar", "SUMMARY:Réunion\r\n");

        var delivery = await AnsweredAsync(Draft(1) with { File = file, PurgeAfter = Now.AddDays(1) });

        Assert.That(delivery.Answer!.File, Is.EqualTo(file));
        Assert.That((await Ledger.DueAsync("bot33", Now, [], 10, default)).Single().Answer!.File, Is.EqualTo(file));
        await Temporary.Store.Answers.PurgeAsync(Now.AddDays(2), default);
        Assert.That(await RawAsync<long>("SELECT count(*) FROM answers WHERE file IS NULL AND purged_at IS NOT NULL"), Is.EqualTo(1));
    }

    [TestCase(Priority.Cancellation)]
    [TestCase(Priority.Change)]
    public async Task Answer_NewsOfAnEvent_KeepsItsPlaceBeforeAnswers(Priority priority)
        => Assert.That((await AnsweredAsync(Draft(1) with { Priority = priority })).Priority, Is.EqualTo(priority));

    [Test]
    public async Task Answer_AskedAgain_IsTheFirstOneWhereverItGoes()
    {
        var first = await AnsweredAsync(Draft(1));

        var again = await Ledger.AnswerAsync([Draft(1) with { Target = new("8", Kind: TargetKind.Private) }, Draft(2)], Actor.System, Now, default);

        Assert.That(again.Select(one => one.IsNew), Is.EqualTo(new[] { false, true }));
        Assert.That(again[0].Delivery, Is.EqualTo(first.Id));
        Assert.That(await RawAsync<long>("SELECT count(*) FROM deliveries"), Is.EqualTo(2));
    }

    [Test]
    public async Task Answer_ManyAtOnceForOneSubject_AreOne()
    {
        await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => Ledger.AnswerAsync([Draft(1)], Actor.System, Now, default)));

        Assert.That(await RawAsync<long>("SELECT count(*) FROM answers"), Is.EqualTo(1));
    }

    [Test]
    public async Task Answer_OneThatContradictsItself_LeavesNothingOfTheOthers()
    {
        var wrong = Draft(2) with { Target = new("@parti_33") };

        Assert.That(() => Ledger.AnswerAsync([Draft(1), wrong], Actor.System, Now, default), Throws.ArgumentException);
        Assert.That(await RawAsync<long>("SELECT count(*) FROM publications"), Is.Zero);
    }

    [Test]
    public async Task Set_RefusedAnswerReplayed_LeavesInTheWordsItWasDraftedWith()
    {
        var delivery = await AnsweredAsync(Draft(1));
        await Ledger.SetAsync(delivery.Id, DeliveryState.Refused, Rules.NotSummoned, null, Now, Actor.System, Now, default);

        await Ledger.SetAsync(delivery.Id, DeliveryState.Queued, null, null, Now, Claire, Now, default);

        Assert.That((await FindAsync(delivery.Id)).Parts.Single().Text, Is.EqualTo(Draft(1).Text));
    }

    [Test]
    public async Task Serve_AnotherAccountServesTheGroup_LeavesAnswersToWhoWasWrittenTo()
    {
        var delivery = await AnsweredAsync(Some.Reply(1, Now));

        var moved = await Ledger.ServeAsync("telegram", "-100500", "bot75", Now, default);

        Assert.That((moved, (await FindAsync(delivery.Id)).Account), Is.EqualTo((0, "bot33")));
    }

    [Test]
    public async Task Purge_WhenTheirTimeHasCome_KeepsNeitherWordsNorPersonButThatThereWasAnAnswer()
    {
        var (sent, waiting, doubtful) = (await SentAsync(1), await AnsweredAsync(Draft(2)), await LostAsync(3));
        var young = await AnsweredAsync(Draft(4) with { PurgeAfter = Now.AddMonths(3) });
        Time.Advance(Now.AddMonths(2).AddDays(1) - Now);

        var purged = await Temporary.Store.Answers.PurgeAsync(Now, default);

        Assert.That(purged, Is.EqualTo(new PurgedAnswers(3, 0)));
        foreach (var secret in new[] { "7000000001", "7000000002", "7000000003", "La réunion 1 ", "La réunion 2 ", "La réunion 3 ", "rsvp:1" })
        {
            Assert.That(await FoundAsync(secret), Is.Empty, secret);
        }
        Assert.That(((await FindAsync(sent)).State, (await FindAsync(waiting.Id)).State, (await FindAsync(doubtful)).State), Is.EqualTo((DeliveryState.Confirmed, DeliveryState.Expired, DeliveryState.Confirmed)));
        Assert.That(((await FindAsync(waiting.Id)).Rule, (await FindAsync(sent)).Answer!.PurgedAt), Is.EqualTo((Rules.Forgotten, (DateTimeOffset?)Now)));
        Assert.That((await FindAsync(young.Id)).Target.Value, Is.EqualTo("7000000004"));
        Assert.That((await Ledger.AnswerAsync([Draft(1)], Actor.System, Now, default)).Single().IsNew, Is.False, "nobody is answered again because it was forgotten");
        Assert.That((await Audit.VerifyAsync(default)).BrokenAt, Is.Null);
    }

    [Test]
    public async Task Purge_PublicReply_KeepsWhereItStandsAndForgetsTheWords()
    {
        var delivery = await AnsweredAsync(Some.Reply(1, Now));
        var attempt = await Ledger.BeginAttemptAsync(delivery.Id, 0, Now, default);
        await Ledger.EndAttemptAsync(Done(delivery.Id, attempt, "55"), default);
        Time.Advance(TimeSpan.FromDays(31));

        await Temporary.Store.Answers.PurgeAsync(Now, default);

        var kept = await FindAsync(delivery.Id);
        Assert.That((kept.Target.Value, kept.Parts.Single().Text, kept.Parts.Single().RemoteIds.Single(), kept.Answer!.InReplyTo), Is.EqualTo(("-100500", "", "55", (string?)null)));
    }

    [Test]
    public async Task Purge_CallUnderWay_IsLeftForTheNext()
    {
        var delivery = await AnsweredAsync(Draft(1));
        var attempt = await Ledger.BeginAttemptAsync(delivery.Id, 0, Now, default);
        Time.Advance(TimeSpan.FromDays(90));

        var first = await Temporary.Store.Answers.PurgeAsync(Now, default);
        await Ledger.EndAttemptAsync(Done(delivery.Id, attempt, "5"), default);
        var second = await Temporary.Store.Answers.PurgeAsync(Now, default);

        Assert.That((first.Answers, second.Answers), Is.EqualTo((0, 1)));
    }

    [Test]
    public async Task End_PersonWhoShutUsOut_IsKeptWithTheEndUntilItIsTakenInOrTooOld()
    {
        var first = await BlockedAsync(1);
        Time.Advance(TimeSpan.FromSeconds(1));
        var second = await BlockedAsync(2);
        await Ledger.EndAttemptAsync((await AttemptedAsync(Some.Reply(3, Now))) with { Outcome = Blocked }, default);

        Assert.That((await Temporary.Store.Answers.ShutOutsAsync(10, default)).Select(one => (one.Delivery, one.Person, one.Reason, one.At)),
            Is.EqualTo(new[] { (first, "7000000001", PersonStatus.Blocked, Now.AddSeconds(-1)), (second, "7000000002", PersonStatus.Blocked, Now) }));
        await Temporary.Store.Answers.TakeShutOutAsync(first, default);
        Assert.That((await Temporary.Store.Answers.ShutOutsAsync(10, default)).Single().Delivery, Is.EqualTo(second));
        Time.Advance(TimeSpan.FromDays(90));
        Assert.That((await Temporary.Store.Answers.PurgeAsync(Now, default)).ShutOuts, Is.EqualTo(1));
        Assert.That(await Temporary.Store.Answers.ShutOutsAsync(10, default), Is.Empty);
    }

    [Test]
    public async Task Billed_Answers_TellTheirForm()
    {
        await SentAsync(1);

        var billed = (await Ledger.BilledAsync("bot33", Now.AddDays(-1), default)).Single();

        Assert.That((billed.Operation, billed.Form, billed.Text), Is.EqualTo((Operation.Answer, (AnswerForm?)AnswerForm.PrivateMessage, Draft(1).Text)));
    }

    private static Outcome.Failed Blocked { get; } = new(FailureKind.Refused, FailureScope.Delivery, Phrase.Said("bot was blocked by the user")) { Person = PersonStatus.Blocked };

    private AnswerDraft Draft(int number) => Some.Answer(number, Now);

    private async Task<Guid> SentAsync(int number)
    {
        var end = await AttemptedAsync(Draft(number) with { Buttons = [new("Je viens", $"rsvp:{number}")] });
        await Ledger.EndAttemptAsync(Done(end.Delivery, end.Number, $"{500 + number}"), default);
        return end.Delivery;
    }

    private async Task<Guid> LostAsync(int number)
    {
        var end = await AttemptedAsync(Draft(number));
        await Ledger.EndAttemptAsync(Lost(end.Delivery, end.Number), default);
        return end.Delivery;
    }

    private async Task<Guid> BlockedAsync(int number)
    {
        var end = await AttemptedAsync(Draft(number));
        await Ledger.EndAttemptAsync(end with { Outcome = Blocked }, default);
        return end.Delivery;
    }

    private async Task<AttemptEnd> AttemptedAsync(AnswerDraft draft)
    {
        var delivery = await AnsweredAsync(draft);
        var attempt = await Ledger.BeginAttemptAsync(delivery.Id, 0, Now, default);
        return Ended(delivery.Id, attempt, FailureKind.Refused, PartState.Refused, DeliveryState.Refused);
    }

    /// <summary>Tables and columns in which a text stands, of all that the ledger and the audit have.</summary>
    private async Task<IReadOnlyList<string>> FoundAsync(string text)
    {
        var found = new List<string>();
        foreach (var (table, columns) in new[]
        {
            ("publications", "subject, target, items, reason"), ("deliveries", "target, rule, reason"), ("parts", "target, text, remote_ids, remote_link, doubt_cursor"), ("attempts", "target, reason"),
            ("answers", "in_reply_to, buttons"), ("shut_outs", "person"), ("standings", "target"), ("audit", "subject, detail"),
        })
        {
            foreach (var column in columns.Split(", "))
            {
                if (await RawAsync<long>($"SELECT count(*) FROM {table} WHERE {column} LIKE '%{text}%'") > 0)
                {
                    found.Add($"{table}.{column}");
                }
            }
        }
        return found;
    }
}
