using Relay.Core.Channels;
using Relay.Core.Items;
using Relay.Testing;

namespace Relay.Networks.Tests.TextFitting;

/// <summary>The templates that the program ships.</summary>
public sealed class TextShippedTests
{
    private static readonly string[] EventMoments = ["announce", "J-7", "J-1", "H-2", "cancelled"];
    private static readonly string[] InitiativeMoments = ["announce", "cancelled"];

    private static IEnumerable<TestCaseData> Every()
        => Cases().Select((test, index) => test.SetArgDisplayNames([.. test.Arguments.Take(3).Select(argument => $"{argument}"), $"{index}"]));

    private static IEnumerable<TestCaseData> Cases()
    {
        foreach (var (network, language) in Composing.Networks.SelectMany(network => new[] { (network, "fr"), (network, "en") }))
        {
            foreach (var moment in EventMoments)
            {
                yield return new TestCaseData(network, language, moment, (Item[])[Full]);
                yield return new TestCaseData(network, language, moment, (Item[])[Bare]);
            }
            foreach (var moment in InitiativeMoments)
            {
                yield return new TestCaseData(network, language, moment, (Item[])[Some.Initiative() with { ClosesOn = new DateOnly(2026, 3, 9), Organiser = "Roue libre" }]);
                yield return new TestCaseData(network, language, moment, (Item[])[Some.Initiative() with { Summary = null, Url = null }]);
            }
            yield return new TestCaseData(network, language, "cancelled", (Item[])[Full with { Status = EventStatus.Postponed }]);
            yield return new TestCaseData(network, language, "digest", (Item[])[Full, Bare, Some.Initiative(), Some.Event("e3")]);
        }
    }

    [TestCaseSource(nameof(Every))]
    public void Compose_EachMomentAndLanguage_SaysItsItem(string network, string language, string moment, Item[] items)
    {
        var text = Composing.Compose(Composing.Channel(network, language), moment, items);

        TestContext.Out.WriteLine(text.Preview);
        Assert.That(text.Segments, Has.Count.EqualTo(1));
        Assert.That(text.Segments[0].Plain.Replace('\u00A0', ' '), Does.Contain(items[0].Title).And.Not.Contain("{{"));
        Assert.That(Composing.RulesOf(network).FindFault(text.Segments[0].Text), Is.Null);
    }

    [Test]
    public void Compose_PostponedAlreadyHoldsTheNewDate_TellsNoDateAtAll([Values("facebook", "x", "telegram")] string network, [Values("fr", "en")] string language)
    {
        var moved = Full with { Title = "Réunion publique", Status = EventStatus.Postponed, StartsLocal = new DateTime(2026, 4, 17, 18, 30, 0, DateTimeKind.Unspecified), EndsLocal = null };

        var said = Composing.Compose(Composing.Channel(network, language), "cancelled", [moved]).Segments[0].Plain;

        Assert.That(said, Does.Contain(language == "fr" ? "Reporté" : "Postponed"));
        Assert.That(said, Does.Not.Contain("17").And.Not.Contain("avril").And.Not.Contain("April").And.Not.Contain("18").And.Not.Contain("Apr"));
    }

    [Test]
    public void Check_ShippedTemplates_HaveNoFault() => Assert.That(Composing.Composer.Check(), Is.Empty);

    private static Event Full => Some.Event() with
    {
        Title = "Réunion publique : « L’eau & nous »",
        Address = "12 rue de la Paix, 33000 Bordeaux",
        PostalCode = "33000",
        Organiser = "Collectif <Eau>",
        OnlineUrl = new Uri("https://visio.example/salle"),
        EndsLocal = new DateTime(2026, 3, 9, 20, 0, 0, DateTimeKind.Unspecified),
        Image = new Image(new Uri("https://parti.example/a.jpg"), "Une affiche"),
    };

    private static Event Bare => Some.Event("e2") with { Title = "Tractage", Summary = null, Url = null, Place = null };
}
