using NUnit.Framework;
using Relay.Core.Channels;
using Relay.Core.Deliveries;
using Relay.Core.Items;
using Relay.Core.Planning;
using Relay.Core.Territories;
using Relay.Testing;

namespace Relay.Core.Tests.Planning;

public sealed class PlannerTests
{
    private static readonly HashSet<(string, string)> Nowhere = [];

    [Test]
    public void Plan_NewEvent_IsAnnouncedAtOnceAndRemindedOf()
    {
        var plan = Plan(Some.Stored(Some.Event()), Some.Channel());

        Assert.That(plan.Wanted.Select(one => one.Key.Moment), Is.EqualTo(["announce", "J-1"]));
        Assert.That(plan.Wanted[0].From, Is.EqualTo(Some.Now));
        Assert.That(plan.Wanted[0].Expires, Is.EqualTo(Some.Event().Starts));
        Assert.That(plan.Wanted[1].From, Is.EqualTo(Some.Event().Starts.AddDays(-1)));
    }

    [Test]
    public void Plan_EventMoved_KeepsItsAnnouncementAndHasAnotherReminder()
    {
        var moved = Some.Event() with { StartsLocal = Some.Event().StartsLocal.AddDays(2) };

        var before = Plan(Some.Stored(Some.Event()), Some.Channel());
        var after = Plan(Some.Stored(moved), Some.Channel());

        Assert.That(after.Wanted[0].Key, Is.EqualTo(before.Wanted[0].Key));
        Assert.That(after.Wanted[1].Key, Is.Not.EqualTo(before.Wanted[1].Key));
    }

    [Test]
    public void DropRuleOf_ReminderOfAnEventThatMoved_SaysThatItMoved()
    {
        var old = Plan(Some.Stored(Some.Event()), Some.Channel()).Wanted[1].Key;
        var moved = Plan(Some.Stored(Some.Event() with { StartsLocal = Some.Event().StartsLocal.AddDays(2) }), Some.Channel());

        Assert.That(moved.DropRuleOf(old), Is.EqualTo(Rules.Moved));
        Assert.That(moved.DropRuleOf(old with { Target = "@elsewhere" }), Is.EqualTo(Rules.ChannelTakesNot));
    }

    [Test]
    public void Plan_TwoChannelsOnOneTarget_WantsOnePublicationFromTheLiveOne()
    {
        var draft = Some.Channel("a") with { Stage = Stage.Draft };

        var plan = Plan(Some.Stored(Some.Event()), draft, Some.Channel("b"));

        Assert.That(plan.Wanted.Where(one => one.Key.Moment == "announce").Select(one => one.Channel), Is.EqualTo(["b"]));
    }

    [Test]
    public void Plan_ChannelRenamed_KeepsEveryKey()
    {
        var one = Plan(Some.Stored(Some.Event()), Some.Channel("gironde"));
        var other = Plan(Some.Stored(Some.Event()), Some.Channel("gironde-2"));

        Assert.That(other.Wanted.Select(wanted => wanted.Key), Is.EqualTo(one.Wanted.Select(wanted => wanted.Key)));
    }

    [Test]
    public void Plan_ChannelTakenBackIntoItsShadow_ShowsNothingThatThePublicSeesAlready()
    {
        var (channel, stored) = (Some.Channel(), Some.Stored(Some.Event()));
        var published = Plan(stored, channel).Wanted.Where(wanted => wanted.Key.Moment == "announce").Select(wanted => wanted.Key).ToHashSet();
        var facts = new PlanFacts(new Dictionary<string, DateTimeOffset>(), Nowhere, Some.Now) { Published = published };

        var plan = new Planner(Some.Channels([channel with { Stage = Stage.Shadow }])).Plan(stored, facts);

        Assert.That(plan.Wanted.Select(wanted => wanted.Key.Moment), Is.EqualTo(["J-1"]), "what is still to come is shown");
        Assert.That(plan.Not.Single(not => not.Moment == "announce").Rule, Is.EqualTo(Rules.PublishedAlready));
    }

    [TestCase("DEP-33", true)]
    [TestCase("DEP-75", false)]
    [TestCase("FR", false)]
    public void Plan_ChannelOfADepartement_TakesWhatLiesInIt(string territory, bool taken)
    {
        var channel = Some.Channel() with { Territories = [Territory.Parse("DEP-33")] };

        var plan = Plan(Some.Stored(Some.Event() with { Territory = Territory.Parse(territory) }), channel);

        Assert.That(plan.Wanted, taken ? Is.Not.Empty : Is.Empty);
        Assert.That(plan.Not.Select(not => not.Rule), taken ? Does.Not.Contain(Rules.ChannelTakesNot) : Does.Contain(Rules.ChannelTakesNot));
    }

    [TestCase(EventStatus.Draft, Rules.ItemDraft)]
    [TestCase(EventStatus.Cancelled, Rules.ItemCancelled)]
    [TestCase(EventStatus.Postponed, Rules.ItemPostponed)]
    [TestCase(EventStatus.Done, Rules.Past)]
    public void Plan_EventThatIsNotToBeTold_WantsNothingAndSaysWhy(EventStatus status, string rule)
    {
        var plan = Plan(Some.Stored(Some.Event() with { Status = status }), Some.Channel());

        Assert.That(plan.Wanted, Is.Empty);
        Assert.That(plan.DropRule, Is.EqualTo(rule));
    }

    [TestCase(Visibility.Members)]
    [TestCase(Visibility.Private)]
    public void Plan_ItemNotPublic_WantsNothing(Visibility visibility)
    {
        Assert.That(Plan(Some.Stored(Some.Initiative() with { Visibility = visibility }), Some.Channel()).Wanted, Is.Empty);
    }

