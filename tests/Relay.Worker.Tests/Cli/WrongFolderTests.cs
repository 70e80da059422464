using NUnit.Framework;
using Relay.Worker.Cli;

namespace Relay.Worker.Tests.Cli;

/// <summary>Commands where nothing is configured: she may stand in another folder than she believes.</summary>
public sealed class WrongFolderTests
{
    private readonly CliBench _bench = new();

    [TearDown]
    public void RemoveFolder() => _bench.Dispose();

    [TestCase("plan")]
    [TestCase("pause", "gironde")]
    [TestCase("go-live", "gironde")]
    [TestCase("channel", "set", "gironde", "MaximumPerDay=3")]
    [TestCase("disconnect", "bot33", "--yes")]
    [TestCase("pause", "--account", "bot33")]
    public async Task Command_NothingIsConfiguredHere_NamesTheFileAndTheStoreAndTheNextStep(params string[] command)
    {
        var file = _bench.Write("appsettings.json", """{ "Relay": {} }""");

        Assert.That(await _bench.RunAsync(command), Is.EqualTo(ExitCode.Configuration), _bench.Output);
        Assert.That(_bench.Error, Does.Contain(file).And.Contain(Path.Combine(_bench.Folder, "data", "relay.db")).And.Contain("relay connect").And.Contain("--config"));
        Assert.That(_bench.Output, Does.Not.Contain("nothing to publish"));
    }

    [Test]
    public async Task Accounts_NothingIsConfiguredHere_NamesTheFileAndTheStoreAndTheNextStep()
    {
        var file = _bench.Write("appsettings.json", """{ "Relay": {} }""");

        Assert.That(await _bench.RunAsync("accounts", "--lang", "fr"), Is.EqualTo(ExitCode.Done), _bench.Error);
        Assert.That(_bench.Output, Does.Contain(file).And.Contain(Path.Combine(_bench.Folder, "data", "relay.db")).And.Contain("« relay connect telegram »").And.Contain("--config"));
    }

    [Test]
    public async Task TestPost_ChannelNobodyKnowsHere_MakesNoStore()
    {
        var file = _bench.Write("appsettings.json", """{ "Relay": {} }""");

        Assert.That(await _bench.RunAsync("test-post", "gironde"), Is.EqualTo(ExitCode.Store), _bench.Output);
        Assert.That(_bench.Error, Does.Contain(file).And.Contain("relay connect"));
        Assert.That(Path.Combine(_bench.Folder, "data", "relay.db"), Does.Not.Exist);
    }

    [TestCase("status")]
    [TestCase("why", "e1")]
    [TestCase("uncertain")]
    public async Task Read_NoStoreHere_NamesTheFileAndTheStoreAndTheNextStep(params string[] command)
    {
        var file = _bench.Write("appsettings.json", """{ "Relay": {} }""");

        Assert.That(await _bench.RunAsync([.. command, "--lang", "fr"]), Is.EqualTo(ExitCode.Store));
        Assert.That(_bench.Error, Does.Contain(file).And.Contain(Path.Combine(_bench.Folder, "data", "relay.db")).And.Contain("« relay connect »").And.Contain("--config"));
    }

    [Test]
    public async Task Status_StoreOfAnEmptyConfiguration_SaysThatNothingIsConfigured()
    {
        await new StoreBench(_bench).MakeAsync();
        _bench.Write("appsettings.json", """{ "Relay": {} }""");

        Assert.That(await _bench.RunAsync("status"), Is.EqualTo(ExitCode.Done), _bench.Error);
        Assert.That(_bench.Error, Does.Contain("No account is configured in").And.Contain(Path.Combine("data", "relay.db")));
    }
}
