using System.Net;
using Relay.Sandbox.Facebook;
using Relay.Sandbox.Faults;
using Relay.Sandbox.Pictures;
using Relay.Sandbox.Telegram;
using Relay.Sandbox.Web;
using Relay.Sandbox.Wire;
using Relay.Sandbox.X;

namespace Relay.Sandbox;

/// <summary>Four servers on 127.0.0.1: the Graph, X and Bot APIs of the rehearsal, and the console that shows what they hold. Thread-safe.</summary>
public sealed class SandboxHost : IAsyncDisposable
{
    private readonly List<WebApplication> _servers;
    private readonly CancellationTokenSource _stopping;
    private readonly PictureStore _pictures;
    private readonly Callbacks _callbacks;

    private SandboxHost(List<WebApplication> servers, CancellationTokenSource stopping, PictureStore pictures, Callbacks callbacks, LiveWorld world)
        => (_servers, _stopping, _pictures, _callbacks, World) = (servers, stopping, pictures, callbacks, world);

    /// <summary>Base address of the Graph server, without a version: <c>http://127.0.0.1:5101/</c>.</summary>
    public Uri Facebook => Address(0);

    /// <summary>Base address of the X server.</summary>
    public Uri X => Address(1);

    /// <summary>Base address of the Bot API server.</summary>
    public Uri Telegram => Address(2);

    /// <summary>Base address of the timelines, of <c>/pictures/</c> and of <c>/_sandbox</c>.</summary>
    public Uri Console => Address(3);

    /// <summary>Accounts, faults and posts of this rehearsal.</summary>
    public LiveWorld World { get; }

    /// <summary>Starts the four servers; they answer when this returns.</summary>
    /// <exception cref="IOException">A port is taken.</exception>
    public static async Task<SandboxHost> StartAsync(SandboxOptions options, TimeProvider clock, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(clock);
        var faults = new FaultBoard();
        var pictures = new PictureStore();
        var callbacks = new Callbacks(clock);
        var setting = new WireSetting(options.World, clock, pictures, options.EnforceLimits, callbacks);
        INetworkWire[] wires = [new FacebookWire(setting), new XWire(setting), new TelegramWire(setting)];
        var world = new LiveWorld(setting, faults, wires);
        var stopping = new CancellationTokenSource();
        var host = new SandboxHost([], stopping, pictures, callbacks, world);
        try
        {
            foreach (var (wire, port) in wires.Zip([options.Facebook, options.X, options.Telegram]))
            {
                host._servers.Add(await ListenAsync(port, new NetworkServer(wire, faults, clock, stopping.Token).HandleAsync, cancel));
            }
            host._servers.Add(await ListenAsync(options.Console, new ConsoleSite(world, pictures, clock).HandleAsync, cancel));
        }
        catch
        {
            await host.DisposeAsync();
            throw;
        }
        return host;
    }

    /// <summary>Stops at once; connections still open are cut.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        foreach (var server in _servers)
        {
            await server.StopAsync(new CancellationToken(canceled: true));
            await server.DisposeAsync();
        }
        _servers.Clear();
        await _callbacks.DisposeAsync();
        _pictures.Dispose();
        _stopping.Dispose();
    }

    private static async Task<WebApplication> ListenAsync(int port, RequestDelegate handle, CancellationToken cancel)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, port);
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = 64 << 20;
        });
        var server = builder.Build();
        server.Run(handle);
        await server.StartAsync(cancel);
        return server;
    }

    private Uri Address(int server) => new(_servers[server].Urls.Single().TrimEnd('/') + "/");
}
