using System.Security.Cryptography;
using System.Text;
using Relay.Core.Contacts;
using Relay.Core.Items;
using Relay.Core.Returns;
using Relay.Store.Contacts;
using Relay.Store.Conversations;
using Relay.Store.Engines;

namespace Relay.Store.Returns;

/// <summary>The outbox for the party, in the store.</summary>
internal sealed class ReturnStore(Database database, string controller) : IReturnStore
{
    internal const string WaitingSql = """
        SELECT r.number AS Number, r.kind AS Kind, r.contact AS Contact, r.body AS Body, r.at AS At, c.state AS State, c.given_name AS Given, c.family_name AS Family, c.email AS Mail, c.phone_e164 AS Phone,
          c.postal_code AS PostalCode, c.territory_code AS Territory, c.language AS Language,
          (SELECT i.display_name FROM identities i WHERE i.contact_id = c.id ORDER BY i.id LIMIT 1) AS Shown, (SELECT i.network FROM identities i WHERE i.contact_id = c.id ORDER BY i.id LIMIT 1) AS Network
        FROM returns r LEFT JOIN contacts c ON c.id = r.contact WHERE r.taken_at IS NULL AND r.controller_id = @controller ORDER BY r.urgency, r.number LIMIT @limit
        """;

    internal const string OppositionsSql = "SELECT count(*) AS Count, min(at) AS Oldest FROM returns WHERE taken_at IS NULL AND urgency = 0 AND kind = 'opposition' AND controller_id = @controller";

    internal const string AttendeesSql = """
        SELECT a.contact_id AS Contact, c.given_name AS Given, c.family_name AS Family, (SELECT i.display_name FROM identities i WHERE i.contact_id = c.id ORDER BY i.id LIMIT 1) AS Shown,
          a.answer AS Answer, a.heads AS Heads, a.at AS At,
          (SELECT count(*) FROM identities i WHERE i.contact_id = c.id AND i.external_id_enc IS NOT NULL AND i.blocked_by_person = 0 AND (i.can_message_until IS NULL OR i.can_message_until > @now)) AS Reachable
        FROM acts a JOIN contacts c ON c.id = a.contact_id WHERE a.item = @item AND a.kind = 'rsvp' AND a.controller_id = @controller
          AND NOT EXISTS (SELECT 1 FROM acts n WHERE n.item = a.item AND n.kind = 'rsvp' AND n.contact_id = a.contact_id AND n.number > a.number)
        ORDER BY a.number
        """;

    public Task<IReadOnlyList<ReturnedAct>> WaitingAsync(int limit, CancellationToken cancel) => database.AskAsync<IReadOnlyList<ReturnedAct>>(
        async session => [.. (await session.QueryAsync<Row>(WaitingSql, new { controller, limit })).Select(row => row.Read(controller))],
        cancel);

    public Task<WaitingOppositions> OppositionsAsync(CancellationToken cancel) => database.AskAsync(
        async session => await session.FirstAsync<OppositionRow>(OppositionsSql, new { controller }) is { Count: > 0 } row ? new WaitingOppositions((int)row.Count, Instant.At(row.Oldest)) : new(0, null), cancel);

    public Task TakeAsync(IReadOnlyCollection<ReturnedAct> taken, DateTimeOffset now, CancellationToken cancel) => database.WriteAsync(
        session => session.ExecuteRowsAsync(RowShapes.Keys, taken.Select(act => $"{act.Number}"), rows => $"UPDATE returns SET taken_at = @now WHERE taken_at IS NULL AND number IN (SELECT CAST(r.key AS bigint) FROM {rows})", new { now = now.Ms() }),
        cancel);

    public Task<IReadOnlyList<Attendee>> AttendeesAsync(ItemKey of, DateTimeOffset now, CancellationToken cancel) => database.AskAsync<IReadOnlyList<Attendee>>(
        async session => [.. (await session.QueryAsync<AttendeeRow>(AttendeesSql, new { item = $"{of}", controller, now = now.Ms() })).Select(row => row.Read())],
        cancel);

    private sealed class OppositionRow
    {
        public long Count { get; init; }

        public long? Oldest { get; init; }
    }

    private sealed class AttendeeRow
    {
        public string Contact { get; init; } = "";

        public string? Given { get; init; }

        public string? Family { get; init; }

        public string? Shown { get; init; }

        public string Answer { get; init; } = "";

        public long? Heads { get; init; }

        public long At { get; init; }

        public long Reachable { get; init; }

        public Attendee Read()
        {
            var told = string.Join(' ', new[] { Given, Family }.OfType<string>());
            return new(Guid.Parse(Contact), told.Length > 0 ? told : Shown, TalkKeys.Answers.Read(Answer), (int)(Heads ?? 1), Instant.At(At), Reachable > 0);
        }
    }

    private sealed class Row
    {
        public long Number { get; init; }

        public string Kind { get; init; } = "";

        public string Contact { get; init; } = "";

        public string Body { get; init; } = "";

        public long At { get; init; }

        public string? State { get; init; }

        public string? Given { get; init; }

        public string? Family { get; init; }

        public string? Mail { get; init; }

        public string? Phone { get; init; }

        public string? PostalCode { get; init; }

        public string? Territory { get; init; }

        public string? Language { get; init; }

        public string? Shown { get; init; }

        public string? Network { get; init; }

        public ReturnedAct Read(string controller)
        {
            var body = ActBody.Read(Body);
            // Numbers come again once rows are deleted: the instant and the person make it this act and no other.
            var id = SHA256.HashData(Encoding.UTF8.GetBytes($"{controller}\n{Contact}\n{Kind}\n{At}\n{Number}"));
            return new(Convert.ToHexStringLower(id.AsSpan(0, 16)), Number, Guid.Parse(Contact), body.ToAct(), Instant.At(At))
            {
                Reason = Kind == "opposition" ? body.Reason ?? "objection" : null,
                Told = State is null || ContactTransitions.Wins(ContactKeys.States.Read(State)) ? null : new(Given, Family, Shown, Mail, Phone, PostalCode, Territory, Language ?? "fr", Network),
            };
        }
    }
}
