using System.Security.Cryptography;
using System.Text;

namespace Relay.Worker.Control;

/// <summary>Where a running worker takes commands: a Unix socket beside its store, or on Windows a named pipe of its user.</summary>
/// <param name="SocketPath">Full path of the socket.</param>
internal sealed record ControlAddress(string SocketPath)
{
    /// <summary>What the operating systems allow for a socket's path, in bytes, with its end.</summary>
    private const int LongestPath = 104;

    /// <summary>Name of the pipe on Windows.</summary>
    public string PipeName => "relay-" + Hash(SocketPath);

    /// <summary>The address of the worker that works with a store.</summary>
    /// <param name="store">Path of the SQLite store, or of the configuration file for a store on a server.</param>
    public static ControlAddress Beside(string store)
    {
        var path = Path.GetFullPath(store) + ".sock";
        return new(Encoding.UTF8.GetByteCount(path) < LongestPath ? path : Path.Combine(Path.GetTempPath(), $"relay-{Hash(path)}.sock"));
    }

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..16];
}
