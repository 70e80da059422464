using Relay.Core.Audit;
using Relay.Core.Planning;
using Relay.Store.Engines;

namespace Relay.Store.Deliveries;

/// <content>Digests that end before they left: they have told nobody.</content>
internal sealed partial class Ledger
{
    private static readonly RowShape<(string Channel, string Target)> Places = new RowShape<(string Channel, string Target)>()
        .Text("channel", place => place.Channel).Text("target", place => place.Target);

    public Task<int> DropMisplacedAsync(IReadOnlyCollection<(string Channel, string Target)> places, DateTimeOffset now, CancellationToken cancel) => database.WriteAsync(
        async session =>
        {
            var table = Places.In(session.Dialect);
            var dropped = await session.QueryAsync<string>(
                $"""
                UPDATE publications SET state = 'dropped', reason = CASE WHEN EXISTS (SELECT 1 FROM {table} WHERE r.channel = publications.channel
                  AND (r.target = 'shadow:' || publications.target OR 'shadow:' || r.target = publications.target)) THEN @stage ELSE @gone END
                WHERE state = 'planned' AND subject LIKE 'digest/%'
                  AND NOT EXISTS (SELECT 1 FROM {table} WHERE r.channel = publications.channel AND r.target = publications.target) RETURNING id
                """,
                new { stage = Rules.StageChanged, gone = Rules.ChannelGone, rows = Places.Write(places) });
            foreach (var id in dropped)
            {
                session.Audit(now, Actor.System, "publication.dropped", id, "elsewhere");
            }
            await UnfoldAsync(session, dropped, now);
            return dropped.Count;
        },
        cancel);

    /// <summary>Plans again what was folded into some publications, as far as they are digests.</summary>
    /// <returns>How many wait again; the caller judges them as any other.</returns>
    private static async Task<int> UnfoldAsync(WriteSession session, IReadOnlyList<string> ended, DateTimeOffset now)
    {
        var digests = await session.QueryRowsAsync<string, PublicationRow>(
            RowShapes.Keys,
            ended,
            table => $"{PublicationRow.Select} WHERE p.subject LIKE 'digest/%' AND p.id IN (SELECT r.key FROM {table})");
        var unfolded = 0;
        foreach (var digest in digests)
        {
            var members = await session.QueryRowsAsync<string, string>(
                RowShapes.Keys,
                LedgerJson.Texts(digest.Items),
                table => $"""
                    UPDATE publications SET state = 'planned', reason = NULL, folded_into = NULL
                    WHERE state = 'folded' AND folded_into = @Id AND id IN (SELECT i.publication_id FROM publication_items i WHERE i.item IN (SELECT r.key FROM {table}))
                    RETURNING id
                    """,
                new { digest.Id });
            foreach (var member in members)
            {
                session.Audit(now, Actor.System, "publication.planned", member, "its digest never left");
            }
            unfolded += members.Count;
        }
        return unfolded;
    }
}
