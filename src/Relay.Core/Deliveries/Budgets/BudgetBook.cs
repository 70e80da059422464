using System.Collections.Concurrent;
using System.Globalization;
using Relay.Core.Channels;
using Relay.Core.Deliveries.Answers;
using Relay.Core.Inbox;
using Relay.Core.Inbox.Polling;
using Relay.Core.Planning;

namespace Relay.Core.Deliveries.Budgets;

/// <summary>What an account may cost a month, and what it has cost in the present one, by the prices that its network tells. In US dollars, as billed. Thread-safe.</summary>
public sealed class BudgetBook(ILedger ledger, IReadingMarks marks, IChannels channels, IEnumerable<IPricePosts> prices)
{
    /// <summary>Name of the setting with the most that an account may cost a month.</summary>
    public const string Setting = "MonthlyBudgetUsd";

    private const string UsualZone = "Europe/Paris";

    /// <summary>A call so old has ended: what it costs does not change any more.</summary>
    private static readonly TimeSpan Ended = TimeSpan.FromMinutes(10);

    private readonly Dictionary<string, IPricePosts> _prices = prices.ToDictionary(one => one.Network, StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, Sum> _sums = new(StringComparer.Ordinal);

    /// <summary>The budget of an account in the month of an instant; null without one, or where the network bills nothing.</summary>
    public async Task<Budget?> ReadAsync(Account account, DateTimeOffset now, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(account);
        if (!_prices.TryGetValue(account.Network, out var price) || Of(account) is not { } most)
        {
            return null;
        }
        var (month, next) = Month(account, now);
        var sum = _sums.TryGetValue(account.Id, out var known) && known.Month == month ? known : new Sum(month, month, 0);
        var (kept, through) = (sum.Usd, now - Ended > sum.Through ? now - Ended : sum.Through);
        var open = 0m;
        foreach (var call in await ledger.BilledAsync(account.Id, sum.Through, cancel))
        {
            var usd = call.Operation switch
            {
                Operation.Create => price.CreateUsd(call.Text, call.Images),
                Operation.Answer => price.AnswerUsd(call.Form ?? AnswerForm.PublicReply, call.Text),
                Operation.Delete => price.DeleteUsd,
                _ => 0,
            };
            (kept, open) = call.At < through ? (kept + usd, open) : (kept, open + usd);
        }
        _sums[account.Id] = new(month, through, kept);
        return new(most, kept + open + (await ReadsAsync(account, now, cancel)).Usd, next);
    }

    /// <summary>What reading for an account has cost at most in the month of an instant, and when that month began.</summary>
    public async Task<(decimal Usd, DateTimeOffset Month)> ReadsAsync(Account account, DateTimeOffset now, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(account);
        var month = Month(account, now).Start;
        var kept = await marks.ListAsync(PollMark.PrefixOf(account.Id), cancel);
        return (kept.Values.Select(one => PollMark.Parse(one.Value, one.KeptAt)).Where(mark => mark.Month == month).Sum(mark => mark.Usd), month);
    }

    /// <summary>What the parts of a delivery that have not left yet will cost.</summary>
    public decimal PriceOf(Account account, Delivery delivery, IReadOnlyList<DeliveryPart> parts)
    {
        ArgumentNullException.ThrowIfNull(account);
        ArgumentNullException.ThrowIfNull(delivery);
        ArgumentNullException.ThrowIfNull(parts);
        return _prices.TryGetValue(account.Network, out var price) ? parts.Where(part => part.State == PartState.Planned).Sum(part => delivery.Answer is { } answer ? price.AnswerUsd(answer.Form, part.Text) : price.CreateUsd(part.Text, part.Images)) : 0;
    }

    /// <summary>The budget as it is configured; null for none.</summary>
    public static decimal? Of(Account account)
    {
        ArgumentNullException.ThrowIfNull(account);
        return decimal.TryParse(account.Settings.GetValueOrDefault(Setting), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var most) ? most : null;
    }

    /// <summary>The month of an instant in the zone of the account's readers: that of its first channel by id.</summary>
    private (DateTimeOffset Start, DateTimeOffset Next) Month(Account account, DateTimeOffset now)
    {
        var zone = channels.Channels.Values.Where(channel => channel.Account == account.Id).MinBy(channel => channel.Id, StringComparer.Ordinal)?.Zone ?? UsualZone;
        var local = WallClock.Local(now, TimeZoneInfo.FindSystemTimeZoneById(zone));
        var first = new DateTime(local.Year, local.Month, 1, 0, 0, 0, DateTimeKind.Unspecified);
        return (WallClock.Resolve(first, zone), WallClock.Resolve(first.AddMonths(1), zone));
    }

    /// <summary>What calls of a month cost that began before an instant.</summary>
    private sealed record Sum(DateTimeOffset Month, DateTimeOffset Through, decimal Usd);
}

/// <summary>An account's budget in one month.</summary>
/// <param name="MostUsd">What it may cost.</param>
/// <param name="SpentUsd">What calls have cost that went through, or may have, and reading.</param>
/// <param name="Next">When the next month begins.</param>
public sealed record Budget(decimal MostUsd, decimal SpentUsd, DateTimeOffset Next)
{
    /// <summary>What is left; never below 0.</summary>
    public decimal LeftUsd => Math.Max(0, MostUsd - SpentUsd);
}

/// <summary>A call that its network has billed, or may have.</summary>
/// <param name="At">When it began.</param>
/// <param name="Operation">What it did.</param>
/// <param name="Text">The words that it sent.</param>
/// <param name="Images">The pictures that it sent.</param>
public sealed record BilledCall(DateTimeOffset At, Operation Operation, string Text, IReadOnlyList<Items.Image> Images)
{
    /// <summary>How an answer reached the person; null for what is none.</summary>
    public AnswerForm? Form { get; init; }
}
