using NUnit.Framework;
using Relay.Core.Contacts;
using Relay.Core.Conversations.Buttons;
using Relay.Core.Conversations.Rules;
using Relay.Core.Conversations.Settling;
using Relay.Core.Conversations.Understanding;
using Relay.Core.Deliveries;
using Relay.Core.Items;
using Relay.Testing;
using static Relay.Core.Tests.Conversations.Rules.Rehearsed;

namespace Relay.Core.Tests.Conversations.Rules;

public sealed class PrivateTalkTests
{
    [Test]
    public void Decide_ComesWithTwoFriends_ReadsItBackAndRecordsNothingYet()
    {
        var decision = Decide(Private("Je viens avec deux amis", Meeting()));

        Assert.That(decision.Acts, Is.Empty);
        Assert.That(decision.Reply!.Text, Is.EqualTo("Je note : vous venez à « Réunion publique », samedi 14 mars 2026 à 18 h 30, Salle des fêtes, 3 personnes. C’est bien cela ?".Replace("« ", "«\u00A0").Replace(" »", "\u00A0»").Replace("18 h 30", "18\u00A0h\u00A030")));
        Assert.That(decision.Reply.Buttons[0].Choice, Is.EqualTo(new Choice(ChoiceVerb.Come, Meeting().Item.Key, "3")));
        Assert.That(decision.Dialog!.Question!.Pending, Is.EqualTo(new Act.Rsvp(Meeting().Item.Key, RsvpAnswer.Yes, 3)));
    }

    [Test]
    public void Decide_PressOfWhatWasReadBack_RecordsItOnce()
    {
        var decision = Book.Decide(Private("", Meeting()), new Choice(ChoiceVerb.Come, Meeting().Item.Key, "3"));

        Assert.That(decision.Acts, Is.EqualTo(new Act[] { new Act.Rsvp(Meeting().Item.Key, RsvpAnswer.Yes, 3) }));
        Assert.That(decision.Reply!.Text, Does.StartWith("C’est noté : vous venez").And.Contain("3 personnes"));
        Assert.That(decision.Dialog!.Question, Is.Null);
    }

    [TestCase("x", "X", "OUI 7KQF-2MXA", 0)]
    [TestCase("facebook", "Messenger", "ne confirmez pas.", 2)]
    public void DecideCode_OfTelegramTypedElsewhere_NamesBothNetworksAndTellsHowToConfirm(string network, string name, string ends, int buttons)
    {
        var reply = Book.DecideCode(Private("7KQF-2MXA") with { Network = NetworkManners.Of(network) }, "7KQF2MXA", "telegram", network).Reply!;

        Assert.That(reply.Text, Does.Contain("un autre compte : Telegram").And.Contain($"celui-ci ({name})").And.EndsWith(ends));
        Assert.That(reply.Buttons.Select(offer => offer.Label.Length).ToList(), Has.Count.EqualTo(buttons).And.All.LessThanOrEqualTo(20));
    }

    [TestCase("oui")]
    [TestCase("ok")]
    [TestCase("Oui c'est ça")]
    public void Decide_BareYesAgainstTheLastQuestion_RecordsWhatWasReadBack(string answer)
    {
        var asked = Private("Je viens avec deux amis", Meeting());

        var decision = Decide(Decide(asked).After(asked, answer));

        Assert.That(decision.Acts, Is.EqualTo(new Act[] { new Act.Rsvp(Meeting().Item.Key, RsvpAnswer.Yes, 3) }));
    }

    [Test]
    public void Decide_BareYesAfterTwoDays_RecordsNothing()
    {
        var asked = Private("Je viens avec deux amis", Meeting());
        var later = Decide(asked).After(asked, "oui") with { Now = Some.Now.AddHours(49) };

        Assert.That(Decide(later).Acts, Is.Empty);
    }