    [Test]
    public void Plan_PastEvent_IsNeverAnnounced()
    {
        var past = Some.Event() with { StartsLocal = new DateTime(2026, 3, 1, 18, 0, 0, DateTimeKind.Unspecified) };

        Assert.That(Plan(Some.Stored(past), Some.Channel()).Wanted, Is.Empty);
    }

    [Test]
    public void Plan_FarEventOfTheBacklog_WaitsUntilItIsWithinReach()
    {
        var far = Some.Event() with { StartsLocal = new DateTime(2026, 6, 1, 18, 0, 0, DateTimeKind.Unspecified) };

        var backlog = Plan(Some.Stored(far, Some.Now.AddMinutes(-5)), Some.Channel());
        var news = Plan(Some.Stored(far, Some.Now.AddMinutes(5)), Some.Channel());

        Assert.That(backlog.Wanted[0].From, Is.EqualTo(far.Starts.AddDays(-21)));
        Assert.That(news.Wanted[0].From, Is.EqualTo(Some.Now.AddMinutes(5)));
    }

    [Test]
    public void Plan_OldRowsOfALaterSource_AreBacklogToo()
    {
        var old = Some.Event() with { StartsLocal = new DateTime(2026, 6, 1, 18, 0, 0, DateTimeKind.Unspecified), CreatedAt = Some.Now.AddDays(-60) };

        Assert.That(Plan(Some.Stored(old, Some.Now.AddDays(1)), Some.Channel()).Wanted[0].From, Is.EqualTo(old.Starts.AddDays(-21)));
    }

    [Test]
    public void Plan_CancelledEventThatWasTold_SaysSoWithoutExpiry()
    {
        var facts = Facts(new HashSet<(string, string)> { ("telegram", "@parti_33") }, Some.Channel());

        var plan = new Planner(Some.Channels([Some.Channel()])).Plan(Some.Stored(Some.Event() with { Status = EventStatus.Cancelled }), facts);

        Assert.That(plan.Wanted, Has.One.Items);
        Assert.That((plan.Wanted[0].Key.Moment, plan.Wanted[0].Expires, plan.Wanted[0].Priority), Is.EqualTo(("cancelled", (DateTimeOffset?)null, Priority.Cancellation)));
    }

    [Test]
    public void Plan_CancelledAndMovedOutOfTheChannelAtOnce_IsCalledOffWhereItWasTold()
    {
        var channel = Some.Channel() with { Territories = [Territory.Parse("DEP-33")] };
        var gone = Some.Event() with { Status = EventStatus.Cancelled, Territory = Territory.Parse("DEP-75") };

        var told = new Planner(Some.Channels([channel])).Plan(Some.Stored(gone), Facts(new HashSet<(string, string)> { ("telegram", "@parti_33") }, channel));
        var untold = Plan(Some.Stored(gone), channel);

        Assert.That(told.Wanted.Select(one => one.Key.Moment), Is.EqualTo(["cancelled"]));
        Assert.That(untold.Wanted, Is.Empty);
    }

    [TestCase(ItemPresence.Present)]
    [TestCase(ItemPresence.Missing)]
    [TestCase(ItemPresence.Braked)]
    public void Plan_EventThatMayStillTakePlace_IsNotCalledOff(ItemPresence presence)
    {
        var facts = Facts(new HashSet<(string, string)> { ("telegram", "@parti_33") }, Some.Channel());

        var plan = new Planner(Some.Channels([Some.Channel()])).Plan(Some.Stored(Some.Event(), presence: presence), facts);

        Assert.That(plan.Wanted.Select(one => one.Key.Moment), Does.Not.Contain("cancelled"));
    }

    [Test]
    public void Plan_EventGoneFromTheSourceForGood_IsCalledOff()
    {
        var facts = Facts(new HashSet<(string, string)> { ("telegram", "@parti_33") }, Some.Channel());

        var plan = new Planner(Some.Channels([Some.Channel()])).Plan(Some.Stored(Some.Event(), presence: ItemPresence.Withdrawn), facts);

        Assert.That(plan.Wanted.Select(one => one.Key.Moment), Is.EqualTo(["cancelled"]));
    }

    [Test]
    public void Plan_ClosedOrWithdrawnInitiativeNeverTold_WantsNothing()
    {
        Assert.That(Plan(Some.Stored(Some.Initiative() with { Status = InitiativeStatus.Closed }), Some.Channel()).Wanted, Is.Empty);
        Assert.That(Plan(Some.Stored(Some.Initiative() with { Status = InitiativeStatus.Withdrawn }), Some.Channel()).Wanted, Is.Empty);
    }

    [Test]
    public void Plan_InitiativeThatClosesSoon_ExpiresAtTheEndOfThatDayInItsTerritory()
    {
        var initiative = Some.Initiative() with { Territory = Territory.Parse("DEP-974"), ClosesOn = new DateOnly(2026, 3, 5) };

        var wanted = Plan(Some.Stored(initiative), Some.Channel()).Wanted.Single();

        Assert.That(wanted.Expires, Is.EqualTo(new DateTimeOffset(2026, 3, 6, 0, 0, 0, TimeSpan.FromHours(4))));
    }

    private static ItemPlan Plan(StoredItem stored, params Channel[] channels) => new Planner(Some.Channels(channels)).Plan(stored, Facts(Nowhere, channels));

    private static PlanFacts Facts(IReadOnlySet<(string, string)> told, params Channel[] channels)
        => new(channels.ToDictionary(channel => channel.Id, _ => Some.Now.AddMinutes(-1), StringComparer.Ordinal), told, Some.Now);
}
