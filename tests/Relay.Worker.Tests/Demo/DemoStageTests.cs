using System.Globalization;
using System.Runtime.Versioning;
using NUnit.Framework;
using Relay.Core.Channels;
using Relay.Testing;
using Relay.Worker.Cli;
using Relay.Worker.Demo;
using Relay.Worker.Hosting;
using Relay.Worker.Plans;
using Relay.Worker.Tests.Cli;

namespace Relay.Worker.Tests.Demo;

[Platform(Exclude = "Win"), UnsupportedOSPlatform("windows")]
public sealed class DemoStageTests
{
    private readonly CliBench _bench = new();

    [TearDown]
    public void RemoveFolder() => _bench.Dispose();

    [Test]
    public async Task Set_Configuration_HasTenChannelsOverThreeNetworksAllOnThisMachine()
    {
        await using var stage = await SetAsync();

        var (_, configuration) = await ConfigurationLoader.LoadForWorkAsync(stage.ConfigurationPath, _bench.Around(), CancellationToken.None);

        Assert.Multiple(() =>
        {
            Assert.That(configuration.Rehearsal);
            Assert.That(configuration.Channels, Has.Count.AtLeast(10));
            Assert.That(configuration.Channels.Values.Select(channel => channel.Network).Distinct(), Is.EquivalentTo(new[] { "facebook", "x", "telegram" }));
            Assert.That(configuration.Channels.Values.Select(channel => channel.Stage), Is.All.EqualTo(Stage.Live));
            Assert.That(configuration.Channels.Values.Select(channel => channel.Slots.NextOpen(new DateTime(2026, 11, 22, 3, 4, 0))), Is.All.EqualTo(new DateTime(2026, 11, 22, 3, 4, 0)));
            Assert.That(configuration.Accounts.Values.Select(account => account.BaseAddress.IsLoopback), Is.All.True);
        });
    }

    [TestCase("2026-11-22T03:00Z")] // a Sunday night
    [TestCase("2026-12-31T22:45Z")]
    [TestCase("2027-03-27T23:30Z")] // the clocks change within hours
    [TestCase("2027-08-11T12:00Z")]
    public async Task Plan_AtAnyTimeOfTheWeek_HasMoreThanAHundredDueOverThreeNetworksAndSomeLater(string now)
    {
        var time = new ManualTime(DateTimeOffset.Parse(now, CultureInfo.InvariantCulture));
        await using var stage = await DemoStage.SetAsync(Path.Combine(_bench.Folder, "stage"), port: 0, seed: 1, time, CancellationToken.None);
        var (_, configuration) = await ConfigurationLoader.LoadForWorkAsync(stage.ConfigurationPath, _bench.Around(), CancellationToken.None);

        var plan = await PlanPreview.ReadAsync(configuration, "en", time, CancellationToken.None);

        var due = plan.Lines.Where(line => line.From <= time.GetUtcNow()).ToList();
        Assert.Multiple(() =>
        {
            Assert.That(due, Has.Count.GreaterThan(100));
            Assert.That(due.Select(line => line.Network).Distinct(), Is.EquivalentTo(new[] { "facebook", "x", "telegram" }));
            Assert.That(plan.Lines, Has.Count.GreaterThan(due.Count));
            Assert.That(due.Select(line => line.Text), Has.None.Null);
        });
    }

    [Test]
    public async Task Set_Secrets_AreFilesOfTheirOwnForTheirOwnerAlone()
    {
        await using var stage = await SetAsync();

        var files = Directory.GetFiles(Path.Combine(stage.Folder, "secrets"));
        var configuration = await File.ReadAllTextAsync(stage.ConfigurationPath);

        Assert.That(files, Is.Not.Empty);
        Assert.That(files.Select(File.GetUnixFileMode), Is.All.EqualTo(UnixFileMode.UserRead | UnixFileMode.UserWrite));
        Assert.That(files.Select(File.ReadAllText).Where(secret => configuration.Contains(secret, StringComparison.Ordinal)), Is.Empty);
    }

    [Test]
    public async Task Demo_FolderOfAnEarlierRehearsal_IsRefusedInOneSentence()
    {
        await using var stage = await SetAsync();

        var exit = await CommandLine.RunAsync(["demo", "--once", "--folder", stage.Folder], _bench.Around(), CancellationToken.None);

        Assert.That(exit, Is.EqualTo(ExitCode.Refused));
        Assert.That(_bench.Error, Does.Contain("party.db").And.Not.Contain("   at "));
    }

    [TestCase("fr", "est pris ou interdit")]
    [TestCase("en", "is taken or not allowed")]
    public async Task Demo_PortTaken_IsRefusedInOneSentence(string language, string words)
    {
        await using var stage = await SetAsync();

        var exit = await CommandLine.RunAsync(["demo", "--once", "--lang", language, "--port", stage.Networks.Console.Port.ToString(CultureInfo.InvariantCulture)], _bench.Around(), CancellationToken.None);

        Assert.That(exit, Is.EqualTo(ExitCode.Refused), _bench.Error);
        Assert.That(_bench.Error.Trim().Split('\n'), Has.Length.EqualTo(1));
        Assert.That(_bench.Error, Does.Contain(words).And.Contain("--port"));
    }

    [Test]
    public async Task Demo_ForPeople_EndsItsStartWithTheAddressAndLogsOnlyWhatWentWrong()
    {
        var exit = await CommandLine.RunAsync(["demo", "--open-for", "00:00:01", "--lang", "fr"], _bench.Around(), CancellationToken.None);

        var lines = _bench.Output.TrimEnd('\n').Split('\n');
        Assert.That(exit, Is.EqualTo(ExitCode.Done), _bench.Error);
        Assert.That(_bench.Error, Does.Not.Contain(" info ").And.Not.Contain("[5003]"));
        Assert.That(Array.FindIndex(lines, line => line.Contains("à ouvrir : http://127.0.0.1:", StringComparison.Ordinal)),
            Is.GreaterThan(Array.FindIndex(lines, line => line.Contains("-- status --config ", StringComparison.Ordinal))).And.Positive);
    }

    [Test]
    public async Task Status_OfARehearsal_SaysSoOnEveryLine()
    {
        await using var stage = await SetAsync();
        var (file, configuration) = await ConfigurationLoader.LoadForWorkAsync(stage.ConfigurationPath, _bench.Around(), CancellationToken.None);
        await using (await WorkerRun.StartAsync(file, configuration, new Screen(TextWriter.Null, TextWriter.Null, "en", json: false), _bench.Around() with { Error = TextWriter.Null }, CancellationToken.None))
        {
        }

        await CommandLine.RunAsync(["status", "--config", stage.ConfigurationPath], _bench.Around(), CancellationToken.None);

        Assert.That(_bench.Output.TrimEnd('\n').Split('\n'), Is.All.StartsWith("[REHEARSAL] "));
    }

    private Task<DemoStage> SetAsync() => DemoStage.SetAsync(Path.Combine(_bench.Folder, "stage"), port: 0, seed: 1, TimeProvider.System, CancellationToken.None);
}
