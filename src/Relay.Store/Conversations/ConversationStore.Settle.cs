using Relay.Core.Audit;
using Relay.Core.Conversations.Settling;
using Relay.Core.Conversations.Understanding;
using Relay.Store.Engines;
using Relay.Store.Returns;

namespace Relay.Store.Conversations;

/// <content>What settling writes, and what is deleted in time.</content>
internal sealed partial class ConversationStore
{
    private const string LastActSql = "SELECT max(number) FROM acts";

    internal const string LastAnswerSql = "SELECT max(number) FROM acts WHERE item = @item AND kind = 'rsvp' AND contact_id = @contact";

    /// <summary>Tables whose rows end by a date of their own.</summary>
    internal static readonly string[] Ending = ["acts", "returns", "dialogs", "conduct", "waiting", "guests"];

    public async Task<bool> SettleAsync(Settlement settlement, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(settlement);
        await keys.ReadyAsync(settlement.At, cancel);
        return await database.WriteAsync(session => SettleAsync(session, settlement), cancel);
    }

    public Task<int> PurgeAsync(DateTimeOffset now, CancellationToken cancel) => database.WriteAsync(
        async session =>
        {
            session.ForgetsPeople = true; // what other purges have deleted since the last time too
            var purged = 0;
            foreach (var table in Ending)
            {
                purged += await session.ExecuteAsync($"DELETE FROM {table} WHERE purge_after < @now", new { now = now.Ms() });
            }
            if (purged > 0)
            {
                session.Audit(now, Actor.System, "conversations.purged", "conversations", $"{purged}");
            }
            return purged;
        },
        cancel);

    private async Task<bool> SettleAsync(WriteSession session, Settlement settled)
    {
        if (settled is { OnlyAfter: { } only, Contact: { } whose } && await session.FirstAsync<long?>(LastAnswerSql, new { contact = $"{whose}", item = $"{only.Item}" }) != only.Number)
        {
            return false; // changed meanwhile: looked at again as it stands
        }
        var isFirst = await session.ExecuteAsync(
            "INSERT INTO settlements (key, outcome, at) VALUES (@Key, @Outcome, @at) ON CONFLICT (key) DO NOTHING", new { settled.Key, settled.Outcome, at = settled.At.Ms() });
        var stands = isFirst > 0 && (settled.Replaces is null || await TakeBackAsync(session, settled.Interaction, settled.Replaces, settled.At));
        // Whatever happens to be known of it, it is looked at no more.
        await session.ExecuteAsync(
            """
            UPDATE interactions SET settled = 1, waiting = CASE WHEN removed = 1 THEN 0 WHEN EXISTS (SELECT 1 FROM waiting w WHERE w.key = @Interaction) THEN 1 ELSE @waiting END
            WHERE key = @Interaction AND settled = 0
            """,
            new { waiting = settled.Waiting is null || !stands ? 0 : 1, settled.Interaction });
        if (isFirst == 0)
        {
            return false;
        }
        if (!stands)
        {
            return true;
        }
        var actor = settled.By ?? (settled.Contact is { } contact ? new Actor(ActorKind.Person, $"{contact}") : Actor.System);
        if (settled.Move is { } move)
        {
            await contacts.MoveAsync(session, move, actor);
        }
        if (settled is { Stopped: not null, Reached: { } reached } && await Deliveries.AnswerStore.CancelAsync(session, reached.Channel, reached.Value, settled.At) is > 0 and var cancelled)
        {
            session.Audit(settled.At, actor, "answers.cancelled", settled.Interaction, $"{cancelled} answers");
        }
        if (settled.Identity is { } identity)
        {
            // A person is written to through the account that they know.
            await session.ExecuteAsync("UPDATE identities SET account = @Account WHERE id = @identity AND (account IS NULL OR account <> @Account)", new { settled.Account, identity = $"{identity}" });
        }
        if (settled is { Contact: { } told, Details: { } details })
        {
            await contacts.KeepDetailsAsync(session, told, details, actor, settled.At);
        }
        foreach (var act in settled.Acts)
        {
            await WriteAsync(session, settled, act, actor);
        }
        await GuestStore.KeepAsync(session, settled);
        await TalkAsync(session, settled);
        await Deliveries.Ledger.DraftAsync(session, settled.Drafts, actor, settled.At);
        await SpreadStore.CountAsync(session, settled.Path);
        foreach (var item in settled.Named)
        {
            await NameAsync(session, item);
        }
        return true;
    }

