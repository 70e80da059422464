using Relay.Core.Audit;
using Relay.Core.Deliveries;
using Relay.Core.Deliveries.Answers;
using Relay.Core.Texts;
using Relay.Store.Engines;

namespace Relay.Store.Deliveries;

/// <content>Answers to people: drafted whole, with their words, and released at once.</content>
internal sealed partial class Ledger
{
    public Task<IReadOnlyList<DraftedAnswer>> AnswerAsync(IReadOnlyList<AnswerDraft> drafts, Actor actor, DateTimeOffset now, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(drafts);
        return database.WriteAsync(session => DraftAsync(session, drafts, actor, now), cancel);
    }

    /// <summary>The same in the caller's transaction: an answer and what it tells of are kept together or not at all.</summary>
    internal static async Task<IReadOnlyList<DraftedAnswer>> DraftAsync(WriteSession session, IReadOnlyList<AnswerDraft> drafts, Actor actor, DateTimeOffset now)
    {
        var drafted = new List<DraftedAnswer>(drafts.Count);
        foreach (var draft in drafts)
        {
            if (draft.Fault is { } fault)
            {
                throw new ArgumentException($"{fault} ({draft})", nameof(drafts));
            }
            // By the subject alone: that the target was purged, or is another one now, makes it no other answer.
            var known = await session.FirstAsync<string>("SELECT delivery_id FROM answers WHERE subject = @Subject", new { draft.Subject });
            if (known is null && draft.Person is { } person && await session.CountAsync("SELECT count(*) FROM identities WHERE id = @person", new { person = $"{person}" }) == 0)
            {
                continue; // erased since it was decided: nobody is answered whom nobody knows any more
            }
            drafted.Add(new(draft.Subject, Guid.ParseExact(known ?? await WriteAsync(session, draft, actor, now), "D"), known is null));
        }
        return drafted;
    }

    private static async Task<string> WriteAsync(WriteSession session, AnswerDraft draft, Actor actor, DateTimeOffset now)
    {
        var (id, delivery) = (Ids.New(now), Ids.New(now));
        var key = new PublicationKey(draft.Subject, draft.Moment, AnswerKeys.OccurrenceOf(draft.Form), draft.Network, draft.Target.Key);
        var plan = new PlannedPublication
        {
            Key = key, Channel = "", Account = draft.Account, TargetKind = draft.Target.Kind, Items = [], From = now, Until = draft.Expires, Expires = draft.Expires, Order = now, Priority = draft.Priority,
            Paced = false,
        };
        await InsertAsync(session, [PublicationRow.Of(plan, id, PublicationState.Planned)]);
        var args = new
        {
            id,
            delivery,
            now = now.Ms(),
            network = draft.Network,
            target = draft.Target.Key,
            kind = LedgerKeys.TargetKinds[draft.Target.Kind],
            account = draft.Account,
            priority = LedgerKeys.Rank(draft.Priority),
            expires = draft.Expires.Ms(),
            text = draft.Text.Keepable(),
            hash = TextMatch.Hash(draft.Text),
            subject = draft.Subject,
            form = AnswerRow.Forms[draft.Form],
            reply = draft.InReplyTo,
            language = draft.Language,
            buttons = AnswerRow.Write(draft.Buttons),
            said = draft.SaidAt.Ms(),
            summoned = draft.Summoned ? 1 : 0,
            file = AnswerRow.Write(draft.File),
            broadcast = draft.Broadcast,
            place = draft.Place?.Code,
            next = (draft.NotBefore is { } later && later > now ? later : now).Ms(),
            person = draft.Person is { } to ? $"{to}" : null,
            purge = (draft.PurgeAfter ?? AnswerRetention.Until(draft.Form, now)).Ms(),
        };
        await session.ExecuteAsync(
            """
            INSERT INTO deliveries (id, publication_id, operation, network, target, target_kind, channel, account, priority, paced, state, created_at, next_at, expires_at, strikes, attempts)
            VALUES (@delivery, @id, 'answer', @network, @target, @kind, '', @account, @priority, 0, 'queued', @now, @next, @expires, 0, 0)
            """,
            args);
        await session.ExecuteAsync(
            """
            INSERT INTO parts (delivery_id, part, network, target, account, state, text, text_hash, images, remote_ids)
            VALUES (@delivery, 0, @network, @target, @account, 'planned', @text, @hash, '[]', '[]')
            """,
            args);
        await session.ExecuteAsync(
            """
            INSERT INTO answers (delivery_id, subject, form, in_reply_to, language, buttons, said_at, summoned, person, file, broadcast, place, purge_after)
            VALUES (@delivery, @subject, @form, @reply, @language, @buttons, @said, @summoned, @person, @file, @broadcast, @place, @purge)
            """,
            args);
        await session.ExecuteAsync("UPDATE publications SET state = 'released', released_at = @now, delivery_id = @delivery WHERE id = @id", args);
        session.Audit(now, actor, "answer.drafted", delivery, draft.Subject);
        return delivery;
    }

    /// <summary>Keeps that the person has shut us out, with the end of the attempt that showed it.</summary>
    private static async Task NoteShutOutAsync(WriteSession session, AttemptEnd end, DeliveryRow row)
    {
        if (end.Outcome is not Outcome.Failed { Person: not PersonStatus.Unchanged } failed || row.TargetKind != "private")
        {
            return;
        }
        await session.ExecuteAsync(
            """
            INSERT INTO shut_outs (delivery_id, account, network, person, reason, at, purge_after) VALUES (@Id, @Account, @Network, @Target, @reason, @at, @purge)
            ON CONFLICT (delivery_id) DO NOTHING
            """,
            new { row.Id, row.Account, row.Network, row.Target, reason = AnswerRow.Persons[failed.Person], at = end.At.Ms(), purge = AnswerRetention.Until(AnswerForm.PrivateMessage, end.At).Ms() });
        session.Audit(end.At, Actor.System, "person.shut-out", row.Id, AnswerRow.Persons[failed.Person]);
    }
}
