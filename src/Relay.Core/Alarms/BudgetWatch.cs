using Relay.Core.Channels;
using Relay.Core.Deliveries;
using Relay.Core.Deliveries.Budgets;
using Relay.Core.Planning;
using Relay.Core.Texts;

namespace Relay.Core.Alarms;

/// <summary>An account whose month can't pay for what it should publish.</summary>
internal sealed class BudgetWatch(ILedger ledger, IChannels channels) : IWatch
{
    public async Task<IReadOnlyList<Alarm>> LookAsync(DateTimeOffset now, CancellationToken cancel)
        => [.. (await ledger.HeldByAsync(Rules.Budget, cancel)).Where(held => channels.Accounts.TryGetValue(held.Account, out var account) && BudgetBook.Of(account) is not null)
            .Select(held => Alarm(held, BudgetBook.Of(channels.Accounts[held.Account])!.Value))];

    private static Alarm Alarm(HeldTally held, decimal most)
    {
        var (french, english) = Money.Usd(most);
        return new($"budget:{held.Account}", held.Oldest,
            held.Count == 1
                ? new($"le budget du mois du compte {held.Account} ({french}) ne suffit plus : une publication attend", $"this month's budget of account {held.Account} ({english}) does not suffice: one publication waits")
                : new($"le budget du mois du compte {held.Account} ({french}) ne suffit plus : {held.Count} publications attendent",
                    $"this month's budget of account {held.Account} ({english}) does not suffice: {held.Count} publications wait"),
            new($"Relevez « MonthlyBudgetUsd » du compte {held.Account}, ou attendez le mois prochain ; annulations et corrections partent quand même.",
                $"Raise \"MonthlyBudgetUsd\" of account {held.Account}, or wait for the next month; cancellations and corrections leave all the same."));
    }
}
