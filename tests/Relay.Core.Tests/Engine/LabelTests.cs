using NUnit.Framework;
using Relay.Core.Audit;
using Relay.Core.Channels;
using Relay.Core.Conversations.Settling;
using Relay.Core.Deliveries;
using Relay.Core.Deliveries.Halts;
using Relay.Core.Items;
using Relay.Testing;

namespace Relay.Core.Tests.Engine;

/// <summary>The numbers on the buttons under copies.</summary>
[CancelAfter(120_000)]
public sealed class LabelTests
{
    private static readonly Initiative Project = Some.Initiative();

    private int _people;

    [Test]
    public async Task Look_FourSupport_ShowsNoNumberAndFiveDo(CancellationToken cancel)
    {
        await using var rig = await PublishedAsync(cancel);

        await SupportAsync(rig, 4);
        Assert.That(await rig.Labels.LookAsync(cancel), Is.Zero, "of so few, one might be recognised");
        await SupportAsync(rig, 1);
        Assert.That((await rig.Labels.LookAsync(cancel), await rig.Labels.LookAsync(cancel)), Is.EqualTo((1, 0)));

        Assert.That(rig.Telegram.Relabelled.Single().Select(button => button.Label), Is.EqualTo(new[] { "Je soutiens · 5", "WhatsApp", "Facebook", "X", "Telegram" }));
        Assert.That(rig.Telegram.Relabelled[0][0].Link, Is.EqualTo(rig.Telegram.Keyboards[0][0].Link), "the same way in");
        Assert.That(rig.Telegram.Edits, Is.Zero, "the words are not touched");
    }

    [Test]
    public async Task Look_ManyChangesInTenMinutes_AreOneCall(CancellationToken cancel)
    {
        await using var rig = await PublishedAsync(cancel);
        await SupportAsync(rig, 5);
        await rig.Labels.LookAsync(cancel);
        for (var minute = 0; minute < 9; minute++)
        {
            rig.Time.Advance(TimeSpan.FromMinutes(1));
            await SupportAsync(rig, 1);
            await rig.Labels.LookAsync(cancel);
        }
        Assert.That(rig.Telegram.Relabelled, Has.Count.EqualTo(1));
        rig.Time.Advance(TimeSpan.FromMinutes(2));

        await rig.Labels.LookAsync(cancel);

        Assert.That(rig.Telegram.Relabelled.Select(buttons => buttons[0].Label), Is.EqualTo(new[] { "Je soutiens · 5", "Je soutiens · 14" }));
    }

    [Test]
    public async Task Look_CrashedBeforeTheEnd_SetsTheSameNumberOnceMoreAfterARest(CancellationToken cancel)
    {
        await using var rig = await PublishedAsync(cancel);
        await SupportAsync(rig, 6);
        var copy = (await rig.Ledger.CopiesAsync([Project.Key], cancel)).Single();
        await rig.Store.Labels.BeginAsync(copy.PublicationId, Project.Key, rig.Time.GetUtcNow(), cancel); // and died
        await rig.RestartAsync();
        Assert.That(await rig.Labels.LookAsync(cancel), Is.Zero);
        rig.Time.Advance(TimeSpan.FromMinutes(11));

        Assert.That(await rig.Labels.LookAsync(cancel), Is.EqualTo(1));
    }

    [Test]
    public async Task Look_WordsChangedSince_PutsTheNumberBack(CancellationToken cancel)
    {
        await using var rig = await PublishedAsync(cancel);
        await SupportAsync(rig, 5);
        await rig.Labels.LookAsync(cancel);
        rig.Time.Advance(TimeSpan.FromMinutes(11));
        await TellAsync(rig, Project with { Title = "Des pistes pour tous" }, cancel);
        Assert.That(rig.Telegram.Edits, Is.EqualTo(1));
        rig.Time.Advance(TimeSpan.FromMinutes(1));

        await rig.Labels.LookAsync(cancel);

        Assert.That(rig.Telegram.Relabelled.Select(buttons => buttons[0].Label), Is.EqualTo(new[] { "Je soutiens · 5", "Je soutiens · 5" }));
    }

