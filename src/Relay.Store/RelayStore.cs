using System.Data.Common;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Relay.Core.Alarms;
using Relay.Core.Audit;
using Relay.Core.Broadcasts;
using Relay.Core.Channels.Connecting;
using Relay.Core.Channels.Proofs;
using Relay.Core.Contacts;
using Relay.Core.Contacts.Links;
using Relay.Core.Contacts.Rights;
using Relay.Core.Contacts.Suppressions;
using Relay.Core.Conversations.Attending;
using Relay.Core.Conversations.Settling;
using Relay.Core.Deliveries;
using Relay.Core.Deliveries.Answers;
using Relay.Core.Deliveries.Halts;
using Relay.Core.Inbox;
using Relay.Core.Inbox.Polling;
using Relay.Core.Items;
using Relay.Core.Returns;
using Relay.Core.Swarm;
using Relay.Core.Swarm.Labels;
using Relay.Core.Swarm.Topics;
using Relay.Store.Alarms;
using Relay.Store.Audit;
using Relay.Store.Broadcasts;
using Relay.Store.Channels;
using Relay.Store.Contacts;
using Relay.Store.Contacts.Rights;
using Relay.Store.Conversations;
using Relay.Store.Deliveries;
using Relay.Store.Engines;
using Relay.Store.Inbox;
using Relay.Store.Items;
using Relay.Store.PostgreSql;
using Relay.Store.Returns;
using Relay.Store.Settings;
using Relay.Store.Sqlite;

namespace Relay.Store;

/// <summary>An open store: the ports of Core kept in a database. Thread-safe. Disposing it writes what waits and frees the lock.</summary>
public sealed partial class RelayStore : IAsyncDisposable
{
    private readonly Database _database;
    private readonly SecretStore _secrets;
    private readonly HeardKeys _heard;
    private readonly ConversationStore _conversations;

    private RelayStore(Database database, string place, long fence, StoreOptions options)
    {
        var (protection, controller) = (options.Protection, options.Controller);
        _secrets = new SecretStore(database, protection);
        Settings = new SettingsStore(database, _secrets);
        (_database, Place, Fence) = (database, place, fence);
        Ledger = new Ledger(database);
        Items = new ItemStore(database);
        Halts = new HaltStore(database);
        Alarms = new AlarmStore(database);
        Audit = new AuditTrail(database);
        Proofs = new ProofStore(database);
        Marks = new ReadingMarks(database);
        Posts = new OwnPosts(database);
        _heard = new HeardKeys(_secrets);
        Inbox = new InboxStore(database, _heard, options.KeepWords);
        Suppressions = new SuppressionStore(database);
        var contacts = new ContactStore(database, protection, controller);
        Contacts = contacts;
        _conversations = new ConversationStore(database, _secrets, _heard, contacts, controller);
        Links = new LinkStore(database, contacts, controller);
        People = new PeopleSearch(database, controller);
        Records = new ContactRecordStore(database, controller);
        Answers = new AnswerStore(database);
        Broadcasts = new BroadcastStore(database, protection, controller);
        Returns = new ReturnStore(database, controller);
        Spread = new SpreadStore(database);
        Guests = new GuestStore(database, protection);
        Labels = new LabelStore(database);
        Waiting = new WaitingList(database);
        Topics = new TopicStore(database);
    }

    /// <summary>The path, or the server, database and schema: for people, free of secrets.</summary>
    public string Place { get; }

    /// <summary>Which start of the worker this is, from 1; 0 when the store is open for reading only.</summary>
    public long Fence { get; }

    /// <summary>Since when the present commit is under way; null when nothing is being written. For a watchdog.</summary>
    public DateTimeOffset? WritingSince => _database.WritingSince;

    /// <summary>Publications, deliveries and attempts.</summary>
    public ILedger Ledger { get; }

    /// <summary>What harvests have brought.</summary>
    public IItemStore Items { get; }

    /// <summary>Who changed what.</summary>
    public IAudit Audit { get; }

    /// <summary>What the watchdog has found.</summary>
    public IAlarmStore Alarms { get; }

    /// <summary>What coordinators have paused.</summary>
    public IHaltStore Halts { get; }

    /// <summary>How far what comes in was handled.</summary>
    public IReadingMarks Marks { get; }

    /// <summary>The posts of ours under which something may be written.</summary>
    public IOwnPosts Posts { get; }

    /// <summary>What came in, raw and understood.</summary>
    public IInbox Inbox { get; }

    /// <summary>People who wrote to us.</summary>
    public IContactStore Contacts { get; }

    /// <summary>Which accounts are one person's.</summary>
    public ILinkStore Links { get; }

    /// <summary>Finds people by what they tell of themselves.</summary>
    public IPeopleSearch People { get; }

    /// <summary>What stands about people outside their contacts.</summary>
    public IContactRecords Records { get; }

    /// <summary>Whom we may not write to, as keyed hashes.</summary>
    public ISuppressionStore Suppressions { get; }

    /// <summary>What became of what came in.</summary>
    public IConversationStore Conversations => _conversations;

    /// <summary>How far copies went.</summary>
    public ISpreadStore Spread { get; }

    /// <summary>Which numbers stand on buttons.</summary>
    public ILabelStore Labels { get; }

    /// <summary>Who waits for a person of the federation.</summary>
    public IWaitingList Waiting { get; }

