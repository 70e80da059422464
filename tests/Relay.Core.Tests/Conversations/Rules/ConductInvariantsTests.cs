using NUnit.Framework;
using Relay.Core.Contacts;
using Relay.Core.Conversations.Buttons;
using Relay.Core.Conversations.Rules;
using Relay.Core.Conversations.Settling;
using Relay.Core.Conversations.Understanding;
using Relay.Core.Deliveries;
using Relay.Core.Inbox.Arrivals;
using Relay.Core.Tests.Conversations.Understanding;
using Relay.Testing;
using static Relay.Core.Tests.Conversations.Rules.Rehearsed;

namespace Relay.Core.Tests.Conversations.Rules;

/// <summary>What must hold whatever is said, wherever and by whom: every labelled sentence in every situation.</summary>
public sealed class ConductInvariantsTests
{
    private static readonly IReadOnlyList<Sentence> Sentences = [.. Sentence.Of(Repository.Data("intents.csv"))];

    private static readonly string[] Networks = ["telegram", "facebook", "x", "nobody-named-this"];

    [TestCaseSource(nameof(Networks))]
    public void Decide_AnythingInPublic_RecordsNobodyAndKeepsTheConduct(string network)
    {
        foreach (var text in Texts())
        {
            foreach (var said in new[]
                     {
                         Public(text, network), Public(text, network, InteractionKind.Mention), Public(text, network) with { IsQuiet = true }, Public(text, network) with { AnsweredInThread = true },
                         Public(text, network) with { RepliesOnPost = 5 }, Public(text, network) with { Items = [Project()], PrivateDoor = null },
                     })
            {
                var decision = Decide(said);

                Assert.That(decision.Acts.Where(act => act is not Act.Support { Withdrawn: false }), Is.Empty, text);
                Assert.That((decision.Cause, decision.Dialog, decision.Notice), Is.EqualTo(((ContactCause?)null, (Dialog?)null, false)), text);
                if (decision.Reply is { } reply)
                {
                    Assert.That(reply.Form, Is.EqualTo(ReplyForm.Public), text);
                    Assert.That(said is { IsQuiet: false, AnsweredInThread: false, Network.MayReply: true }, Is.True, text);
                    Assert.That(said.RepliesOnPost < 5 || decision.Waiting?.Reason == WaitReason.Distress, Is.True, text);
                    Assert.That(network != "x" || said.IsSummons, Is.True, text);
                }
            }
        }
    }

    [Test]
    public void Decide_AnythingInPrivate_ChangesDataOnlyWhenItWasConfirmed()
    {
        foreach (var text in Texts())
        {
            foreach (var state in Enum.GetValues<ContactState>().Where(state => state != ContactState.Passage)) // nobody who wrote in private is a passage
            {
                foreach (var asked in new Question?[] { null, new(Asked.Attendance), new(Asked.Stop), new(new Asked(Intent.RsvpYes, []), new Act.Rsvp(Meeting().Item.Key, RsvpAnswer.Yes, 2)) })
                {
                    var said = Private(text, Meeting()) with { State = state, Lists = ["territory:DEP-33", "territory:DEP-75"], Dialog = asked is null ? null : new(Meeting().Item.Key, asked, Some.Now) };

                    var decision = Decide(said);

                    Assert.That(decision.Acts, Has.Count.LessThanOrEqualTo(1), text);
                    foreach (var act in decision.Acts)
                    {
                        Assert.That(act is Act.Opposition or Act.Subscription { Withdrawn: true } || act == asked?.Pending, Is.True, $"{text}: {act}");
                    }
                    // Nobody in a state that holds less is taken out of it by words alone, and every move is one that there is.
                    Assert.That(() => decision.Cause is { } cause ? ContactTransitions.After(state, cause) : state, Throws.Nothing, text);
                    Assert.That(decision.Reply is null || state is not (ContactState.Deceased or ContactState.Minor or ContactState.Blocked or ContactState.Erased), Is.True, text);
                    Assert.That(decision.Reply is null || Receivable.May(decision.Cause == ContactCause.Stop ? ContactState.Opposed : state,
                        decision.Reply.Priority == Priority.StopConfirmation ? MessageKind.StopConfirmation : MessageKind.Answer), Is.True, $"{text} in {state}");
                }
            }
        }
    }

    [Test]
    public void Decide_EveryButtonInEverySituation_ThrowsNothingAndFitsAButton()
    {
        var tokens = new Tokens(new byte[32]);
        foreach (var verb in Enum.GetValues<ChoiceVerb>())
        {
            foreach (var item in new[] { null, Meeting().Item.Key, Project().Item.Key, Meeting("gone").Item.Key })
            {
                foreach (var argument in new[] { "", "3", "999", "DEP-33", "DEP-00", "territory:DEP-33", "zzzz" })
                {
                    var decision = Book.Decide(Private("", Meeting(), Project()) with { NoticeGiven = false }, new Choice(verb, item, argument));

                    Assert.That(decision.Reply!.Text, Is.Not.Empty);
                    Assert.That(() => decision.Reply.Buttons.Where(offer => offer.Choice is not null).Select(offer => tokens.Write(offer.Choice!, "700000007", Some.Now)).ToList(), Throws.Nothing);
                }
            }
        }
    }

    [TestCase("/start")]
    [TestCase("/start tDEP-33")]
    [TestCase("/start tXXX")]
    [TestCase("/start \ud800")]
    [TestCase("/evenements")]
    [TestCase("/evenements 33000")]
    [TestCase("/evenements@tilleul_bot 2A")]
    [TestCase("/initiatives")]
    [TestCase("/abonner")]
    [TestCase("/abonner 1000")]
    [TestCase("/espaces 33")]
    [TestCase("/mesdonnees")]
    [TestCase("/nimporte quoi")]
    public void Decide_EveryCommandInBothLanguages_IsAnswered(string text)
    {
        foreach (var language in new[] { "fr", "en" })
        {
            var decision = Book.Decide(Private(text) with { Language = language, Nearby = [Meeting(), Project()] }, Command.Read(text)!);

            Assert.That(decision.Reply!.Text, Is.Not.Empty);
            Assert.That(decision.Acts, Is.Empty, "a command alone records nothing");
        }
    }

    private static IEnumerable<string> Texts() => Sentences.Select(sentence => sentence.Text).Concat(["", " ", "\u0000", "\ud800", new string('a', 5000), "06 39 98 00 01", "🙋", "oui", "non"]);
}
