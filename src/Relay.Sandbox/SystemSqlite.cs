using System.Runtime.InteropServices;
using SQLitePCL;

namespace Relay.Sandbox;

/// <summary>SQLite through the system's library. Only the program sets it: a process that hosts the sandbox has set its own.</summary>
internal static class SystemSqlite
{
    public static void Use()
    {
        var library = OperatingSystem.IsWindows() ? "winsqlite3.dll" : OperatingSystem.IsMacOS() ? "libsqlite3.dylib" : "libsqlite3.so.0";
        NativeLibrary.SetDllImportResolver(typeof(SQLite3Provider_e_sqlite3).Assembly, (name, _, _) => name == "e_sqlite3" ? NativeLibrary.Load(library) : 0);
        raw.SetProvider(new SQLite3Provider_e_sqlite3());
    }
}
