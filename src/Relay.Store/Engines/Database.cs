namespace Relay.Store.Engines;

/// <summary>An open store's connections: the writer, when it was opened for work, and as many readers as are asked for. Thread-safe.</summary>
internal sealed class Database(Engine engine, Writer? writer) : IAsyncDisposable
{
    public Dialect Dialect => engine.Dialect;

    /// <summary>Whether this process is the one that writes.</summary>
    public bool IsForWork => writer is not null;

    /// <summary>Since when the present commit is under way; null when nothing is being written.</summary>
    public DateTimeOffset? WritingSince => writer?.Since;

    /// <summary>Reads in one transaction that sees one moment.</summary>
    public async Task<T> ReadAsync<T>(Func<Session, Task<T>> work, CancellationToken cancel)
    {
        var reader = await engine.RentReaderAsync(cancel);
        try
        {
            var session = new Session(reader, engine.Dialect, cancel);
            await session.ExecuteAsync(engine.Dialect.BeginRead);
            return await work(session);
        }
        finally
        {
            await engine.ReturnReaderAsync(reader);
        }
    }

    /// <summary>Reads with one statement, which sees one moment by itself.</summary>
    public async Task<T> AskAsync<T>(Func<Session, Task<T>> work, CancellationToken cancel)
    {
        var reader = await engine.RentReaderAsync(cancel);
        try
        {
            return await work(new Session(reader, engine.Dialect, cancel));
        }
        finally
        {
            await engine.ReturnReaderAsync(reader);
        }
    }

    /// <summary>Writes in a transaction that is durable, with its audit lines, when the task ends.</summary>
    public Task<T> WriteAsync<T>(Func<WriteSession, Task<T>> work, CancellationToken cancel)
        => writer is null
            ? throw new InvalidOperationException("The store was opened for reading only.")
            : writer.RunAsync(work, cancel);

    /// <inheritdoc cref="WriteAsync{T}"/>
    public Task WriteAsync(Func<WriteSession, Task> work, CancellationToken cancel)
        => WriteAsync<bool>(
            async session =>
            {
                await work(session);
                return true;
            },
            cancel);

    public async ValueTask DisposeAsync()
    {
        await engine.CloseReadersAsync();
        if (writer is not null)
        {
            await writer.DisposeAsync();
        }
        await engine.DisposeAsync();
    }
}
