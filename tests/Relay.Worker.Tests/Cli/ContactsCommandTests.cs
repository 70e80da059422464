using System.Text.Json;
using NUnit.Framework;
using Relay.Core.Contacts;
using Relay.Core.Contacts.Suppressions;
using Relay.Core.Conversations.Settling;
using Relay.Store;
using Relay.Testing;
using Relay.Worker.Cli;
using Relay.Worker.Keys;

namespace Relay.Worker.Tests.Cli;

public sealed class ContactsCommandTests
{
    private readonly CliBench _bench = new();

    [TearDown]
    public void RemoveFolder() => _bench.Dispose();

    [Test]
    public async Task Purge_DryRun_CountsWhoHasHadTheirTimeAndDeletesNobody()
    {
        await LeaveAsync();

        Assert.That(await _bench.RunAsync("contacts", "purge", "--dry-run", "--lang", "fr"), Is.Zero, _bench.Error);
        Assert.That(_bench.Output, Does.Contain("A fait son temps, et sera effacé par « relay run » :").And.Contain("  2 contacts occasionnels"));

        await using var store = await RelayStore.OpenReadOnlyAsync(Options, StoreBench.Time, null, CancellationToken.None);
        Assert.That((await store.Contacts.DueAsync(StoreBench.Time.GetUtcNow(), StoreBench.Time.GetUtcNow(), CancellationToken.None)).Total, Is.EqualTo(2));
    }

    [Test]
    public async Task Purge_DryRunForPrograms_TellsNumbersByState()
    {
        await LeaveAsync();

        await _bench.RunAsync("contacts", "purge", "--dry-run", "--json");

        using var shown = JsonDocument.Parse(_bench.Output);
        Assert.That(shown.RootElement.GetProperty("contacts").GetProperty("occasional").GetInt32(), Is.EqualTo(2));
        Assert.That(shown.RootElement.GetProperty("interactions").GetInt32(), Is.Zero);
    }

    [Test]
    public async Task Purge_DryRun_CountsActsAndAnswersToo()
    {
        await LeaveAsync();
        var now = StoreBench.Time.GetUtcNow();
        await using (var store = await RelayStore.OpenForWorkAsync(Options, StoreBench.Time, null, CancellationToken.None))
        {
            await store.Conversations.SettleAsync(new() { Interaction = "i1", Account = "bot33", Outcome = "applause", At = now, Acts = [new(new Act.Support(Some.Initiative().Key), now.AddSeconds(-1))] }, CancellationToken.None);
            await store.Ledger.AnswerAsync([Some.Answer(1, now) with { PurgeAfter = now.AddSeconds(-1) }], Core.Audit.Actor.System, now, CancellationToken.None);
        }

        await _bench.RunAsync("contacts", "purge", "--dry-run", "--lang", "fr");

        Assert.That(_bench.Output, Does.Contain("  1 trace d'échange").And.Contain("  1 réponse de Relay, avec son destinataire"));
    }

    [Test]
    public async Task Purge_NobodyDue_SaysSo()
    {
        await new StoreBench(_bench).MakeAsync();

        await _bench.RunAsync("contacts", "purge", "--dry-run", "--lang", "en");

        Assert.That(_bench.Output, Does.Contain("Nothing has had its time."));
    }

    [TestCase("contacts", "purge")]
    [TestCase("contacts", "purge", "--dry-run=false")]
    public async Task Purge_WithoutDryRun_IsRefused(params string[] args) => Assert.That(await _bench.RunAsync(args), Is.EqualTo(ExitCode.Usage));

    private StoreOptions Options => new() { Path = Path.Combine(_bench.Folder, "data", "relay.db"), Protection = new KeyRing(Path.Combine(_bench.Folder, "data", "keys")) };

    private async Task LeaveAsync()
    {
        new StoreBench(_bench).Configure();
        await using var store = await RelayStore.OpenForWorkAsync(Options, StoreBench.Time, null, CancellationToken.None);
        var (now, keys) = (StoreBench.Time.GetUtcNow(), new PeopleKeys([PeopleKey.Create()]));
        foreach (var (id, until) in new[] { ("1", now.AddSeconds(-1)), ("2", now.AddSeconds(-1)), ("3", now.AddYears(100)) })
        {
            var point = ContactPoint.OfNetwork("telegram", id);
            await store.Contacts.MeetAsync(new(point, "Camille", "fr", null, now), keys.Hashes(point), ContactState.Occasional, until, CancellationToken.None);
        }
    }
}
