using System.Net.Sockets;
using Npgsql;
using Relay.Core.Channels;

namespace Relay.Sources.Sql.PostgreSql;

/// <summary>A party's PostgreSQL, read in transactions that cannot write.</summary>
/// <param name="connectionString">Read anew for each look, so that a rotated password counts.</param>
/// <param name="timeout">Longest that one statement may take.</param>
internal sealed class PostgreSqlDatabase(Func<string> connectionString, TimeSpan timeout) : ISqlDatabase
{
    public async Task<ISqlSession> OpenAsync(CancellationToken cancel)
    {
        var connection = new NpgsqlConnection(ConnectionString());
        try
        {
            await connection.OpenAsync(cancel);
            // SET LOCAL, within the transaction: also right behind a pooler that hands connections round.
            await using var set = new NpgsqlCommand(
                string.Create(System.Globalization.CultureInfo.InvariantCulture, $"""
                 begin transaction isolation level repeatable read, read only;
                 set local statement_timeout = {(long)timeout.TotalMilliseconds};
                 set local datestyle = 'ISO, YMD';
                 set local timezone = 'UTC';
                 """),
                connection);
            await set.ExecuteNonQueryAsync(cancel);
            return new PostgreSqlSession(connection);
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    public string? Describe(Exception fault) => fault switch
    {
        PostgresException { SqlState: var state } refused => $"PostgreSQL refuses to be read ({state}): {refused.MessageText}",
        NpgsqlException { InnerException: TimeoutException } => "PostgreSQL did not answer in time.",
        NpgsqlException unreachable => $"PostgreSQL can't be reached: {unreachable.Message}",
        TimeoutException => "PostgreSQL did not answer in time.",
        SocketException or IOException => $"PostgreSQL can't be reached: {fault.Message}",
        SecretMissingException missing => missing.Message,
        ConnectionStringException unreadable => unreadable.Message,
        _ => null,
    };

    private string ConnectionString()
    {
        try
        {
            var connection = ConnectionAddress.Read(connectionString());
            connection.ApplicationName = "Relay";
            connection.CommandTimeout = (int)Math.Ceiling(timeout.TotalSeconds) + 5; // the server gives up first, and says why
            connection.IncludeErrorDetail = false; // it would quote rows
            (connection.MinPoolSize, connection.MaxPoolSize) = (0, 4);
            return connection.ConnectionString;
        }
        catch (Exception fault) when (fault is ArgumentException or FormatException or InvalidCastException or OverflowException)
        {
            // The original quotes what it could not read, which may be the password.
            throw new ConnectionStringException();
        }
    }

    private sealed class ConnectionStringException() : Exception("The connection string can't be read: write Host=…;Database=…;Username=…;Password=….");
}
