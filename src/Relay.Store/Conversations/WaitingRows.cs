using Relay.Core.Audit;
using Relay.Core.Conversations.Settling;
using Relay.Store.Engines;

namespace Relay.Store.Conversations;

/// <summary>Places on the waiting list, written in the transaction of what makes somebody wait.</summary>
internal static class WaitingRows
{
    /// <summary>How long a place on the list is kept after its deadline.</summary>
    private static readonly TimeSpan AfterDeadline = TimeSpan.FromDays(30);

    /// <summary>Puts an interaction on the list, in the place of what stood there for it.</summary>
    public static async Task KeepAsync(WriteSession session, string interaction, string account, string? contact, Waiting waiting, DateTimeOffset now)
    {
        await session.ExecuteAsync(
            """
            INSERT INTO waiting (key, account, contact_id, reason, since, deadline, purge_after)
            SELECT @interaction, @account, (SELECT c.id FROM contacts c WHERE c.id = @contact), @reason, @since, @deadline, @until WHERE 1 = 1
            ON CONFLICT (key) DO UPDATE SET reason = excluded.reason, since = excluded.since, deadline = excluded.deadline, purge_after = excluded.purge_after
            """,
            new { interaction, account, contact, reason = TalkKeys.Reasons[waiting.Reason], since = now.Ms(), deadline = waiting.Deadline.Ms(), until = (waiting.Deadline + AfterDeadline).Ms() });
        // Whoever is to answer must be able to read it until then; a month may be longer than words are kept.
        await session.ExecuteAsync("UPDATE interactions SET purge_after = @until WHERE key = @interaction AND purge_after < @until", new { interaction, until = waiting.Deadline.Ms() });
        session.Audit(now, Actor.System, "interaction.waits", interaction, TalkKeys.Reasons[waiting.Reason]);
    }
}
