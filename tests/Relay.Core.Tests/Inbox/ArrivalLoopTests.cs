using System.Text;
using Microsoft.Extensions.Logging;
using Moq;
using NUnit.Framework;
using Relay.Core.Channels;
using Relay.Core.Contacts;
using Relay.Core.Contacts.Suppressions;
using Relay.Core.Deliveries;
using Relay.Core.Inbox;
using Relay.Core.Inbox.Arrivals;
using Relay.Testing;
using Relay.Testing.Http;

namespace Relay.Core.Tests.Inbox;

/// <summary>What the doors have kept is understood behind them; whatever one payload does, its neighbours are read.</summary>
public sealed class ArrivalLoopTests
{
    private readonly ManualTime _time = new();
    private readonly ScriptedInbox _inbox = new();
    private readonly CapturedLogs _logs = new();
    private readonly Dictionary<string, Account> _accounts = new(StringComparer.Ordinal) { ["bot33"] = Some.Account() };
    private readonly Reading _network = new();
    private readonly KeysInMemory _keys = new();
    private TemporaryStore _store = null!;
    private ArrivalLoop _loop = null!;
    private InboxBell _bell = null!;

    [SetUp]
    public async Task OpenAsync()
    {
        _store = await TemporaryStore.SqliteAsync(_time);
        var list = new SuppressionList(_store.Store.Suppressions, _keys, _time);
        var book = new ContactBook(_store.Store.Contacts, _store.Store.Links, list, new(new()), _time);
        var channels = new Mock<IChannels>(MockBehavior.Strict);
        channels.SetupGet(one => one.Accounts).Returns(_accounts);
        _bell = new(_time);
        _loop = new(_inbox, channels.Object, [_network], new(channels.Object, [_network]), new(book, [_network], _time, new Logger<Correspondence>(new LoggerFactory([_logs]))), new(list), _bell, _time, new Logger<ArrivalLoop>(new LoggerFactory([_logs])));
    }

    [TearDown]
    public async Task CleanUpAsync()
    {
        _logs.Dispose();
        await _store.DisposeAsync();
    }

    [Test]
    public async Task ReadWaiting_MoreThanAPage_AllAreReadOldestFirst()
    {
        await CameAsync([.. Enumerable.Range(0, 120).Select(number => $"{number}")]);

        await _loop.ReadWaitingAsync(default);

        Assert.That(_inbox.Understood.Select(one => ((Happening.Said)one.Reading.Happenings[0]).Text), Is.EqualTo(Enumerable.Range(0, 120).Select(number => $"{number}")));
        Assert.That(_inbox.Waiting, Is.Empty);
    }

    [Test]
    public async Task ReadWaiting_PayloadThatTheReaderCannotBear_IsSetAsideAndItsNeighboursAreRead()
    {
        await CameAsync("good", "poison", "good too");

        await _loop.ReadWaitingAsync(default);

        Assert.That(_inbox.Waiting, Is.Empty);
        Assert.That(_inbox.Understood.Select(one => one.Reading.Happenings.Count), Is.EqualTo(new[] { 1, 0, 1 }));
        Assert.That(_inbox.Understood[1].Reading.Unread.Single(), Is.EqualTo(new Unread("payload", true, "Relay's reader has failed on it (FormatException).")));
        Assert.That(_logs.Lines, Has.One.Contains("Arrival 2").And.Contains("FormatException"));
        Assert.That(_logs.Lines, Has.None.Contains("s3cret"), "a payload's words stay out of the log");
    }

    [Test]
    public async Task ReadWaiting_ReadingThatCannotBeKept_IsSetAsideAloneAndItsNeighboursAreKept()
    {
        await CameAsync("good", "unkeepable", "good too");
        _inbox.Refuses = read => read.Any(one => one.Reading.Happenings.Count > 0 && one.Number == 2) ? new InvalidDataException("no") : null;

        await _loop.ReadWaitingAsync(default);

        Assert.That(_inbox.Waiting, Is.Empty);
        Assert.That(_inbox.Understood.Select(one => (one.Number, one.Reading.Happenings.Count, one.Reading.Unread.Count)), Is.EqualTo(new[] { (1L, 1, 0), (2L, 0, 1), (3L, 1, 0) }));
    }

    [Test]
    public async Task ReadWaiting_StoreThatTakesNothing_LeavesEverythingWaiting()
    {
        await CameAsync("good", "good too");
        _inbox.Refuses = _ => new IOException("The disk is full.");

        Assert.That(() => _loop.ReadWaitingAsync(default), Throws.InstanceOf<IOException>());
        _inbox.Refuses = _ => new FenceLostException();
        Assert.That(() => _loop.ReadWaitingAsync(default), Throws.InstanceOf<FenceLostException>());

        Assert.That(_inbox.Waiting, Has.Count.EqualTo(2));
    }

