using FsCheck;
using FsCheck.Fluent;
using NUnit.Framework;
using Relay.Core.Contacts;
using Relay.Core.Contacts.Retention;
using Relay.Testing;

namespace Relay.Core.Tests.Contacts.Retention;

public sealed class RetentionRulesTests
{
    private static readonly RetentionRules Rules = new(new());

    [Test]
    public void Until_AnyStateAndActs_IsNeverBeforeItBeganNorEverLongerThanTheLongest()
    {
        Check.QuickThrowOnFailure(Prop.ForAll(Gen.Elements(Enum.GetValues<ContactState>()).ToArbitrary(), Acts().ToArbitrary(), (ContactState state, KeptAct[] acts) =>
        {
            var until = Rules.Until(state, Some.Now, acts);
            var latest = acts.Select(Rules.Of).Append(Some.Now.AddMonths(36)).Max();
            return until >= Some.Now && until <= latest;
        }));
    }

    [Test]
    public void Until_OneMoreAct_NeverShortens()
    {
        Check.QuickThrowOnFailure(Prop.ForAll(Gen.Elements(Enum.GetValues<ContactState>()).ToArbitrary(), Acts().ToArbitrary(), Act().ToArbitrary(), (ContactState state, KeptAct[] acts, KeptAct another) =>
            Rules.Until(state, Some.Now, [.. acts, another]) >= Rules.Until(state, Some.Now, acts)));
    }

    [Test]
    public void Until_StatesThatWin_DependOnNothingThatThePersonDidOrThePartySays()
    {
        var winning = Gen.Elements(Enum.GetValues<ContactState>().Where(ContactTransitions.Wins)).ToArbitrary();
        Check.QuickThrowOnFailure(Prop.ForAll(winning, Acts().ToArbitrary(), (ContactState state, KeptAct[] acts) => Rules.Until(state, Some.Now, acts) == Rules.Until(state, Some.Now, [])));
    }

    [Test]
    public void Until_Question_IsTwoMonthsAfterItsAnswer()
    {
        var asked = new KeptAct.Question(Some.Now, Some.Now.AddDays(3));

        Assert.That(Rules.Until(ContactState.Occasional, Some.Now, [asked]), Is.EqualTo(Some.Now.AddDays(3).AddMonths(2)));
    }

    [Test]
    public void Until_PlaceAtAnEvent_IsTwoMonthsAfterItsEnd()
    {
        var coming = new KeptAct.Rsvp(Some.Now, Some.Now.AddDays(40));

        Assert.That(Rules.Until(ContactState.Occasional, Some.Now, [coming]), Is.EqualTo(Some.Now.AddDays(40).AddMonths(2)));
    }

    [Test]
    public void Until_RegularContact_IsThreeYearsAfterTheLastActAndNotAfterAConfirmationByTheParty()
    {
        var (gesture, confirmed) = (new KeptAct.Gesture(Some.Now.AddMonths(5)), new KeptAct.Confirmation(Some.Now.AddYears(4)));

        Assert.That(Rules.Until(ContactState.Regular, Some.Now, [gesture, confirmed]), Is.EqualTo(Some.Now.AddMonths(5 + 36)));
        Assert.That(Rules.Until(ContactState.Occasional, Some.Now, [gesture]), Is.EqualTo(Some.Now.AddMonths(2)), "nobody who asked once is kept for three years");
    }

    [TestCase(ContactState.Passage, 30)]
    [TestCase(ContactState.Deceased, 30)]
    [TestCase(ContactState.Erased, 0)]
    [TestCase(ContactState.Minor, 0)]
    public void Until_State_IsKeptForItsDays(ContactState state, int days) => Assert.That(Rules.Until(state, Some.Now, []), Is.EqualTo(Some.Now.AddDays(days)));

    [Test]
    public void OfSuppression_Hit_CountsFromThere()
    {
        Assert.That(Rules.OfSuppression(Some.Now, null), Is.EqualTo(Some.Now.AddYears(3)));
        Assert.That(Rules.OfSuppression(Some.Now, Some.Now.AddYears(2)), Is.EqualTo(Some.Now.AddYears(5)));
    }

    [Test]
    public void Faults_DurationsOutOfTheirBounds_NamesEach()
    {
        var settings = new RetentionSettings { PassageDays = 59, OccasionalMonths = 3, RegularMonths = 0, SuppressionMonths = 35 };

        Assert.That(settings.Faults("Relay:Retention").Select(fault => fault.Setting), Is.EqualTo(new[]
        {
            "Relay:Retention:PassageDays", "Relay:Retention:OccasionalMonths", "Relay:Retention:RegularMonths", "Relay:Retention:SuppressionMonths",
        }));
        Assert.That(() => new RetentionRules(settings), Throws.ArgumentException.With.Message.Contains("PassageDays"));
        Assert.That(new RetentionSettings().Faults("Relay:Retention"), Is.Empty);
    }

    private static Gen<KeptAct[]> Acts() => Gen.ListOf(Act()).Select(acts => acts.ToArray());

    private static Gen<KeptAct> Act()
    {
        var instant = Gen.Choose(-2000, 2000).Select(days => Some.Now.AddDays(days));
        return from at in instant
               from other in instant
               from act in Gen.Elements<KeptAct>(
                   new KeptAct.Exchange(at), new KeptAct.Question(at, null), new KeptAct.Question(at, other), new KeptAct.Rsvp(at, other), new KeptAct.Support(at, other), new KeptAct.Gesture(at), new KeptAct.Confirmation(at))
               select act;
    }
}
