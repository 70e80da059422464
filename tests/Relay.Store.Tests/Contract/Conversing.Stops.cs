using NUnit.Framework;
using Relay.Core.Contacts.Suppressions;
using Relay.Core.Conversations.Settling;
using Relay.Core.Deliveries;
using Relay.Core.Planning;
using Relay.Testing;

namespace Relay.Store.Tests.Contract;

/// <content>What a STOP leaves behind.</content>
public sealed partial class Conversing
{
    [Test]
    public async Task Recall_LastStop_IsKnownByWhenItWasSaidAndHeardAlsoAfterARestart()
    {
        await StopAsync("1", new(Now.AddMinutes(-9), Now.AddMinutes(-1)));
        await StopAsync("2", new(Now.AddMinutes(-7), Now));
        await Temporary.ReopenAsync();

        Assert.That((await Conversations.RecallAsync(Place(1), null, null, Now, default)).Stopped, Is.EqualTo(new StopMoment(Now.AddMinutes(-7), Now)));
        Assert.That((await Conversations.RecallAsync(Place(2), null, null, Now, default)).Stopped, Is.Null);
    }

    [Test]
    public async Task Settle_Stop_CancelsThatPersonsWaitingAnswersAlone()
    {
        var mine = await AnsweredAsync(Some.Answer(1, Now));
        var confirmation = await AnsweredAsync(Some.Answer(2, Now) with { Target = mine.Target, Priority = Priority.StopConfirmation });
        var others = await AnsweredAsync(Some.Answer(3, Now));

        await StopAsync("1", new(Now, Now));

        Assert.That((await Ledger.DueAsync("bot33", Now, [], 10, default)).Select(one => one.Id), Is.EquivalentTo(new[] { confirmation.Id, others.Id }));
        Assert.That(await RawAsync<string>($"SELECT rule FROM deliveries WHERE state = 'cancelled' AND id = '{mine.Id}'"), Is.EqualTo(Rules.Suppressed));
    }

    private async Task StopAsync(string id, StopMoment stop) => await Conversations.SettleAsync(
        Settled(await HeardAsync(id, "STOP"), null) with
        {
            Place = Place(1), Marks = [ConductMark.StopSaid, ConductMark.StopHeard], Stopped = stop, Reached = ContactPoint.OfNetwork(Network, "7000000001"),
        },
        default);
}
