using System.Runtime.InteropServices;
using Relay.Core.Texts;
using SQLitePCL;

namespace Relay.Worker.Hosting;

/// <summary>
/// Binds SQLite to the system's own library, or to the one that <c>RELAY_SQLITE</c> names; on Windows a <c>sqlite3.dll</c> beside the program goes before the system's, which may be old or missing.
/// Process-wide and once: the program calls it, tests have their own.
/// </summary>
internal static class SystemSqlite
{
    /// <summary>Binds it; any connection opened before fails.</summary>
    /// <returns>What to do where there is no such library on this machine; null when it is bound.</returns>
    public static Phrase? Use()
    {
        if (!NativeLibrary.TryLoad(LibraryName, out _))
        {
            return Missing(LibraryName, Named is not null);
        }
        NativeLibrary.SetDllImportResolver(typeof(SQLite3Provider_e_sqlite3).Assembly, (name, _, _) => name == "e_sqlite3" ? NativeLibrary.Load(LibraryName) : 0);
        raw.SetProvider(new SQLite3Provider_e_sqlite3());
        return null;
    }

    /// <summary>What to do about a library that can't be loaded.</summary>
    public static Phrase Missing(string library, bool isNamed) => isNamed
        ? new($"RELAY_SQLITE nomme {library}, qui ne peut pas être chargé : corrigez cette variable ou retirez-la.", $"RELAY_SQLITE names {library}, which can't be loaded: correct that variable or take it away.")
        : OperatingSystem.IsWindows()
            ? new($"SQLite ({library}) manque sur cette machine : posez un sqlite3.dll de sqlite.org à côté de relay.exe.", $"SQLite ({library}) is missing on this machine: put a sqlite3.dll from sqlite.org beside relay.exe.")
            : new($"SQLite ({library}) manque sur cette machine : installez le paquet libsqlite3-0 (Debian, Ubuntu), sqlite-libs (Fedora, Alpine) ou sqlite (Arch).",
                $"SQLite ({library}) is missing on this machine: install the package libsqlite3-0 (Debian, Ubuntu), sqlite-libs (Fedora, Alpine) or sqlite (Arch).");

    private static string? Named => Environment.GetEnvironmentVariable("RELAY_SQLITE") is { Length: > 0 } named ? named : null;

    private static string LibraryName => Named is { } named ? named
        : OperatingSystem.IsWindows() ? File.Exists(Beside) ? Beside : "winsqlite3.dll"
        : OperatingSystem.IsMacOS() ? "libsqlite3.dylib" : "libsqlite3.so.0";

    private static string Beside => Path.Combine(AppContext.BaseDirectory, "sqlite3.dll");
}
