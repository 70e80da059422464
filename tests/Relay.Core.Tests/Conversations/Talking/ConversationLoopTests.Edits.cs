using NUnit.Framework;
using Relay.Core.Conversations.Settling;
using Relay.Core.Deliveries;
using Relay.Testing;

namespace Relay.Core.Tests.Conversations.Talking;

/// <content>Messages that are changed: the corrected words count as long as the first ones were not answered.</content>
public sealed partial class ConversationLoopTests
{
    [Test]
    public async Task Settle_CorrectedBeforeItWasRead_IsAnsweredAsCorrected()
    {
        await OpenAtTheEventAsync();
        await SayAsync("Je viens");
        await EditAsync("Je ne viens pas");
        await RunAsync();

        Assert.That((await AnswersAsync()).Skip(1).Select(answer => answer.Parts[0].Text).ToList(), Has.Count.EqualTo(1).And.All.StartsWith("Je note : vous ne venez pas"));
    }

    [Test]
    public async Task Settle_CorrectedBeforeTheAnswerLeft_TakesTheFirstAnswerBack()
    {
        await OpenAtTheEventAsync();
        await SayAsync("Je viens avec deux amis");
        await RunAsync();
        await EditAsync("Je viens avec trois amis");
        await RunAsync();
        await RunAsync();

        var answers = (await AnswersAsync()).Skip(1).ToList();
        Assert.That(answers.Single().Parts[0].Text, Does.Contain("4 personnes"));
        await PressAsync(answers[0].Answer!.Buttons[0].Data!);
        await RunAsync();
        Assert.That(await _store.Store.Conversations.HeadsAsync(Some.Event().Key, null, default), Is.EqualTo(4));
    }

    [Test]
    public async Task Settle_ChangedAfterTheAnswerLeft_IsNotAnsweredAgain()
    {
        await OpenAtTheEventAsync();
        await SayAsync("Je viens avec deux amis");
        await RunAsync();
        await LeaveAsync((await AnswersAsync())[^1]);
        await EditAsync("Je viens avec trois amis");
        await RunAsync();

        Assert.That((await AnswersAsync()).Count(answer => answer.Parts[0].Text.StartsWith("Je note", StringComparison.Ordinal)), Is.Zero, "the one that left is the only one");
        Assert.That(await _store.Store.Conversations.UnsettledAsync(null, 9, default), Is.Empty);
    }

    [Test]
    public async Task Settle_ChangedAfterSomethingWasRecorded_ChangesNothing()
    {
        await OpenAtTheEventAsync();
        await SayAsync("Je viens avec deux amis");
        await RunAsync();
        await SayAsync("oui");
        await RunAsync();
        await EditAsync("non");
        await RunAsync();

        Assert.That(await _store.Store.Conversations.HeadsAsync(Some.Event().Key, null, default), Is.EqualTo(3));
        Assert.That((await AnswersAsync())[^1].Parts[0].Text, Does.StartWith("C’est noté"));
    }

    [Test]
    public async Task Settle_ChangeOfWords_ConfirmsNothingThatTheFirstOnesAsked()
    {
        await OpenAtTheEventAsync();
        await SayAsync("Je viens");
        await RunAsync();
        await EditAsync("Je viens !");
        await RunAsync();

        Assert.That(await _store.Store.Conversations.HeadsAsync(Some.Event().Key, null, default), Is.Zero, "nobody has confirmed it");
        Assert.That((await AnswersAsync())[^1].Parts[0].Text, Does.StartWith("Je note"));
    }

    [Test]
    public async Task Settle_MyDataAfterAnOfferOfHelp_TellsTheOffer()
    {
        await SayAsync("Je peux aider à tracter samedi");
        await RunAsync();
        await SayAsync("oui");
        await RunAsync();
        await SayAsync("/mesdonnees");
        await RunAsync();

        Assert.That((await AnswersAsync())[^1].Parts[0].Text, Does.Contain("vous proposez votre aide").And.Contain("votre compte sur ce réseau"));
    }

    private async Task OpenAtTheEventAsync()
    {
        await SayAsync($"/start {(await TokensAsync()).LinkTo(Some.Event().Key)}");
        await RunAsync();
    }

    private async Task LeaveAsync(Delivery delivery)
    {
        var number = await _store.Ledger.BeginAttemptAsync(new AttemptStart(delivery, null, 0, _time.GetUtcNow()), default);
        await _store.Ledger.EndAttemptAsync(AttemptRules.End(delivery, delivery.Parts[0], number!.Value, new Outcome.Done(["501"]), _time.GetUtcNow(), new EngineOptions()), default);
    }
}
