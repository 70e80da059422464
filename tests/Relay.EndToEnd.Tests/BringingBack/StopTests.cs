using NUnit.Framework;
using Relay.EndToEnd.Tests.Harness;

namespace Relay.EndToEnd.Tests.BringingBack;

/// <summary>A STOP and an erasure through the real program: what waits to leave is cancelled, and whoever was erased stays so.</summary>
public sealed class StopTests
{
    private static readonly TimeSpan Promised = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    private Rehearsal _rehearsal = null!;
    private Public _public = null!;

    [SetUp]
    public async Task Start()
    {
        _rehearsal = await Rehearsal.StartAsync(enforceLimits: false);
        _public = new(_rehearsal.Sandbox.Console);
        var party = _rehearsal.AddParty();
        party.AddEvents(2, _ => "logement");
        party.AddReturn();
        _rehearsal.Config.Return = new() { ["Kind"] = "sqlite", ["Path"] = party.Path };
        _rehearsal.AddBot("bot", 0, journal: false)["Handle"] = $"@{_rehearsal.World.Bots[0].Username}";
        _rehearsal.Config.Channel("gironde", "bot", "@tilleul_gironde");
        _rehearsal.Config.Write();
    }

    [TearDown]
    public async Task Stop()
    {
        _public.Dispose();
        await _rehearsal.DisposeAsync();
    }

    [Test]
    public async Task Stop_WhileMessagesToThePersonWaitInAPause_CancelsThemAndConfirmsOnce()
    {
        await using var worker = await WorkerProcess.StartReadyAsync(_rehearsal.Config.FilePath);
        var (_, chat) = await WriteAsync("/start");
        await HoldsAsync(worker, async () => await HeardAsync(chat) == 1, "the greeting");
        var paused = await _rehearsal.RunAsync("pause", "--account", "bot");
        Assert.That(paused.Exit, Is.Zero, paused.ToString());
        await WriteAsync("/initiatives");
        await WriteAsync("/evenements 33000");
        await HoldsAsync(worker, async () => await CountAsync("state IN ('queued', 'held')") == 2, "two wait");
        Assert.That(await HeardAsync(chat), Is.EqualTo(1), "the pause holds them");

        var said = TimeProvider.System.GetTimestamp();
        await WriteAsync("STOP");
        await HoldsAsync(worker, async () => await CountAsync("state = 'cancelled'") == 2, "both are cancelled");
        var took = TimeProvider.System.GetElapsedTime(said);
        Assert.That((await _rehearsal.RunAsync("resume", "--account", "bot")).Exit, Is.Zero);
        await HoldsAsync(worker, async () => await HeardAsync(chat) == 2, "the confirmation");
        await WriteAsync("STOP");
        await HoldsAsync(worker, async () => (await _rehearsal.Store.ReadAsync("SELECT key FROM interactions WHERE settled = 0")).Count == 0 && (await _rehearsal.Store.ReadAsync("SELECT key FROM settlements")).Count >= 5, "all is settled");

        await TestContext.Out.WriteLineAsync($"From STOP to cancelled: {took.TotalSeconds:F1} s");
        Assert.That(took, Is.LessThan(Promised));
        Assert.That(await HeardAsync(chat), Is.EqualTo(2), "one confirmation, then nothing");
        Assert.That((await _rehearsal.Sandbox.PostsAsync()).Last(post => post.Target == chat).Text, Does.StartWith("C’est fait"));
        Assert.That(worker.Failures, Is.Empty);
    }

    [Test]
    public async Task Erasure_ThenThePersonWritesAndThePartyIsReadAgain_BringsNobodyBack()
    {
        await using var worker = await WorkerProcess.StartReadyAsync(_rehearsal.Config.FilePath);
        var (_, chat) = await WriteAsync("mon code postal c'est 33500");
        await HoldsAsync(worker, async () => await HeardAsync(chat) == 1, "it was read back");
        var contact = (await _rehearsal.Store.ReadAsync("SELECT id FROM contacts"))[0][0];
        var erased = await _rehearsal.RunAsync("contacts", "erase", contact, "--confirm", contact);
        Assert.That(erased.Exit, Is.Zero, erased.ToString());
        var heard = await HeardAsync(chat);

        await WriteAsync("Bonjour, c'est encore moi");
        await HoldsAsync(worker, async () => (await _rehearsal.Store.ReadAsync("SELECT key FROM interactions WHERE settled = 0")).Count == 0 && (await _rehearsal.Store.ReadAsync("SELECT key FROM settlements WHERE outcome = 'erased'")).Count == 1, "it was settled");
        var pass = (await _rehearsal.Store.ReadAsync("SELECT max(pass) FROM sources"))[0][0];
        await HoldsAsync(worker, async () => (await _rehearsal.Store.ReadAsync("SELECT max(pass) FROM sources"))[0][0] != pass, "the party is read again");

        Assert.That(await _rehearsal.Store.ReadAsync("SELECT id FROM contacts WHERE state <> 'erased' UNION ALL SELECT id FROM identities"), Is.Empty, "nobody is kept");
        Assert.That(await HeardAsync(chat), Is.EqualTo(heard), "and nothing is sent by itself");
        Assert.That((await _rehearsal.RunAsync("inbox", "--waiting")).Output, Does.Contain("1 message waits"), "a person of the team sees it");
    }

    private Task<(string Id, string Chat)> WriteAsync(string text) => _public.DoAsync("telegram", "message", new { person = "Inès Martin", text });

    private async Task<int> HeardAsync(string chat) => (await _rehearsal.Sandbox.PostsAsync()).Count(post => post.Target == chat);

    private async Task<int> CountAsync(string where) => (await _rehearsal.Store.ReadAsync($"SELECT id FROM deliveries WHERE operation = 'answer' AND {where}")).Count;

    private static Task HoldsAsync(WorkerProcess worker, Func<Task<bool>> holds, string what) => Eventually.HoldsAsync(async () => worker.HasExited || await holds(), Patience, () => Task.FromResult($"{what}\n{worker.Log}"));
}
