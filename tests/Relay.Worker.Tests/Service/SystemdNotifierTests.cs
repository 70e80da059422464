using Microsoft.Extensions.Logging.Abstractions;
using NUnit.Framework;
using Relay.Testing;
using Relay.Worker.Service;

namespace Relay.Worker.Tests.Service;

[Platform(Exclude = "Win")]
public sealed class SystemdNotifierTests
{
    [Test]
    public void Watchdog_MeantForAnotherProcess_IsNotOurs()
        => Assert.That(Create(("WATCHDOG_USEC", "30000000"), ("WATCHDOG_PID", "1")).Watchdog, Is.Null);

    [TestCase("30000000", 30)]
    [TestCase("0", null)]
    [TestCase("soon", null)]
    public void Watchdog_AsSystemdNamesIt_IsRead(string microseconds, double? seconds)
        => Assert.That(Create(("WATCHDOG_USEC", microseconds)).Watchdog?.TotalSeconds, Is.EqualTo(seconds));

    [Test]
    public void Send_SocketThatIsGone_IsNoFault()
    {
        string path;
        using (var socket = new NotifySocket())
        {
            path = socket.Path;
        }

        Assert.That(() => Create(("NOTIFY_SOCKET", path)).Ping(), Throws.Nothing);
    }

    [TestCase("8:4711", "socket:[4711]", true)]
    [TestCase("8:4711", "socket:[4712]", false)]
    [TestCase("8:4711", "/dev/pts/0", false)]
    [TestCase("", "socket:[4711]", false)]
    [TestCase("8:4711", null, false)]
    public void JournalStream_OnlyTheVeryOneThatSystemdHasConnected(string variable, string? link, bool journal)
        => Assert.That(JournalStream.IsSame(new Dictionary<string, string> { ["JOURNAL_STREAM"] = variable }, link), Is.EqualTo(journal));

    private static SystemdNotifier Create(params (string Name, string Value)[] environment)
        => new(environment.ToDictionary(pair => pair.Name, pair => pair.Value, StringComparer.Ordinal), NullLogger<SystemdNotifier>.Instance);
}
