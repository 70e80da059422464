using Relay.Core.Inbox;
using Relay.Store.Engines;

namespace Relay.Store.Inbox;

/// <summary>How far what comes in was handled: one row a reader.</summary>
internal sealed class ReadingMarks(Database database) : IReadingMarks
{
    public Task<ReadingMark?> FindAsync(string reader, CancellationToken cancel) => database.AskAsync(
        async session => await session.FirstAsync<Row>("SELECT mark AS Mark, kept_at AS KeptAt FROM reading_marks WHERE reader = @reader", new { reader }) is { } row
            ? new ReadingMark(row.Mark, Instant.At(row.KeptAt))
            : null,
        cancel);

    public Task<IReadOnlyDictionary<string, ReadingMark>> ListAsync(string prefix, CancellationToken cancel)
    {
        ArgumentException.ThrowIfNullOrEmpty(prefix);
        return database.AskAsync<IReadOnlyDictionary<string, ReadingMark>>(
            async session => (await session.QueryAsync<ListRow>(
                    "SELECT reader AS Reader, mark AS Mark, kept_at AS KeptAt FROM reading_marks WHERE reader >= @prefix AND reader < @after", new { prefix, after = $"{prefix[..^1]}{(char)(prefix[^1] + 1)}" }))
                .ToDictionary(row => row.Reader, row => new ReadingMark(row.Mark, Instant.At(row.KeptAt)), StringComparer.Ordinal),
            cancel);
    }

    /// <summary>Writes a mark in the caller's transaction.</summary>
    public static Task WriteAsync(WriteSession session, string reader, ReadingMark mark) => session.ExecuteAsync(
        """
        INSERT INTO reading_marks (reader, mark, kept_at) VALUES (@reader, @mark, @at)
        ON CONFLICT (reader) DO UPDATE SET mark = excluded.mark, kept_at = excluded.kept_at
        """,
        new { reader, mark = mark.Value, at = mark.KeptAt.Ms() });

    private sealed class ListRow
    {
        public string Reader { get; init; } = "";

        public string Mark { get; init; } = "";

        public long KeptAt { get; init; }
    }

    private sealed class Row
    {
        public string Mark { get; init; } = "";

        public long KeptAt { get; init; }
    }
}
