using System.Net.Sockets;

namespace Relay.Worker.Control;

/// <summary>A Unix socket for its owner alone (0600). Opened by the process that holds the store's lock: a file left by a killed worker is replaced.</summary>
internal sealed class UnixDoor : IControlDoor
{
    private readonly Socket _socket;
    private readonly string _path;
    private readonly Func<Socket, Peer> _identify;

    private UnixDoor(Socket socket, string path, Func<Socket, Peer> identify) => (_socket, _path, _identify) = (socket, path, identify);

    /// <summary>Opens the socket.</summary>
    /// <param name="path">Where it stands.</param>
    /// <param name="identify">Says who is at the other end.</param>
    public static UnixDoor Open(string path, Func<Socket, Peer> identify)
    {
        File.Delete(path);
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        socket.Bind(new UnixDomainSocketEndPoint(path));
        // Before listening: until then nobody can connect, whatever the umask made of it.
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }
        socket.Listen(16);
        return new(socket, path, identify);
    }

    /// <inheritdoc/>
    public async Task<Caller> AcceptAsync(CancellationToken cancel)
    {
        var socket = await _socket.AcceptAsync(cancel);
        var peer = _identify(socket);
        return new(new NetworkStream(socket, ownsSocket: true), peer, peer.MayCommand(Peer.Own()));
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _socket.Dispose();
        File.Delete(_path);
        return ValueTask.CompletedTask;
    }
}
