using Relay.Core.Deliveries;
using Relay.Core.Deliveries.Copies;
using Relay.Core.Items;
using Relay.Core.Planning;
using Relay.Core.Planning.Moments;
using Relay.Core.Texts;

namespace Relay.Core.Alarms;

/// <summary>
/// Copies that should read otherwise, or not be there any more, and that their network would not have changed: a person must, while what they tell of lies ahead. Of a copy that
/// was to be changed and that somebody has deleted on the network, it is said once.
/// </summary>
internal sealed class CopyWatch(IAlarmStore alarms, ILedger ledger, IItemStore items) : IWatch
{
    private const string Key = "copies:";
    private const string GoneKey = "copies.gone:";

    /// <summary>What nobody changed for so long is not looked at any more.</summary>
    private static readonly TimeSpan Span = TimeSpan.FromDays(60);

    /// <summary>How long it stays in <c>relay status</c> that a copy was deleted: there is nothing to mend.</summary>
    private static readonly TimeSpan GoneSpan = TimeSpan.FromDays(1);

    public async Task<IReadOnlyList<Alarm>> LookAsync(DateTimeOffset now, CancellationToken cancel)
    {
        var refused = new List<Delivery>();
        var found = new List<Alarm>();
        foreach (var delivery in await ledger.RefusedChangesAsync(now - Span, cancel))
        {
            var known = await KnownAsync(delivery, cancel);
            if (CopyRule.Of(delivery.Key.Moment, known, now) is not { } wanted)
            {
                continue;
            }
            if (delivery.Rule != Rules.CopyGone)
            {
                refused.Add(delivery);
            }
            // What was to say that it is called off, or to go, says nothing wrong where it is not there.
            else if (!wanted.IsHidden && !known.TrueForAll(Cancellation.IsCalledOff) && EndedAt(delivery) > now - GoneSpan)
            {
                found.Add(Gone(delivery));
            }
        }
        found.AddRange(refused.GroupBy(delivery => delivery.Account, StringComparer.Ordinal).Select(ofAccount => Alarm(ofAccount.Key, [.. ofAccount])));
        // It ends when the copy was changed after all, or when what it tells of is over: only a person could say which.
        var over = (await alarms.OpenAsync(cancel)).Where(open => IsOurs(open.Key) && !found.Exists(alarm => alarm.Key == open.Key)).Select(open => open with { IsDropped = true });
        return [.. found, .. over];
    }

    private static bool IsOurs(string key) => key.StartsWith(Key, StringComparison.Ordinal) || key.StartsWith(GoneKey, StringComparison.Ordinal);

    private static DateTimeOffset EndedAt(Delivery delivery) => delivery.Parts.Max(part => part.AttemptedAt) ?? delivery.CreatedAt;

    private async Task<List<StoredItem>> KnownAsync(Delivery delivery, CancellationToken cancel)
    {
        var known = new List<StoredItem>();
        foreach (var key in delivery.Items)
        {
            known.AddRange(await items.FindAsync(key, cancel) is { } stored ? [stored] : []);
        }
        return known;
    }

    private static Alarm Gone(Delivery delivery) => new(GoneKey + delivery.PublicationId.ToString("N"), EndedAt(delivery),
        new($"une publication du compte {delivery.Account} sur {delivery.Target.Key} devait être corrigée, mais n'y est plus : quelqu'un l'a sans doute supprimée à la main",
            $"a publication of account {delivery.Account} on {delivery.Target.Key} was to be corrected, but is not there any more: somebody has probably deleted it by hand"),
        new($"Rien à faire si c'était voulu ; sinon republiez-la à la main, car Relay ne la remet pas : « relay why {Ids.ShortId.Of(delivery.Id)} » dit laquelle.",
            $"Nothing to do if that was meant; else post it again by hand, for Relay does not: \"relay why {Ids.ShortId.Of(delivery.Id)}\" tells which."));

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
            new($"Faites-le à la main sur le réseau ; « relay why {Ids.ShortId.Of(id)} » montre la publication et son adresse.", $"Do it by hand on the network; \"relay why {Ids.ShortId.Of(id)}\" shows the publication and its address."));
    }
}
