using Relay.Core.Deliveries;
using Relay.Core.Deliveries.Copies;
using Relay.Core.Items;
using Relay.Core.Texts;

namespace Relay.Core.Alarms;

/// <summary>Copies that should read otherwise, or not be there any more, and that their network would not have changed: a person must, while what they tell of lies ahead.</summary>
internal sealed class CopyWatch(IAlarmStore alarms, ILedger ledger, IItemStore items) : IWatch
{
    private const string Key = "copies:";

    /// <summary>What nobody changed for so long is not looked at any more.</summary>
    private static readonly TimeSpan Span = TimeSpan.FromDays(60);

    public async Task<IReadOnlyList<Alarm>> LookAsync(DateTimeOffset now, CancellationToken cancel)
    {
        var refused = new List<Delivery>();
        foreach (var delivery in await ledger.RefusedChangesAsync(now - Span, cancel))
        {
            if (await IsWantedAsync(delivery, now, cancel))
            {
                refused.Add(delivery);
            }
        }
        var found = refused.GroupBy(delivery => delivery.Account, StringComparer.Ordinal).Select(ofAccount => Alarm(ofAccount.Key, [.. ofAccount])).ToList();
        // It ends when the copy was changed after all, or when what it tells of is over: only a person could say which.
        var over = (await alarms.OpenAsync(cancel)).Where(open => open.Key.StartsWith(Key, StringComparison.Ordinal) && !found.Exists(alarm => alarm.Key == open.Key)).Select(open => open with { IsDropped = true });
        return [.. found, .. over];
    }

    private async Task<bool> IsWantedAsync(Delivery delivery, DateTimeOffset now, CancellationToken cancel)
    {
        var known = new List<StoredItem>();
        foreach (var key in delivery.Items)
        {
            known.AddRange(await items.FindAsync(key, cancel) is { } stored ? [stored] : []);
        }
        return CopyRule.Of(delivery.Key.Moment, known, now) is not null;
    }

    private static Alarm Alarm(string account, IReadOnlyList<Delivery> refused)
    {
        var first = refused[0];
        var id = first.Id.ToString();
        var because = first.Reason is { Length: > 0 } reason && Phrase.Of(reason).Clause is var clause ? new Phrase($" ({clause.French})", $" ({clause.English})") : default;
        var more = refused.Count - 1;
        var what = first.Operation == Operation.Delete
            ? new Phrase($"le compte {account} n'a pas pu retirer ce qui ne doit plus être public sur {first.Target.Key}{because.French}", $"account {account} could not take away what should not be public any more on {first.Target.Key}{because.English}")
            : new Phrase($"le compte {account} n'a pas pu corriger ce qui a changé sur {first.Target.Key}{because.French}", $"account {account} could not correct what has changed on {first.Target.Key}{because.English}");
        return new(Key + account, first.CreatedAt,
            more == 0 ? what : new($"{what.French}, et {(more == 1 ? "une autre publication" : $"{more} autres publications")}", $"{what.English}, and {(more == 1 ? "one more publication" : $"{more} more publications")}"),
            new($"Faites-le à la main sur le réseau ; « relay why {id} » montre la publication et son adresse.", $"Do it by hand on the network; \"relay why {id}\" shows the publication and its address."));
    }
}
