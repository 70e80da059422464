using Relay.Core.Conversations.Rules;
using Relay.Core.Conversations.Settling;
using Relay.Core.Deliveries;
using Relay.Store.Contacts;
using Relay.Store.Conversations;
using Relay.Store.Engines;
using Keys = Relay.Core.Planning.Rules;

namespace Relay.Store.Deliveries;

/// <summary>What follows, in the same transaction, when an answer ends without having left: whoever asked waits for a person of ours, and conduct no longer counts it as an answer.</summary>
internal static class UnsentAnswers
{
    private static readonly long Answering = LedgerKeys.Rank(Priority.Answer);

    // Nobody waits for an answer who wants none, or of whom nothing may be kept.
    private static readonly string[] Unasked = [Keys.Suppressed, Keys.Forgotten];

    /// <summary>Looks at the end of a delivery; does nothing unless an answer ended unsent.</summary>
    /// <param name="session">The caller's transaction.</param>
    /// <param name="row">The delivery as it stood before.</param>
    /// <param name="to">Where it stands now.</param>
    /// <param name="rule">Why.</param>
    /// <param name="isShutOut">The network said that the person wants nothing from us any more, or is gone.</param>
    /// <param name="now">The present.</param>
    public static async Task NoteAsync(WriteSession session, DeliveryRow row, DeliveryState to, string? rule, bool isShutOut, DateTimeOffset now)
    {
        if (row.Operation != "answer" || row.Priority != Answering || row.Stands == to || to is not (DeliveryState.Refused or DeliveryState.Expired or DeliveryState.Cancelled)
            || row.Subject.Split('/') is not ["answer", var interaction, ..])
        {
            return;
        }
        await session.ExecuteAsync("DELETE FROM conduct WHERE answer = @Subject", new { row.Subject });
        var asker = await session.FirstAsync<Asker>(
            "SELECT c.id AS Id, c.state AS State FROM answers w JOIN identities i ON i.id = w.person JOIN contacts c ON c.id = i.contact_id WHERE w.delivery_id = @Id", new { row.Id });
        if (isShutOut || Unasked.Contains(rule, StringComparer.Ordinal) || (asker is not null && ContactStore.IsLeftAlone(ContactKeys.States.Read(asker.State)))
            || await session.CountAsync("SELECT count(*) FROM waiting WHERE key = @interaction", new { interaction }) > 0)
        {
            return;
        }
        if (await session.ExecuteAsync("UPDATE interactions SET waiting = 1 WHERE key = @interaction AND removed = 0", new { interaction }) > 0)
        {
            await WaitingRows.KeepAsync(session, interaction, row.Account, asker?.Id, Waits.For(WaitReason.NoWayToAnswer, now), now);
        }
    }

    private sealed class Asker
    {
        public string Id { get; init; } = "";

        public string State { get; init; } = "";
    }
}
