using Relay.Core.Audit;
using Relay.Core.Deliveries;
using Relay.Store.Audit;

namespace Relay.Store.Engines;

/// <summary>The writer's transaction, shared by the jobs of one commit. Each job's audit lines are chained and written when it ends, those of a first one before another begins.</summary>
internal sealed class WriteSession(Statements statements, Dialect dialect, TimeProvider time) : Session(statements, dialect, CancellationToken.None)
{
    private readonly List<AuditEntry> _lines = [];
    private AuditHead _head = AuditHead.Genesis;
    private AuditHead _kept = AuditHead.Genesis;

    /// <summary>Which start of the worker this is.</summary>
    public long Fence { get; private set; }

    /// <summary>How far the store has come with what was run so far.</summary>
    public Progress Progress => new(Fence, _head.Number);

    /// <summary>Whether people are forgotten here: then nothing of them is to stay on the disk either, once it is committed.</summary>
    public bool ForgetsPeople { get; set; }

    /// <summary>For writes whose caller gives no instant.</summary>
    public DateTimeOffset Now => time.GetUtcNow();

    /// <summary>Adds a line to the audit, in this job's part of the transaction.</summary>
    public void Audit(DateTimeOffset at, Actor actor, string action, string subject, string? detail = null)
        => _lines.Add(new AuditEntry(at, actor, action, subject, detail));

    public async Task BeginAsync(long fence)
    {
        var ask = $"SELECT fence AS Fence, audit_number AS Number, audit_hash AS Hash FROM store WHERE id = 1{Dialect.ForUpdate}";
        if (Dialect.RowByRow)
        {
            await ExecuteAsync(Dialect.BeginWrite);
        }
        else
        {
            ask = $"{Dialect.BeginWrite}; {ask}"; // one round trip
        }
        var state = await FirstAsync<StoreState>(ask);
        if (state is null || state.Fence != fence)
        {
            throw new FenceLostException();
        }
        Fence = fence;
        _head = _kept = new AuditHead(state.Number, state.Hash);
    }

    /// <summary>
    /// Runs the first job of a transaction, without a savepoint: until others have joined it, undoing it is undoing everything. That spares SQLite a copy of each page it
    /// changes and a server two round trips. What it throws spoils the transaction.
    /// </summary>
    public async Task FirstAsync(Func<WriteSession, Task> job)
    {
        _lines.Clear();
        await job(this);
        if (!Dialect.InTransaction(Connection))
        {
            throw new InvalidOperationException("The database has undone the transaction by itself.");
        }
    }

    /// <summary>Runs a further job; when it fails nothing of it stays, and the others are not touched.</summary>
    /// <returns>Why the job failed; null when it did not. What is thrown instead spoils the whole transaction.</returns>
    public async Task<Exception?> TryAsync(Func<WriteSession, Task> job)
    {
        await WriteLinesAsync();
        var head = _head;
        await ExecuteAsync("SAVEPOINT job");
        try
        {
            await job(this);
            await WriteLinesAsync();
            await ExecuteAsync("RELEASE SAVEPOINT job");
            return null;
        }
        catch (Exception fault)
        {
            _head = head;
            _lines.Clear();
            await ExecuteAsync("ROLLBACK TO SAVEPOINT job");
            await ExecuteAsync("RELEASE SAVEPOINT job");
            return fault;
        }
    }

    /// <summary>Makes it all durable, with the chain's head.</summary>
    public async Task CommitAsync()
    {
        if (!Dialect.RowByRow && _lines.Count is > 0 and <= BatchSize)
        {
            // The lines of a job that nobody joined, the chain's head and the commit: one round trip.
            _head = _kept = await AuditTrail.AppendAndCommitAsync(this, _head, _lines);
            _lines.Clear();
            return;
        }
        await WriteLinesAsync();
        if (_head != _kept)
        {
            await AuditTrail.KeepHeadAsync(this, _head);
            _kept = _head;
        }
        await ExecuteAsync("COMMIT");
    }

    private async Task WriteLinesAsync()
    {
        _head = await AuditTrail.AppendAsync(this, _head, _lines);
        _lines.Clear();
    }

    /// <summary>Undoes everything since the last commit, where the engine has not done so by itself.</summary>
    public Task RollbackAsync() => Dialect.InTransaction(Connection) ? ExecuteAsync("ROLLBACK") : Task.CompletedTask;

    private sealed class StoreState
    {
        public long Fence { get; init; }

        public long Number { get; init; }

        public string Hash { get; init; } = "";
    }
}
