using Npgsql;

namespace Relay.Sources.Sql.PostgreSql;

/// <summary>Reads connection strings, also in the form of an address that hosts hand out: <c>postgresql://relay_reader:…@db.parti.example:5432/parti?sslmode=require</c>.</summary>
internal static class ConnectionAddress
{
    /// <exception cref="ArgumentException">When it is neither; the message may quote it.</exception>
    public static NpgsqlConnectionStringBuilder Read(string text)
    {
        var isAddress = text.StartsWith("postgres://", StringComparison.OrdinalIgnoreCase) || text.StartsWith("postgresql://", StringComparison.OrdinalIgnoreCase);
        return isAddress ? FromAddress(text) : new NpgsqlConnectionStringBuilder(text);
    }

    private static NpgsqlConnectionStringBuilder FromAddress(string text)
    {
        var address = new Uri(text);
        var who = address.UserInfo.Split(':', 2).Select(Uri.UnescapeDataString).ToArray();
        var connection = new NpgsqlConnectionStringBuilder
        {
            Host = address.Host,
            Port = address.Port > 0 ? address.Port : NpgsqlConnection.DefaultPort,
            Database = Uri.UnescapeDataString(address.AbsolutePath.TrimStart('/')),
            Username = who[0],
            Password = who.Length > 1 ? who[1] : null,
        };
        foreach (var setting in address.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries).Select(pair => pair.Split('=', 2)))
        {
            var value = Uri.UnescapeDataString(setting[^1]);
            // libpq writes sslmode=verify-full, Npgsql SSL Mode=VerifyFull.
            var (name, read) = setting[0] == "sslmode" ? ("SSL Mode", value.Replace("-", "", StringComparison.Ordinal)) : (setting[0].Replace('_', ' '), value);
            connection[name] = read;
        }
        return connection;
    }
}
