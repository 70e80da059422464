using NUnit.Framework;
using Relay.Worker.Control;
using Relay.Worker.Hosting;
using Relay.Worker.Tests.Cli;

namespace Relay.Worker.Tests.Control;

public sealed class ControlAddressTests
{
    private readonly CliBench _bench = new();

    [TearDown]
    public void RemoveFolder() => _bench.Dispose();

    [Test]
    public void Of_TwoStoresOnAServerThatShareAFolder_HaveASocketEach()
    {
        var (gironde, landes) = (SocketOf("Host=127.0.0.1;Database=gironde;Username=relay;Password=a"), SocketOf("Host=127.0.0.1;Database=landes;Username=relay;Password=a"));

        Assert.That(gironde, Is.Not.EqualTo(landes));
        Assert.That(SocketOf("Host=127.0.0.1;Database=gironde;Username=relay;Password=b"), Is.EqualTo(gironde), "a new password is no other store");
    }

    private string SocketOf(string connection)
    {
        var file = Core.Channels.ConfigurationFile.Read(Path.Combine(_bench.Folder, "appsettings.json"), """{ "Relay": { "Store": { "Engine": "postgresql" } } }""");
        _bench.Variables["Relay__Store__ConnectionString"] = connection;
        return StoreAccess.ControlOf(ConfigurationLoader.Read(file, _bench.Around(), Core.Channels.KeptSettings.None)).SocketPath;
    }
}
