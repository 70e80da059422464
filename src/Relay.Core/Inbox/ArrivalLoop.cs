using Microsoft.Extensions.Logging;
using Relay.Core.Channels;
using Relay.Core.Contacts.Suppressions;
using Relay.Core.Deliveries;
using Relay.Core.Inbox.Arrivals;
using Relay.Core.Texts;

namespace Relay.Core.Inbox;

/// <summary>
/// Understands what the doors have kept. It stands behind them and never holds them up; one arrival that no reader can bear is set aside, to be shown, and its neighbours
/// are read. Cut off anywhere, it begins again with what still waits. Run by one task.
/// </summary>
public sealed partial class ArrivalLoop(
    IInbox inbox, IChannels channels, IEnumerable<IReadArrivals> networks, OwnVoices voices, Correspondence correspondence, AuthorSeal seal, InboxBell bell, TimeProvider time, ILogger<ArrivalLoop> logger)
{
    // Payloads are a few kilobytes; one of a webhook may be a megabyte.
    private const int Page = 50;

    /// <summary>What can't be read now (a secret is missing) is tried again this often.</summary>
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan BetweenPurges = TimeSpan.FromHours(1);

    private readonly Dictionary<string, IReadArrivals> _networks = networks.ToDictionary(network => network.Network, StringComparer.Ordinal);
    private readonly SharedApp _shared = new(channels, logger);
    private readonly HashSet<string> _withoutSecret = new(StringComparer.Ordinal);
    private bool _isWithoutKey;
    private DateTimeOffset _purged = DateTimeOffset.MinValue;

    /// <summary>Reads whatever comes, and deletes what was kept long enough, until <paramref name="enough"/> fires.</summary>
    public async Task RunAsync(CancellationToken enough)
    {
        while (!enough.IsCancellationRequested)
        {
            await ReadWaitingAsync(enough);
            if (time.GetUtcNow() - _purged >= BetweenPurges)
            {
                await PurgeAsync(enough);
            }
            await bell.WaitAsync(Look, enough);
        }
    }

    /// <summary>Reads everything that waits, oldest first.</summary>
    public async Task ReadWaitingAsync(CancellationToken cancel)
    {
        for (var after = 0L; await inbox.WaitingAsync(after, Page, cancel) is { Count: > 0 } page; after = page[^1].Number)
        {
            List<UnderstoodArrival> read = [.. page.Select(Read).OfType<UnderstoodArrival>()];
            if (read.Count > 0 && !await TakeInAsync(read, cancel))
            {
                return;
            }
        }
    }

    /// <summary>Has people met whom this tells of, and keeps it with nobody's id in it; false when all has to wait for a key.</summary>
    private async Task<bool> TakeInAsync(List<UnderstoodArrival> read, CancellationToken cancel)
    {
        try
        {
            var told = voices.Mark(read);
            await correspondence.TakeInAsync(told, cancel);
            await KeepAsync(await seal.SealAsync(told, cancel), cancel);
            _isWithoutKey = false;
            return true;
        }
        catch (PeopleKeyException missing)
        {
            if (!_isWithoutKey)
            {
                _isWithoutKey = true;
                Log.NoKey(logger, new(missing.French, missing.Message));
            }
            return false;
        }
    }

    private async Task PurgeAsync(CancellationToken cancel)
    {
        var purged = await inbox.PurgeAsync(time.GetUtcNow(), cancel);
        _purged = time.GetUtcNow();
        if (purged.NeverRead > 0)
        {
            Log.NeverRead(logger, purged.NeverRead);
        }
    }

    /// <summary>Reads one; null when it has to wait.</summary>
    private UnderstoodArrival? Read(KeptArrival kept)
    {
        var arrival = kept.Arrival;
        if (!channels.Accounts.TryGetValue(arrival.Account, out var account) || !_networks.TryGetValue(account.Network, out var network))
        {
            Log.Nobody(logger, kept.Number, arrival.Account);
            return Aside(kept, "account", "Its account is no longer connected, or its network has no reader.");
        }
        try
        {
            var reading = network.Read(account, arrival);
            var parted = _shared.Part(new(kept.Number, arrival.Account, reading), account, network);
            _withoutSecret.Remove(account.Id);
            return parted;
        }
        catch (SecretMissingException missing)
        {
            if (_withoutSecret.Add(account.Id))
            {
                Log.NoSecret(logger, account.Id, new(missing.French, missing.Message));
            }
            return null;
        }
        catch (Exception fault)
        {
            Log.Poison(logger, kept.Number, arrival.Account, fault.GetType().Name);
            return Aside(kept, "payload", $"Relay's reader has failed on it ({fault.GetType().Name}).");
        }
    }

    private async Task KeepAsync(IReadOnlyList<UnderstoodArrival> read, CancellationToken cancel)
    {
        try
        {
            var news = await inbox.KeepUnderstoodAsync(read, time.GetUtcNow(), cancel);
            if (news > 0)
            {
                bell.RingUnderstood();
                Log.Understood(logger, read.Count, news);
            }
        }
        catch (Exception fault) when (fault is not (OperationCanceledException or FenceLostException or SecretMissingException))
        {
            foreach (var one in read)
            {
                await KeepAloneAsync(one, cancel);
            }
        }
    }

    /// <summary>Keeps one that may be what spoilt the others. When not even its number can be taken off the list, the store is at fault, not the arrival: it waits.</summary>
    private async Task KeepAloneAsync(UnderstoodArrival one, CancellationToken cancel)
    {
        try
        {
            await inbox.KeepUnderstoodAsync([one], time.GetUtcNow(), cancel);
        }
        catch (Exception fault) when (fault is not (OperationCanceledException or FenceLostException or SecretMissingException))
        {
            Log.Poison(logger, one.Number, one.Account, fault.GetType().Name);
            var aside = new Unread("payload", true, $"What was read in it could not be kept ({fault.GetType().Name}).");
            await inbox.KeepUnderstoodAsync([one with { Reading = new([], [aside]) }], time.GetUtcNow(), cancel);
        }
    }

    private static UnderstoodArrival Aside(KeptArrival kept, string kind, string reason) => new(kept.Number, kept.Arrival.Account, new([], [new Unread(kind, true, reason)]));

    private static partial class Log
    {
        [LoggerMessage(4020, LogLevel.Error, "Arrival {Number} of account {Account} was set aside: {Fault}. relay inbox shows it; its neighbours are read.")]
        public static partial void Poison(ILogger logger, long number, string account, string fault);

        [LoggerMessage(4021, LogLevel.Warning, "Arrival {Number} was set aside: account {Account} is no longer connected, or its network has no reader.")]
        public static partial void Nobody(ILogger logger, long number, string account);

        [LoggerMessage(4022, LogLevel.Warning, "What came for account {Account} waits until its secret can be had: {Reason}")]
        public static partial void NoSecret(ILogger logger, string account, Phrase reason);

        [LoggerMessage(4025, LogLevel.Error, "What came waits to be read until people can be told apart: {Reason}")]
        public static partial void NoKey(ILogger logger, Phrase reason);

        [LoggerMessage(4023, LogLevel.Information, "Read {Arrivals} arrivals, which told {News} new things.")]
        public static partial void Understood(ILogger logger, int arrivals, int news);

        [LoggerMessage(4024, LogLevel.Error, "{Arrivals} arrivals that nobody had read were deleted, since they may not be kept longer.")]
        public static partial void NeverRead(ILogger logger, int arrivals);
    }
}
