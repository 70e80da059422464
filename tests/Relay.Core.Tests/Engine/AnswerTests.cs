using NUnit.Framework;
using Relay.Core.Audit;
using Relay.Core.Channels;
using Relay.Core.Contacts.Suppressions;
using Relay.Core.Deliveries;
using Relay.Core.Deliveries.Answers;
using Relay.Core.Deliveries.Halts;
using Relay.Core.Planning;
using Relay.Core.Texts;
using Relay.Testing;

namespace Relay.Core.Tests.Engine;

/// <summary>Answers leave through the ledger and the pump like posts: once, before posts, and not to whom they must not.</summary>
[CancelAfter(60_000)]
public sealed class AnswerTests
{
    [Test]
    public async Task Draft_TheSameAnswerTwice_ArrivesOnce(CancellationToken cancel)
    {
        await using var rig = await EngineRig.StartAsync();

        var first = await DraftAsync(rig, Some.Answer());
        var again = await DraftAsync(rig, Some.Answer() with { Text = "Autre chose.", Target = new("9999", Kind: TargetKind.Private) });
        await rig.DeliverAsync(cancel);
        await rig.RestartAsync();
        await DraftAsync(rig, Some.Answer());
        await rig.DeliverAsync(cancel);

        Assert.That(rig.Telegram.Posts.Select(post => (post.Target, post.Text)), Is.EqualTo(new[] { ("7000000001", "La réunion 1 est à 19 h.") }));
        Assert.That((first.IsNew, again.IsNew, again.Delivery), Is.EqualTo((true, false, first.Delivery)));
        Assert.That((await FindAsync(rig, first)).State, Is.EqualTo(DeliveryState.Confirmed));
        Assert.That((await rig.Ledger.TallyAsync(rig.Time.GetUtcNow(), cancel)).Duplicates, Is.Zero);
    }

    [Test]
    public async Task Deliver_AnswerBehindAnnouncements_OvertakesThemUnpaced(CancellationToken cancel)
    {
        await using var rig = await EngineRig.StartAsync(Some.Channel() with { MinimumGap = TimeSpan.FromHours(6), MaximumPerDay = 1 });
        rig.Channels.Limits = new(new(1, TimeSpan.FromSeconds(1)), [], [], InFlight: 1);
        rig.Channels.Use(Some.Channel());
        await rig.HarvestAsync(Some.Event());
        await rig.PlanAndSlotAsync();

        await DraftAsync(rig, Some.Reply() with { Target = new("@parti_33"), Buttons = [new("Je viens", "r:1")] });
        await DraftAsync(rig, Some.Answer(2));
        await rig.DeliverAsync(cancel);

        Assert.That(rig.Telegram.Posts, Has.Count.EqualTo(3));
        Assert.That(rig.Telegram.Posts[^1].Text, Does.StartWith("announce"));
        var reply = rig.Telegram.Answers.Single(answer => answer.Form == AnswerForm.PublicReply);
        Assert.That((reply.InReplyTo, reply.Language, reply.Buttons.Single().Data), Is.EqualTo(("901", "fr", "r:1")));
    }

    [Test]
    public async Task Deliver_AnswerDraftedWhileTheEndOfACallIsTakenIn_LeavesAtOnce(CancellationToken cancel)
    {
        await using var rig = await EngineRig.StartAsync();
        await rig.HarvestAsync(Some.Event());
        await rig.PlanAndSlotAsync();
        rig.Telegram.Script = call => call == 1 ? (false, Failed(FailureKind.Misconfigured) with { Scope = FailureScope.Target }) : (true, null);
        rig.Logs.Meanwhile = line =>
        {
            if (line.Contains(" 3130 ", StringComparison.Ordinal))
            {
                Task.Run(() => DraftAsync(rig, Some.Answer()), cancel).Wait(cancel);
            }
        };
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel);

        var pump = Task.Run(() => rig.Pumps.Create(rig.Channels.Accounts.Values.Single()).RunAsync(stop.Token, cancel), cancel);
        while (rig.Telegram.Posts.Count == 0 && !pump.IsCompleted)
        {
            cancel.ThrowIfCancellationRequested();
            await Task.Yield(); // the clock stands still: no later look at the queue finds it
        }
        await stop.CancelAsync();
        await pump;

