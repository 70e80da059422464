using System.Collections.Concurrent;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Relay.Core.Channels;
using Relay.Core.Channels.Connecting;
using Relay.Core.Channels.Proofs;
using Relay.Core.Deliveries;
using Relay.Core.Deliveries.Shadows;
using Relay.Core.Inbox;
using Relay.Networks.Tests.Contract;
using Relay.Sandbox;
using Relay.Testing;
using Relay.Testing.Http;
using Relay.Testing.Specs;

namespace Relay.Networks.Tests.Sandbox;

/// <summary>The product's adapters in front of the rehearsal's servers, with everything that passes between them recorded.</summary>
internal sealed class SandboxRig : IAsyncDisposable
{
    private readonly ConcurrentQueue<Exchange> _exchanges = new();
    private readonly ServiceProvider _provider;

    private SandboxRig(SandboxHost host, ManualTime clock)
    {
        Host = host;
        Clock = clock;
        var services = new ServiceCollection().AddLogging().AddSingleton<IConfiguration>(new ConfigurationBuilder().Build()).AddSingleton<TimeProvider>(clock).AddSingleton(Some.Channels([], [])).AddRelayNetworks();
        foreach (var name in new[] { "facebook", "x", "telegram" })
        {
            services.AddHttpClient(name).AddHttpMessageHandler(() => new RecordingHandler(_exchanges));
        }
        _provider = services.BuildServiceProvider();
    }

    public SandboxHost Host { get; }

    public ManualTime Clock { get; }

    public IReadOnlyList<Exchange> Exchanges => [.. _exchanges];

    public Uri Pictures => new(Host.Console, "pictures/");

    public static async Task<SandboxRig> StartAsync(SandboxWorld? world = null)
    {
        var clock = new ManualTime();
        return new SandboxRig(await SandboxHost.StartAsync(new SandboxOptions { EnforceLimits = false, World = world ?? SandboxWorld.Default }, clock, CancellationToken.None), clock);
    }

    public INetwork Network(string key) => _provider.GetServices<INetwork>().Single(network => network.Key == key);

    public IShadowPosts Shadow(string key) => _provider.GetServices<IShadowPosts>().Single(shadow => shadow.Network == key);

    public IProveAccess Prover(string key) => _provider.GetServices<IProveAccess>().Single(prover => prover.Network == key);

    public Core.Conversations.Menus.IShowMenus Menus(string key) => _provider.GetServices<Core.Conversations.Menus.IShowMenus>().Single(menus => menus.Network == key);

    public IReadUpdates Updates(string key) => _provider.GetServices<IReadUpdates>().Single(reader => reader.Network == key);

    public Core.Inbox.Webhooks.IRegisterWebhooks Webhooks(string key) => _provider.GetServices<Core.Inbox.Webhooks.IRegisterWebhooks>().Single(calls => calls.Network == key);

    /// <summary>Understands what comes from a network.</summary>
    public Core.Inbox.Arrivals.IReadArrivals Arrivals(string key) => _provider.GetServices<Core.Inbox.Arrivals.IReadArrivals>().Single(reader => reader.Network == key);

    /// <summary>Asks a network for what came back.</summary>
    public Core.Inbox.Polling.IPollStreams Streams(string key) => _provider.GetServices<Core.Inbox.Polling.IPollStreams>().Single(streams => streams.Network == key);

    public IConnector Connector(string key) => _provider.GetServices<IConnector>().Single(connector => connector.Network == key);

    /// <summary>The first account of the rehearsal at a network, read by the product.</summary>
    public Account Account(string network)
    {
        var world = Host.World.Accounts;
        var (page, profile, bot) = (world.Pages[1], world.Profiles[1], world.Bots[0]);
        var settings = network switch
        {
            "facebook" => new Dictionary<string, string> { ["BaseAddress"] = $"{Host.Facebook}", ["PageId"] = page.Id, ["Token"] = page.Token, ["AppSecret"] = page.AppSecret },
            "x" => new() { ["BaseAddress"] = $"{Host.X}", ["ConsumerKey"] = profile.ConsumerKey, ["ConsumerSecret"] = profile.ConsumerSecret, ["Token"] = profile.Token, ["TokenSecret"] = profile.TokenSecret },
            _ => new() { ["BaseAddress"] = $"{Host.Telegram}", ["Token"] = bot.Token, ["Journal"] = $"{world.Chats.Single(chat => chat.Journal).Id}" },
        };
        using var rig = new Rig(network, new ScriptedHandler());
        return rig.Account(settings);
    }

    /// <summary>What a network's own descriptions say against what passed so far, in both directions.</summary>
    public IReadOnlyList<string> Faults(string network)
    {
        var faults = new List<string>();
        foreach (var exchange in Exchanges)
        {
            var requests = Specifications.Of(network).SelectMany(specification => specification.Check(exchange.Request));
            // An answer speaks one of two vocabularies: it must be right in either.
            var answers = Specifications.Of(network).Select(specification => specification.CheckAnswer(exchange)).MinBy(faults => faults.Count)!;
            faults.AddRange(requests.Select(fault => $"{exchange.Request.Method} {exchange.Request.Path}: {fault}"));
            faults.AddRange(answers.Select(fault => $"answer {exchange.Status} to {exchange.Request.Method} {exchange.Request.Path}: {fault}"));
        }
        return faults;
    }

    public async ValueTask DisposeAsync()
    {
        await _provider.DisposeAsync();
        await Host.DisposeAsync();
    }
}
