using Microsoft.Extensions.Logging;
using Relay.Core.Contacts.Links;
using Relay.Core.Contacts.Suppressions;

namespace Relay.Core.Contacts.Rights;

/// <summary>Notes apart from the store whom it is about to leave alone, before it does: cut off in between, the next start does it. Thread-safe.</summary>
public sealed partial class LeftAloneJournal(ILeftAloneLog log, IContactRecords records, ILinkStore links, ILogger<LeftAloneJournal> logger)
{
    /// <summary>Notes what leaves somebody alone on every linked account, or the new yes that ends an opposition; every other cause is none of this.</summary>
    /// <param name="contact">Whom.</param>
    /// <param name="cause">Why.</param>
    /// <param name="points">Hashes of address and number that go with it.</param>
    /// <param name="at">When.</param>
    /// <param name="cancel">Gives up before anything is noted.</param>
    /// <exception cref="PeopleKeyException">When an erasure can't be noted: it must not be carried out then. Who says STOP is heard all the same.</exception>
    public async Task NoteAsync(Guid contact, ContactCause cause, IReadOnlyCollection<KeyedHash> points, DateTimeOffset at, CancellationToken cancel)
    {
        try
        {
            if (cause == ContactCause.Subscription)
            {
                var opposed = (await records.AccountsAsync([contact], cancel)).Concat(points).Distinct().Where(hash => log.Find(hash)?.Word == LeftAloneWord.Opposed);
                log.Add([.. opposed.Select(hash => new LeftAlone(hash, LeftAloneWord.Lifted, at))]);
            }
            else if (WordOf(cause) is { } word)
            {
                var accounts = await records.AccountsAsync(await links.ReachAsync(contact, cancel), cancel);
                log.Add([.. accounts.Concat(points).Distinct().Select(hash => new LeftAlone(hash, word, at))]);
            }
        }
        catch (PeopleKeyException fault) when (cause != ContactCause.Erasure)
        {
            Log.NotNoted(logger, new(fault.French, fault.Message)); // the store has it; a start notes what is missing
        }
    }

    private static LeftAloneWord? WordOf(ContactCause cause) => cause switch
    {
        ContactCause.Stop => LeftAloneWord.Opposed,
        ContactCause.Death => LeftAloneWord.Deceased,
        ContactCause.MinorAge => LeftAloneWord.Minor,
        ContactCause.Erasure => LeftAloneWord.Erased,
        _ => null,
    };

    private static partial class Log
    {
        [LoggerMessage(3161, LogLevel.Error, "Somebody who is to be left alone stands in the store, but not in the log apart from it, until the next start: {Why}")]
        public static partial void NotNoted(ILogger logger, Texts.Phrase why);
    }
}
