using System.Net.Http.Json;
using System.Text.Json.Nodes;
using NUnit.Framework;
using Relay.EndToEnd.Tests.Harness;

namespace Relay.EndToEnd.Tests.Commands;

/// <summary>What people write to a bot at the rehearsal stands in <c>relay inbox</c>, also when the worker is killed in between.</summary>
public sealed class InboxTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    private readonly HttpClient _http = new();
    private Rehearsal _rehearsal = null!;

    [SetUp]
    public async Task Start()
    {
        _rehearsal = await Rehearsal.StartAsync(enforceLimits: false);
        _rehearsal.AddParty();
        _rehearsal.AddBot("bot", 0, journal: false);
        _rehearsal.Config.Write();
    }

    [TearDown]
    public async Task Stop()
    {
        _http.Dispose();
        await _rehearsal.DisposeAsync();
    }

    [Test]
    public async Task Inbox_PrivateMessageToTheBot_IsThereOnceAlsoAfterAKill()
    {
        var worker = await WorkerProcess.StartReadyAsync(_rehearsal.Config.FilePath);
        await using (worker)
        {
            await WriteAsync("Je viens au Café citoyen, on sera 3 !");
            await HoldsAsync(worker, texts => texts.Contains("Je viens au Café citoyen, on sera 3 !"));
            await worker.KillAsync();
        }
        await WriteAsync("Et ma sœur aussi");

        await using var next = await WorkerProcess.StartReadyAsync(_rehearsal.Config.FilePath);
        await HoldsAsync(next, texts => texts.Contains("Et ma sœur aussi"));

        Assert.That(await TextsAsync(), Is.EqualTo(new[] { "Et ma sœur aussi", "Je viens au Café citoyen, on sera 3 !" }), "each once, the last first");
        var shown = await RelayProgram.RunAsync(_rehearsal.Config.FilePath, "inbox");
        Assert.That(shown.Output, Does.Contain("The last 2 received:").And.Contain("private message · Camille").And.Contain("\"Et ma sœur aussi\""));
        Assert.That(next.Failures, Is.Empty);
        Assert.That((await next.TerminateAsync()).Exit, Is.Zero);
    }

    private Task HoldsAsync(WorkerProcess worker, Func<IReadOnlyList<string>, bool> holds) => Eventually.HoldsAsync(async () => holds(await TextsAsync()), Patience, () => Task.FromResult(worker.Log));

    private async Task<IReadOnlyList<string>> TextsAsync()
    {
        var ran = await RelayProgram.RunAsync(_rehearsal.Config.FilePath, "inbox", "--json");
        return [.. JsonNode.Parse(ran.Output)!["interactions"]!.AsArray().Select(one => one!["text"]!.GetValue<string>())];
    }

    private async Task WriteAsync(string text)
    {
        using var done = await _http.PostAsJsonAsync(new Uri(_rehearsal.Sandbox.Console, "_sandbox/telegram/write"), new { chat = "700000007", text });
        done.EnsureSuccessStatusCode();
    }
}
