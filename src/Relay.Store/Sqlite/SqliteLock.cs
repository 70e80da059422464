using System.Globalization;
using System.Text;
using Relay.Store.Engines;

namespace Relay.Store.Sqlite;

/// <summary>
/// The lock of a SQLite store: a file beside it that one process holds open alone. The kernel frees it with the process, however that ends.
/// A second file tells who holds it and how far the store has come.
/// </summary>
internal sealed class SqliteLock : IDisposable
{
    private const int NoteLength = 64;
    private readonly FileStream _lock;
    private readonly FileStream _owner;

    private SqliteLock(FileStream held, FileStream owner) => (_lock, _owner) = (held, owner);

    /// <summary>How far the store had come when its last holder wrote; null when nobody knows.</summary>
    public Progress? Known { get; private set; }

    /// <summary>Takes the lock of the store at <paramref name="path"/>.</summary>
    /// <exception cref="StoreBusyException">When another process, or another store in this one, holds it.</exception>
    public static SqliteLock Take(string path)
    {
        FileStream held;
        try
        {
            held = new FileStream(path + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.None);
        }
        catch (IOException fault) when (IsHeld(fault))
        {
            throw new StoreBusyException(path, Read(path)?.Process);
        }
        try
        {
            var known = Read(path)?.Progress;
            var owner = new FileStream(OwnerPath(path), FileMode.OpenOrCreate, FileAccess.Write, FileShare.ReadWrite, 1, FileOptions.None);
            return new SqliteLock(held, owner) { Known = known };
        }
        catch
        {
            held.Dispose();
            throw;
        }
    }

    /// <summary>Where the holder is written.</summary>
    public static string OwnerPath(string path) => path + ".owner";

    /// <summary>Writes who holds the lock and how far the store has come: one write in place, not synced, so that it never tells more than the store itself holds.</summary>
    public void Note(Progress progress)
    {
        var text = string.Create(CultureInfo.InvariantCulture, $"{Environment.ProcessId} {progress.Fence} {progress.Lines}");
        RandomAccess.Write(_owner.SafeFileHandle, Encoding.ASCII.GetBytes(text.PadRight(NoteLength - 1) + "\n"), 0);
    }

    /// <summary>Forgets earlier holders: the store is made anew.</summary>
    public void Forget() => Known = null;

    public void Dispose()
    {
        _owner.Dispose();
        _lock.Dispose();
    }

    private static (string Process, Progress Progress)? Read(string path)
    {
        if (!File.Exists(OwnerPath(path)))
        {
            return null;
        }
        using var file = new FileStream(OwnerPath(path), FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var reader = new StreamReader(file, Encoding.ASCII);
        return (reader.ReadLine() ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries) is [var process, var fence, var lines]
            && long.TryParse(fence, NumberStyles.None, CultureInfo.InvariantCulture, out var starts)
            && long.TryParse(lines, NumberStyles.None, CultureInfo.InvariantCulture, out var entries)
            ? (process, new Progress(starts, entries))
            : null;
    }

    /// <summary>A sharing violation: ERROR_SHARING_VIOLATION or ERROR_LOCK_VIOLATION on Windows, EWOULDBLOCK elsewhere (11 on Linux, 35 on BSD and macOS).</summary>
    private static bool IsHeld(IOException fault)
        => OperatingSystem.IsWindows() ? (fault.HResult & 0xFFFF) is 32 or 33 : fault.HResult is 11 or 35;
}
