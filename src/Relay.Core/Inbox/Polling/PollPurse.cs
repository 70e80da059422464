using Relay.Core.Channels;
using Relay.Core.Deliveries.Budgets;
using Relay.Core.Texts;

namespace Relay.Core.Inbox.Polling;

/// <summary>Whether an account's month can pay for a read. Half of its budget is for posts, whatever people write to it. Thread-safe.</summary>
public sealed class PollPurse(BudgetBook budgets)
{
    /// <summary>What reading may cost in a month where an account has no budget, in US dollars.</summary>
    public const decimal UsualUsd = 10;

    /// <summary>Asks before a request.</summary>
    /// <param name="account">Whose.</param>
    /// <param name="mostUsd">The most that it may cost.</param>
    /// <param name="now">The present.</param>
    /// <param name="cancel">Gives up.</param>
    public async Task<PollPayment> AskAsync(Account account, decimal mostUsd, DateTimeOffset now, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(account);
        var (spent, month) = await budgets.ReadsAsync(account, now, cancel);
        var budget = await budgets.ReadAsync(account, now, cancel);
        var share = budget is null ? UsualUsd : budget.MostUsd / 2;
        return new(month, spent + mostUsd <= share && (budget is null || mostUsd <= budget.LeftUsd) ? null : new(
            $"ce que la lecture peut coûter ce mois-ci ({Money.Usd(share).French}) est dépensé ou réservé aux publications : relevez « MonthlyBudgetUsd » du compte {account.Id}, ou attendez le mois prochain.",
            $"what reading may cost this month ({Money.Usd(share).English}) is spent or kept for posts: raise \"MonthlyBudgetUsd\" of account {account.Id}, or wait for the next month."));
    }
}

/// <summary>What a month says of a read.</summary>
/// <param name="Month">When the month began that it is billed to.</param>
/// <param name="Refusal">Why it can't be paid for; null when it can.</param>
public sealed record PollPayment(DateTimeOffset Month, Phrase? Refusal);
