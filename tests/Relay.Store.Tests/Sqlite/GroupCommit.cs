using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;
using NUnit.Framework;
using Relay.Core.Audit;
using Relay.Core.Deliveries;
using Relay.Store.Engines;
using Relay.Testing;

namespace Relay.Store.Tests.Sqlite;

public sealed class GroupCommit
{
    private readonly ManualTime _time = new();
    private TemporaryStore _store = null!;
    private SqliteConnection _connection = null!;
    private readonly List<Progress> _noted = [];
    private Writer _writer = null!;

    [SetUp]
    public async Task OpenAsync()
    {
        _store = await TemporaryStore.SqliteAsync(_time);
        var fence = _store.Store.Fence;
        await _store.CloseAsync();
        _connection = new SqliteConnection($"Data Source={_store.Options.Path};Pooling=False;Foreign Keys=True");
        await _connection.OpenAsync();
        _writer = new Writer(new Statements(_connection), Dialect.Sqlite, fence, _time, progress => _noted.Add(progress), NullLogger.Instance);
        await _writer.RunAsync(session => session.ExecuteAsync("CREATE TABLE notes (id bigint NOT NULL PRIMARY KEY)"), default);
    }

    [TearDown]
    public async Task CloseAsync()
    {
        await _writer.DisposeAsync();
        await _store.DisposeAsync();
    }

    [Test]
    public async Task Run_CallersThatWaitTogether_ShareACommit()
    {
        var before = _writer.Commits;
        var release = await HoldUpAsync();
        var writes = Enumerable.Range(0, 100).Select(NoteAsync).ToList();

        release.SetResult();
        await Task.WhenAll(writes);

        Assert.That(_writer.Commits - before, Is.LessThanOrEqualTo(2));
        Assert.That(await CountAsync(), Is.EqualTo(100));
    }

    [Test]
    public async Task Run_OneFails_OnlyItsOwnWorkIsUndone()
    {
        var release = await HoldUpAsync();
        var first = NoteAsync(1);
        var failing = _writer.RunAsync<int>(
            async session =>
            {
                await session.ExecuteAsync("INSERT INTO notes VALUES (2)");
                session.Audit(_time.GetUtcNow(), Actor.System, "note.lost", "2");
                throw new InvalidOperationException("not this one");
            },
            default);
        var twice = NoteAsync(1);
        var last = NoteAsync(3);

        release.SetResult();
        await Task.WhenAll(first, last);

        Assert.That(async () => await failing, Throws.InvalidOperationException.With.Message.EqualTo("not this one"));
        Assert.That(async () => await twice, Throws.TypeOf<SqliteException>());
        Assert.That(await CountAsync(), Is.EqualTo(2));
        Assert.That(await _writer.RunAsync(session => session.CountAsync("SELECT count(*) FROM audit WHERE action = 'note.lost'"), default), Is.Zero);
    }

    [Test]
    public async Task Run_FirstOfACommitFails_NothingOfItStaysAndThoseBehindItAreWritten()
    {
        var release = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var first = _writer.RunAsync<int>(
            async session =>
            {
                await session.ExecuteAsync("INSERT INTO notes VALUES (1)");
                session.Audit(_time.GetUtcNow(), Actor.System, "note.lost", "1");
                await release.Task;
                throw new InvalidOperationException("not this one");
            },
            default);
        var behind = NoteAsync(2);

        release.SetResult();

        Assert.That(async () => await first, Throws.InvalidOperationException.With.Message.EqualTo("not this one"));
        await behind;
        Assert.That(await _writer.RunAsync(session => session.CountAsync("SELECT min(id) FROM notes"), default), Is.EqualTo(2));
        Assert.That(await _writer.RunAsync(session => session.CountAsync("SELECT count(*) FROM audit WHERE action = 'note.lost'"), default), Is.Zero);
    }

    [Test]
    public async Task Run_TheDatabaseUndidTheFirstJobByItself_NobodyIsToldThatItIsKept()
    {
        var spoiling = _writer.RunAsync(session => session.ExecuteAsync("ROLLBACK"), default);

        Assert.That(async () => await spoiling, Throws.InvalidOperationException);
        await NoteAsync(2);
        Assert.That(await CountAsync(), Is.EqualTo(1));
    }

