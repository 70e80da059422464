using NUnit.Framework;
using Relay.Core.Contacts;
using Relay.Core.Contacts.Suppressions;
using Relay.Core.Conversations.Settling;
using Relay.Core.Deliveries;

namespace Relay.Core.Tests.Conversations.Talking;

/// <content>A STOP wins over everything that the person wrote before it, and neither a fault nor a stranger comes in its way.</content>
public sealed partial class ConversationLoopTests
{
    [Test]
    public async Task Settle_YesPressedBeforeAStopOfTheSameBacklog_LeavesThePersonOpposedAndConfirmsTheStopAlone()
    {
        await SayAsync("/abonner 33000");
        await RunAsync();
        var offered = (await AnswersAsync())[^1];
        await SayAsync("/evenements");
        await PressAsync(offered.Answer!.Buttons[0].Data!);
        await SayAsync("STOP");
        await RunAsync();
        await RunAsync();

        Assert.That(await StateAsync(), Is.EqualTo(ContactState.Opposed));
        Assert.That((await AnswersAsync()).Select(answer => answer.Priority), Is.EqualTo(new[] { Priority.StopConfirmation }), "the queued offer is cancelled too");
    }

    [Test]
    public async Task Settle_SecondStopAfterAYesOfTheSameBacklog_WinsOverTheYes()
    {
        await SayAsync("/abonner 33000");
        await RunAsync();
        var offered = (await AnswersAsync())[^1];
        await SayAsync("STOP");
        await PressAsync(offered.Answer!.Buttons[0].Data!);
        await SayAsync("STOP");
        await RunAsync();

        Assert.That(await StateAsync(), Is.EqualTo(ContactState.Opposed));
        Assert.That((await AnswersAsync()).Select(answer => answer.Priority), Is.EqualTo(new[] { Priority.StopConfirmation }));
    }

    [Test]
    public async Task Settle_YesPressedAfterTheStop_IsANewYes()
    {
        await SayAsync("/abonner 33000");
        await RunAsync();
        var offered = (await AnswersAsync())[^1];
        await SayAsync("STOP");
        await PressAsync(offered.Answer!.Buttons[0].Data!);
        await RunAsync();

        Assert.That(await StateAsync(), Is.EqualTo(ContactState.Regular));
    }

    [Test]
    public async Task Settle_CryForHelpBeforeAStop_IsNotAnsweredAndAPersonStillReadsIt()
    {
        await SayAsync("Je veux en finir, je vais me suicider");
        await SayAsync("STOP");
        await RunAsync();

        Assert.That((await AnswersAsync()).Select(answer => answer.Priority), Is.EqualTo(new[] { Priority.StopConfirmation }));
        Assert.That((await _store.Store.Conversations.WaitingAsync(9, default)).Single().Waiting.Reason, Is.EqualTo(WaitReason.Distress));
    }

    [Test]
    public async Task Settle_StopByAnEditThatCannotBeWritten_WaitsForAPerson()
    {
        await SayAsync("/initiatives");
        await RunAsync();
        await EditAsync("STOP");
        var loop = Loop(new RefusingStore(_store.Store.Conversations, settlement => settlement.Acts.Count > 0));
        for (var times = 0; times < 3; times++)
        {
            await loop.SettleWaitingAsync(default);
        }

        Assert.That(await _store.Store.Conversations.UnsettledAsync(null, 9, default), Is.Empty);
        Assert.That(await _store.Store.Conversations.WaitingAsync(9, default), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Settle_OneThatCannotBeWritten_HoldsUpNobodyElse()
    {
        await SayAsync("STOP");
        await HearAsync(Said("/initiatives", "800001"));
        await Loop(new RefusingStore(_store.Store.Conversations, settlement => settlement.Acts.Count > 0)).SettleWaitingAsync(default);

        Assert.That((await AnswersAsync()).Select(answer => answer.Target.Value), Is.EqualTo(new[] { "800001" }));
    }

    [Test]
    public async Task Settle_WordsThatTheSweepCannotRead_HideNoStopBehindThem()
    {
        await HearAsync(Said("illisible", "800001"));
        await SayAsync("STOP");
        var recorded = new RecordingStore(_store.Store.Conversations);
        await Loop(recorded, new Illegible("illisible")).SettleWaitingAsync(default);

        Assert.That(recorded.Outcomes, Does.Contain("stop"));
        Assert.That(await StateAsync(), Is.EqualTo(ContactState.Opposed));
    }

    private async Task<ContactState> StateAsync()
    {
        var identity = (await Book.FindAsync(ContactPoint.OfNetwork("telegram", Person), default))!;
        return (await _store.Store.Contacts.FindAsync(identity.Contact, default))!.State;
    }
}
