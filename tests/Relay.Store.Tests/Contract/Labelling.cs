using NUnit.Framework;
using Relay.Core.Conversations.Settling;
using Relay.Core.Swarm.Labels;

namespace Relay.Store.Tests.Contract;

/// <summary>The numbers on buttons: what is counted for them, and what is kept of them.</summary>
[TestFixture(StoreEngine.Sqlite)]
[TestFixture(StoreEngine.PostgreSql)]
public sealed class Labelling(StoreEngine engine) : StoreContract(engine)
{
    private ILabelStore Labels => Temporary.Store.Labels;

    [Test]
    public async Task People_OfSomeItems_CountsThoseAloneAndNotAllThatWasEverAnswered()
    {
        for (var number = 1; number <= 3; number++)
        {
            await SupportAsync($"a{number}", 1);
            await SupportAsync($"b{number}", 2);
        }

        var counted = await Labels.PeopleAsync([EventKey(2), EventKey(3)], default);

        Assert.That(counted.Select(pair => (pair.Key, pair.Value)), Is.EqualTo(new[] { (EventKey(2), 3) }));
        Assert.That(await Labels.PeopleAsync([], default), Is.Empty);
    }

    [Test]
    public async Task Forget_OneLabel_KeepsTheOthers()
    {
        var (one, other) = ((await ConfirmedAsync(Wanted(1), "8")).PublicationId, (await ConfirmedAsync(Wanted(2), "9")).PublicationId);
        await Labels.BeginAsync(one, EventKey(1), Now, default);
        await Labels.BeginAsync(other, EventKey(2), Now, default);

        await Labels.ForgetAsync(one, default);

        Assert.That((await Labels.AllAsync(default)).Keys, Is.EqualTo(new[] { other }));
    }

    private Task<bool> SupportAsync(string interaction, int item) => Temporary.Store.Conversations.SettleAsync(
        new() { Interaction = interaction, Account = "bot33", Outcome = "applause", At = Now, Acts = [new(new Act.Support(EventKey(item)), Now.AddMonths(2))] }, default);
}