    /// <summary>Takes back an answer that has not left and told of nothing that was recorded, with what conduct and the waiting list made of it.</summary>
    private static async Task<bool> TakeBackAsync(WriteSession session, string interaction, string subject, DateTimeOffset now)
    {
        var taken = await session.ExecuteAsync(
            """
            UPDATE deliveries SET state = 'cancelled', rule = @rule, reason = NULL, next_at = @now
            WHERE state IN ('queued', 'held') AND attempts = 0 AND id = (SELECT w.delivery_id FROM answers w WHERE w.subject = @subject)
              AND NOT EXISTS (SELECT 1 FROM settlements s WHERE s.key = @interaction AND s.outcome IN ('recorded', 'stop'))
            """,
            new { subject, interaction, now = now.Ms(), rule = Core.Planning.Rules.Corrected });
        if (taken == 0)
        {
            return false;
        }
        await session.ExecuteAsync("DELETE FROM conduct WHERE answer = @subject", new { subject });
        await session.ExecuteAsync("DELETE FROM waiting WHERE key = @interaction", new { interaction });
        session.Audit(now, Actor.System, "answer.taken-back", interaction);
        return true;
    }

    private async Task WriteAsync(WriteSession session, Settlement settled, KeptActOfPerson kept, Actor actor)
    {
        var (body, number) = (ActBody.Of(kept.Act), await session.FirstAsync<long?>(LastActSql) is { } last ? last + 1 : 1);
        if (settled is { Contact: { } leaver } && kept.Act is Act.Subscription { Withdrawn: true } left)
        {
            await contacts.WithdrawAsync(session, leaver, left.List, _ => kept.PurgeAfter, actor, settled.At);
        }
        await session.ExecuteAsync(
            """
            INSERT INTO acts (number, controller_id, contact_id, kind, item, answer, heads, list, withdrawn, body, at, purge_after)
            VALUES (@number, @controller, @contact, @Kind, @Item, @Answer, @Heads, @List, @withdrawn, @words, @at, @until)
            """,
            new
            {
                number, controller, contact = settled.Contact is { } contact ? $"{contact}" : null, body.Kind, body.Item, body.Answer, body.Heads, body.List, withdrawn = body.Withdrawn ? 1 : 0,
                words = kept.Act is Act.Proposal ? body.Write() : null, at = settled.At.Ms(), until = kept.PurgeAfter.Ms(),
            });
        session.Audit(settled.At, actor, $"act.{body.Kind}", settled.Contact is { } whose ? $"{whose}" : "passage", body.Item ?? body.List);
        if (settled.Contact is not { } person)
        {
            return; // nothing about people who only passed by
        }
        if (kept.Act is Act.Opposition)
        {
            await ReturnRows.OpposeAsync(session, controller, $"{person}", "objection", settled.At); // the move that came with it may have said so
            return;
        }
        await ReturnRows.KeepAsync(session, controller, $"{person}", body, TalkKeys.UrgencyOf(kept.Act.Kind), settled.At, kept.PurgeAfter);
    }

    private static DateTimeOffset InstantOf(ConductMark mark, Settlement settled) => (mark, settled.Stopped) switch
    {
        (ConductMark.StopSaid, { } stop) => stop.SaidAt,
        (ConductMark.StopHeard, { } stop) => stop.HeardAt,
        _ => settled.At,
    };

    /// <summary>Where a conversation stands after words that nobody asked for; null where it stays as it is.</summary>
    private static async Task<Dialog?> BesideAsync(WriteSession session, string identity, Dialog wanted)
    {
        if (await session.FirstAsync<DialogRow>(DialogSql, new { id = identity }) is not { } row || DialogBody.Read(row.Body, Instant.At(row.At)) is not { } open || !open.HoldsAt(wanted.At))
        {
            return wanted;
        }
        return open.Question is null ? wanted with { By = open.By } : null;
    }

    private async Task TalkAsync(WriteSession session, Settlement settled)
    {
        if (settled is { Identity: { } identity, Dialog: { } wanted } && (settled.IsUnasked ? await BesideAsync(session, $"{identity}", wanted) : wanted) is { } dialog)
        {
            await session.ExecuteAsync(
                """
                INSERT INTO dialogs (identity_id, body, at, purge_after) SELECT i.id, @body, @at, @until FROM identities i WHERE i.id = @identity
                ON CONFLICT (identity_id) DO UPDATE SET body = excluded.body, at = excluded.at, purge_after = excluded.purge_after
                """,
                new { identity = $"{identity}", body = DialogBody.Write(dialog), at = dialog.At.Ms(), until = (dialog.At + Asked.Validity).Ms() });
        }
        if (settled.Place is { } place)
        {
            var (person, thread, post) = HashesOf(place);
            foreach (var mark in settled.Marks)
            {
                await session.ExecuteAsync(
                    "INSERT INTO conduct (id, person, thread, post, mark, at, answer, purge_after) VALUES (@id, @person, @thread, @post, @kind, @at, @answer, @until)",
                    new { id = $"{Guid.CreateVersion7(settled.At)}", person, thread, post, kind = TalkKeys.Marks[mark], at = InstantOf(mark, settled).Ms(), answer = TalkKeys.IsOfAnswer(mark) && settled.Drafts is [var draft, ..] ? draft.Subject : null, until = (settled.At + TalkKeys.LifeOf(mark)).Ms() });
            }
        }
        if (settled.Waiting is { } waiting)
        {
            await WaitingRows.KeepAsync(session, settled.Interaction, settled.Account, settled.Contact is { } contact ? $"{contact}" : null, waiting, settled.At);
        }
    }
}
