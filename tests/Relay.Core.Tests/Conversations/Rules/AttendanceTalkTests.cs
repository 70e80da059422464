using NUnit.Framework;
using Relay.Core.Conversations.Buttons;
using Relay.Core.Conversations.Rules;
using Relay.Core.Conversations.Settling;
using Relay.Core.Items;
using static Relay.Core.Tests.Conversations.Rules.Rehearsed;

namespace Relay.Core.Tests.Conversations.Rules;

/// <summary>Signing up: the file, the seats, and changing one's mind.</summary>
public sealed class AttendanceTalkTests
{
    private static readonly StoredItem Small = Meeting() with { Item = (Event)Meeting().Item with { Capacity = 10, Url = new Uri("https://tilleul.example.org/e1") } };

    [TestCase(ChoiceVerb.Come, true)]
    [TestCase(ChoiceVerb.Maybe, true)]
    [TestCase(ChoiceVerb.NotCome, false)]
    public void Pressed_ComesOrMayCome_GetsTheEventForTheCalendar(ChoiceVerb verb, bool isFile)
        => Assert.That(Press(Private("", Meeting()), verb).Reply!.File?.Content, isFile ? Does.Contain("SUMMARY:Réunion publique") : Is.Null);

    [Test]
    public void Pressed_OnTheWaitingList_GetsNoFileAndIsToldOfTheSeatLater()
    {
        var decision = Press(Full(), ChoiceVerb.Come, "3");

        Assert.That(decision.Reply!.File, Is.Null);
        Assert.That(decision.Reply.Text, Does.Contain("liste d’attente").And.Contain("si une place se libère"));
    }

    [Test]
    public void Pressed_WhileOthersWait_QueuesBehindThem()
    {
        var s = Private("", Small) with { Taken = Heads(8), Queued = Heads(3) };

        Assert.That(Acts(Press(s, ChoiceVerb.Come, "1")), Is.EqualTo(new[] { (RsvpAnswer.Waitlist, 1) }));
    }

    [TestCase("2", 2, Description = "fewer: the seats go to others")]
    [TestCase("3", 3)]
    [TestCase("4", 3, Description = "more than there are: nobody loses the seat they have")]
    public void Pressed_WhoHasASeatAndChangesHowManyCome_KeepsIt(string heads, int noted)
    {
        var s = Full(taken: 7) with { Standing = [new(Small.Item.Key, RsvpAnswer.Yes, 3)] };

        var decision = Press(s, ChoiceVerb.Come, heads);

        Assert.That(Acts(decision), Is.EqualTo(new[] { (RsvpAnswer.Yes, noted) }));
        Assert.That(decision.Reply!.Text, heads == "4" ? Does.Contain("pas assez de places") : Does.StartWith("C’est noté"));
    }

    [Test]
    public void Pressed_WhomThePartyHasCountedToo_IsNotCountedTwice()
    {
        var held = Small with { Item = (Event)Small.Item with { Registrations = 9 } };
        var s = Private("", held) with { Taken = Heads(7), Standing = [new(held.Item.Key, RsvpAnswer.Yes, 2)] };

        Assert.That(Acts(Press(s, ChoiceVerb.Come, "3")), Is.EqualTo(new[] { (RsvpAnswer.Yes, 3) }));
    }

    [Test]
    public void Pressed_OnMessenger_IsOfferedTelegramWhereAChangeCanReachThePerson()
    {
        var s = Private("", Small) with { Network = NetworkManners.Of("facebook"), LastingDoor = new Uri("https://t.me/tilleul_bot?start=i1") };

        var (yes, no) = (Press(s, ChoiceVerb.Come).Reply!, Press(s, ChoiceVerb.NotCome).Reply!);

        Assert.That(yes.Text, Does.Contain("24 heures"));
        Assert.That(yes.Buttons.Select(offer => offer.Link?.AbsoluteUri), Does.Contain("https://t.me/tilleul_bot?start=i1").And.Contain("https://tilleul.example.org/e1"));
        Assert.That(no.Buttons.Select(offer => offer.Link), Is.All.Null);
        Assert.That(Press(Private("", Small), ChoiceVerb.Come).Reply!.Text, Does.Not.Contain("24 heures"), "on Telegram nothing of it");
    }

    [Test]
    public void Decide_YesThenNoThenMaybe_EachIsReadBackAndTheLastCounts()
    {
        var first = Private("Je viens avec deux amis", Meeting());
        var yes = Decide(first);
        var noted = Decide(yes.After(first, "oui"));
        var no = Decide(noted.After(first, "Finalement je ne viens pas"));
        var notComing = Decide(no.After(first, "oui"));
        var maybe = Decide(notComing.After(first, "Je viendrai peut-être"));

        Assert.That(Acts(noted), Is.EqualTo(new[] { (RsvpAnswer.Yes, 3) }));
        Assert.That(Acts(notComing), Is.EqualTo(new[] { (RsvpAnswer.No, 1) }));
        Assert.That(Acts(Decide(maybe.After(first, "oui"))), Is.EqualTo(new[] { (RsvpAnswer.Maybe, 1) }));
    }

    [Test]
    public void Decide_FewerComeThanWereReadBack_ReadsBackTheNewNumber()
    {
        var first = Private("Je viens avec deux amis", Meeting());

        var corrected = Decide(Decide(first).After(first, "Non, on sera deux"));

        Assert.That(corrected.Reply!.Text, Does.Contain("2 personnes"));
    }

    [Test]
    public void Decide_SupportThenNoLonger_TakesItBack()
    {
        var first = Private("Je soutiens cette initiative", Project());
        var supported = Decide(Decide(first).After(first, "oui"));

        var withdrawing = Decide(supported.After(first, "Je retire mon soutien"));

        Assert.That(supported.Acts, Is.EqualTo(new Act[] { new Act.Support(Project().Item.Key) }));
        Assert.That(Decide(withdrawing.After(first, "oui")).Acts, Is.EqualTo(new Act[] { new Act.Support(Project().Item.Key, Withdrawn: true) }));
    }

    private static Situation Full(int taken = 10) => Private("", Small) with { Taken = Heads(taken) };

    private static Dictionary<ItemKey, int> Heads(int heads) => new() { [Small.Item.Key] = heads };

    private static Decision Press(Situation s, ChoiceVerb verb, string heads = "") => Book.Decide(s, new Choice(verb, s.Items[0].Item.Key, heads));

    private static IEnumerable<(RsvpAnswer, int)> Acts(Decision decision) => decision.Acts.OfType<Act.Rsvp>().Select(act => (act.Answer, act.Heads));
}
