using System.Text.Json.Nodes;
using Microsoft.Data.Sqlite;
using NUnit.Framework;
using Relay.EndToEnd.Tests.Harness;

namespace Relay.EndToEnd.Tests.Commands;

/// <summary>Commands while a worker runs: they go through it, in the name of whoever calls, and stand in the audit.</summary>
public sealed class BesideAWorkerTests
{
    private Mirror _mirror = null!;

    /// <summary>Two events for a chat without a journal; the answer to the first post is lost, so that only a person can tell.</summary>
    [SetUp]
    public async Task LeaveADoubt()
    {
        _mirror = await Mirror.CreateAsync();
        _mirror.Rehearsal.AddBot("bot", 0, journal: false);
        _mirror.Rehearsal.Config.Channel("telegram", "bot", _mirror.Rehearsal.Chat(0));
        _mirror.Party.AddEvents(2, _ => "tous");
        await _mirror.Rehearsal.Sandbox.InjectAsync(new JsonObject { ["kind"] = "drop-after", ["operation"] = "sendMessage", ["count"] = 1 });
        await _mirror.RunAsync();
        await _mirror.UntilAsync(async () => await DoubtAsync() is not null && (await _mirror.Rehearsal.Store.DeliveriesAsync()).GetValueOrDefault("confirmed") == 1, "a doubt and a post");
    }

    [TearDown]
    public async Task StopEverything() => await _mirror.DisposeAsync();

    [Test]
    public async Task UncertainResolve_ThereWithItsId_SettlesTheDoubtAndNamesTheCaller()
    {
        var doubt = (await DoubtAsync())!;
        var standing = (await _mirror.Rehearsal.Sandbox.PostsAsync())[0];

        var listed = await _mirror.Rehearsal.RunAsync("uncertain", "--json");
        var resolved = await _mirror.Rehearsal.RunAsync("uncertain", "resolve", doubt, "--there", standing.Id);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(listed.Output, Does.Contain(doubt), listed.ToString());
            Assert.That(resolved.Exit, Is.Zero, resolved.ToString());
            Assert.That((await _mirror.Rehearsal.Store.DeliveriesAsync()).GetValueOrDefault("confirmed"), Is.EqualTo(2));
            Assert.That(await _mirror.Rehearsal.Sandbox.PostsAsync(), Has.Count.EqualTo(2));
            Assert.That(await ActorsAsync(doubt), Is.EqualTo(new[] { $"coordinator:{Environment.UserName}" }));
        }
    }

    [Test]
    public async Task UncertainResolve_SendAgain_SendsOnceMoreInTheNameOfTheCaller()
    {
        var doubt = (await DoubtAsync())!;

        var resolved = await _mirror.Rehearsal.RunAsync("uncertain", "resolve", doubt, "--send-again");
        await _mirror.PostsAsync(3);

        Assert.That(resolved.Exit, Is.Zero, resolved.ToString());
        Assert.That(await ActorsAsync(doubt), Is.EqualTo(new[] { $"coordinator:{Environment.UserName}" }));
    }

    [Test]
    public async Task AuditVerify_ChainAsWrittenThenTamperedWith_TellsThemApart()
    {
        var sound = await _mirror.Rehearsal.RunAsync("audit", "verify");
        await _mirror.StopAsync();
        await using (var store = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = _mirror.Rehearsal.Of("relay.db"), Pooling = false }.ConnectionString))
        {
            await store.OpenAsync();
            await using var change = store.CreateCommand();
            change.CommandText = "UPDATE audit SET actor_name = 'nobody' WHERE number = 3";
            Assert.That(await change.ExecuteNonQueryAsync(), Is.EqualTo(1));
        }

        var broken = await _mirror.Rehearsal.RunAsync("audit", "verify", "--json");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(sound.Exit, Is.Zero, sound.ToString());
            Assert.That(broken.Exit, Is.EqualTo(1), broken.ToString());
            Assert.That(JsonNode.Parse(broken.Output)!["brokenAt"]!.GetValue<long>(), Is.EqualTo(3));
        }
    }

    [Test]
    public async Task Status_BesideARunningWorker_ReadsWithoutStandingInItsWay()
    {
        var status = await _mirror.Rehearsal.RunAsync("status", "--json");
        var plan = await _mirror.Rehearsal.RunAsync("plan", "--json");

        Assert.That((status.Exit, plan.Exit), Is.EqualTo((0, 0)), $"{status}\n{plan}");
        Assert.That(_mirror.Worker.HasExited, Is.False);
    }

    private async Task<string?> DoubtAsync()
        => (await _mirror.Rehearsal.Store.ReadAsync("SELECT delivery_id FROM parts WHERE state = 'uncertain' AND doubt_ask IS NOT NULL")) is [var row] ? row[0] : null;

    private async Task<IEnumerable<string>> ActorsAsync(string delivery)
        => (await _mirror.Rehearsal.Store.ReadAsync($"SELECT actor_kind, actor_name FROM audit WHERE subject = '{delivery}' AND action IN ('doubt.confirmed', 'doubt.planned')")).Select(row => $"{row[0]}:{row[1]}");
}
