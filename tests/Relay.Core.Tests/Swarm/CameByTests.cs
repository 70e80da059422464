using NUnit.Framework;
using Relay.Core.Conversations.Settling;
using Relay.Core.Swarm;
using Relay.Testing;

namespace Relay.Core.Tests.Swarm;

/// <summary>What is counted of somebody who came by a copy: each step once, and back where it is taken back.</summary>
public sealed class CameByTests
{
    private static readonly Guid Copy = Guid.CreateVersion7(Some.Now);
    private static readonly Guid Other = Guid.CreateVersion7(Some.Now.AddMinutes(1));
    private static readonly Act Yes = new Act.Rsvp(Some.Event().Key, RsvpAnswer.Yes, 3);
    private static readonly Act No = new Act.Rsvp(Some.Event().Key, RsvpAnswer.No);
    private static readonly Act Elsewhere = new Act.Rsvp(Some.Event("e2").Key, RsvpAnswer.No);

    [Test]
    public void After_TheWayToTheMeeting_CountsEachStepOncePerPerson()
    {
        var (by, counts) = Go((Copy, []), (null, [Yes]), (null, [Yes]), (Copy, []), (null, [new Act.Subscription("territory:DEP-33", "Oui ?")]), (null, [new Act.Support(Some.Initiative().Key)]));

        Assert.That(counts, Is.EqualTo(new[] { "message +1", "coming +1", "subscription +1", "support +1" }));
        Assert.That(by!.Copy, Is.EqualTo(Copy));
    }

    [Test]
    public void After_YesTakenBackAndGivenAgain_StandsAtOne()
        => Assert.That(Go((Copy, []), (null, [Yes]), (null, [No]), (null, [No]), (null, [Yes])).Counts, Is.EqualTo(new[] { "message +1", "coming +1", "coming -1", "coming +1" }));

    [Test]
    public void After_NoToAnotherEvent_TakesNothingBack()
        => Assert.That(Go((Copy, []), (null, [Yes]), (null, [Elsewhere])).Counts, Is.EqualTo(new[] { "message +1", "coming +1" }));

    [Test]
    public void After_AnswersThatAreNoYes_CountNothing()
        => Assert.That(Go((Copy, [new Act.Rsvp(Some.Event().Key, RsvpAnswer.Waitlist), new Act.Rsvp(Some.Event().Key, RsvpAnswer.Maybe), new Act.Volunteer(), new Act.Opposition()])).Counts, Is.EqualTo(new[] { "message +1" }));

    [Test]
    public void After_AnotherCopyFollowed_CountsForThatOneFromThenOn()
    {
        var (by, counts) = Go((Copy, []), (Other, []), (null, [Yes]));

        Assert.That((by!.Copy, counts), Is.EqualTo((Other, (IReadOnlyList<string>)["message +1", "message +1", "coming +1"])));
    }

    [Test]
    public void After_SomebodyWhoCameByNone_CountsNothing() => Assert.That(Go((null, [Yes])), Is.EqualTo(((CameBy?)null, (IReadOnlyList<string>)[])));

    private static (CameBy? By, IReadOnlyList<string> Counts) Go(params (Guid? Followed, Act[] Acts)[] turns)
    {
        CameBy? by = null;
        var all = new List<string>();
        foreach (var (followed, acts) in turns)
        {
            (by, var counts) = CameBy.After(by, followed, acts);
            all.AddRange(counts.Select(count => $"{count.Step.ToString().ToLowerInvariant()} {(count.Change > 0 ? "+1" : "-1")}"));
        }
        return (by, all);
    }
}
