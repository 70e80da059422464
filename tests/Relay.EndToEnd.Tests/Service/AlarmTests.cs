using System.Text.Json.Nodes;
using NUnit.Framework;
using Relay.EndToEnd.Tests.Harness;

namespace Relay.EndToEnd.Tests.Service;

/// <summary>A Page whose token is dead: coordinators hear of it once, also across a restart, and once that it is mended.</summary>
public sealed class AlarmTests
{
    private Mirror _mirror = null!;

    [SetUp]
    public async Task StartTheNetworks() => _mirror = await Mirror.CreateAsync();

    [TearDown]
    public async Task StopEverything() => await _mirror.DisposeAsync();

    [Test]
    public async Task Account_ThatCanNoLongerPost_IsToldOnceAndSoIsThatItIsMended()
    {
        _mirror.AddPageChannel(0);
        _mirror.Rehearsal.AddBot("bot", 0, journal: false)["Coordinator"] = _mirror.Rehearsal.Chat(0);
        _mirror.Rehearsal.Config.Watchdog["Look"] = "00:00:01";
        _mirror.Party.AddEvents(1, _ => "tous");
        await _mirror.RunAsync();
        await _mirror.PostsAsync(1);
        var secret = _mirror.Rehearsal.Of("page0-Token.secret");
        await File.WriteAllTextAsync(secret, "EAAdead");
        _mirror.Party.AddEvents(1, _ => "tous", first: 2);

        await _mirror.UntilAsync(async () => (await ToldAsync()).Count == 1, "an alarm told");
        var log = _mirror.Worker.Log;
        var status = JsonNode.Parse((await _mirror.Rehearsal.RunAsync("status", "--json")).Output)!["alarms"]!.AsArray();
        await _mirror.StopAsync();
        await _mirror.RunAsync();
        await _mirror.PassesAsync(3);
        var afterRestart = await ToldAsync();
        await File.WriteAllTextAsync(secret, _mirror.Rehearsal.World.Pages[0].Token);
        await _mirror.Rehearsal.RunAsync("resume", "--account", "page0");
        await _mirror.UntilAsync(async () => (await ToldAsync()).Count > 1, "that it is mended");
        var told = await ToldAsync();

        using var all = Assert.EnterMultipleScope();
        Assert.That(status.Select(alarm => alarm!["key"]!.GetValue<string>()), Is.EqualTo(new[] { "account:page0" }), () => string.Join("\n", told) + log);
        Assert.That(afterRestart, Has.One.Items, "A start tries once more, and fails once more.");
        Assert.That(told, Has.Count.EqualTo(2));
        Assert.That(told[0], Does.Contain("page0 ne peut plus publier"));
        Assert.That(told[1], Does.Contain("Réglé"));
    }

    private async Task<IReadOnlyList<string>> ToldAsync()
        => [.. (await _mirror.Rehearsal.Sandbox.PostsAsync()).Where(post => post.Text.Contains("Message automatique de Relay", StringComparison.Ordinal)).Select(post => post.Text)];
}
