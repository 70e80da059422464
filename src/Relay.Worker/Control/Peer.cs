using System.Buffers.Binary;
using System.Globalization;
using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace Relay.Worker.Control;

/// <summary>Who is at the other end of the control socket, as the kernel says.</summary>
/// <param name="UserId">Number of the user; null where the system names users otherwise.</param>
/// <param name="Name">The user's name on this machine.</param>
internal sealed record Peer(uint? UserId, string Name)
{
    /// <summary>Whether this user may command a worker of user <paramref name="owner"/>: the same, or the machine's administrator.</summary>
    public bool MayCommand(uint owner) => UserId == owner || UserId == 0;

    /// <summary>Who is at the other end of a Unix socket.</summary>
    public static Peer Of(Socket socket)
    {
        Span<byte> credentials = stackalloc byte[128];
        // Linux: SOL_SOCKET, SO_PEERCRED gives pid, uid, gid. macOS: SOL_LOCAL, LOCAL_PEERCRED gives a version, then the uid.
        var (level, name) = OperatingSystem.IsMacOS() ? (0, 1) : (1, 17);
        socket.GetRawSocketOption(level, name, credentials);
        var user = BinaryPrimitives.ReadUInt32LittleEndian(credentials[4..]);
        return new(user, NameOf(user));
    }

    /// <summary>Number of the user this program runs as.</summary>
    public static uint Own() => EffectiveUser();

    private static string NameOf(uint user)
    {
        var number = user.ToString(CultureInfo.InvariantCulture);
        const string Users = "/etc/passwd";
        return File.Exists(Users)
            ? File.ReadLines(Users).Select(line => line.Split(':')).FirstOrDefault(fields => fields.Length > 2 && fields[2] == number)?[0] ?? $"uid-{number}"
            : $"uid-{number}";
    }

    [DllImport("libc", EntryPoint = "geteuid")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern uint EffectiveUser();
}