    /// <summary>Topics of forums, one for each theme.</summary>
    public ITopicStore Topics { get; }

    /// <summary>Who answered invitations, and what they were told since.</summary>
    public IGuestStore Guests { get; }

    /// <summary>What the party is to be told.</summary>
    public IReturnStore Returns { get; }

    /// <summary>What is kept of people because they were answered, for a time.</summary>
    public IAnswerStore Answers { get; }

    /// <summary>Messages to everybody of an audience.</summary>
    public IBroadcastStore Broadcasts { get; }

    /// <summary>What accounts were last seen to be able to do.</summary>
    public IProofStore Proofs { get; }

    /// <summary>Accounts and channels made at run time.</summary>
    public ISettingsStore Settings { get; }

    /// <summary>Secrets made at run time, encrypted. As they were when the store was opened for reading.</summary>
    public ISecretStore Secrets => _secrets;

    /// <summary>Opens the store for the one worker: takes its lock, makes it or brings it up to date, and counts this start.</summary>
    /// <exception cref="StoreException">With one sentence for the operator, when it cannot be worked with.</exception>
    public static async Task<RelayStore> OpenForWorkAsync(StoreOptions options, TimeProvider time, ILogger? logger, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(options);
        var log = logger ?? NullLogger.Instance;
        var engine = Create(options);
        Statements? connection = null;
        try
        {
            connection = new Statements(await engine.OpenWriterAsync(cancel));
            await new Migrator(engine.Place, engine.Dialect, time, log, Migration.All).ApplyAsync(connection, cancel);
            await engine.SettleAsync(connection, cancel);
            var fence = await new FenceKeeper(engine).RaiseAsync(connection, cancel);
            Log.Opened(log, engine.Place, fence);
            var opened = new RelayStore(new Database(engine, new Writer(connection, engine.Dialect, fence, time, engine.Note, log)), engine.Place, fence, options);
            connection = null; // the writer's from here on
            await opened.LoadAsync(cancel);
            return opened;
        }
        catch (Exception fault)
        {
            if (connection is not null)
            {
                await connection.DisposeAsync();
            }
            await engine.DisposeAsync();
            if (IsOfTheEngine(fault))
            {
                throw Unusable(engine, fault);
            }
            throw;
        }
    }

    /// <summary>Opens the store for reading, beside a worker or without one: takes no lock, never makes or changes it; every write throws.</summary>
    /// <exception cref="StoreMissingException">When there is none.</exception>
    /// <exception cref="StoreException">With one sentence for the operator, when it is of another version.</exception>
    public static async Task<RelayStore> OpenReadOnlyAsync(StoreOptions options, TimeProvider time, ILogger? logger, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(options);
        var engine = Create(options);
        var database = new Database(engine, null);
        try
        {
            var migrator = new Migrator(engine.Place, engine.Dialect, time, logger ?? NullLogger.Instance, Migration.All);
            await database.ReadAsync(
                async session =>
                {
                    await migrator.RequireAsync(session);
                    return true;
                },
                cancel);
            var opened = new RelayStore(database, engine.Place, 0, options);
            await opened._secrets.LoadAsync(cancel);
            return opened;
        }
        catch (Exception fault)
        {
            await database.DisposeAsync();
            if (IsOfTheEngine(fault))
            {
                throw Unusable(engine, fault);
            }
            throw;
        }
    }

    /// <summary>Reads what it must know from the start; a store that can't even do that is closed.</summary>
    private async Task LoadAsync(CancellationToken cancel)
    {
        try
        {
            await _secrets.LoadAsync(cancel);
        }
        catch
        {
            await DisposeAsync();
            throw;
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _conversations.Dispose();
        _heard.Dispose();
        return _database.DisposeAsync();
    }

    /// <summary>The path, or the server, database and schema, of the store that would be opened: for people, free of secrets. Opens nothing.</summary>
    public static string PlaceOf(StoreOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return options.Engine == StoreEngine.PostgreSql ? PostgreSqlEngine.PlaceOf(options.ConnectionString?.Invoke() ?? "", options.Schema) : Path.GetFullPath(options.Path);
    }

    internal static Engine Create(StoreOptions options) => options.Engine switch
    {
        StoreEngine.Sqlite => new SqliteEngine(options.Path),
        StoreEngine.PostgreSql when options.ConnectionString is { } read => new PostgreSqlEngine(read(), options.Schema),
        StoreEngine.PostgreSql => throw new StoreEngineException("A PostgreSQL store needs a connection string."),
        _ => throw new StoreEngineException($"'{options.Engine}' is no engine that this program knows."),
    };

    /// <summary>A server out of reach, a file without rights or that is no database.</summary>
    private static bool IsOfTheEngine(Exception fault) => fault is DbException or IOException or UnauthorizedAccessException or System.Net.Sockets.SocketException;

    private static StoreException Unusable(Engine engine, Exception fault) => EngineFault.IsDenied(fault)
        ? new StoreDeniedException(engine.Place, fault)
        : new StoreEngineException($"The store {engine.Place} cannot be opened: {fault.Message.ReplaceLineEndings(" ").TrimEnd('.')}.", fault) { Place = engine.Place, Why = EngineFault.Why(fault) };

    private static partial class Log
    {
        [LoggerMessage(3900, LogLevel.Information, "Opened the store {Place}, start {Fence} of the worker.")]
        public static partial void Opened(ILogger logger, string place, long fence);
    }
}
