using System.Net.Http.Json;
using System.Text.Json.Nodes;
using NUnit.Framework;
using Relay.EndToEnd.Tests.Harness;

namespace Relay.EndToEnd.Tests.Answering;

/// <summary>A private chat as people use it: the menu, each command, signing up and being told, through the worker that really runs.</summary>
public sealed class PrivateChatTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    private readonly HttpClient _http = new();
    private Rehearsal _rehearsal = null!;
    private PartyDatabase _party = null!;

    [SetUp]
    public async Task Start()
    {
        _rehearsal = await Rehearsal.StartAsync(enforceLimits: false);
        _party = _rehearsal.AddParty();
        _party.AddEvents(2, _ => "logement");
        _rehearsal.AddBot("bot", 0, journal: false)["Handle"] = $"@{_rehearsal.World.Bots[0].Username}";
        _rehearsal.Config.Write();
    }

    [TearDown]
    public async Task Stop()
    {
        _http.Dispose();
        await _rehearsal.DisposeAsync();
    }

    [Test]
    public async Task Commands_InBothLanguages_AreShownAndAnsweredInThatOfThePerson()
    {
        await using var worker = await WorkerProcess.StartReadyAsync(_rehearsal.Config.FilePath);
        await HoldsAsync(worker, async () => (await _rehearsal.Store.ReadAsync("SELECT key FROM items WHERE presence = 'present'")).Count == 2);
        await HoldsAsync(worker, async () => (await MenuAsync("en")).Count > 0);

        Assert.That((await MenuAsync("fr")).Take(3), Is.EqualTo(new[] { "evenements", "initiatives", "abonner" }));
        Assert.That((await MenuAsync("en")).Take(3), Is.EqualTo(new[] { "events", "initiatives", "subscribe" }));

        string[] french = ["Bonjour. Je peux", "Près de chez vous", "Les prochaines rencontres", "Les prochaines rencontres", "Aucune initiative", "Recevoir ici les nouvelles", "Ce qui est conservé|Rien n’est conservé", "/evenements 33000"];
        await PlayAsync(worker, "Inès Martin", ["/start", "/evenements", "33000", "/evenements 33000", "/initiatives", "/abonner 33", "/mesdonnees", "/aide"], french);
        string[] english = ["Hello. I can", "Where is that", "The next events", "The next events", "No initiative", "Receive the news", "What is kept|Nothing is kept", "/events 33000"];
        await PlayAsync(worker, "Sam Taylor", ["/start", "/events", "33000", "/events 33000", "/initiatives", "/subscribe 33", "/mydata", "/help"], english);
        await PlayAsync(worker, "Sam Taylor", ["/stop"], ["Done: you will receive nothing"]);
        Assert.That(worker.Failures, Is.Empty);
    }

    [Test]
    public async Task SignUp_ThenTheEventMovesAndIsCalledOff_IsToldOnceEachWithTheFileOfTheCalendar()
    {
        await using var worker = await WorkerProcess.StartReadyAsync(_rehearsal.Config.FilePath);
        await HoldsAsync(worker, async () => (await _rehearsal.Store.ReadAsync("SELECT key FROM items WHERE presence = 'present'")).Count == 2);
        var ran = await _rehearsal.RunAsync("link", "party/event/e1");
        var link = ran.Output.Split('\n').First(line => line.Contains("?start=", StringComparison.Ordinal)).Trim();
        var shown = await SayAsync(worker, "Inès Martin", $"/start {link[(link.IndexOf('=', StringComparison.Ordinal) + 1)..]}");
        await DoAsync("people/telegram/press", new { chat = shown.Target, message = shown.Id, button = "Je viens", person = "Inès Martin" });
        await HoldsAsync(worker, async () => (await HeardAsync(shown.Target)).Count == 2);
        var noted = (await HeardAsync(shown.Target))[^1];
        Assert.That(noted.Text, Does.StartWith("C’est noté : vous venez"));
        Assert.That(noted.File!.Content, Does.Contain("SEQUENCE:0").And.Contain("SUMMARY:Réunion publique n0001").And.Contain("STATUS:CONFIRMED"));

        // Near enough to be told of at any hour of the night.
        var soon = TimeProvider.System.GetUtcNow().UtcDateTime.AddHours(10).ToString("yyyy-MM-dd'T'HH:00:00", System.Globalization.CultureInfo.InvariantCulture);
        _party.Change($"starts_local = '{soon}'", "source_id = 'e1'");
        await HoldsAsync(worker, async () => (await HeardAsync(shown.Target)).Count == 3);
        var moved = (await HeardAsync(shown.Target))[^1];
        Assert.That(moved.Text, Does.StartWith("Du nouveau").And.Contain("Réunion publique n0001").And.Contain("STOP"));
        Assert.That(moved.File!.Content, Does.Contain("DTSTART").And.Not.Contain("SEQUENCE:0"));
        Assert.That(Uid(moved.File.Content), Is.EqualTo(Uid(noted.File.Content)));

        _party.Change("status = 'cancelled'", "source_id = 'e1'");
        await HoldsAsync(worker, async () => (await HeardAsync(shown.Target)).Any(post => post.Text.Contains("est annulé", StringComparison.Ordinal)));
        var told = await HeardAsync(shown.Target);
        Assert.That(told[^1].File!.Content, Does.Contain("STATUS:CANCELLED"));
        Assert.That(told.Select(post => post.Text), Is.Unique, "each once");
        foreach (var post in told)
        {
            TestContext.Out.WriteLine(post.Text);
        }
        Assert.That(worker.Failures, Is.Empty);
    }

    private static string Uid(string calendar) => calendar.Split("\r\n").Single(line => line.StartsWith("UID:", StringComparison.Ordinal));

    private async Task PlayAsync(WorkerProcess worker, string person, string[] said, string[] begins)
    {
        foreach (var (words, begin) in said.Zip(begins))
        {
            var answer = await SayAsync(worker, person, words);
            TestContext.Out.WriteLine($"{person}: {words}\n{answer.Text}\n   [{string.Join("] [", answer.Buttons)}]\n");
            Assert.That(begin.Split('|').Any(one => answer.Text.StartsWith(one, StringComparison.Ordinal)), Is.True, $"{words} was answered: {answer.Text}");
        }
    }

    /// <summary>Writes to the bot and waits for the answer.</summary>
    private async Task<SandboxPost> SayAsync(WorkerProcess worker, string person, string text)
    {
        var written = await DoAsync("people/telegram/message", new { text, person });
        var chat = written["chat"]!.ToString();
        var before = int.Parse(written["message"]!.ToString(), System.Globalization.CultureInfo.InvariantCulture);
        SandboxPost? answer = null;
        await HoldsAsync(worker, async () => (answer = (await HeardAsync(chat)).FirstOrDefault(post => int.Parse(post.Id, System.Globalization.CultureInfo.InvariantCulture) > before)) is not null);
        return answer!;
    }

    private async Task<IReadOnlyList<string>> MenuAsync(string language)
    {
        using var asked = await _http.PostAsJsonAsync(new Uri(_rehearsal.Sandbox.Telegram, $"bot{_rehearsal.World.Bots[0].Token}/getMyCommands".Replace(":", "%3A", StringComparison.Ordinal)), new { scope = new { type = "all_private_chats" }, language_code = language });
        return [.. ((JsonArray)(await asked.Content.ReadFromJsonAsync<JsonObject>())!["result"]!).Select(command => command!["command"]!.ToString())];
    }

    private static Task HoldsAsync(WorkerProcess worker, Func<Task<bool>> holds) => Eventually.HoldsAsync(holds, Patience, () => Task.FromResult(worker.Log));

    private async Task<IReadOnlyList<SandboxPost>> HeardAsync(string chat) => [.. (await _rehearsal.Sandbox.PostsAsync()).Where(post => post.Target == chat)];

    private async Task<JsonObject> DoAsync(string deed, object fields)
    {
        using var done = await _http.PostAsJsonAsync(new Uri(_rehearsal.Sandbox.Console, $"_sandbox/{deed}"), fields);
        var said = await done.Content.ReadAsStringAsync();
        Assert.That(done.IsSuccessStatusCode, said);
        return (JsonObject)JsonNode.Parse(said)!;
    }
}
