using Relay.Core.Audit;
using Relay.Core.Deliveries.Halts;
using Relay.Core.Planning;
using Relay.Store.Engines;

namespace Relay.Store.Deliveries;

/// <summary>Coordinators' pauses in the store.</summary>
internal sealed class HaltStore(Database database) : IHaltStore
{
    private static readonly KeyMap<HaltScope> Scopes = new((HaltScope.All, "all"), (HaltScope.Account, "account"), (HaltScope.Channel, "channel"), (HaltScope.KillSwitch, "kill-switch"));

    public Task<IReadOnlyList<Halt>> AllAsync(CancellationToken cancel) => database.ReadAsync<IReadOnlyList<Halt>>(
        async session => [.. (await session.QueryAsync<Row>("SELECT scope AS Scope, id AS Id, made_by AS MadeBy, since AS Since FROM halts ORDER BY since, scope, id"))
            .Select(row => new Halt(Scopes.Read(row.Scope), row.Id, row.MadeBy, Instant.At(row.Since)))],
        cancel);

    public Task<bool> KeepAsync(Halt halt, Actor actor, CancellationToken cancel) => database.WriteAsync(
        async session =>
        {
            var scope = Scopes[halt.Scope];
            var made = await session.ExecuteAsync(
                "INSERT INTO halts (scope, id, made_by, since) VALUES (@scope, @Id, @By, @since) ON CONFLICT (scope, id) DO NOTHING",
                new { scope, halt.Id, halt.By, since = halt.Since.Ms() }) > 0;
            if (made)
            {
                session.Audit(halt.Since, actor, $"{scope}.paused", Subject(halt.Scope, halt.Id));
            }
            return made;
        },
        cancel);

    public Task<bool> LiftAsync(HaltScope scope, string id, Actor actor, DateTimeOffset now, CancellationToken cancel) => database.WriteAsync(
        async session =>
        {
            if (await session.ExecuteAsync("DELETE FROM halts WHERE scope = @scope AND id = @id", new { scope = Scopes[scope], id }) == 0)
            {
                return false;
            }
            // Those of other pauses are held again when they are looked at.
            await session.ExecuteAsync("UPDATE deliveries SET next_at = @now WHERE state = 'held' AND rule = @rule AND next_at > @now", new { now = now.Ms(), rule = Rules.Halted });
            session.Audit(now, actor, $"{Scopes[scope]}.resumed", Subject(scope, id));
            return true;
        },
        cancel);

    private static string Subject(HaltScope scope, string id) => id.Length == 0 ? Scopes[scope] : id;

    private sealed class Row
    {
        public string Scope { get; init; } = "";

        public string Id { get; init; } = "";

        public string MadeBy { get; init; } = "";

        public long Since { get; init; }
    }
}
