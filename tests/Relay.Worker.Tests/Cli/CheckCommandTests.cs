using NUnit.Framework;
using Relay.Worker.Cli;

namespace Relay.Worker.Tests.Cli;

public sealed class CheckCommandTests
{
    private readonly CliBench _bench = new();

    [TearDown]
    public void RemoveFolder() => _bench.Dispose();

    [TestCase("fr", "compte bot33 (telegram, appels vers http://127.0.0.1:9/) → @parti_33", "  inconnu    s'identifier : ")]
    [TestCase("en", "account bot33 (telegram, calls go to http://127.0.0.1:9/) → @parti_33", "  unknown    authenticate: ")]
    public async Task Check_NetworkOutOfReach_SaysWhereCallsGoAndThatNothingIsKnown(string language, string account, string rung)
    {
        new StoreBench(_bench).Configure();

        var exit = await _bench.RunAsync("check", "--lang", language);

        Assert.That(exit, Is.EqualTo(ExitCode.Unreachable), _bench.Error);
        Assert.That(_bench.Output, Does.Contain(account).And.Contain(rung));
    }
}
