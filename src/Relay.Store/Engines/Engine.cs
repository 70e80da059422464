using System.Data.Common;

namespace Relay.Store.Engines;

/// <summary>A database engine with one store in it. Disposing it frees the lock.</summary>
internal abstract class Engine : IAsyncDisposable
{
    public abstract Dialect Dialect { get; }

    /// <summary>The path, or the server, database and schema: for people, free of secrets.</summary>
    public abstract string Place { get; }

    /// <summary>Takes the lock that only one worker holds, makes an empty database when there is none, and opens the connection that writes.</summary>
    /// <exception cref="StoreBusyException">When another worker holds the lock.</exception>
    public abstract Task<DbConnection> OpenWriterAsync(CancellationToken cancel);

    /// <summary>Makes the connection that writes ready for daily work, once the schema is as it should be.</summary>
    public virtual Task SettleAsync(Statements writer, CancellationToken cancel) => Task.CompletedTask;

    /// <summary>Gives a connection that only reads, outside of any transaction, for one caller; never makes a database.</summary>
    /// <exception cref="StoreMissingException">When there is no database.</exception>
    public abstract Task<Statements> RentReaderAsync(CancellationToken cancel);

    /// <summary>Takes a connection back, whatever its caller left under way.</summary>
    public abstract ValueTask ReturnReaderAsync(Statements reader);

    /// <summary>Closes the connections that read; before the one that writes, which alone can tidy up when it is the last.</summary>
    public virtual ValueTask CloseReadersAsync() => ValueTask.CompletedTask;

    /// <summary>How far the store had come when it was last written, as noted outside the database; null when nobody knows.</summary>
    public virtual Progress? Known => null;

    /// <summary>Where <see cref="Known"/> is kept.</summary>
    public virtual string KnownPlace => "";

    /// <summary>Notes outside the database how far it has come, after each commit: for <see cref="Known"/>, and for whoever finds the store busy.</summary>
    public virtual void Note(Progress progress)
    {
    }

    public abstract ValueTask DisposeAsync();
}

/// <summary>How far a store has come.</summary>
/// <param name="Fence">Starts of the worker.</param>
/// <param name="Lines">Entries of the audit: every change of anything adds one.</param>
internal sealed record Progress(long Fence, long Lines);