    [Test]
    public void Decide_NoToWhatWasReadBack_AsksAgainAndNotesNoAbsence()
    {
        var asked = Private("Je viens avec deux amis", Meeting());

        var decision = Decide(Decide(asked).After(asked, "non"));

        Assert.That(decision.Acts, Is.Empty);
        Assert.That(decision.Reply!.Buttons.Select(offer => offer.Choice!.Verb), Is.EqualTo(new[] { ChoiceVerb.Come, ChoiceVerb.Maybe, ChoiceVerb.NotCome }));
    }

    [Test]
    public void Decide_AnotherNumberThanReadBack_IsReadBackAnew()
    {
        var asked = Private("Je viens avec deux amis", Meeting());

        var decision = Decide(Decide(asked).After(asked, "Finalement on sera 5"));

        Assert.That(decision.Acts, Is.Empty);
        Assert.That(decision.Dialog!.Question!.Pending, Is.EqualTo(new Act.Rsvp(Meeting().Item.Key, RsvpAnswer.Yes, 5)));
    }

    [Test]
    public void Decide_ComesAndNothingIsSpokenOf_AsksWhichOfWhatIsNear()
    {
        var decision = Decide(Private("Je viens") with { Nearby = [Meeting("e1"), Meeting("e2")] });

        Assert.That(decision.Acts, Is.Empty);
        Assert.That(decision.Reply!.Buttons.Select(offer => offer.Choice!.Item!.Id), Is.EqualTo(new[] { "e1", "e2" }));
    }

    [TestCase(EventStatus.Cancelled, "est annulé")]
    [TestCase(EventStatus.Postponed, "est reporté")]
    [TestCase(EventStatus.Done, "a déjà eu lieu")]
    public void Decide_ComesToWhatIsOff_SaysSoAndRecordsNothing(EventStatus status, string words)
    {
        var off = Meeting() with { Item = (Event)Meeting().Item with { Status = status } };

        foreach (var decision in new[] { Decide(Private("Je viens", off)), Book.Decide(Private("", off), new Choice(ChoiceVerb.Come, off.Item.Key)) })
        {
            Assert.That(decision.Acts, Is.Empty);
            Assert.That(decision.Reply!.Text, Does.Contain(words));
        }
    }

    [Test]
    public void Decide_ComesToWhatIsFull_IsOnTheWaitingList()
    {
        var small = Meeting() with { Item = (Event)Meeting().Item with { Capacity = 10 } };

        var full = Book.Decide(Private("", small) with { Taken = new Dictionary<ItemKey, int> { [small.Item.Key] = 8 } }, new Choice(ChoiceVerb.Come, small.Item.Key, "3"));
        var room = Book.Decide(Private("", small) with { Taken = new Dictionary<ItemKey, int> { [small.Item.Key] = 7 } }, new Choice(ChoiceVerb.Come, small.Item.Key, "3"));

        Assert.That(full.Acts, Is.EqualTo(new Act[] { new Act.Rsvp(small.Item.Key, RsvpAnswer.Waitlist, 3) }));
        Assert.That(full.Reply!.Text, Does.Contain("liste d’attente"));
        Assert.That(room.Acts, Is.EqualTo(new Act[] { new Act.Rsvp(small.Item.Key, RsvpAnswer.Yes, 3) }));
    }

    [TestCase("STOP")]
    [TestCase("ne m'écrivez plus")]
    [TestCase("unsubscribe")]
    public void Decide_Stop_OpposesWithOneConfirmationThenNothing(string text)
    {
        var decision = Decide(Private(text));

        Assert.That((decision.Cause, decision.Reply!.Priority), Is.EqualTo(((ContactCause?)ContactCause.Stop, Priority.StopConfirmation)));
        Assert.That(decision.Acts, Is.EqualTo(new Act[] { new Act.Opposition() }));
        Assert.That(Decide(Private(text) with { State = ContactState.Opposed }).Reply, Is.Null, "one confirmation, then nothing");
    }

