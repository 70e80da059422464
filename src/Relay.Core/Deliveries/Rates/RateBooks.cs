using System.Collections.Concurrent;
using Relay.Core.Channels;

namespace Relay.Core.Deliveries.Rates;

/// <summary>The one rate book of each account: whoever calls its network takes turns in it. Thread-safe.</summary>
public sealed class RateBooks(ILedger ledger, IChannels channels, NetworkCaller caller, TimeProvider time) : IDisposable
{
    private readonly SemaphoreSlim _opening = new(1);
    private readonly Dictionary<string, (AccountLimits Limits, RateBook Book)> _books = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, (Target Target, Outcome.Failed Answer, DateTimeOffset At)> _slowed = new(StringComparer.Ordinal);

    /// <summary>The book of an account, under its limits of now. One that is new holds what the ledger knows of the last calls, so that neither a restart nor other limits are a burst.</summary>
    internal async Task<RateBook> OfAsync(Account account, CancellationToken cancel)
    {
        await _opening.WaitAsync(cancel);
        try
        {
            if (_books.TryGetValue(account.Id, out var known) && IsSame(known.Limits, account.Limits))
            {
                return known.Book;
            }
            var book = await OpenAsync(account, cancel);
            _books[account.Id] = (account.Limits, book);
            return book;
        }
        finally
        {
            _opening.Release();
        }
    }

    /// <summary>A network told somebody other than the account's pump to slow down: the pump is to hold what waits as if it had been told itself.</summary>
    internal void Slow(Account account, Target target, Outcome.Failed answer, DateTimeOffset at) => _slowed[account.Id] = (target, answer, at);

    /// <summary>The last of what was told so since it was last asked; null for nothing.</summary>
    internal (Target Target, Outcome.Failed Answer, DateTimeOffset At)? TakeSlowed(string account) => _slowed.TryRemove(account, out var told) ? told : null;

    /// <inheritdoc/>
    public void Dispose() => _opening.Dispose();

    // A configuration that is read anew brings new lists of the same limits: what is under way is counted in the book that stands.
    private static bool IsSame(AccountLimits one, AccountLimits other)
        => one.PerAccount == other.PerAccount && one.PerTarget.SequenceEqual(other.PerTarget) && one.PerGroup.SequenceEqual(other.PerGroup) 
            && one.PerPrivate is null == other.PerPrivate is null && (one.PerPrivate ?? []).SequenceEqual(other.PerPrivate ?? []);

    private async Task<RateBook> OpenAsync(Account account, CancellationToken cancel)
    {
        var (book, now) = (new RateBook(account.Limits, time), time.GetUtcNow());
        foreach (var (target, at) in await ledger.RecentAttemptsAsync(account.Id, now - book.Memory, cancel))
        {
            // One that was cut off may have been counted until now.
            book.Note(Called(account, target), at is { } ended ? now - ended : TimeSpan.Zero);
        }
        return book;
    }

    private Target Called(Account account, string key)
    {
        // What no channel names was answered: a person has a number without a sign, which no group has.
        var target = channels.Channels.Values.FirstOrDefault(channel => channel.Account == account.Id && channel.Place.Key == key)?.Place
            ?? Target.Parse(key, key.All(char.IsAsciiDigit) ? TargetKind.Private : TargetKind.Group);
        return target.IsShadow ? caller.Shadows.PlaceOf(account, target) ?? target : target;
    }
}
