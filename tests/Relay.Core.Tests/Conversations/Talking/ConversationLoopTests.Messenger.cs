using NUnit.Framework;
using Relay.Core.Contacts;
using Relay.Core.Contacts.Suppressions;
using Relay.Core.Deliveries;
using Relay.Core.Inbox;
using Relay.Core.Inbox.Arrivals;
using Relay.Testing;

namespace Relay.Core.Tests.Conversations.Talking;

/// <content>On Messenger a press may be told as words alone: they are those of what the person was last shown, and never come before a STOP.</content>
public sealed partial class ConversationLoopTests
{
    private const string DoubtfulStop = "stop c'est trop je sais pas";

    [TestCase("Oui")]
    [TestCase("Oui, arrêter tout")]
    [TestCase("oui")]
    public async Task Settle_OuiToWhetherEverythingShallStopAfterAReadBack_OpposesInsteadOfSigningUp(string said)
    {
        await ShownTheEventAsync();
        await WriteAsync("Je viens avec deux amis");
        await WriteAsync(DoubtfulStop);
        await WriteAsync(said);

        Assert.That(await StateOnMessengerAsync(), Is.EqualTo(ContactState.Opposed));
        Assert.That(await _store.Store.Conversations.HeadsAsync(Some.Event().Key, null, default), Is.Zero);
    }

    [Test]
    public async Task Settle_OuiWhileTheQuestionToStopHasNotLeft_IsNoPressOfAnOlderReadBack()
    {
        await ShownTheEventAsync();
        await WriteAsync("Je viens avec deux amis");
        await WriteAsync(DoubtfulStop, leaves: false);
        await WriteAsync("Oui");

        Assert.That(await StateOnMessengerAsync(), Is.EqualTo(ContactState.Opposed));
        Assert.That(await _store.Store.Conversations.HeadsAsync(Some.Event().Key, null, default), Is.Zero);
    }

    [TestCase("Non")]
    [TestCase("Non, continuer")]
    public async Task Settle_NonToWhetherEverythingShallStop_IsNoAnswerToTheEventShownBefore(string said)
    {
        await ShownTheEventAsync();
        await WriteAsync(DoubtfulStop);
        var outcomes = await WriteAsync(said);

        Assert.That(outcomes, Is.EqualTo(new[] { "stop-not-meant" }));
    }

    [Test]
    public async Task Settle_WordsOnAButtonOfTheLastMessage_AreAPressOfIt()
    {
        await ShownTheEventAsync();
        var outcomes = await WriteAsync("Je viens");

        Assert.That((outcomes.Single(), await _store.Store.Conversations.HeadsAsync(Some.Event().Key, null, default)), Is.EqualTo(("recorded", 1)));
    }

    private async Task ShownTheEventAsync() => await WriteAsync($"/start {(await TokensAsync()).LinkTo(Some.Event().Key)}");

    /// <summary>Somebody writes to the Page, is settled, and has the answer.</summary>
    private async Task<IReadOnlyList<string>> WriteAsync(string text, bool leaves = true)
    {
        await HearAsync("page33", new Happening.Said(
            new("facebook:100", Person, InteractionRealm.Private, $"m_{++_number}"), InteractionKind.PrivateMessage, new Author(Person, "Camille", Language: "fr"), text, _time.GetUtcNow()));
        var recorded = new RecordingStore(_store.Store.Conversations);
        await Loop(recorded).SettleWaitingAsync(default);
        foreach (var delivery in leaves ? await _store.Ledger.DueAsync("page33", _time.GetUtcNow(), [], 9, default) : [])
        {
            await LeaveAsync(delivery);
        }
        return recorded.Outcomes;
    }

    private async Task<ContactState> StateOnMessengerAsync()
        => (await _store.Store.Contacts.FindAsync((await Book.FindAsync(ContactPoint.OfNetwork("facebook", Person), default))!.Contact, default))!.State;
}
