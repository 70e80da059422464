using Relay.Core.Audit;
using Relay.Core.Channels.Proofs;
using Relay.Store.Engines;

namespace Relay.Store.Channels;

/// <summary>What accounts were last seen to be able to do.</summary>
internal sealed class ProofStore(Database database) : IProofStore
{
    private static readonly KeyMap<ProofResult> Results = new(
        (ProofResult.Proven, "proven"), (ProofResult.Missing, "missing"), (ProofResult.Unknown, "unknown"), (ProofResult.NotOffered, "not-offered"));

    private static readonly RowShape<Proof> Rows = new RowShape<Proof>()
        .Text("capability", proof => proof.Capability.Key()).Text("result", proof => Results[proof.Result])
        .Text("french", proof => proof.Words.French).Text("english", proof => proof.Words.English);

    public Task KeepAsync(string account, string target, IReadOnlyList<Proof> proofs, DateTimeOffset now, CancellationToken cancel) => database.WriteAsync(
        async session =>
        {
            await session.ExecuteRowsAsync(
                Rows,
                proofs,
                table => $"""
                    INSERT INTO proofs (account, target, capability, result, french, english, seen_at, proven_at)
                    SELECT @account, @target, r.capability, r.result, r.french, r.english, @now, CASE WHEN r.result = 'proven' THEN @now END FROM {table} WHERE 1 = 1
                    ON CONFLICT (account, target, capability) DO UPDATE SET result = excluded.result, french = excluded.french, english = excluded.english,
                      seen_at = excluded.seen_at, proven_at = coalesce(excluded.proven_at, proofs.proven_at)
                    """,
                new { account, target, now = now.Ms() });
            session.Audit(now, Actor.System, "access.checked", target.Length == 0 ? account : $"{account} {target}", string.Join(", ", proofs.Select(proof => $"{proof.Capability.Key()} {Results[proof.Result]}")));
        },
        cancel);

    public Task<IReadOnlyList<KeptProof>> AllAsync(CancellationToken cancel) => database.ReadAsync<IReadOnlyList<KeptProof>>(
        async session => [.. (await session.QueryAsync<Row>(
            """
            SELECT account AS Account, target AS Target, capability AS Capability, result AS Result, french AS French, english AS English, seen_at AS SeenAt, proven_at AS ProvenAt
            FROM proofs ORDER BY account, target
            """)).Select(row => row.Read()).OrderBy(kept => kept.Account, StringComparer.Ordinal).ThenBy(kept => kept.Target, StringComparer.Ordinal).ThenBy(kept => kept.Proof.Capability)],
        cancel);

    private sealed class Row
    {
        public string Account { get; init; } = "";

        public string Target { get; init; } = "";

        public string Capability { get; init; } = "";

        public string Result { get; init; } = "";

        public string French { get; init; } = "";

        public string English { get; init; } = "";

        public long SeenAt { get; init; }

        public long? ProvenAt { get; init; }

        public KeptProof Read() => new(
            Account,
            Target,
            new(CapabilityNames.Find(Capability) ?? throw new InvalidDataException($"The store holds '{Capability}', which is no rung that this program knows."), Results.Read(Result), new(French, English)),
            Instant.At(SeenAt),
            Instant.At(ProvenAt));
    }
}
