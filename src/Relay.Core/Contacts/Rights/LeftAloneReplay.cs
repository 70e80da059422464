using Microsoft.Extensions.Logging;
using Relay.Core.Audit;
using Relay.Core.Contacts.Suppressions;

namespace Relay.Core.Contacts.Rights;

/// <summary>
/// Erases again whom a restored backup has brought back, ends again every message to who has said STOP since it was made, and puts them back on the list of those who are left alone: before
/// anything else is done with the store (DP-27, DP-29). In turn the log learns of whom the store alone knows.
/// </summary>
public sealed partial class LeftAloneReplay(RightsDesk desk, ContactBook book, ILeftAloneLog log, IContactStore contacts, ISuppressionStore suppressions, LeftAloneTerms terms, ILogger<LeftAloneReplay> logger)
{
    private const int Page = 5000;

    /// <summary>Replays the log; a store that knows everything is only read. Cut off, it is done again by the next start: hashes come on the list when all is done that they stand for.</summary>
    /// <returns>How many people were erased or left alone again.</returns>
    /// <exception cref="PeopleKeyException">When a key is gone.</exception>
    public async Task<int> RunAsync(CancellationToken cancel)
    {
        await terms.RunAsync(cancel);
        await LearnAsync(cancel);
        var words = log.Read();
        var listed = (await suppressions.FindAsync([.. words.Select(word => word.Hash)], cancel)).ToDictionary(row => row.Hash.Hmac, row => row.Reason, StringComparer.Ordinal);
        var (rows, again) = (new List<Suppression>(), new List<(LeftAlone Word, Guid Contact)>());
        foreach (var word in words)
        {
            var isListed = ReasonOf(word.Word) is not { } reason || (listed.TryGetValue(word.Hash.Hmac, out var known) && known >= reason);
            // A death that is listed says nothing of an erasure after it.
            if (isListed && word.Word != LeftAloneWord.Minor && !(word.Word == LeftAloneWord.Erased && listed[word.Hash.Hmac] != SuppressionReason.Erasure))
            {
                continue;
            }
            var whose = await contacts.FindIdentityAsync([word.Hash], cancel);
            if (word.Word == LeftAloneWord.Opposed && whose is not null && (await contacts.ConsentsAsync(whose.Contact, cancel)).LastOrDefault(yes => yes.GivenAt > word.At) is { } newer)
            {
                log.Add([new(word.Hash, LeftAloneWord.Lifted, newer.GivenAt)]); // the log is the older copy
                continue;
            }
            if (!isListed)
            {
                rows.Add(new(word.Hash, ReasonOf(word.Word)!.Value, word.At));
            }
            if (whose is not null)
            {
                again.Add((word, whose.Contact));
            }
        }
        var back = 0;
        foreach (var (word, contact) in again.OrderBy(one => one.Word.Word))
        {
            back += await AgainAsync(contact, word, cancel);
        }
        foreach (var word in words.Where(word => word.Word == LeftAloneWord.Forgotten))
        {
            back += await desk.ForgetAgainAsync(word, cancel) > 0 ? 1 : 0;
        }
        if (rows.Count > 0)
        {
            await suppressions.KeepAsync(rows, Actor.System, cancel);
        }
        if (rows.Count + back > 0)
        {
            Log.Replayed(logger, back, rows.Count);
        }
        return back;
    }

    /// <summary>Carries out what was said, unless the person stands there or further already.</summary>
    private async Task<int> AgainAsync(Guid id, LeftAlone word, CancellationToken cancel)
    {
        if (await contacts.FindAsync(id, cancel) is not { } contact)
        {
            return 0;
        }
        switch (word.Word)
        {
            case LeftAloneWord.Erased:
                return await desk.EraseAsync(id, Actor.System, cancel);
            case LeftAloneWord.Deceased when contact.State != ContactState.Deceased:
                await book.MoveAsync(id, ContactCause.Death, [], null, Actor.System, cancel);
                return 1;
            // Whom we met afterwards has come of age meanwhile.
            case LeftAloneWord.Minor when !ContactTransitions.Wins(contact.State) && contact.CreatedAt <= word.At:
                await book.MoveAsync(id, ContactCause.MinorAge, [], null, Actor.System, cancel);
                return 1;
            case LeftAloneWord.Opposed when !ContactTransitions.Wins(contact.State):
                await book.MoveAsync(id, ContactCause.Stop, [], null, Actor.System, cancel);
                return 1;
            default:
                return 0;
        }
    }

    private async Task LearnAsync(CancellationToken cancel)
    {
        var after = "";
        while (await suppressions.ListAsync(after, Page, cancel) is { Count: > 0 } rows)
        {
            log.Add([.. rows.Where(row => log.Find(row.Hash) is not { Word: LeftAloneWord.Lifted } lifted || row.Since > lifted.At)
                .Select(row => (row, Word: WordOf(row.Reason))).Where(one => one.Word is not null).Select(one => new LeftAlone(one.row.Hash, one.Word!.Value, one.row.Since))]);
            after = rows[^1].Hash.Hmac;
        }
    }

    private static SuppressionReason? ReasonOf(LeftAloneWord word) => word switch
    {
        LeftAloneWord.Erased => SuppressionReason.Erasure,
        LeftAloneWord.Deceased => SuppressionReason.Deceased,
        LeftAloneWord.Opposed => SuppressionReason.Objection,
        _ => null,
    };

    private static LeftAloneWord? WordOf(SuppressionReason reason) => reason switch
    {
        SuppressionReason.Erasure => LeftAloneWord.Erased,
        SuppressionReason.Deceased => LeftAloneWord.Deceased,
        SuppressionReason.Objection => LeftAloneWord.Opposed,
        _ => null, // a bounce is the network's word, told again
    };

    private static partial class Log
    {
        [LoggerMessage(3160, LogLevel.Warning, "The store is a copy from before some erasures or oppositions: {Contacts} people are erased or left alone again, {Hashes} hashes are back on the list of those who are left alone.")]
        public static partial void Replayed(ILogger logger, int contacts, int hashes);
    }
}
