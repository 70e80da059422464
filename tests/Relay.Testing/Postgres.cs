using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Npgsql;
using NUnit.Framework;

namespace Relay.Testing;

/// <summary>A temporary PostgreSQL server on loopback: one per test assembly, started at first use, with a fresh database per test. Thread-safe.</summary>
/// <remarks>The server stops and its files go when <see cref="Stop"/> is called or the test process ends in any way: a shell beside it waits for the end of its input.</remarks>
public static class Postgres
{
    // Runs as whoever may run PostgreSQL; standard input stays open for as long as the server is wanted.
    private const string Script = """
        set -e
        bin=$1 port=$2 fsync=$3
        dir=$(mktemp -d "${TMPDIR:-/tmp}/relay-postgres-XXXXXX")
        trap 'rm -rf "$dir"' EXIT
        cd "$dir"
        "$bin/initdb" -N -D "$dir/data" -U relay -A trust -E UTF8 --locale=C.UTF-8 >"$dir/log" 2>&1 </dev/null || { cat "$dir/log" >&2; exit 1; }
        "$bin/pg_ctl" -D "$dir/data" -w -t 60 -l "$dir/log" -o "-c listen_addresses=127.0.0.1 -c port=$port -c unix_socket_directories='' -c max_connections=400 -c fsync=$fsync" start >/dev/null 2>&1 </dev/null || { cat "$dir/log" >&2; exit 1; }
        echo ready
        cat >/dev/null
        "$bin/pg_ctl" -D "$dir/data" -m immediate -w stop >/dev/null 2>&1 </dev/null
        """;

    private static readonly Lock Gate = new();
    private static Task<string>? _server;
    private static Process? _shell;
    private static int _databases;

    /// <summary>Whether commits are synced to disk; set before the first database is asked for. Default false: tests kill no machine.</summary>
    public static bool Durable { get; set; }

    /// <summary>Makes an empty database and gives its connection string (superuser <c>relay</c>). Ignores the test where PostgreSQL is not installed.</summary>
    public static async Task<string> DatabaseAsync()
    {
        if (FindBinaries() is not { } binaries)
        {
            Assert.Ignore("PostgreSQL is not installed here: 'apt-get install postgresql' brings initdb and pg_ctl.");
            return "";
        }
        Task<string> server;
        lock (Gate)
        {
            server = _server ??= StartAsync(binaries);
        }
        var root = await server;
        var name = string.Create(CultureInfo.InvariantCulture, $"test_{Interlocked.Increment(ref _databases)}");
        await using var connection = new NpgsqlConnection(root);
        await connection.OpenAsync();
        await using var create = new NpgsqlCommand($"create database {name}", connection);
        await create.ExecuteNonQueryAsync();
        return new NpgsqlConnectionStringBuilder(root) { Database = name, Pooling = true, MaxPoolSize = 20 }.ConnectionString;
    }

    /// <summary>Stops the server, if it was started. For an assembly's tear-down.</summary>
    public static void Stop()
    {
        Process? shell;
        lock (Gate)
        {
            (shell, _shell, _server) = (_shell, null, null);
        }
        if (shell is not null)
        {
            NpgsqlConnection.ClearAllPools();
            shell.StandardInput.Close();
            shell.WaitForExit(TimeSpan.FromSeconds(20));
            shell.Dispose();
        }
    }

    private static async Task<string> StartAsync(string binaries)
    {
        var port = FreePort().ToString(CultureInfo.InvariantCulture);
        // PostgreSQL refuses to run as root.
        string[] asUser = Environment.IsPrivilegedProcess ? ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"] : [];
        string[] command = [.. asUser, "sh", "-c", Script, "sh", binaries, port, Durable ? "on" : "off"];
        var start = new ProcessStartInfo(command[0], command[1..])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.GetTempPath(),
        };
        var shell = Process.Start(start) ?? throw new InvalidOperationException($"'{command[0]}' did not start.");
        lock (Gate)
        {
            _shell = shell;
        }
        if (await shell.StandardOutput.ReadLineAsync() != "ready")
        {
            throw new InvalidOperationException($"PostgreSQL did not start: {await shell.StandardError.ReadToEndAsync()}");
        }
        return $"Host=127.0.0.1;Port={port};Username=relay;Database=postgres;Pooling=false";
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static string? FindBinaries()
    {
        const string Packaged = "/usr/lib/postgresql";
        var packaged = Directory.Exists(Packaged)
            ? Directory.GetDirectories(Packaged).OrderByDescending(folder => double.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var version) ? version : 0)
                .Select(folder => Path.Combine(folder, "bin"))
            : [];
        var onPath = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        return packaged.Concat(onPath).FirstOrDefault(folder => File.Exists(Path.Combine(folder, "initdb")) && File.Exists(Path.Combine(folder, "pg_ctl")));
    }
}
