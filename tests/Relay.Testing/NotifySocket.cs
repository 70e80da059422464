using System.Net.Sockets;
using System.Text;

namespace Relay.Testing;

/// <summary>Hears what a service tells its service manager, as systemd does at <c>$NOTIFY_SOCKET</c>.</summary>
public sealed class NotifySocket : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("relay-notify");
    private readonly Socket _socket = new(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
    private readonly List<string> _heard = [];
    private readonly byte[] _buffer = new byte[4096];

    /// <summary>Begins to listen.</summary>
    public NotifySocket()
    {
        Path = System.IO.Path.Combine(_folder.FullName, "notify");
        _socket.Bind(new UnixDomainSocketEndPoint(Path));
    }

    /// <summary>What <c>$NOTIFY_SOCKET</c> holds.</summary>
    public string Path { get; }

    /// <summary>Everything heard so far, line by line.</summary>
    public IReadOnlyList<string> Heard()
    {
        while (_socket.Available > 0)
        {
            var length = _socket.Receive(_buffer);
            _heard.AddRange(Encoding.UTF8.GetString(_buffer, 0, length).Split('\n'));
        }
        return [.. _heard];
    }

    /// <summary>How often a sign of life was heard.</summary>
    public int Pings => Heard().Count(line => line == "WATCHDOG=1");

    /// <inheritdoc/>
    public void Dispose()
    {
        _socket.Dispose();
        _folder.Delete(recursive: true);
    }
}
