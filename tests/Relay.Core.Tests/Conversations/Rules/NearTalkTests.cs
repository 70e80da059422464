using NUnit.Framework;
using Relay.Core.Conversations.Rules;
using static Relay.Core.Tests.Conversations.Rules.Rehearsed;

namespace Relay.Core.Tests.Conversations.Rules;

/// <summary>Where do you live? The next message answers it.</summary>
public sealed class NearTalkTests
{
    [TestCase("33000")]
    [TestCase("Bordeaux")]
    [TestCase("le 33")]
    public void Decide_PlaceAfterItWasAskedFor_ListsWhatIsThereAndNotesNothing(string place)
    {
        var first = Private("") with { Nearby = [Meeting()] };
        var asked = Book.Decide(first, new Command(CommandName.Events));

        var answer = Decide(asked.After(first, place));

        Assert.That(asked.Reply!.Text, Does.Contain("code postal"));
        Assert.That(answer.Reply!.Text, Does.StartWith("Les prochaines rencontres"));
        Assert.That(answer.Reply.Buttons.Single().Label, Does.Contain("Réunion publique"));
        Assert.That(answer.Acts, Is.Empty);
    }

    [Test]
    public void Decide_PlaceThatIsSeveral_AsksForTheNumberOfOne()
    {
        var decision = Book.Decide(Private("") with { Nearby = [Meeting()] }, new Command(CommandName.Events, "Saint-Denis"));

        Assert.That(decision.Reply!.Text, Does.Contain("93 (").And.Contain("974 ("));
        Assert.That(Decide(decision.After(Private("") with { Nearby = [Meeting()] }, "974")).Reply!.Text, Does.StartWith("Les prochaines rencontres"));
    }

    [Test]
    public void Decide_PlaceThatNobodyKnows_AsksAgainAndListsNothingElse()
        => Assert.That(Book.Decide(Private("") with { Nearby = [Meeting()] }, new Command(CommandName.Events, "Zzyzx")).Reply!.Text, Does.StartWith("Je ne connais pas cet endroit"));

    [Test]
    public void Decide_ListWhereThereAreNoButtons_NamesWhatThereIs()
    {
        var s = Private("") with { Nearby = [Meeting()], Network = NetworkManners.Of("x") };

        Assert.That(Book.Decide(s, new Command(CommandName.Events, "33000")).Reply!.Text, Does.Contain("• ").And.Contain("Réunion publique"));
    }
}
