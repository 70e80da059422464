using NUnit.Framework;
using Relay.Core.Channels;
using Relay.Core.Conversations.Settling;
using Relay.Core.Items;
using Relay.Testing;

namespace Relay.Core.Tests.Broadcasts;

/// <summary>Those who mean to come are reminded once, on the day before, of what is so then.</summary>
[CancelAfter(60_000)]
public sealed class EventRemindersTests
{
    // Some.Event begins on Monday 9 March at 18:30 in Paris.
    private static readonly DateTimeOffset DayBefore = new(2026, 3, 8, 9, 0, 0, TimeSpan.Zero);

    private BroadcastRig _rig = null!;

    [SetUp]
    public async Task StartAsync() => _rig = await BroadcastRig.StartAsync();

    [TearDown]
    public async Task StopAsync() => await _rig.DisposeAsync();

    [Test]
    public async Task Remind_OnTheDayBefore_TellsWhoComesOrMayOnce(CancellationToken cancel)
    {
        await _rig.Engine.HarvestAsync(Some.Event());
        await _rig.AnswerAsync(1, Some.Event().Key, RsvpAnswer.Yes);
        await _rig.AnswerAsync(2, Some.Event().Key, RsvpAnswer.Maybe);
        await _rig.AnswerAsync(3, Some.Event().Key, RsvpAnswer.No);

        await GoAsync(DayBefore.AddMinutes(-5), cancel);
        var early = _rig.Engine.Telegram.Posts.Count;
        await GoAsync(DayBefore, cancel);
        await GoAsync(DayBefore.AddHours(2), cancel);

        Assert.That(early, Is.Zero);
        Assert.That(_rig.Engine.Telegram.Posts.Select(post => post.Target), Is.EquivalentTo(new[] { BroadcastRig.ChatOf(1), BroadcastRig.ChatOf(2) }));
        var told = _rig.Engine.Telegram.Answers[0];
        Assert.That(told.Text, Does.StartWith("Rappel : «\u00A0Réunion publique\u00A0», lundi 9 mars 2026").And.Contain("STOP"));
        Assert.That(told.Buttons.Select(button => button.Label), Is.EqualTo(new[] { "Je ne viens plus", "En savoir plus", "STOP" }));
    }

    [Test]
    public async Task Remind_OfAnEventThatIsCancelled_TellsNobody(CancellationToken cancel)
    {
        await _rig.Engine.HarvestAsync(Some.Event());
        await _rig.AnswerAsync(1, Some.Event().Key, RsvpAnswer.Yes);
        await _rig.Engine.HarvestAsync(Some.Event() with { Status = EventStatus.Cancelled, UpdatedAt = Some.Now });

        await GoAsync(DayBefore, cancel);

        Assert.That(_rig.Engine.Telegram.Posts, Is.Empty);
        Assert.That(await _rig.Broadcasts.ListAsync(9, cancel), Is.Empty);
    }

    [Test]
    public async Task Remind_WhoSaidNoMeanwhile_IsLeftAlone(CancellationToken cancel)
    {
        await _rig.Engine.HarvestAsync(Some.Event());
        await _rig.AnswerAsync(1, Some.Event().Key, RsvpAnswer.Yes);
        _rig.Engine.Time.MoveTo(DayBefore);
        await _rig.Engine.BroadcastLoop.RoundAsync(cancel);

        await _rig.AnswerAsync(1, Some.Event().Key, RsvpAnswer.No);
        await _rig.RunAsync(cancel);

        Assert.That(_rig.Engine.Telegram.Posts, Is.Empty);
    }

    [Test]
    public async Task Remind_WhoAnswersFirstAfterItsTime_IsNotRemindedAMinuteLater(CancellationToken cancel)
    {
        await _rig.Engine.HarvestAsync(Some.Event());
        await GoAsync(DayBefore.AddHours(3), cancel);

        await _rig.AnswerAsync(1, Some.Event().Key, RsvpAnswer.Yes);
        await GoAsync(DayBefore.AddHours(3).AddMinutes(5), cancel);

        Assert.That(_rig.Engine.Telegram.Posts, Is.Empty);
        Assert.That(await _rig.Broadcasts.ListAsync(9, cancel), Is.Empty);
    }

    [Test]
    public async Task Remind_WhoAnswersWhileTheReminderIsHeldUp_IsLeftOut(CancellationToken cancel)
    {
        await _rig.Engine.HarvestAsync(Some.Event());
        await _rig.AnswerAsync(1, Some.Event().Key, RsvpAnswer.Yes);
        _rig.Engine.Channels.Use(Some.Channel() with { Stage = Stage.Shadow });
        _rig.Engine.Time.MoveTo(DayBefore);
        await _rig.Engine.BroadcastLoop.RoundAsync(cancel);

        _rig.Engine.Time.MoveTo(DayBefore.AddHours(2));
        await _rig.AnswerAsync(2, Some.Event().Key, RsvpAnswer.Yes);
        _rig.Engine.Channels.Use(Some.Channel());
        await _rig.RunAsync(cancel);

        Assert.That(_rig.Engine.Telegram.Posts.Select(post => post.Target), Is.EqualTo(new[] { BroadcastRig.ChatOf(1) }));
    }

    private async Task GoAsync(DateTimeOffset to, CancellationToken cancel)
    {
        _rig.Engine.Time.MoveTo(to);
        await _rig.RunAsync(cancel);
    }
}
