using System.Runtime.InteropServices;
using SQLitePCL;

namespace Relay.Worker.Hosting;

/// <summary>
/// Binds SQLite to the system's own library, or to the one that <c>RELAY_SQLITE</c> names; on Windows a <c>sqlite3.dll</c> beside the program goes before the system's, which may be old or missing.
/// Process-wide and once: the program calls it, tests have their own.
/// </summary>
internal static class SystemSqlite
{
    /// <summary>Binds it; any connection opened before fails.</summary>
    public static void Use()
    {
        NativeLibrary.SetDllImportResolver(typeof(SQLite3Provider_e_sqlite3).Assembly, (name, _, _) => name == "e_sqlite3" ? NativeLibrary.Load(LibraryName) : 0);
        raw.SetProvider(new SQLite3Provider_e_sqlite3());
    }

    private static string LibraryName => Environment.GetEnvironmentVariable("RELAY_SQLITE") is { Length: > 0 } named ? named
        : OperatingSystem.IsWindows() ? File.Exists(Beside) ? Beside : "winsqlite3.dll"
        : OperatingSystem.IsMacOS() ? "libsqlite3.dylib" : "libsqlite3.so.0";

    private static string Beside => Path.Combine(AppContext.BaseDirectory, "sqlite3.dll");
}