    [Test]
    public async Task Look_ToldToSlowDown_RestsForTheWholeAccount(CancellationToken cancel)
    {
        await using var rig = await PublishedAsync(cancel);
        await SupportAsync(rig, 5);
        rig.Telegram.Relabelling = new(FailureKind.Throttled, FailureScope.Account, new("trop", "too many"), TimeSpan.FromMinutes(1));
        var keeper = rig.Labels;
        await keeper.LookAsync(cancel);
        rig.Time.Advance(TimeSpan.FromMinutes(12));
        Assert.That(await keeper.LookAsync(cancel), Is.Zero);
        rig.Time.Advance(TimeSpan.FromMinutes(4));
        rig.Telegram.Relabelling = null;

        Assert.That(await keeper.LookAsync(cancel), Is.EqualTo(1));
        Assert.That(rig.Telegram.Relabelled, Has.Count.EqualTo(2));
    }

    [Test]
    public async Task Look_CountOfTheParty_StandsWhereItIsTheLarger(CancellationToken cancel)
    {
        await using var rig = await PublishedAsync(cancel, Project with { Supporters = 340 });
        await SupportAsync(rig, 5);

        await rig.Labels.LookAsync(cancel);

        Assert.That(rig.Telegram.Relabelled.Single()[0].Label, Is.EqualTo("Je soutiens · 340"));
    }

    [TestCase("closed")]
    [TestCase("paused")]
    [TestCase("held")]
    public async Task Look_ClosedOrHaltedWhileItWaitsForItsTurn_PutsNoButtonsOfBeforeUnderThePost(string meanwhile, CancellationToken cancel)
    {
        await using var rig = await PublishedAsync(cancel, limits: new(null, [new RateLimit(1, TimeSpan.FromDays(1))], [], InFlight: 16));
        await SupportAsync(rig, 5);
        var keeper = rig.Labels;
        var looking = keeper.LookAsync(cancel);
        while (rig.Time.Waiting == 0 && !looking.IsCompleted)
        {
            cancel.ThrowIfCancellationRequested();
            await Task.Yield();
        }
        rig.Halts.Use(meanwhile == "paused" ? [new(HaltScope.Account, "bot33", "coordinator:claire", rig.Time.GetUtcNow())] : []);
        await (meanwhile switch
        {
            "closed" => rig.HarvestAsync(Project with { Status = InitiativeStatus.Closed }),
            "held" => rig.Ledger.KeepStandingAsync(new("bot33", "", 1, rig.Time.GetUtcNow().AddDays(3), null), Actor.System, cancel),
            _ => Task.CompletedTask,
        });
        rig.Time.Advance(TimeSpan.FromDays(2));

        Assert.That(await looking, Is.Zero);
        Assert.That(rig.Telegram.Relabelled, Is.Empty);
        Assert.That(await rig.Store.Labels.AllAsync(cancel), Is.Empty);
    }

    [Test]
    public async Task Look_ClosedSinceTheNumberStands_TakesTheButtonsOffOnceAndForgetsThem(CancellationToken cancel)
    {
        await using var rig = await PublishedAsync(cancel);
        await SupportAsync(rig, 5);
        var keeper = rig.Labels;
        await keeper.LookAsync(cancel);
        await TellAsync(rig, Project with { Status = InitiativeStatus.Closed }, cancel);

        Assert.That((await keeper.LookAsync(cancel), await keeper.LookAsync(cancel)), Is.EqualTo((1, 0)), "a call of before may have ended after the change of the words");

        Assert.That(rig.Telegram.Relabelled.Select(buttons => buttons.Count), Is.EqualTo(new[] { 5, 0 }));
        Assert.That(await rig.Store.Labels.AllAsync(cancel), Is.Empty);
    }

    [Test]
    public async Task Look_CrashedRightAfterTheNumberWasSetAndThenClosed_TakesTheButtonsOff(CancellationToken cancel)
    {
        await using var rig = await PublishedAsync(cancel);
        await SupportAsync(rig, 5);
        var copy = (await rig.Ledger.CopiesAsync([Project.Key], cancel)).Single();
        await rig.Store.Labels.BeginAsync(copy.PublicationId, Project.Key, rig.Time.GetUtcNow(), cancel); // the number was set, and died
        await rig.RestartAsync();
        await TellAsync(rig, Project with { Status = InitiativeStatus.Closed }, cancel);

        await rig.Labels.LookAsync(cancel);

        Assert.That(rig.Telegram.Relabelled.Select(buttons => buttons.Count), Is.EqualTo(new[] { 0 }));
    }

