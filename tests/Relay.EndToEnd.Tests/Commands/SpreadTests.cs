using System.Net.Http.Json;
using System.Text.Json;
using NUnit.Framework;
using Relay.EndToEnd.Tests.Harness;

namespace Relay.EndToEnd.Tests.Commands;

/// <summary>Five people follow the button under a post of a rehearsal, say yes, and are asked to pass it on; the coordinator reads how far that copy went.</summary>
public sealed class SpreadTests
{
    private const string Channel = "@tilleul_fr";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);
    private static readonly string[] People = ["Ada Public", "Jean Public", "Rose Public", "Marc Public", "Anne Public"];

    private readonly HttpClient _http = new();
    private Rehearsal _rehearsal = null!;

    [SetUp]
    public async Task Start()
    {
        _rehearsal = await Rehearsal.StartAsync(enforceLimits: false);
        _rehearsal.AddParty().AddEvents(1, _ => "logement");
        _rehearsal.AddBot("bot", 0, journal: false)["Handle"] = $"@{_rehearsal.World.Bots[0].Username}";
        _rehearsal.Config.Channel("national", "bot", Channel);
        _rehearsal.Config.Write();
    }

    [TearDown]
    public async Task Stop()
    {
        _http.Dispose();
        await _rehearsal.DisposeAsync();
    }

    [Test]
    public async Task Spread_FivePeopleComeByTheButtonOfACopy_AreCountedForItAndShownHowToPassItOn()
    {
        await using var worker = await WorkerProcess.StartReadyAsync(_rehearsal.Config.FilePath);
        await HoldsAsync(worker, async () => (await CopiesAsync()).Count == 1);
        var copy = (await CopiesAsync()).Single();
        Assert.That(copy.Buttons, Is.EqualTo(new[] { "Je viens", "WhatsApp", "Facebook", "X", "Telegram" }));
        var payload = copy.Links["Je viens"][(copy.Links["Je viens"].IndexOf('=', StringComparison.Ordinal) + 1)..];
        Assert.That(payload, Does.Match("^[A-Za-z0-9_-]{1,64}$"));

        foreach (var person in People)
        {
            await DoAsync("message", new { bot = _rehearsal.World.Bots[0].Username, person, text = $"/start {payload}" });
        }
        await HoldsAsync(worker, async () => (await HeardAsync()).Count == People.Length);
        foreach (var asked in await HeardAsync())
        {
            await DoAsync("press", new { chat = asked.Target, message = asked.Id, button = "Je viens" });
        }
        await HoldsAsync(worker, async () => (await HeardAsync()).Count == 2 * People.Length);

        var noted = (await HeardAsync()).Where(answer => answer.Text.StartsWith("C’est noté", StringComparison.Ordinal)).ToList();
        Assert.That(noted, Has.Count.EqualTo(People.Length).And.All.Matches<SandboxPost>(answer => answer!.Text.Contains("À relayer autour de vous, et pour en parler près de chez vous :", StringComparison.Ordinal)));
        Assert.That(noted[0].Buttons, Is.SupersetOf(new[] { "WhatsApp", "Facebook", "X", "Telegram", $"Telegram · {Channel}" }));
        Assert.That(Uri.UnescapeDataString(noted[0].Links["WhatsApp"]), Does.Contain($"?start={payload}"), "what is passed on counts for the copy that brought them");
        var spread = await _rehearsal.RunAsync("spread", "--json");
        Assert.That(spread.Exit, Is.Zero, spread.Error);
        var told = JsonDocument.Parse(spread.Output).RootElement.GetProperty("copies").EnumerateArray().Single();
        Assert.That((told.GetProperty("messages").GetInt32(), told.GetProperty("coming").GetInt32(), told.GetProperty("supports").ValueKind), Is.EqualTo((5, 5, JsonValueKind.Null)));
        Assert.That(worker.Failures, Is.Empty);
    }

    private async Task<IReadOnlyList<SandboxPost>> CopiesAsync() => [.. (await _rehearsal.Sandbox.PostsAsync()).Where(post => post.Target == _rehearsal.Chat(0))];

    private async Task<IReadOnlyList<SandboxPost>> HeardAsync() => [.. (await _rehearsal.Sandbox.PostsAsync()).Where(post => post.Network == "telegram" && !post.Target.StartsWith('-'))];

    private async Task DoAsync(string action, object fields)
    {
        using var done = await _http.PostAsJsonAsync(new Uri(_rehearsal.Sandbox.Console, $"_sandbox/people/telegram/{action}"), fields);
        if (!done.IsSuccessStatusCode)
        {
            Assert.Fail(await done.Content.ReadAsStringAsync());
        }
    }

    private static Task HoldsAsync(WorkerProcess worker, Func<Task<bool>> holds) => Eventually.HoldsAsync(holds, Patience, () => Task.FromResult(worker.Log));
}
