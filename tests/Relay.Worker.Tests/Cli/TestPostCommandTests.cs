using NUnit.Framework;
using Relay.Core.Deliveries;
using Relay.Core.Deliveries.Halts;
using Relay.Core.Texts;
using Relay.Testing;
using Relay.Worker.Cli;

namespace Relay.Worker.Tests.Cli;

/// <summary><c>relay test-post</c> where nothing may leave, and what is counted of it.</summary>
public sealed class TestPostCommandTests
{
    private readonly CliBench _bench = new();

    private StoreBench Store => new(_bench);

    [TearDown]
    public void RemoveFolder() => _bench.Dispose();

    [Test]
    public async Task TestPost_UnderTheKillSwitch_SaysAtOnceWhatHaltsItAndHowToGoOn()
    {
        await Store.LeaveADeliveryAsync();
        var file = _bench.Write("data/relay.stop", "");

        Assert.That(await _bench.RunAsync("test-post", "gironde", "--lang", "fr"), Is.EqualTo(ExitCode.Refused));
        Assert.That(_bench.Error, Does.Contain("L'essai n'a pas été fait. L'arrêt d'urgence est mis depuis").And.Contain(file).And.Contain("effacez ce fichier pour reprendre"));
        Assert.That(await TestsAsync(), Is.Empty);
    }

    [TestCase("\"relay resume gironde\"", "gironde")]
    [TestCase("\"relay resume --account bot33\"", "--account", "bot33")]
    [TestCase("\"relay resume --all\"", "--all")]
    public async Task TestPost_Paused_SaysAtOnceHowToResume(string step, params string[] paused)
    {
        await Store.LeaveADeliveryAsync();
        await _bench.RunAsync(["pause", .. paused]);

        Assert.That(await _bench.RunAsync("test-post", "gironde"), Is.EqualTo(ExitCode.Refused));
        Assert.That(_bench.Error, Does.Contain("No test was made.").And.Contain(step));
        Assert.That(await TestsAsync(), Is.Empty);
    }

    [TestCase("The token is dead.", 0, true, "relay resume --account bot33")]
    [TestCase(null, 30, true, "the next try is from")]
    [TestCase(null, 0.5, true, null, Description = "It ends before patience does.")]
    [TestCase("The token is dead.", 0, false, null, Description = "Without pumps a call is made all the same: it shows whether it was mended.")]
    public void WhyNothingLeaves_AccountRests_IsNamedWhereTheTestWouldWaitInVain(string? reason, double minutes, bool isPumped, string? said)
    {
        var channel = Some.Channel();
        Standing standing = new(channel.Account, "", 1, minutes > 0 ? StoreBench.Time.GetUtcNow().AddMinutes(minutes) : null, reason);

        var why = new Explainer(Some.Channels([channel]), new HaltBoard(), StoreBench.Time).WhyNothingLeaves(channel, isPumped ? [standing] : [], TimeSpan.FromMinutes(1));

        Assert.That(why?.English, said is null ? Is.Null : Does.Contain(said));
    }

    [TestCase("fr", "1 publication d'essai en attente d'envoi")]
    [TestCase("en", "1 test post queued")]
    public async Task Status_TestPost_IsNotCountedAmongThePublished(string language, string line)
    {
        await Store.LeaveADeliveryAsync();
        await _bench.RunAsync("test-post", "gironde");

        await _bench.RunAsync("status", "--lang", language);

        Assert.That(_bench.Output, Does.Contain(line).And.Not.Contain("2 posts").And.Not.Contain("2 publications en attente"));
    }

    private Task<IReadOnlyDictionary<(Operation Operation, DeliveryState State), int>> TestsAsync()
        => Store.ReadAsync(async store => (await store.Ledger.TallyAsync(StoreBench.Time.GetUtcNow(), CancellationToken.None)).Tests);
}
