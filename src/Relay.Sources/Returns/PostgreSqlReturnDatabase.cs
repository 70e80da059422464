using System.Data.Common;
using System.Net.Sockets;
using Npgsql;
using NpgsqlTypes;
using Relay.Core.Channels;
using Relay.Core.Texts;
using Relay.Sources.Sql.PostgreSql;

namespace Relay.Sources.Returns;

/// <summary>A party's PostgreSQL, through a role that may insert into one table.</summary>
/// <param name="connectionString">Read anew for each call, so that a rotated password counts.</param>
internal sealed class PostgreSqlReturnDatabase(Func<string> connectionString) : IReturnDatabase
{
    private const int Patience = 30;

    public async Task<DbConnection> OpenAsync(CancellationToken cancel)
    {
        var connection = new NpgsqlConnection(Address());
        try
        {
            await connection.OpenAsync(cancel);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    // Without a type a null would be sent as text, which no number or flag takes.
    public DbParameter Parameter(string name, object? value) => value switch
    {
        null => new NpgsqlParameter(name, NpgsqlDbType.Unknown) { Value = DBNull.Value },
        DateTimeOffset at => new NpgsqlParameter(name, NpgsqlDbType.TimestampTz) { Value = at.UtcDateTime },
        long number => new NpgsqlParameter(name, NpgsqlDbType.Integer) { Value = (int)number },
        bool said => new NpgsqlParameter(name, NpgsqlDbType.Boolean) { Value = said },
        _ => new NpgsqlParameter(name, NpgsqlDbType.Text) { Value = value },
    };

    public Phrase? Describe(Exception fault) => fault switch
    {
        PostgresException refused => new($"PostgreSQL refuse l'écriture du retour ({refused.SqlState}) : « {refused.MessageText} ».", $"PostgreSQL refuses the return to be written ({refused.SqlState}): {refused.MessageText}"),
        NpgsqlException or SocketException or IOException or TimeoutException => new($"Le PostgreSQL du retour est injoignable : {fault.Message}", $"The PostgreSQL of the return can't be reached: {fault.Message}"),
        SecretMissingException missing => new(missing.French, missing.Message),
        UnreadableException => new("La chaîne de connexion du retour est illisible : écrivez Host=…;Database=…;Username=…;Password=….", "The connection string of the return can't be read: write Host=…;Database=…;Username=…;Password=…."),
        _ => null,
    };

    private string Address()
    {
        try
        {
            var address = ConnectionAddress.Read(connectionString());
            (address.ApplicationName, address.CommandTimeout, address.IncludeErrorDetail) = ("Relay", Patience, false); // details would quote rows
            (address.MinPoolSize, address.MaxPoolSize) = (0, 1);
            return address.ConnectionString;
        }
        catch (Exception fault) when (fault is ArgumentException or FormatException or InvalidCastException or OverflowException)
        {
            throw new UnreadableException(); // the original quotes what it could not read
        }
    }

    private sealed class UnreadableException : Exception;
}
