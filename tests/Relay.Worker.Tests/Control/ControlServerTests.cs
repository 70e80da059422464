using System.Net.Sockets;
using Microsoft.Extensions.Logging.Abstractions;
using NUnit.Framework;
using Relay.Core.Audit;
using Relay.Testing;
using Relay.Worker.Cli;
using Relay.Worker.Control;

namespace Relay.Worker.Tests.Control;

[Platform(Exclude = "Win"), System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
public sealed class ControlServerTests
{
    private readonly string _folder = Directory.CreateTempSubdirectory("relay-control").FullName;

    private ControlAddress Address => ControlAddress.Beside(Path.Combine(_folder, "relay.db"));

    [TearDown]
    public void RemoveFolder() => Directory.Delete(_folder, recursive: true);

    [Test]
    public async Task Send_ToARunningWorker_ActsInTheNameOfTheCaller()
    {
        var echo = new Echo();
        await using var server = await Running.StartAsync(Address, echo, Peer.Of);

        var reply = await ControlClient.SendAsync(Address, new("echo", new Dictionary<string, string> { ["word"] = "bonjour" }), TimeProvider.System, CancellationToken.None);

        Assert.Multiple(() =>
        {
            Assert.That(reply!.Exit, Is.EqualTo(ExitCode.Done));
            Assert.That(reply.Result["word"], Is.EqualTo("bonjour"));
            Assert.That(echo.Actor, Is.EqualTo(new Actor(ActorKind.Coordinator, Environment.UserName)));
        });
    }

    [Test]
    public async Task Start_Socket_BelongsToItsOwnerAlone()
    {
        await using var server = await Running.StartAsync(Address, new Echo(), Peer.Of);

        Assert.That(File.GetUnixFileMode(Address.SocketPath), Is.EqualTo(UnixFileMode.UserRead | UnixFileMode.UserWrite));
    }

    [Test]
    public async Task Send_ByAnotherUser_IsRefusedAndNothingRuns()
    {
        var echo = new Echo();
        await using var server = await Running.StartAsync(Address, echo, _ => new Peer(Peer.Own() + 1, "mallory"));

        var reply = await ControlClient.SendAsync(Address, new("echo", new Dictionary<string, string>()), TimeProvider.System, CancellationToken.None);

        Assert.That(reply!.Exit, Is.EqualTo(ExitCode.Refused));
        Assert.That(echo.Actor, Is.Null);
    }

    [Test]
    public async Task Send_UnknownCommand_SaysThatTheWorkerIsOfAnotherVersion()
    {
        await using var server = await Running.StartAsync(Address, new Echo(), Peer.Of);

        var reply = await ControlClient.SendAsync(Address, new("dance", new Dictionary<string, string>()), TimeProvider.System, CancellationToken.None);

        Assert.That(reply!.Exit, Is.EqualTo(ExitCode.Usage));
    }

    [Test]
    public async Task Send_Rubbish_IsAnsweredNotObeyed()
    {
        await using var server = await Running.StartAsync(Address, new Echo(), Peer.Of);
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        await socket.ConnectAsync(new UnixDomainSocketEndPoint(Address.SocketPath));
        await using var stream = new NetworkStream(socket);

        await stream.WriteAsync("GET / HTTP/1.1\n"u8.ToArray());
        var reply = await ControlLines.ReadAsync(stream, ControlJson.Default.ControlReply, CancellationToken.None);

        Assert.That(reply!.Exit, Is.EqualTo(ExitCode.Usage));
    }

    [Test]
    public async Task Send_WithoutAWorker_IsNull()
        => Assert.That(await ControlClient.SendAsync(Address, new("echo", new Dictionary<string, string>()), TimeProvider.System, CancellationToken.None), Is.Null);

    [Test]
    public async Task Start_SocketLeftByAKilledWorker_IsReplaced()
    {
        await File.WriteAllTextAsync(Address.SocketPath, "");
        Assert.That(await ControlClient.SendAsync(Address, new("echo", new Dictionary<string, string>()), TimeProvider.System, CancellationToken.None), Is.Null);

        await using var server = await Running.StartAsync(Address, new Echo(), Peer.Of);
        var reply = await ControlClient.SendAsync(Address, new("echo", new Dictionary<string, string>()), TimeProvider.System, CancellationToken.None);

        Assert.That(reply!.Exit, Is.EqualTo(ExitCode.Done));
    }

    [Test]
    public async Task Stop_RemovesTheSocket()
    {
        var server = await Running.StartAsync(Address, new Echo(), Peer.Of);

        await server.DisposeAsync();

        Assert.That(File.Exists(Address.SocketPath), Is.False);
    }

    [Test]
    public async Task Start_FolderThatCannotHoldASocket_DoesNotKeepTheWorkerFromWorking()
    {
        await using var server = await Running.StartAsync(new ControlAddress("/proc/relay.sock"), new Echo(), Peer.Of);

        Assert.That(await ControlClient.SendAsync(new ControlAddress("/proc/relay.sock"), new("echo", new Dictionary<string, string>()), TimeProvider.System, CancellationToken.None), Is.Null);
    }

    [Test]
    public async Task Send_ToAWorkerThatHangs_GivesUp()
    {
        var (stuck, time) = (new Stuck(), new ManualTime());
        await using var server = await Running.StartAsync(Address, stuck, Peer.Of);

        var sending = ControlClient.SendAsync(Address, new("stuck", new Dictionary<string, string>()), time, CancellationToken.None);
        await stuck.Called.Task;
        time.Advance(ControlClient.Patience);

        Assert.That(async () => await sending, Throws.InstanceOf<IOException>().With.Message.Contains("in time"));
        stuck.End.SetResult();
    }

    [Test]
    public void Beside_PathTooLongForASocket_MovesToTheTemporaryFolder()
    {
        var address = ControlAddress.Beside(Path.Combine("/", new string('d', 120), "relay.db"));

        Assert.That(address.SocketPath, Does.StartWith(Path.GetTempPath()));
        Assert.That(address, Is.EqualTo(ControlAddress.Beside(Path.Combine("/", new string('d', 120), "relay.db"))));
    }

    private sealed class Stuck : IControlCommand
    {
        public TaskCompletionSource Called { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TaskCompletionSource End { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public string Key => "stuck";

        public async Task<ControlReply> RunAsync(IReadOnlyDictionary<string, string> arguments, Actor actor, CancellationToken cancel)
        {
            Called.SetResult();
            await End.Task;
            return new ControlReply(ExitCode.Done, "fait", "done", arguments);
        }
    }

    private sealed class Echo : IControlCommand
    {
        public Actor? Actor { get; private set; }

        public string Key => "echo";

        public Task<ControlReply> RunAsync(IReadOnlyDictionary<string, string> arguments, Actor actor, CancellationToken cancel)
        {
            Actor = actor;
            return Task.FromResult(new ControlReply(ExitCode.Done, "fait", "done", arguments));
        }
    }

    /// <summary>A server whose door is open when the start returns.</summary>
    private sealed class Running(ControlServer server) : IAsyncDisposable
    {
        public static async Task<Running> StartAsync(ControlAddress address, IControlCommand command, Func<Socket, Peer> identify)
        {
            var server = new ControlServer(() => UnixDoor.Open(address.SocketPath, identify), new ControlDesk([command]), TimeProvider.System, NullLogger<ControlServer>.Instance);
            await server.StartAsync(CancellationToken.None);
            return new(server);
        }

        public async ValueTask DisposeAsync()
        {
            await server.StopAsync(CancellationToken.None);
            server.Dispose();
        }
    }
}
