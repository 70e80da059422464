using System.Net.Sockets;
using Npgsql;
using Relay.Core.Channels;
using Relay.Core.Texts;

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

    public Phrase? Describe(Exception fault) => fault switch
    {
        PostgresException { SqlState: var state } refused => new($"PostgreSQL refuse la lecture ({state}) : « {refused.MessageText} ».", $"PostgreSQL refuses to be read ({state}): {refused.MessageText}"),
        NpgsqlException { InnerException: TimeoutException } => TooLate,
        NpgsqlException unreachable => Unreachable(unreachable),
        TimeoutException => TooLate,
        SocketException or IOException => Unreachable(fault),
        SecretMissingException missing => new(missing.French, missing.Message),
        ConnectionStringException => new("La chaîne de connexion est illisible : écrivez Host=…;Database=…;Username=…;Password=….", "The connection string can't be read: write Host=…;Database=…;Username=…;Password=…."),
        _ => null,
    };

    private static readonly Phrase TooLate = new("PostgreSQL n'a pas répondu à temps.", "PostgreSQL did not answer in time.");

    private static Phrase Unreachable(Exception fault) => new($"PostgreSQL est injoignable : {fault.Message}", $"PostgreSQL can't be reached: {fault.Message}");

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

    private sealed class ConnectionStringException : Exception;
}
