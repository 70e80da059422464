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

    /// <summary>Opens a connection that only reads; never makes a database.</summary>
    /// <exception cref="StoreMissingException">When there is no database.</exception>
    public abstract Task<DbConnection> OpenReaderAsync(CancellationToken cancel);

    /// <summary>The worker's last start that is known of outside the database; 0 when none is.</summary>
    public virtual long KnownFence => 0;

    /// <summary>Where <see cref="KnownFence"/> is kept.</summary>
    public virtual string FencePlace => "";

    /// <summary>Notes this start outside the database, for <see cref="KnownFence"/> and for whoever finds the store busy.</summary>
    public virtual Task NoteAsync(long fence, CancellationToken cancel) => Task.CompletedTask;

    public abstract ValueTask DisposeAsync();
}
