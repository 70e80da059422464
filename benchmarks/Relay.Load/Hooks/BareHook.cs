using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace Relay.Load.Hooks;

/// <summary>The least that keeps what it is brought: Kestrel, one connection to SQLite with the durability of Relay's, one statement and so one commit for each notice. It proves nothing.</summary>
internal sealed class BareHook : IAsyncDisposable
{
    private readonly WebApplication _server;
    private readonly SqliteConnection _connection;
    private readonly SqliteCommand _insert;
    private readonly SemaphoreSlim _turn = new(1);

    private BareHook(string path)
    {
        _connection = new($"Data Source={path};Pooling=False");
        _connection.Open();
        Execute("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 8192; CREATE TABLE notices (number INTEGER PRIMARY KEY, at INTEGER NOT NULL, payload BLOB NOT NULL);");
        _insert = _connection.CreateCommand();
        _insert.CommandText = "INSERT INTO notices (at, payload) VALUES ($at, $payload)";
        _insert.Parameters.Add("$at", SqliteType.Integer);
        _insert.Parameters.Add("$payload", SqliteType.Blob);
        _insert.Prepare();
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.AddServerHeader = false).UseUrls("http://127.0.0.1:0");
        _server = builder.Build();
        _server.Run(KeepAsync);
    }

    /// <summary>Where it listens.</summary>
    public Uri Address => new(_server.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());

    public static async Task<BareHook> StartAsync(string path)
    {
        var hook = new BareHook(path);
        await hook._server.StartAsync();
        return hook;
    }

    public async ValueTask DisposeAsync()
    {
        await _server.StopAsync();
        await _server.DisposeAsync();
        await _insert.DisposeAsync();
        await _connection.DisposeAsync();
        _turn.Dispose();
    }

    private async Task KeepAsync(HttpContext context)
    {
        var body = new byte[context.Request.ContentLength!.Value];
        await context.Request.Body.ReadExactlyAsync(body, context.RequestAborted);
        await _turn.WaitAsync(context.RequestAborted);
        try
        {
            (_insert.Parameters[0].Value, _insert.Parameters[1].Value) = (TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds(), body);
            _insert.ExecuteNonQuery();
        }
        finally
        {
            _turn.Release();
        }
    }

    private void Execute(string sql)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
