using System.Runtime.InteropServices;
using SQLitePCL;

namespace Relay.Testing;

/// <summary>Points SQLite at the system's own library. Call <see cref="Use"/> once, in an assembly's set-up, before any connection.</summary>
public static class SqliteLibrary
{
    private static readonly Lazy<bool> Set = new(() =>
    {
        // Throws when set twice in a process: a program under test that sets it itself must run in its own process.
        NativeLibrary.SetDllImportResolver(typeof(SQLite3Provider_e_sqlite3).Assembly, (name, _, _) => name == "e_sqlite3" ? NativeLibrary.Load(FileName) : 0);
        raw.SetProvider(new SQLite3Provider_e_sqlite3());
        return true;
    });

    private static string FileName => OperatingSystem.IsWindows() ? "winsqlite3.dll" : OperatingSystem.IsMacOS() ? "libsqlite3.dylib" : "libsqlite3.so.0";

    /// <summary>Sets the library, once; later calls do nothing.</summary>
    public static void Use() => _ = Set.Value;
}