    [Test]
    public void Decide_UnclearStop_PausesAsksOnceAndCallsAPerson()
    {
        var said = Private("stop c'est trop je sais pas");
        var decision = Decide(said);

        Assert.That((decision.Cause, decision.Waiting!.Reason), Is.EqualTo(((ContactCause?)ContactCause.Doubt, WaitReason.UnclearStop)));
        Assert.That(decision.Waiting.Deadline, Is.EqualTo(Some.Now.AddHours(24)));
        Assert.That(decision.Reply!.Buttons.Select(offer => offer.Choice!.Verb), Is.EqualTo(new[] { ChoiceVerb.StopAll, ChoiceVerb.GoOn }));
        Assert.That(Decide(decision.After(said, "stop c'est trop je sais pas") with { State = ContactState.Paused }).Reply, Is.Null, "asked once");
    }

    [TestCase("j'ai envie de mourir", WaitReason.Distress, "3114")]
    [TestCase("I want to speak to a person", WaitReason.Human, "24 hours")]
    [TestCase("Je veux parler à quelqu'un", WaitReason.Human, "24 heures")]
    [TestCase("Quelles données avez-vous sur moi ?", WaitReason.DataRequest, "un mois")]
    public void Decide_WhatAPersonMustRead_WaitsAndSaysSo(string text, WaitReason reason, string words)
    {
        var decision = Decide(Private(text));

        Assert.That(decision.Waiting?.Reason, Is.EqualTo(reason));
        Assert.That(decision.Reply!.Text, Does.Contain(words));
    }

    [TestCase("on va venir tout casser samedi", WaitReason.Threat)]
    [TestCase("Mon mari est décédé la semaine dernière", WaitReason.Deceased)]
    public void Decide_DangerAndDeath_CallAPersonAndSayNothing(string text, WaitReason reason)
    {
        var decision = Decide(Private(text));

        Assert.That(decision.Waiting?.Reason, Is.EqualTo(reason));
        Assert.That(decision.Reply, Is.Null);
    }

    [Test]
    public void Decide_Insult_IsSilentAndTheThirdIsSeenByAPerson()
    {
        var first = Decide(Private("bande de connards"));
        var third = Decide(Private("bande de connards") with { Insults = 2 });

        Assert.That((first.Reply, first.Insult, first.Quiet, first.Waiting), Is.EqualTo(((Reply?)null, true, true, (Waiting?)null)));
        Assert.That(third.Waiting!.Reason, Is.EqualTo(WaitReason.Insults));
        Assert.That(Decide(Private("merci") with { IsQuiet = true }).Reply, Is.Null);
    }

    [Test]
    public void Decide_QuestionWhereAndWhen_IsAnsweredFromTheRecordOfNow()
    {
        var moved = Meeting() with { Item = (Event)Meeting().Item with { Zone = "Indian/Reunion" } };

        var decision = Decide(Private("C'est où et à quelle heure ?", moved) with { Changed = [moved.Item.Key] });

        Assert.That(decision.Reply!.Text, Does.Contain("Salle des fêtes").And.Contain("heure de La Réunion").And.Contain("a changé depuis"));
        Assert.That(decision.Waiting, Is.Null);
    }

    [TestCase("C'est gratuit ?")]
    [TestCase("Est-ce accessible en fauteuil ?")]
    [TestCase("Qui parle ?")]
    public void Decide_QuestionBeyondTheRecord_IsForAPerson(string text)
    {
        var decision = Decide(Private(text, Meeting()));

        Assert.That(decision.Waiting?.Reason, Is.EqualTo(WaitReason.UnknownAnswer));
        Assert.That(decision.Reply!.Text, Does.Not.Contain("Salle"));
    }

    [Test]
    public void Decide_AreYouARobot_SaysYes() => Assert.That(Decide(Private("Êtes-vous un robot ?")).Reply!.Text, Does.StartWith("Oui, je suis un programme"));

