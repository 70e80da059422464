using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Relay.Core.Channels;
using Relay.Core.Channels.Connecting;
using Relay.Core.Channels.Proofs;
using Relay.Core.Deliveries;
using Relay.Core.Deliveries.Shadows;
using Relay.Networks.Transport;
using Relay.Testing;
using Relay.Testing.Http;

namespace Relay.Networks.Tests.Contract;

/// <summary>The product's own registration, with a scripted wire under it, a clock that stands still and logs that are kept.</summary>
internal sealed class Rig : IDisposable
{
    private readonly ServiceProvider _provider;

    /// <param name="network">Key of the network under test.</param>
    /// <param name="wire">What stands under every client; null for the real one.</param>
    /// <param name="channels">What is in force; null for nothing.</param>
    /// <param name="own">A server on the loopback in the place of the network's own.</param>
    public Rig(string network, HttpMessageHandler? wire = null, IChannels? channels = null, CuttingServer? own = null)
    {
        var services = new ServiceCollection()
            .AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(Logs))
            .AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection([new("Relay:Party:PrivacyNotice", "https://parti.example/donnees")]).Build())
            .AddSingleton(channels ?? Some.Channels([], []))
            .AddSingleton<TimeProvider>(wire is null ? TimeProvider.System : Clock)
            .AddRelayNetworks();
        if (own is not null)
        {
            services.AddSingleton(new OwnServer(own.Address.Authority));
        }
        if (wire is not null)
        {
            foreach (var name in new[] { "telegram", "x", "facebook", "pictures", "pictures-rehearsal" })
            {
                services.AddHttpClient(name).ConfigurePrimaryHttpMessageHandler(() => wire);
            }
        }
        _provider = services.BuildServiceProvider(new ServiceProviderOptions { ValidateOnBuild = true });
        Network = _provider.GetServices<INetwork>().SingleOrDefault(found => found.Key == network)!;
        Setup = _provider.GetServices<INetworkSetup>().Single(found => found.Network == network);
    }

    public ManualTime Clock { get; } = new();

    public CapturedLogs Logs { get; } = new();

    public INetwork Network { get; }

    public INetworkSetup Setup { get; }

    public IConnector Connector => _provider.GetServices<IConnector>().Single(found => found.Network == Network.Key);

    public IProveAccess Prover => _provider.GetServices<IProveAccess>().Single(found => found.Network == Network.Key);

    /// <summary>A part of the product.</summary>
    public T Part<T>() where T : notnull => _provider.GetRequiredService<T>();

    /// <summary>How a network shows what is in its shadow stage.</summary>
    public IShadowPosts Shadow(string network) => _provider.GetServices<IShadowPosts>().Single(found => found.Network == network);

    /// <summary>An account read by the product from settings, its secrets among them.</summary>
    public Account Account(IReadOnlyDictionary<string, string> settings)
    {
        var faults = new List<Fault>();
        var account = Read(settings, faults);
        Assert.That(faults, Is.Empty);
        return account!;
    }

    /// <summary>What the product reads from settings, and what it finds wrong.</summary>
    public Account? Read(IReadOnlyDictionary<string, string> settings, ICollection<Fault> faults)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings
            .Where(setting => !Setup.SecretSettings.Contains(setting.Key)).Select(setting => new KeyValuePair<string, string?>($"Relay:Accounts:test:{setting.Key}", setting.Value))).Build();
        return Setup.ReadAccount("test", configuration.GetSection("Relay:Accounts:test"), new GivenSecrets(settings), faults);
    }

    /// <summary>What the product makes of a channel's target, and what it finds wrong.</summary>
    public Target? ReadTarget(Account account, ICollection<Fault> faults, params (string Name, string Value)[] settings)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings
            .Select(setting => new KeyValuePair<string, string?>($"Relay:Channels:test:{setting.Name}", setting.Value))).Build();
        return Setup.ReadTarget(account, configuration.GetSection("Relay:Channels:test"), faults);
    }

    public void Dispose() => _provider.Dispose();

    private sealed class GivenSecrets(IReadOnlyDictionary<string, string> settings) : ISecrets
    {
        public Func<string>? Find(string setting, ICollection<Fault> faults)
            => settings.TryGetValue(setting[(setting.LastIndexOf(':') + 1)..], out var value) ? () => value : null;
    }
}
