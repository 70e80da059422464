using Relay.Core.Deliveries;

namespace Relay.Core.Alarms;

/// <summary>Doubts that wait for a person: the oldest one by one, so that each can be answered with two buttons, the others of an account together.</summary>
internal static class DoubtAlarms
{
    /// <summary>More questions at once about one account are no questions any more.</summary>
    private const int Most = 5;

    /// <summary>The alarms.</summary>
    /// <param name="asking">Deliveries of which a person is asked.</param>
    public static IEnumerable<Alarm> Of(IReadOnlyList<Delivery> asking)
    {
        foreach (var ofAccount in asking.GroupBy(delivery => delivery.Account, StringComparer.Ordinal))
        {
            var oldest = ofAccount.OrderBy(Since).ThenBy(delivery => delivery.Id).ToList();
            foreach (var delivery in oldest.Take(Most))
            {
                yield return One(delivery);
            }
            if (oldest.Count > Most)
            {
                yield return Others(ofAccount.Key, oldest.Count - Most, Since(oldest[Most]));
            }
        }
    }

    private static DateTimeOffset Since(Delivery delivery) => delivery.Parts.Min(part => part.Doubt?.Since) ?? delivery.CreatedAt;

    private static Alarm One(Delivery delivery)
    {
        var (words, target) = (DoubtQuestion.Words(delivery), delivery.Target.Key);
        return new(DoubtQuestion.Of(delivery)?.AlarmKey(delivery.Account) ?? DoubtQuestion.Alarm + delivery.Account, Since(delivery),
            new($"une publication du compte {delivery.Account} sur {target} est incertaine, et le réseau ne permet pas de savoir si elle y est{(words.Length == 0 ? "" : $" : « {words} »")}",
                $"a publication of account {delivery.Account} on {target} is uncertain, and its network gives no way to know whether it is there{(words.Length == 0 ? "" : $": \"{words}\"")}"),
            new("Regardez, puis répondez, ici avec les boutons s'il y en a ou avec « relay uncertain ».", "Look, then answer, here with the buttons if there are any or with \"relay uncertain\"."));
    }

    private static Alarm Others(string account, int count, DateTimeOffset since) => new(
        DoubtQuestion.Alarm + account, since,
        count == 1
            ? new($"une autre publication du compte {account} est incertaine", $"one more publication of account {account} is uncertain")
            : new($"{count} autres publications du compte {account} sont incertaines", $"{count} more publications of account {account} are uncertain"),
        new("Regardez, puis répondez avec « relay uncertain ».", "Look, then answer with \"relay uncertain\"."));
}
