using Relay.Store.Conversations;
using Relay.Store.Engines;

namespace Relay.Store.Returns;

/// <summary>Rows of <c>returns</c>, written in the transaction of what they tell of.</summary>
internal static class ReturnRows
{
    private const string LastSql = "SELECT max(number) FROM returns";

    private const string InsertSql = """
        INSERT INTO returns (number, controller_id, urgency, kind, contact, body, at, taken_at, purge_after)
        SELECT @number, @controller, @urgency, @kind, @contact, @body, @at, NULL, @until
        """;

    // An opposition must reach the party, also when its server is away for months.
    private const int MonthsToOppose = 12;

    // Nothing outlives the person in the outbox, but that she wants no message.
    private const string KeepSql = """
        INSERT INTO returns (number, controller_id, urgency, kind, contact, body, at, taken_at, purge_after)
        SELECT @number, @controller, @urgency, @kind, @contact, @body, @at, NULL, CASE WHEN c.purge_after < @until THEN c.purge_after ELSE @until END FROM contacts c WHERE c.id = @contact
        """;

    /// <summary>Adds an act, kept no longer than the person.</summary>
    public static async Task KeepAsync(WriteSession session, string controller, string contact, ActBody body, long urgency, DateTimeOffset at, DateTimeOffset until)
        => await session.ExecuteAsync(KeepSql, new { number = await NextAsync(session), controller, urgency, kind = body.Kind, contact, body = body.Write(), at = at.Ms(), until = until.Ms() });

    /// <summary>Adds that somebody is to be left alone, unless that waits already.</summary>
    /// <param name="session">The caller's transaction.</param>
    /// <param name="controller">Whose.</param>
    /// <param name="contact">Id.</param>
    /// <param name="reason"><c>objection</c>, <c>erasure</c>, <c>deceased</c> or <c>minor</c>.</param>
    /// <param name="at">When.</param>
    public static async Task OpposeAsync(WriteSession session, string controller, string contact, string reason, DateTimeOffset at)
    {
        var body = new ActBody("opposition") { Reason = reason };
        await session.ExecuteAsync(
            $"{InsertSql} WHERE NOT EXISTS (SELECT 1 FROM returns r WHERE r.contact = @contact AND r.kind = @kind AND r.taken_at IS NULL)",
            new { number = await NextAsync(session), controller, urgency = 0, kind = body.Kind, contact, body = body.Write(), at = at.Ms(), until = at.AddMonths(MonthsToOppose).Ms() });
    }

    /// <summary>Takes everything about somebody out of the outbox.</summary>
    public static Task<int> ForgetAsync(WriteSession session, string contact) => session.ExecuteAsync("DELETE FROM returns WHERE contact = @contact", new { contact });

    private static async Task<long> NextAsync(WriteSession session) => await session.FirstAsync<long?>(LastSql) is { } last ? last + 1 : 1;
}