    [Test]
    public async Task Look_MissingFromTheSourceForOnePoll_LeavesTheButtonsAlone(CancellationToken cancel)
    {
        await using var rig = await PublishedAsync(cancel);
        await SupportAsync(rig, 5);
        var keeper = rig.Labels;
        await keeper.LookAsync(cancel);
        await rig.VanishAsync(Project.Key);

        Assert.That(await keeper.LookAsync(cancel), Is.Zero);

        Assert.That((rig.Telegram.Relabelled.Count, (await rig.Store.Labels.AllAsync(cancel)).Count), Is.EqualTo((1, 1)));
    }

    [Test]
    public async Task Look_EventThatIsOver_ForgetsItsNumberWithoutACall(CancellationToken cancel)
    {
        await using var rig = await PublishedAsync(cancel);
        await TellAsync(rig, Some.Event() with { Registrations = 12 }, cancel);
        var keeper = rig.Labels;
        Assert.That(await keeper.LookAsync(cancel), Is.EqualTo(1));
        rig.Time.Advance(TimeSpan.FromDays(9));

        Assert.That(await keeper.LookAsync(cancel), Is.Zero);

        Assert.That(rig.Telegram.Relabelled, Has.Count.EqualTo(1));
        Assert.That(await rig.Store.Labels.AllAsync(cancel), Is.Empty, "what is kept must not grow with what is over");
    }

    [TestCase("", false)]
    [TestCase("", true)]
    [TestCase("@parti_33", false)]
    public async Task Look_AccountOrTargetHeldAfterAFailure_MakesNoCallBefore(string target, bool paused, CancellationToken cancel)
    {
        await using var rig = await PublishedAsync(cancel);
        await SupportAsync(rig, 5);
        await rig.Ledger.KeepStandingAsync(new("bot33", target, 1, paused ? null : rig.Time.GetUtcNow().AddHours(1), paused ? "the token is refused" : null), Actor.System, cancel);
        var keeper = rig.Labels;

        Assert.That((await keeper.LookAsync(cancel), rig.Telegram.Relabelled.Count), Is.EqualTo((0, 0)));

        await rig.Ledger.KeepStandingAsync(new("bot33", target, 0, null, null), Actor.System, cancel);
        Assert.That(await keeper.LookAsync(cancel), Is.EqualTo(1));
    }

    [Test]
    public async Task Look_ToldToSlowDown_HoldsThePostsOfTheAccountAsWell(CancellationToken cancel)
    {
        await using var rig = await PublishedAsync(cancel);
        await SupportAsync(rig, 5);
        rig.Telegram.Relabelling = new(FailureKind.Throttled, FailureScope.Account, new("trop", "too many"), TimeSpan.FromMinutes(2));
        await rig.Labels.LookAsync(cancel);
        var until = rig.Time.GetUtcNow().AddMinutes(2);

        await TellAsync(rig, Some.Initiative("i2"), cancel);

        Assert.That(rig.Time.GetUtcNow(), Is.GreaterThanOrEqualTo(until));
        Assert.That((await rig.Ledger.StandingsAsync(cancel)).Select(standing => (standing.Account, standing.Target, standing.AskedUntil)), Is.EqualTo(new[] { ("bot33", "", (DateTimeOffset?)until) }));
    }

    private static async Task<EngineRig> PublishedAsync(CancellationToken cancel, Initiative? project = null, AccountLimits? limits = null)
    {
        var rig = await EngineRig.StartAsync(Some.Channel());
        rig.Channels.Settings["Handle"] = "@parti_bot";
        if (limits is not null)
        {
            rig.Channels.Limits = limits;
            rig.Channels.Use(Some.Channel());
        }
        await TellAsync(rig, project ?? Project, cancel);
        return rig;
    }

    private static async Task TellAsync(EngineRig rig, Item item, CancellationToken cancel)
    {
        await rig.HarvestAsync(item);
        await rig.PlanAndSlotAsync();
        await rig.DeliverAsync(cancel);
    }

    // In public, as comments are counted: without the person.
    private async Task SupportAsync(EngineRig rig, int people)
    {
        for (var one = 0; one < people; one++)
        {
            var now = rig.Time.GetUtcNow();
            await rig.Store.Conversations.SettleAsync(
                new() { Interaction = $"s{++_people}", Account = "bot33", Outcome = "applause", At = now, Acts = [new(new Act.Support(Project.Key), now.AddMonths(2))] }, default);
        }
    }
}
