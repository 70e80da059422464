using System.Runtime.InteropServices;
using SQLitePCL;

namespace Relay.Worker.Hosting;

/// <summary>Binds SQLite to the system's own library. Process-wide and once: the program calls it, tests have their own.</summary>
internal static class SystemSqlite
{
    /// <summary>Binds it; any connection opened before fails.</summary>
    public static void Use()
    {
        NativeLibrary.SetDllImportResolver(typeof(SQLite3Provider_e_sqlite3).Assembly, (name, _, _) => name == "e_sqlite3" ? NativeLibrary.Load(LibraryName) : 0);
        raw.SetProvider(new SQLite3Provider_e_sqlite3());
    }

    private static string LibraryName => OperatingSystem.IsWindows() ? "winsqlite3.dll" : OperatingSystem.IsMacOS() ? "libsqlite3.dylib" : "libsqlite3.so.0";
}
