using NUnit.Framework;
using Relay.Core.Alarms;
using Relay.Core.Channels;
using Relay.Core.Texts;
using Relay.Testing;

namespace Relay.Core.Tests.Alarms;

public sealed class AlarmTellerTests
{
    private static readonly Alarm Paused = new("account:bot33", Some.Now, new("le compte bot33 ne peut plus publier", "account bot33 can no longer post"), new("Réparez-le.", "Mend it."));

    [Test]
    public void Words_NewAndMended_SayThatTheyAreAutomaticAndNameTheStep()
        => Assert.That(AlarmTeller.Words(new([Paused], [Paused]), "fr", rehearsal: false), Is.EqualTo(
            "Message automatique de Relay\n\n⚠️ Le compte bot33 ne peut plus publier. Réparez-le.\n\n✅ Réglé : le compte bot33 ne peut plus publier."));

    [Test]
    public void Words_ManyAtOnce_AreOneMessageThatEndsWithHowManyMore()
    {
        var words = AlarmTeller.Words(new([.. Enumerable.Range(0, 40).Select(_ => Paused)], []), "en", rehearsal: true);

        Assert.That(words, Does.StartWith("[REHEARSAL] Automatic message of Relay").And.EndsWith("… and 30 more: \"relay status\"."));
        Assert.That(words, Has.Length.LessThan(4096));
    }

    [Test]
    public void Words_LongReasons_StayWithinWhatAChatTakes()
    {
        var wordy = Paused with { What = new(new string('a', 700), new string('a', 700)) };

        var words = AlarmTeller.Words(new([.. Enumerable.Repeat(wordy, 9)], []), "fr", rehearsal: false);

        Assert.That(words, Has.Length.LessThan(4096).And.EndsWith("… et 4 de plus : « relay status »."));
    }

    [TestCase(null)]
    [TestCase("aline")]
    public void PlaceIn_SomebodyWhoPublishesByHand_IsToldThroughHerBot(string? named)
    {
        var bot = Some.Account("bot33");
        var hand = Some.Account("aline", "assisted") with { Settings = new Dictionary<string, string> { ["Coordinator"] = "4711", ["Bot"] = "bot33" } };

        Assert.That(new WatchdogSettings { Account = named }.PlaceIn(Some.Channels([], [hand, bot])), Is.EqualTo((bot, new Target("4711", Kind: TargetKind.Private))));
    }

    [Test]
    public void PlaceIn_BotWithACoordinatorOfItsOwn_ComesBeforeWhoPublishesByHand()
    {
        var bot = Some.Account("bot33") with { Settings = new Dictionary<string, string> { ["Coordinator"] = "1" } };
        var hand = Some.Account("aline", "assisted") with { Settings = new Dictionary<string, string> { ["Coordinator"] = "4711", ["Bot"] = "bot33" } };

        Assert.That(new WatchdogSettings().PlaceIn(Some.Channels([], [hand, bot])), Is.EqualTo((bot, new Target("1", Kind: TargetKind.Private))));
    }

    [Test]
    public void PlaceIn_NothingConfigured_IsTheFirstCoordinator()
    {
        var (bare, known) = (Some.Account("a"), Some.Account("b") with { Settings = new Dictionary<string, string> { ["Coordinator"] = "4711" } });

        Assert.That(new WatchdogSettings().PlaceIn(Some.Channels([], [bare])), Is.Null);
        Assert.That(new WatchdogSettings().PlaceIn(Some.Channels([], [bare, known])), Is.EqualTo((known, new Target("4711", Kind: TargetKind.Private))));
        Assert.That(new WatchdogSettings { Account = "a", Chat = "-100" }.PlaceIn(Some.Channels([], [bare, known])), Is.EqualTo((bare, new Target("-100", Kind: TargetKind.Private))));
    }
}
