using System.Data;
using System.Data.Common;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using Relay.Core.Deliveries;

namespace Relay.Store.Engines;

/// <summary>
/// The one connection that writes. Callers queue; those that wait while a commit goes to disk share the next one, each but the first in a savepoint of its own: a first
/// one that fails is undone before another has joined it.
/// A caller's task ends only when its commit is durable. Thread-safe.
/// </summary>
internal sealed partial class Writer : IAsyncDisposable
{
    private const int LongestBatch = 256;
    private readonly Channel<WriteJob> _jobs = Channel.CreateUnbounded<WriteJob>(new UnboundedChannelOptions { SingleReader = true });
    private readonly Statements _statements;
    private readonly Dialect _dialect;
    private readonly long _fence;
    private readonly TimeProvider _time;
    private readonly Action<Progress> _note;
    private readonly ILogger _logger;
    private readonly Task _loop;
    private long _since;

    public Writer(Statements statements, Dialect dialect, long fence, TimeProvider time, Action<Progress> note, ILogger logger)
    {
        (_statements, _dialect, _fence, _time, _note, _logger) = (statements, dialect, fence, time, note, logger);
        _loop = Task.Run(LoopAsync);
    }

    /// <summary>How many commits were made.</summary>
    public long Commits { get; private set; }

    /// <summary>Since when the present commit is under way; null between commits.</summary>
    public DateTimeOffset? Since => Interlocked.Read(ref _since) is > 0 and var at ? DateTimeOffset.FromUnixTimeMilliseconds(at) : null;

    public Task<T> RunAsync<T>(Func<WriteSession, Task<T>> work, CancellationToken cancel)
    {
        var job = new WriteJob<T>(work, cancel);
        ObjectDisposedException.ThrowIf(!_jobs.Writer.TryWrite(job), this);
        return job.Done;
    }

    /// <summary>Writes what waits, then closes.</summary>
    public async ValueTask DisposeAsync()
    {
        _jobs.Writer.TryComplete();
        await _loop;
        await _statements.DisposeAsync();
    }

    private async Task LoopAsync()
    {
        await foreach (var first in _jobs.Reader.ReadAllAsync())
        {
            if (!first.TryAbandon())
            {
                Interlocked.Exchange(ref _since, _time.GetUtcNow().ToUnixTimeMilliseconds());
                await CommitAsync(first);
                Interlocked.Exchange(ref _since, 0);
            }
        }
    }

    private async Task CommitAsync(WriteJob first)
    {
        var batch = new List<WriteJob>();
        var session = new WriteSession(_statements, _dialect, _time);
        try
        {
            batch.Add(first);
            RefuseWhenLost();
            await session.BeginAsync(_fence);
            await session.FirstAsync(first.RunAsync);
            while (batch.Count < LongestBatch && _jobs.Reader.TryRead(out var next))
            {
                if (!next.TryAbandon())
                {
                    batch.Add(next);
                    next.Fault = await session.TryAsync(next.RunAsync);
                }
            }
            await session.CommitAsync();
            Commits++;
            Note(session.Progress);
            if (session.ForgetsPeople)
            {
                await OverwriteAsync();
            }
        }
        catch (Exception fault)
        {
            await GiveUpAsync(session);
            var heard = Heard(fault);
            batch.ForEach(job => job.Fail(heard));
            return;
        }
        batch.ForEach(job => job.Complete());
    }

    /// <summary>A lost connection took the engine's lock with it: somebody else may work with the store by now.</summary>
    private void RefuseWhenLost()
    {
        if (_statements.Connection.State != ConnectionState.Open)
        {
            throw new FenceLostException();
        }
    }

    /// <summary>The commit is durable: that it could not be noted elsewhere changes nothing for those who wait for it.</summary>
    private void Note(Progress progress)
    {
        try
        {
            _note(progress);
        }
        catch (IOException fault)
        {
            Log.NotNoted(_logger, fault.GetType().Name);
        }
    }

    /// <summary>The commit is durable. What it deleted stands in the log of writes until that is emptied; where a reader is in the way, the next time does it.</summary>
    private async Task OverwriteAsync()
    {
        try
        {
            foreach (var sql in _dialect.Overwrite)
            {
                await _statements.Of(sql, null).ExecuteNonQueryAsync();
            }
        }
        catch (DbException fault)
        {
            Log.NotOverwritten(_logger, fault.GetType().Name);
        }
    }

    /// <summary>What callers are told: where the connection went, and the lock with it, that is what matters.</summary>
    private Exception Heard(Exception fault)
    {
        if (_statements.Connection.State == ConnectionState.Open || fault is FenceLostException)
        {
            return fault;
        }
        Log.Lost(_logger, fault.GetType().Name);
        return new FenceLostException();
    }

    /// <summary>Undoes the batch; a connection that cannot even do that is of no use any more.</summary>
    private async Task GiveUpAsync(WriteSession session)
    {
        try
        {
            if (_statements.Connection.State == ConnectionState.Open)
            {
                await session.RollbackAsync();
            }
        }
        catch (DbException)
        {
            await _statements.Connection.CloseAsync();
        }
    }

    private static partial class Log
    {
        [LoggerMessage(3903, LogLevel.Warning, "How far the store has come could not be noted beside it ({Fault}): an older copy in its place might not be noticed.")]
        public static partial void NotNoted(ILogger logger, string fault);

        [LoggerMessage(3904, LogLevel.Warning, "What was deleted stands in the store's log of writes a while longer ({Fault}).")]
        public static partial void NotOverwritten(ILogger logger, string fault);

        [LoggerMessage(3902, LogLevel.Error, "The connection to the store was lost ({Fault}), and the lock with it: this worker writes no more.")]
        public static partial void Lost(ILogger logger, string fault);
    }
}