        Assert.That(rig.Telegram.Posts.Single().Target, Is.EqualTo(Some.Answer().Target.Value));
    }

    [Test]
    public async Task Deliver_AnswerLostInPrivate_IsAssumedSentAndNeverRepeated(CancellationToken cancel)
    {
        await using var rig = await EngineRig.StartAsync();
        rig.Telegram.Script = _ => (true, Failed(FailureKind.Unknown));
        rig.Telegram.Looking = _ => throw new AssertionException("a private chat was read");

        var drafted = await DraftAsync(rig, Some.Answer());
        await rig.DeliverAsync(cancel);

        Assert.That(rig.Telegram.Posts, Has.Count.EqualTo(1));
        Assert.That((await FindAsync(rig, drafted)).State, Is.EqualTo(DeliveryState.Confirmed));
        Assert.That(await WhyAsync(rig, drafted), Is.EqualTo(("Réponse privée : tenue pour envoyée ; on n'écrit pas deux fois à quelqu'un.", "Private answer: assumed sent; nobody is written to twice.")));
    }

    [Test]
    public async Task Deliver_ReplyLostInPublic_IsFoundAndNotRepeated(CancellationToken cancel)
    {
        await using var rig = await EngineRig.StartAsync();
        rig.Telegram.Script = call => call == 1 ? (true, Failed(FailureKind.Unknown)) : (true, null);

        var drafted = await DraftAsync(rig, Some.Reply());
        await rig.DeliverAsync(cancel);

        Assert.That(rig.Telegram.Posts, Has.Count.EqualTo(1));
        Assert.That((await FindAsync(rig, drafted)).Parts[0].RemoteIds, Is.EqualTo(new[] { "1" }));
    }

    [Test]
    public async Task Deliver_PersonWhoBlockedUs_IsToldOnOnceAndHoldsUpNobody(CancellationToken cancel)
    {
        await using var rig = await EngineRig.StartAsync();
        rig.Telegram.Script = call => call == 1 ? (false, Failed(FailureKind.Refused) with { Scope = FailureScope.Target, Person = PersonStatus.Blocked }) : (true, null);

        var blocked = await DraftAsync(rig, Some.Answer());
        await rig.DeliverAsync(cancel);
        await DraftAsync(rig, Some.Answer(2));
        await rig.DeliverAsync(cancel);

        Assert.That((await FindAsync(rig, blocked)).State, Is.EqualTo(DeliveryState.Refused));
        var told = (await rig.Store.Answers.ShutOutsAsync(10, cancel)).Single();
        Assert.That((told.Delivery, told.Network, told.Person, told.Reason), Is.EqualTo((blocked.Delivery, "telegram", "7000000001", PersonStatus.Blocked)));
        Assert.That(rig.Telegram.Posts.Single().Target, Is.EqualTo("7000000002"));
        Assert.That(await rig.Ledger.StandingsAsync(cancel), Is.Empty);
        await rig.Store.Answers.TakeShutOutAsync(blocked.Delivery, cancel);
        Assert.That(await rig.Store.Answers.ShutOutsAsync(10, cancel), Is.Empty);
    }

    [Test]
    public async Task Deliver_PersonWhoErasedAllMeanwhile_IsNotWrittenTo(CancellationToken cancel)
    {
        await using var rig = await EngineRig.StartAsync();
        var drafted = await DraftAsync(rig, Some.Answer());
        await rig.Suppressed.AddAsync([ContactPoint.OfNetwork("telegram", "7000000001")], SuppressionReason.Erasure, Actor.System, cancel);

        await rig.DeliverAsync(cancel);

        Assert.That((await FindAsync(rig, drafted)).Rule, Is.EqualTo(Rules.Suppressed));
        Assert.That(rig.Telegram.Calls, Is.Zero);
        Assert.That((await rig.Desk.AdmitAsync([Some.Answer(1) with { Subject = "answer/other" }], cancel)).Refused.Single().Rule, Is.EqualTo(Rules.Suppressed));
    }

    [Test]
    public async Task Deliver_PersonWhoSaidStop_IsToldThatItWasHeard(CancellationToken cancel)
    {
        await using var rig = await EngineRig.StartAsync();
        await rig.Suppressed.AddAsync([ContactPoint.OfNetwork("telegram", "7000000001")], SuppressionReason.Objection, Actor.System, cancel);

        await DraftAsync(rig, Some.Answer() with { Subject = "stop/c1/1", Priority = Priority.StopConfirmation, Text = "C'est noté." });
        await rig.DeliverAsync(cancel);

        Assert.That(rig.Telegram.Answers.Single().Text, Is.EqualTo("C'est noté."));
    }

    [TestCase(Stage.Shadow, Rules.StageShadow)]
    [TestCase(Stage.Draft, Rules.StageDraft)]
    public async Task Deliver_AccountWithNothingLive_AnswersNobody(Stage stage, string rule, CancellationToken cancel)
    {
        await using var rig = await EngineRig.StartAsync(Some.Channel() with { Stage = stage });

        var drafted = await DraftAsync(rig, Some.Answer());
        await rig.DeliverAsync(tally => Task.FromResult(tally.Deliveries.ContainsKey(DeliveryState.Held)), cancel);

        Assert.That((await FindAsync(rig, drafted)).Rule, Is.EqualTo(rule));
        Assert.That(rig.Telegram.Calls, Is.Zero);
    }

    [Test]
    public async Task Deliver_AccountPaused_AnswersNobodyUntilResumed(CancellationToken cancel)
    {
        await using var rig = await EngineRig.StartAsync();
        rig.Halts.Use([new(HaltScope.Account, "bot33", "coordinator:claire", rig.Time.GetUtcNow())]);
        var until = rig.Time.GetUtcNow().AddMinutes(5);
        await DraftAsync(rig, Some.Answer());

        await rig.DeliverAsync(_ => Task.FromResult(rig.Time.GetUtcNow() > until), cancel);
        Assert.That(rig.Telegram.Calls, Is.Zero);
        rig.Halts.Use([]);
        await rig.DeliverAsync(cancel);

        Assert.That(rig.Telegram.Calls, Is.EqualTo(1));
    }

    [Test]
    public async Task Deliver_TooLate_IsNotSentAndSaysSo(CancellationToken cancel)
    {
        await using var rig = await EngineRig.StartAsync();
        var drafted = await DraftAsync(rig, Some.Answer());
        rig.Time.Advance(TimeSpan.FromHours(3));

        await rig.DeliverAsync(cancel);

        Assert.That(rig.Telegram.Calls, Is.Zero);
        Assert.That(await WhyAsync(rig, drafted), Is.EqualTo(("Réponse privée : non envoyée : trop tard pour être utile.", "Private answer: not sent: too late to be of use.")));
    }

    [Test]
    public async Task Deliver_MonthSpentOnX_KeepsTheConfirmationOfAStop(CancellationToken cancel)
    {
        await using var rig = await EngineRig.StartAsync(Some.Channel("profil", "x", "@parti", "x33"));
        rig.Channels.Settings["MonthlyBudgetUsd"] = "1";
        rig.Channels.Use(Some.Channel("profil", "x", "@parti", "x33"));

        await DraftAsync(rig, OnX(1));
        await rig.DeliverAsync(cancel);
        var unpaid = await DraftAsync(rig, OnX(2));
        await DraftAsync(rig, OnX(3) with { Priority = Priority.StopConfirmation });
        await rig.DeliverAsync(tally => Task.FromResult(tally.Deliveries.GetValueOrDefault(DeliveryState.Confirmed) == 2 && tally.Deliveries.ContainsKey(DeliveryState.Held)), cancel);

        Assert.That((await FindAsync(rig, unpaid)).Rule, Is.EqualTo(Rules.Budget));
        Assert.That(rig.X.Answers.Select(answer => answer.InReplyTo), Is.EqualTo(new[] { "901", "903" }));
    }

    [Test]
    public async Task Why_PrivateAnswer_ShowsNeitherWordsNorPerson(CancellationToken cancel)
    {
        await using var rig = await EngineRig.StartAsync();
        var drafted = await DraftAsync(rig, Some.Answer());
        await rig.DeliverAsync(cancel);

        var publication = (await rig.Ledger.SearchAsync(drafted.Subject, 1, cancel)).Single();
        var (french, english) = await WhyAsync(rig, drafted);
        string[] shown = [french, english, publication.Plan.Key.Words.French, publication.Plan.Key.Words.English, publication.Plan.Key.ToString()];

        Assert.That(french, Is.EqualTo("Réponse privée : envoyée le lundi 2 mars à 9\u00A0h."));
        Assert.That(shown, Has.None.Contain("7000000001").And.None.Contain("réunion"));
        Assert.That(publication.Plan.Key.Words.French, Is.EqualTo("answer/000000000001, réponse → telegram, en privé"));
    }

    [Test]
    public async Task Deliver_AnswersAfterARestart_AreNotPacedAsInAGroup(CancellationToken cancel)
    {
        await using var rig = await EngineRig.StartAsync();
        rig.Channels.Limits = new(null, [], [new(1, TimeSpan.FromHours(1))]);
        rig.Channels.Use(Some.Channel());
        await DraftAsync(rig, Some.Answer(1));
        await rig.DeliverAsync(cancel);
        await rig.RestartAsync();
        var begun = rig.Time.GetUtcNow();

        await DraftAsync(rig, Some.Answer(2) with { Target = new("7000000001", Kind: TargetKind.Private) });
        await rig.DeliverAsync(cancel);

        Assert.That(rig.Telegram.Posts.Select(post => post.Target), Is.EqualTo(new[] { "7000000001", "7000000001" }));
        Assert.That(rig.Time.GetUtcNow() - begun, Is.LessThan(TimeSpan.FromMinutes(50)));
    }

    [Test]
    public async Task Deliver_AnswerThatPausesItsAccount_LogsNoIdOfThePerson(CancellationToken cancel)
    {
        await using var rig = await EngineRig.StartAsync();
        rig.Telegram.Script = _ => (false, Failed(FailureKind.Unauthorized) with { Scope = FailureScope.Account });

        await DraftAsync(rig, Some.Answer());
        await rig.DeliverAsync(async _ => (await rig.Ledger.StandingsAsync(cancel)).Any(standing => standing.Paused is not null), cancel);

        var told = rig.Logs.Lines.Where(line => line.Contains(" 3130 ", StringComparison.Ordinal)).ToList();
        Assert.That(told, Has.Some.Contains("is paused for target a private chat").And.None.Contains("7000000001"));
    }

    [Test]
    public async Task Deliver_ChannelThereBackInItsShadow_HoldsTheReply(CancellationToken cancel)
    {
        await using var rig = await EngineRig.StartAsync(Some.Channel("page", "x", "@parti", "bot33"));
        var drafted = await DraftAsync(rig, OnX(1) with { Account = "bot33" });
        rig.Channels.Use(Some.Channel("page", "x", "@parti", "bot33") with { Stage = Stage.Shadow });

        await rig.DeliverAsync(tally => Task.FromResult(tally.Deliveries.ContainsKey(DeliveryState.Held)), cancel);

        Assert.That((await FindAsync(rig, drafted)).Rule, Is.EqualTo(Rules.StageShadow), "the channel that stands there is asked too");
        Assert.That(rig.X.Calls, Is.Zero);
    }

    private static AnswerDraft OnX(int number)
        => Some.Reply(number) with { Account = "x33", Network = "x", Target = new("@parti"), Summoned = true };

    private static async Task<DraftedAnswer> DraftAsync(EngineRig rig, AnswerDraft draft)
        => (await rig.Desk.DraftAsync([draft with { Expires = rig.Time.GetUtcNow().AddHours(2) }], Actor.System, default)).Single();

    private static async Task<Delivery> FindAsync(EngineRig rig, DraftedAnswer drafted) => (await rig.Ledger.FindAsync(drafted.Delivery, default))!;

    private static async Task<(string French, string English)> WhyAsync(EngineRig rig, DraftedAnswer drafted)
    {
        var publication = (await rig.Ledger.SearchAsync(drafted.Delivery.ToString(), 1, default)).Single();
        var delivery = await FindAsync(rig, drafted);
        return (rig.Explainer.Explain(publication, delivery, "fr"), rig.Explainer.Explain(publication, delivery, "en"));
    }

    private static Outcome.Failed Failed(FailureKind kind) => new(kind, FailureScope.Delivery, Phrase.Said("lost"));
}
