using System.Text;
using Relay.Networks.Transport;
using Relay.Testing;
using Relay.Testing.Http;

namespace Relay.Networks.Tests.Transport;

[CancelAfter(30_000)]
public sealed class KeptConnectionsTests
{
    private readonly ManualTime _time = new();

    [Test]
    public void KeptFor_IsShorterThanAnyServerKeepsAQuietConnection()
    {
        using var wire = NetworkClients.Wire(NetworkClients.KeptFor);

        Assert.That(wire.PooledConnectionLifetime, Is.InRange(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2)));
    }

    [Test]
    public async Task Send_WithinTheTime_GoesOverTheSameConnection(CancellationToken cancel)
    {
        await using var server = new CuttingServer(_ => "{}");
        using var client = Client(server.Address, TimeSpan.FromMinutes(10));

        for (var call = 0; call < 20; call++)
        {
            await PostAsync(client, server.Address, cancel);
        }

        Assert.That((server.Arrived, server.Connections), Is.EqualTo((20, 1)));
    }

    [Test]
    public async Task Send_ConnectionOlderThanItsTime_GoesOverANewOne(CancellationToken cancel)
    {
        await using var server = new CuttingServer(_ => "{}");
        using var client = Client(server.Address, TimeSpan.FromMilliseconds(1));

        for (var call = 0; call < 10_000 && server.Connections < 3; call++)
        {
            await PostAsync(client, server.Address, cancel);
        }

        Assert.That(server.Connections, Is.EqualTo(3), "however often each was used meanwhile");
    }

    [Test]
    public async Task Send_ServerCutAConnectionAnHourAgo_IsTrustedAgain(CancellationToken cancel)
    {
        await using var server = new CuttingServer(number => number == 1 ? null : "{}");
        using var client = Client(server.Address, TimeSpan.FromMinutes(10));
        Assert.That(async () => await PostAsync(client, server.Address, cancel), Throws.InstanceOf<HttpRequestException>());
        await PostAsync(client, server.Address, cancel);
        await PostAsync(client, server.Address, cancel);
        Assert.That(server.Connections, Is.EqualTo(3));

        _time.Advance(ConnectionTrust.Caution);
        await PostAsync(client, server.Address, cancel);
        await PostAsync(client, server.Address, cancel);

        Assert.That((server.Arrived, server.Connections), Is.EqualTo((5, 4)));
    }

    [Test]
    public async Task Send_NobodyListens_CostsNoTrust(CancellationToken cancel)
    {
        var gone = new CuttingServer(_ => null);
        var address = gone.Address;
        var trust = Trust(address);
        await gone.DisposeAsync();
        using var client = new HttpMessageInvoker(new KeptConnections(trust, NetworkClients.Wire));

        Assert.That(async () => await PostAsync(client, address, cancel), Throws.InstanceOf<HttpRequestException>());
        Assert.That(trust.Keeps(address.Authority), Is.True);
    }

    [Test]
    public async Task Send_ServerIsNotTheNetworksOwn_GoesOverANewConnectionEachTime(CancellationToken cancel)
    {
        await using var server = new CuttingServer(_ => "{}");
        using var client = Client(new Uri("https://api.telegram.org/"), TimeSpan.FromMinutes(10));

        await PostAsync(client, server.Address, cancel);
        await PostAsync(client, server.Address, cancel);

        Assert.That((server.Arrived, server.Connections), Is.EqualTo((2, 2)));
    }

    private HttpMessageInvoker Client(Uri own, TimeSpan keptFor) => new(new KeptConnections(Trust(own), NetworkClients.Wire, keptFor));

    private ConnectionTrust Trust(Uri own) => new([new OwnServer(own.Authority)], _time);

    private static async Task PostAsync(HttpMessageInvoker client, Uri server, CancellationToken cancel)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, server) { Content = new StringContent("{}", Encoding.UTF8, "application/json") };
        using var answer = await client.SendAsync(request, cancel);
        await answer.Content.ReadAsStringAsync(cancel);
    }
}