    [Test]
    public void Decide_Subscription_CountsWithTheWordsThatWereSeenOnly()
    {
        var said = Private("Je veux recevoir vos infos pour le 33");
        var offered = Decide(said);

        var decision = Book.Decide(Private(""), offered.Reply!.Buttons[0].Choice);

        Assert.That((offered.Acts.Count, decision.Cause), Is.EqualTo((0, (ContactCause?)ContactCause.Subscription)));
        Assert.That(decision.Acts, Is.EqualTo(new Act[] { new Act.Subscription("territory:DEP-33", offered.Reply.Text) }));
        Assert.That(Decide(offered.After(said, "oui")).Acts, Is.EqualTo(decision.Acts));
        Assert.That(Decide(offered.After(said, "non")).Acts, Is.Empty);
    }

    [Test]
    public void Decide_SubscriptionWithoutAPlace_AsksWhereAndUnderstandsTheBareCode()
    {
        var said = Private("Abonnez-moi à vos nouvelles");
        var asked = Decide(said);

        var offered = Decide(asked.After(said, "33000"));

        Assert.That(offered.Reply!.Text, Does.Contain("Gironde"));
        Assert.That(offered.Acts, Is.Empty);
    }

    [Test]
    public void Decide_OwnMail_IsReadBackAndSomebodyElsesIsNot()
    {
        var own = Decide(Private("Mon adresse mail : claire@example.org"));
        var other = Decide(Private("appelez mon mari au 06 39 98 00 01"));

        Assert.That(own.Dialog!.Question!.Pending, Is.EqualTo(new Act.ContactData("claire@example.org")));
        Assert.That(own.Acts, Is.Empty);
        Assert.That((other.Why, other.Dialog?.Question?.Pending), Is.EqualTo(("of-somebody-else", (Act?)null)));
    }

    [Test]
    public void Decide_English_IsAnsweredInEnglish() => Assert.That(Decide(Private("I will be there with my wife", Meeting())).Reply!.Text, Does.StartWith("I'm noting: you are coming").And.Contain("2 people"));

    [Test]
    public void Decide_NoButtonsOnTheNetwork_SaysWhatToWrite()
    {
        var decision = Decide(Private("Je viens", Meeting()) with { Network = NetworkManners.Of("x") });

        Assert.That(decision.Reply!.Buttons, Is.Empty);
        Assert.That(decision.Reply.Text, Does.EndWith("Répondez oui pour confirmer, non pour corriger."));
    }

    [Test]
    public void Decide_OnMessenger_ShowsItsButtonsAndSaysNotWhatToWrite()
    {
        var decision = Decide(Private("Je viens", Meeting()) with { Network = NetworkManners.Of("facebook") });

        Assert.That(decision.Reply!.Buttons.Select(offer => offer.Label), Is.EqualTo(new[] { "Oui", "Corriger" }));
        Assert.That(decision.Reply.Text, Does.EndWith("C’est bien cela ?"));
    }

    [Test]
    public void Decide_AutomatonThatAnswersEveryAnswer_IsLeftAfterADay()
    {
        var decision = Decide(Private("C'est où ?", Meeting()) with { AnswersToday = ConversationRules.MostAnswersADay });

        Assert.That((decision.Reply, decision.Waiting!.Reason), Is.EqualTo(((Reply?)null, WaitReason.TooMany)));
    }

    [Test]
    public void DecideReach_ShutOut_IsAnOppositionWithoutAWord()
    {
        var decision = ConversationRules.DecideReach(Private(""), reachable: false);

        Assert.That((decision.Cause, decision.Reply), Is.EqualTo(((ContactCause?)ContactCause.Stop, (Reply?)null)));
        Assert.That(ConversationRules.DecideReach(Private(""), reachable: true).Cause, Is.Null, "letting us in again is no consent");
        Assert.That(ConversationRules.DecideReach(Private("") with { State = ContactState.Opposed }, reachable: false).Acts, Is.EqualTo(new Act[] { new Act.Opposition() }), "the party hears of it");
        Assert.That(ConversationRules.DecideReach(Private("") with { State = ContactState.Opposed, HasOpposed = true }, reachable: false).Acts, Is.Empty, "once");
    }
}
