using NUnit.Framework;
using Relay.Core.Audit;

namespace Relay.Store.Tests.Contract;

[TestFixture(StoreEngine.Sqlite)]
[TestFixture(StoreEngine.PostgreSql)]
public sealed class AuditTrailContract(StoreEngine engine) : StoreContract(engine)
{
    [Test]
    public async Task Append_Entries_AreReadNewestFirst()
    {
        var first = new AuditEntry(Now, Claire, "channel.paused", "gironde", "sur demande");
        var second = new AuditEntry(Now, new Actor(ActorKind.Person, "3fa9"), "channel.resumed", "gironde");
        var other = new AuditEntry(Now, Actor.System, "channel.paused", "landes");

        await Audit.AppendAsync(first, default);
        await Audit.AppendAsync(second, default);
        await Audit.AppendAsync(other, default);

        Assert.That(await Audit.ReadAsync("gironde", 9, default), Is.EqualTo(new[] { second, first }));
        Assert.That(await Audit.ReadAsync(null, 2, default), Is.EqualTo(new[] { other, second }));
        Assert.That(await Audit.VerifyAsync(default), Is.EqualTo(new AuditVerdict(3, null)));
    }

    [Test]
    public async Task Append_ManyAtOnce_ChainHolds()
    {
        await Task.WhenAll(Enumerable.Range(0, 200).Select(number => Audit.AppendAsync(new AuditEntry(Now, Actor.System, "test.one", $"{number}"), default)));

        Assert.That(await Audit.VerifyAsync(default), Is.EqualTo(new AuditVerdict(200, null)));
    }

    [Test]
    public async Task Verify_AfterARestart_ChainGoesOn()
    {
        await AppendAsync(3);
        await Temporary.ReopenAsync();
        await AppendAsync(2);

        Assert.That(await Audit.VerifyAsync(default), Is.EqualTo(new AuditVerdict(5, null)));
    }

    [TestCase("UPDATE audit SET actor_name = 'bob' WHERE number = 2", 2)]
    [TestCase("UPDATE audit SET actor_kind = 'system' WHERE number = 2", 2)]
    [TestCase("UPDATE audit SET actor_kind = 'ghost' WHERE number = 2", 2)]
    [TestCase("UPDATE audit SET at = at + 1 WHERE number = 4", 4)]
    [TestCase("UPDATE audit SET detail = NULL WHERE number = 1", 1)]
    [TestCase("UPDATE audit SET hash = '00' WHERE number = 3", 3)]
    [TestCase("DELETE FROM audit WHERE number = 3", 3)]
    [TestCase("DELETE FROM audit WHERE number = 5", 5)]
    [TestCase("DELETE FROM audit WHERE number >= 1", 1)]
    [TestCase("INSERT INTO audit SELECT 6, at, actor_kind, actor_name, action, subject, detail, hash FROM audit WHERE number = 5", 6)]
    public async Task Verify_Tampered_NamesTheFirstThatDoesNotFit(string tamper, long brokenAt)
    {
        await AppendAsync(5);

        await RawAsync<object?>(tamper);

        Assert.That((await Audit.VerifyAsync(default)).BrokenAt, Is.EqualTo(brokenAt));
    }

    [Test]
    public async Task Write_Refused_LeavesNoLine()
    {
        var (delivery, attempt) = await AttemptingAsync(Wanted(1));
        var entries = (await Audit.VerifyAsync(default)).Entries;

        Assert.That(() => Ledger.EndAttemptAsync(Done(delivery.Id, attempt), default), Throws.InvalidOperationException);

        Assert.That(await Audit.VerifyAsync(default), Is.EqualTo(new AuditVerdict(entries, null)));
    }

    [Test]
    public async Task Write_EveryChangeOfADelivery_HasItsLine()
    {
        var delivery = await ConfirmedAsync(Wanted(1), "7");

        var lines = await Audit.ReadAsync(delivery.Id.ToString("D"), 9, default);

        Assert.That(lines.Select(line => line.Action), Is.EqualTo(new[] { "delivery.confirmed", "attempt.began", "delivery.composed" }));
        Assert.That(lines.Select(line => line.Detail), Has.None.Contains("party"), "no text of a part");
    }

    private async Task AppendAsync(int count)
    {
        for (var i = 0; i < count; i++)
        {
            await Audit.AppendAsync(new AuditEntry(Now, Claire, "test.one", $"subject {i}", "détail"), default);
        }
    }
}