    [Test]
    public async Task ReadWaiting_SecretThatCannotBeHad_WaitsAndIsSaidOnceWhileOthersAreRead()
    {
        _accounts["bot34"] = Some.Account("bot34");
        await CameAsync("good");
        await CameAsync("bot34", "good");
        _network.Without = "bot33";

        await _loop.ReadWaitingAsync(default);
        await _loop.ReadWaitingAsync(default);
        Assert.That(_inbox.Waiting.Single().Arrival.Account, Is.EqualTo("bot33"));
        Assert.That(_logs.Lines, Has.One.Contains("waits until its secret can be had"));
        _network.Without = null;
        await _loop.ReadWaitingAsync(default);

        Assert.That(_inbox.Waiting, Is.Empty);
    }

    [Test]
    public async Task ReadWaiting_AccountThatIsGone_IsSetAsideWithAWord()
    {
        await CameAsync("bot99", "good");

        await _loop.ReadWaitingAsync(default);

        Assert.That(_inbox.Understood.Single().Reading.Unread.Single().Reason, Does.Contain("no longer connected"));
    }

    [Test]
    public async Task ReadWaiting_PrivateMessage_OpensAContactAndIsKeptWithoutAnId()
    {
        await CameAsync("Bonjour");

        await _loop.ReadWaitingAsync(default);

        var said = (Happening.Said)_inbox.Understood.Single().Reading.Happenings.Single();
        Assert.That((said.Author.Id, said.Author.Key?.Channel), Is.EqualTo(((string?)null, "telegram")));
        Assert.That((await _store.Store.Contacts.FindIdentityAsync([said.Author.Key!], default))!.ExternalId, Is.EqualTo("7"));
    }

    [Test]
    public async Task ReadWaiting_KeyOfPeopleIsGone_WaitsAndIsSaidOnce()
    {
        await CameAsync("Bonjour");
        await _loop.ReadWaitingAsync(default);
        _keys.Lose();
        var after = new SuppressionList(_store.Store.Suppressions, _keys, _time);
        var book = new ContactBook(_store.Store.Contacts, _store.Store.Links, after, new(new()), _time);
        var channels = Mock.Of<IChannels>(one => one.Accounts == _accounts);
        var loop = new ArrivalLoop(_inbox, channels, [_network], new(channels, [_network]), new(book, [_network], _time, new Logger<Correspondence>(new LoggerFactory([_logs]))), new(after), _bell, _time, new Logger<ArrivalLoop>(new LoggerFactory([_logs])));
        await CameAsync("Et moi ?");

        await loop.ReadWaitingAsync(default);
        await loop.ReadWaitingAsync(default);

        Assert.That(_inbox.Waiting, Has.Count.EqualTo(1));
        Assert.That(_logs.Lines, Has.One.Contains("until people can be told apart"));
        Assert.That(_keys.Read(), Is.Null, "another key would make everybody somebody else");
    }

    [Test]
    public async Task Run_Rung_ReadsAtOnceWithoutTimePassing()
    {
        using var enough = new CancellationTokenSource();
        var running = _loop.RunAsync(enough.Token);
        while (_time.Waiting == 0)
        {
            await Task.Yield();
        }

        await CameAsync("good");
        _bell.Ring();
        while (_inbox.Understood.Count == 0 && !running.IsCompleted)
        {
            await Task.Yield();
        }

        Assert.That(_inbox.Understood, Has.Count.EqualTo(1));
        Assert.That((_time.GetUtcNow(), _inbox.Purges), Is.EqualTo((Some.Now, 1)));
        await enough.CancelAsync();
        Assert.That(() => running, Throws.InstanceOf<OperationCanceledException>());
    }

    private Task CameAsync(params string[] texts) => texts is ["bot34" or "bot99", _]
        ? _inbox.KeepAsync(new([new(texts[0], Door.Poll, "updates", Encoding.UTF8.GetBytes(texts[1]), _time.GetUtcNow())]), default)
        : _inbox.KeepAsync(new([.. texts.Select(text => new Arrival("bot33", Door.Poll, "updates", Encoding.UTF8.GetBytes(text), _time.GetUtcNow()))]), default);

    /// <summary>Takes every payload for words, but for one that no reader should meet.</summary>
    private sealed class Reading : IReadArrivals
    {
        public string? Without { get; set; }

        public string Network => "telegram";

        public ArrivalReading Read(Account account, Arrival arrival)
        {
            var text = Encoding.UTF8.GetString(arrival.Payload.Span);
            return account.Id == Without ? throw new SecretMissingException("Token is not set.", "Token is not set.")
                : text == "poison" ? throw new FormatException("s3cret")
                : new([new Happening.Said(new("telegram:7", "7", InteractionRealm.Private, text), InteractionKind.PrivateMessage, new("7"), text, null)], []);
        }
    }
}
