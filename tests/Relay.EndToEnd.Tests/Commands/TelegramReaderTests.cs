using System.Net.Http.Json;
using NUnit.Framework;
using Relay.EndToEnd.Tests.Harness;

namespace Relay.EndToEnd.Tests.Commands;

/// <summary>The worker reads for its bot, and somebody connects the same bot beside it.</summary>
public sealed class TelegramReaderTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    private readonly HttpClient _http = new();
    private Rehearsal _rehearsal = null!;

    [SetUp]
    public async Task Start() => _rehearsal = await Rehearsal.StartAsync(enforceLimits: false);

    [TearDown]
    public async Task Stop()
    {
        _http.Dispose();
        await _rehearsal.DisposeAsync();
    }

    [Test]
    public async Task Connect_BesideAWorkerThatReadsForThatBot_SeesTheChatAndPressesAreStillAnswered()
    {
        _rehearsal.AddParty();
        _rehearsal.AddBot("bot", 0, journal: true)["Coordinator"] = "700000007";
        _rehearsal.Config.Write();
        await using var worker = await WorkerProcess.StartReadyAsync(_rehearsal.Config.FilePath);
        await AnsweredAsync(await PressAsync());

        await using var connect = WorkerProcess.Start(
        [
            "connect", "telegram", "--config", _rehearsal.Config.FilePath, "--token-file", _rehearsal.Of("bot-Token.secret"), "--base-address", _rehearsal.Sandbox.Telegram.AbsoluteUri,
            "--yes", "--chat", "Le Tilleul Gironde", "--journal", "no", "--coordinator", "no",
        ]);
        await connect.SaysAsync("startchannel");
        await connect.SaysAsync("…");
        await DoAsync("add", new { chat = "@tilleul_gironde", rights = "post+edit+delete" });

        Assert.That(await connect.ExitAsync(Patience), Is.Zero, connect.Log);
        Assert.That(connect.Log, Does.Contain("le-tilleul-gironde-telegram"));
        await AnsweredAsync(await PressAsync());
        var (exit, took) = await worker.TerminateAsync();
        Assert.That((exit, worker.Failures), Is.EqualTo((0, Array.Empty<string>())), worker.Log);
        Assert.That(took, Is.LessThan(TimeSpan.FromSeconds(10)), "a poll of 25 s is not waited for");
    }

    /// <summary>A card of the bot, with a button that no part of Relay knows; somebody presses it.</summary>
    private async Task<string> PressAsync()
    {
        var card = new { chat_id = 700000007, text = "Carte", reply_markup = new { inline_keyboard = new object[] { new object[] { new { text = "Vieux bouton", callback_data = "gone:1" } } } } };
        using var sent = await _http.PostAsJsonAsync(new Uri($"{_rehearsal.Sandbox.Telegram}bot{_rehearsal.World.Bots[0].Token}/sendMessage"), card);
        var message = (await sent.Content.ReadFromJsonAsync<System.Text.Json.Nodes.JsonNode>())!["result"]!["message_id"]!.GetValue<int>();
        return (await DoAsync("press", new { chat = "700000007", message, button = "Vieux bouton" }))["press"]!.GetValue<string>();
    }

    private Task AnsweredAsync(string press) => Eventually.HoldsAsync(
        async () => (await PressesAsync())!.AsArray().Any(one => one!["id"]!.GetValue<string>() == press && one["answer"]?.GetValue<string>().Contains("ne sert plus", StringComparison.Ordinal) == true),
        Patience, async () => $"{await PressesAsync()}");

    private async Task<System.Text.Json.Nodes.JsonNode?> PressesAsync() => await _http.GetFromJsonAsync<System.Text.Json.Nodes.JsonNode>(new Uri(_rehearsal.Sandbox.Console, "_sandbox/telegram/presses"));

    private async Task<System.Text.Json.Nodes.JsonNode> DoAsync(string action, object fields)
    {
        using var done = await _http.PostAsJsonAsync(new Uri(_rehearsal.Sandbox.Console, $"_sandbox/telegram/{action}"), fields);
        return (await done.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<System.Text.Json.Nodes.JsonNode>())!;
    }
}
