using System.Globalization;
using Microsoft.Extensions.Logging;

namespace Relay.Store.Engines;

/// <summary>Brings a store's schema up to what this program knows, and refuses one that it does not know.</summary>
internal sealed partial class Migrator(string place, Dialect dialect, TimeProvider time, ILogger logger, IReadOnlyList<Migration> known)
{
    private const string Record = "INSERT INTO migrations (number, name, checksum, applied_at) VALUES (@Number, @Name, @Checksum, @now)";

    private int Newest => known[^1].Number;

    /// <summary>Applies what is missing, each step in a transaction with its record.</summary>
    /// <exception cref="StoreTooNewException">When the store has steps that this program does not know.</exception>
    public async Task ApplyAsync(Statements connection, CancellationToken cancel)
    {
        var session = new Session(connection, dialect, cancel);
        await session.ExecuteAsync(
            "CREATE TABLE IF NOT EXISTS migrations (number bigint NOT NULL PRIMARY KEY, name text NOT NULL, checksum text NOT NULL, applied_at bigint NOT NULL)");
        var applied = Check(await AppliedAsync(session));
        foreach (var step in known.Where(step => step.Number > applied))
        {
            await session.ExecuteAsync(dialect.BeginWrite);
            try
            {
                await session.ExecuteAsync(step.Sql);
                await session.ExecuteAsync(Record, new { step.Number, step.Name, step.Checksum, now = time.GetUtcNow().ToUnixTimeMilliseconds() });
                await session.ExecuteAsync("COMMIT");
            }
            catch
            {
                await new Session(connection, dialect, CancellationToken.None).ExecuteAsync("ROLLBACK");
                throw;
            }
            Log.Applied(logger, step.Name, place);
        }
    }

    /// <summary>Refuses a store that a reader of this version would not understand.</summary>
    public async Task RequireAsync(Session session)
    {
        if (await session.CountAsync(dialect.TableExists, new { name = "migrations" }) == 0)
        {
            throw new StoreMissingException(place);
        }
        var applied = Check(await AppliedAsync(session));
        if (applied < Newest)
        {
            throw applied == 0 ? new StoreMissingException(place) : new StoreTooOldException(place, applied, Newest);
        }
    }

    private static Task<IReadOnlyList<Applied>> AppliedAsync(Session session)
        => session.QueryAsync<Applied>("SELECT number AS Number, name AS Name, checksum AS Checksum FROM migrations ORDER BY number");

    private int Check(IReadOnlyList<Applied> applied)
    {
        if (applied.Count > 0 && applied[^1].Number > Newest)
        {
            throw new StoreTooNewException(place, (int)applied[^1].Number, Newest);
        }
        for (var i = 0; i < applied.Count; i++)
        {
            if (applied[i].Number != known[i].Number || applied[i].Checksum != known[i].Checksum)
            {
                throw new StoreAlteredException(place, applied[i].Name ?? applied[i].Number.ToString(CultureInfo.InvariantCulture));
            }
        }
        return applied.Count == 0 ? 0 : (int)applied[^1].Number;
    }

    private sealed class Applied
    {
        public long Number { get; init; }

        public string? Name { get; init; }

        public string? Checksum { get; init; }
    }

    private static partial class Log
    {
        [LoggerMessage(3901, LogLevel.Information, "Applied step {Step} to the store {Place}.")]
        public static partial void Applied(ILogger logger, string step, string place);
    }
}
