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
    /// <param name="store">Path of the SQLite store.</param>
    public static ControlAddress Beside(string store)
    {
        var path = Path.GetFullPath(store) + ".sock";
        return new(Encoding.UTF8.GetByteCount(path) < LongestPath ? path : Path.Combine(Path.GetTempPath(), $"relay-{Hash(path)}.sock"));
    }

    /// <summary>The address of the worker that works with a store on a server: one for each store, for several may share a folder.</summary>
    /// <param name="folder">Folder of the configuration file.</param>
    /// <param name="store">The server, database and schema.</param>
    public static ControlAddress Of(string folder, string store) => Beside(Path.Combine(folder, $"relay-{Hash(store)[..8]}"));

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..16];
}
