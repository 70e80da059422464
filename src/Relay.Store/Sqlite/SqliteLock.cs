using System.Globalization;

namespace Relay.Store.Sqlite;

/// <summary>
/// The lock of a SQLite store: a file beside it that one process holds open alone. The kernel frees it with the process, however that ends.
/// A second file tells who holds it and which start of the worker that is.
/// </summary>
internal sealed record SqliteLock(FileStream File, SqliteLock.Holder? Owner) : IDisposable
{
    /// <summary>Takes the lock of the store at <paramref name="path"/>.</summary>
    /// <exception cref="StoreBusyException">When another process, or another store in this one, holds it.</exception>
    public static SqliteLock Take(string path)
    {
        FileStream file;
        try
        {
            file = new FileStream(path + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.None);
        }
        catch (IOException held) when (IsHeld(held))
        {
            throw new StoreBusyException(path, ReadOwner(path)?.Process.ToString(CultureInfo.InvariantCulture));
        }
        return new SqliteLock(file, ReadOwner(path));
    }

    /// <summary>Where the holder is written.</summary>
    public static string OwnerPath(string path) => path + ".owner";

    /// <summary>Writes who holds the lock, in one step.</summary>
    public static async Task NoteAsync(string path, long fence, CancellationToken cancel)
    {
        var fresh = OwnerPath(path) + ".new";
        await System.IO.File.WriteAllTextAsync(fresh, string.Create(CultureInfo.InvariantCulture, $"{Environment.ProcessId} {fence}\n"), cancel);
        System.IO.File.Move(fresh, OwnerPath(path), overwrite: true);
    }

    /// <summary>Forgets earlier holders: the store is made anew.</summary>
    public static void Forget(string path) => System.IO.File.Delete(OwnerPath(path));

    public void Dispose() => File.Dispose();

    private static Holder? ReadOwner(string path)
    {
        if (!System.IO.File.Exists(OwnerPath(path)))
        {
            return null;
        }
        var words = System.IO.File.ReadAllText(OwnerPath(path)).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        return words is [var process, var fence]
            && int.TryParse(process, NumberStyles.None, CultureInfo.InvariantCulture, out var id)
            && long.TryParse(fence, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? new Holder(id, number)
            : null;
    }

    /// <summary>A sharing violation: ERROR_SHARING_VIOLATION or ERROR_LOCK_VIOLATION on Windows, EWOULDBLOCK elsewhere (11 on Linux, 35 on BSD and macOS).</summary>
    private static bool IsHeld(IOException fault)
        => OperatingSystem.IsWindows() ? (fault.HResult & 0xFFFF) is 32 or 33 : fault.HResult is 11 or 35;

    /// <summary>A process and its start of the worker.</summary>
    internal sealed record Holder(int Process, long Fence);
}
