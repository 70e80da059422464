using Relay.Core.Contacts.Retention;
using Relay.Core.Contacts.Suppressions;

namespace Relay.Core.Contacts.Rights;

/// <summary>Takes out of the log of those who are left alone what has had its time there: what no backup that may still be put back can contradict, and hashes past their term that the store lists no more. Thread-safe.</summary>
public sealed class LeftAloneTerms(ILeftAloneLog log, ISuppressionStore suppressions, RetentionRules rules, TimeProvider time)
{
    /// <summary>For how long a word that keeps nobody on the list is of use: words that are older are kept by no setting, nor should a backup be.</summary>
    public static readonly TimeSpan OfNoUseAfter = TimeSpan.FromDays(92);

    /// <summary>Takes them out; where there are none, the log is only read.</summary>
    /// <exception cref="PeopleKeyException">When the log can't be used.</exception>
    public async Task RunAsync(CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        var (ofNoUse, past) = (now - OfNoUseAfter, rules.SuppressionsBefore(now));
        var old = log.Read().Where(word => word.At < (KeepsOnTheList(word) ? past : ofNoUse)).ToList();
        if (old.Count == 0)
        {
            return;
        }
        var listed = (await suppressions.FindAsync([.. old.Where(KeepsOnTheList).Select(word => word.Hash)], cancel)).Select(row => row.Hash.Hmac).ToHashSet(StringComparer.Ordinal);
        log.Drop(old.FindAll(word => !KeepsOnTheList(word) || !listed.Contains(word.Hash.Hmac)));
    }

    private static bool KeepsOnTheList(LeftAlone word) => word.Word is LeftAloneWord.Erased or LeftAloneWord.Deceased or LeftAloneWord.Opposed;
}
