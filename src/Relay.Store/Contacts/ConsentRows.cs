using System.Security.Cryptography;
using System.Text;
using Relay.Core.Contacts;
using Relay.Store.Engines;

namespace Relay.Store.Contacts;

/// <summary>Proofs of what people said yes to. The words that they saw are kept once, by their hash, and never changed.</summary>
internal static class ConsentRows
{
    internal const string OfContactSql = """
        SELECT n.purpose AS Purpose, n.list AS List, n.channel AS Channel, w.wording AS Wording, w.language AS Language, n.act AS Act, n.act_id AS ActId, n.given_at AS GivenAt, n.source AS Source,
          n.withdrawn_at AS WithdrawnAt FROM consents n JOIN consent_wordings w ON w.hash = n.wording_hash
        WHERE n.contact_id = @contact AND n.controller_id = @controller ORDER BY n.given_at, n.id
        """;

    public static async Task KeepAsync(WriteSession session, string controller, string contact, Consent consent)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{consent.Language}\n{consent.Wording}")));
        await session.ExecuteAsync("INSERT INTO consent_wordings (hash, language, wording) VALUES (@hash, @Language, @Wording) ON CONFLICT (hash) DO NOTHING", new { hash, consent.Language, consent.Wording });
        await session.ExecuteAsync(
            """
            INSERT INTO consents (id, controller_id, contact_id, purpose, list, channel, wording_hash, act, act_id, given_at, source)
            VALUES (@id, @controller, @contact, @Purpose, @List, @Channel, @hash, @act, @ActId, @at, @Source)
            """,
            new
            {
                id = $"{Guid.CreateVersion7(consent.GivenAt)}", controller, contact, consent.Purpose, consent.List, consent.Channel, hash, act = ContactKeys.Acts[consent.Act], consent.ActId,
                at = consent.GivenAt.Ms(), consent.Source,
            });
    }

    public static Task<int> WithdrawAsync(WriteSession session, string contact, string? list, DateTimeOffset now) => list is null
        ? session.ExecuteAsync("UPDATE consents SET withdrawn_at = @now WHERE contact_id = @contact AND withdrawn_at IS NULL", new { now = now.Ms(), contact })
        : session.ExecuteAsync("UPDATE consents SET withdrawn_at = @now WHERE contact_id = @contact AND list = @list AND withdrawn_at IS NULL", new { now = now.Ms(), contact, list });

    public static async Task<IReadOnlyList<Consent>> OfAsync(Session session, string contact, string controller)
        => [.. (await session.QueryAsync<Row>(OfContactSql, new { contact, controller })).Select(row => row.Read())];

    private sealed class Row
    {
        public string Purpose { get; init; } = "";

        public string List { get; init; } = "";

        public string Channel { get; init; } = "";

        public string Wording { get; init; } = "";

        public string Language { get; init; } = "";

        public string Act { get; init; } = "";

        public string ActId { get; init; } = "";

        public long GivenAt { get; init; }

        public string? Source { get; init; }

        public long? WithdrawnAt { get; init; }

        public Consent Read() => new(Purpose, List, Channel, Wording, Language, ContactKeys.Acts.Read(Act), ActId, Instant.At(GivenAt), Source) { WithdrawnAt = Instant.At(WithdrawnAt) };
    }
}
