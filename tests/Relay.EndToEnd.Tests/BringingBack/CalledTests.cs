using System.Net.Http.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using NUnit.Framework;
using Relay.EndToEnd.Tests.Harness;

namespace Relay.EndToEnd.Tests.BringingBack;

/// <summary>Networks that call a running worker: told by a command, they ask its address, and what they bring stands for the account that it is for.</summary>
public sealed partial class CalledTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    private Rehearsal _rehearsal = null!;

    [SetUp]
    public async Task Start()
    {
        _rehearsal = await Rehearsal.StartAsync(enforceLimits: false);
        _rehearsal.AddParty();
        // One app for both Pages, one for both profiles.
        foreach (var (page, id) in new[] { (0, "page-fr"), (1, "page33") })
        {
            var settings = _rehearsal.AddPage(id, page);
            (settings["AppId"], settings["VerifyTokenFile"]) = (_rehearsal.World.Pages[page].AppId, Secret($"{id}-verify"));
            _rehearsal.AddProfile($"x-{id}", page)["UserId"] = _rehearsal.World.Profiles[page].Id;
        }
        _rehearsal.AddBot("bot", 0, journal: false)["WebhookSecretFile"] = Secret("bot-hook");
        _rehearsal.Config.Webhooks = new() { ["Listen"] = "http://127.0.0.1:0", ["PublicUrl"] = "https://relay.parti.example" };
        // After their first look the polls rest: what comes now, somebody has told.
        _rehearsal.Config.Times["PollEvery"] = "1.00:00:00";
        _rehearsal.Config.Write();
    }

    [TearDown]
    public async Task Stop() => await _rehearsal.DisposeAsync();

    [Test]
    public async Task Webhooks_SetByCommand_BringEachThingToItsAccount()
    {
        await using var worker = await WorkerProcess.StartReadyAsync(_rehearsal.Config.FilePath);
        await Eventually.HoldsAsync(() => Heard().IsMatch(worker.Log), Patience, () => worker.Log);
        await StandAsync(Heard().Match(worker.Log).Groups["address"].Value);

        foreach (var account in new[] { "page-fr", "page33", "x-page-fr", "x-page33", "bot" })
        {
            var set = await RelayProgram.RunAsync(_rehearsal.Config.FilePath, "webhooks", "set", account);
            Assert.That(set.Exit, Is.Zero, set.ToString());
        }
        using var people = new Public(_rehearsal.Sandbox.Console);
        for (var place = 0; place < 2; place++)
        {
            await people.DoAsync("facebook", "message", new { page = _rehearsal.World.Pages[place].Id, text = $"Bonjour la Page {place}", person = "Fatou Diallo" });
            await people.DoAsync("x", "mention", new { profile = _rehearsal.World.Profiles[place].Username, text = $"Bonjour le profil {place}", person = "Fatou Diallo" });
        }
        await people.DoAsync("telegram", "message", new { text = "Bonjour le bot", person = "Camille Répétition" });

        string[] expected =
        [
            "bot: Bonjour le bot", "page-fr: Bonjour la Page 0", "page33: Bonjour la Page 1",
            $"x-page-fr: @{_rehearsal.World.Profiles[0].Username} Bonjour le profil 0", $"x-page33: @{_rehearsal.World.Profiles[1].Username} Bonjour le profil 1",
        ];
        await Eventually.HoldsAsync(async () => expected.All((await CameAsync()).Contains), Patience, async () => $"{string.Join('\n', await CameAsync())}\n{worker.Log}");
        var check = await RelayProgram.RunAsync(_rehearsal.Config.FilePath, "check", "--require", "hear-webhooks", "--account", "x-page33");
        Assert.That(check.Output, Does.Contain("X calls Relay for what is written to the profile."), check.ToString());
        Assert.That(worker.Failures, Is.Empty);
    }

    private async Task<List<string>> CameAsync()
    {
        var ran = await RelayProgram.RunAsync(_rehearsal.Config.FilePath, "inbox", "--json");
        return [.. JsonNode.Parse(ran.Output)!["interactions"]!.AsArray().Select(one => $"{one!["account"]}: {one["text"]}")];
    }

    private string Secret(string name)
    {
        var path = Path.Combine(Path.GetDirectoryName(_rehearsal.Config.FilePath)!, $"{name}.secret");
        File.WriteAllText(path, $"{name}-0123456789abcdef");
        return path;
    }

    /// <summary>The reverse proxy before the worker.</summary>
    private async Task StandAsync(string address)
    {
        using var http = new HttpClient { BaseAddress = _rehearsal.Sandbox.Console };
        using var done = await http.PostAsJsonAsync("_sandbox/proxy", new { from = "https://relay.parti.example/", to = $"{address.TrimEnd('/')}/" });
        Assert.That(done.IsSuccessStatusCode, await done.Content.ReadAsStringAsync());
    }

    [GeneratedRegex(@"heard at (?<address>http://127\.0\.0\.1:[0-9]+)", RegexOptions.ExplicitCapture, 5_000)]
    private static partial Regex Heard();
}