    [Test]
    public async Task Run_AuditLinesOfSharedCommits_FormOneChain()
    {
        var release = await HoldUpAsync();
        var writes = Enumerable.Range(0, 60).Select(number => _writer.RunAsync(
            session =>
            {
                session.Audit(_time.GetUtcNow(), Actor.System, "note.made", $"{number}");
                return number % 7 == 0 ? throw new InvalidOperationException() : Task.FromResult(number);
            },
            default)).ToList();

        release.SetResult();
        await Task.WhenAll(writes.Select(write => write.ContinueWith(_ => { }, TaskScheduler.Default)));
        await _writer.DisposeAsync();

        var verdict = await (await _store.ReopenAsync()).Audit.VerifyAsync(default);
        Assert.That(verdict, Is.EqualTo(new AuditVerdict(51, null)));
    }

    [Test]
    public async Task Run_GivenUpBeforeItsTurn_IsNotRun()
    {
        using var cancel = new CancellationTokenSource();
        var release = await HoldUpAsync();
        var abandoned = _writer.RunAsync(session => session.ExecuteAsync("INSERT INTO notes VALUES (1)"), cancel.Token);

        await cancel.CancelAsync();
        release.SetResult();

        Assert.That(async () => await abandoned, Throws.InstanceOf<OperationCanceledException>());
        Assert.That(await CountAsync(), Is.Zero);
    }

    [Test]
    public async Task Run_CommitFails_NobodyIsToldOtherwise()
    {
        // A deferred constraint is checked by the commit itself.
        await _writer.RunAsync(
            session => session.ExecuteAsync("CREATE TABLE owned (id bigint REFERENCES notes (id) DEFERRABLE INITIALLY DEFERRED)"), default);
        var release = await HoldUpAsync();
        var good = NoteAsync(1);
        var spoiling = _writer.RunAsync(session => session.ExecuteAsync("INSERT INTO owned VALUES (99)"), default);

        release.SetResult();

        Assert.That(async () => await spoiling, Throws.TypeOf<SqliteException>());
        Assert.That(async () => await good, Throws.TypeOf<SqliteException>(), "it was not durable");
        Assert.That(await CountAsync(), Is.Zero);
        await NoteAsync(2);
        Assert.That(await CountAsync(), Is.EqualTo(1), "the writer goes on");
    }

    [Test]
    public async Task Run_Committed_IsNotedWithItsAuditLines()
    {
        await _writer.RunAsync(
            session =>
            {
                session.Audit(_time.GetUtcNow(), Actor.System, "note.made", "1");
                return Task.FromResult(0);
            },
            default);

        Assert.That(_noted[^1], Is.EqualTo(new Progress(1, 1)));
    }

    [Test]
    public async Task Run_NoteFails_TheCommitStands()
    {
        await _writer.DisposeAsync();
        _connection = new SqliteConnection($"Data Source={_store.Options.Path};Pooling=False");
        await _connection.OpenAsync();
        _writer = new Writer(new Statements(_connection), Dialect.Sqlite, 1, _time, _ => throw new IOException("disk full"), NullLogger.Instance);

        await NoteAsync(1);

        Assert.That(await CountAsync(), Is.EqualTo(1));
    }

    [Test]
    public async Task Run_ConnectionLost_IsTheFenceLost()
    {
        await _connection.CloseAsync();

        Assert.That(async () => await NoteAsync(1), Throws.TypeOf<FenceLostException>());
    }

    [Test]
    public async Task Run_TheDatabaseRolledBackByItself_OthersHearSoAndTheWriterGoesOn()
    {
        var release = await HoldUpAsync();
        var good = NoteAsync(1);
        var spoiling = _writer.RunAsync(session => session.ExecuteAsync("ROLLBACK"), default);

        release.SetResult();

        Assert.That(async () => await spoiling, Throws.TypeOf<SqliteException>());
        Assert.That(async () => await good, Throws.TypeOf<SqliteException>());
        await NoteAsync(2);
        Assert.That(await CountAsync(), Is.EqualTo(1));
    }

    private Task<int> NoteAsync(int id) => _writer.RunAsync(session => session.ExecuteAsync("INSERT INTO notes VALUES (@id)", new { id }), default);

    private Task<long> CountAsync() => _writer.RunAsync(session => session.CountAsync("SELECT count(*) FROM notes"), default);

    /// <summary>Keeps the writer busy, so that what is asked of it meanwhile waits together.</summary>
    private async Task<TaskCompletionSource> HoldUpAsync()
    {
        var begun = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var release = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _ = _writer.RunAsync(
            async _ =>
            {
                begun.SetResult();
                await release.Task;
                return 0;
            },
            default);
        await begun.Task;
        return release;
    }
}
