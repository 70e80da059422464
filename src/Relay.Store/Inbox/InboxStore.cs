using Relay.Core.Audit;
using Relay.Core.Inbox;
using Relay.Core.Inbox.Arrivals;
using Relay.Store.Contacts;
using Relay.Store.Engines;

namespace Relay.Store.Inbox;

/// <summary>The inbox in the store. Doors that bring something at the same time share a commit.</summary>
internal sealed class InboxStore : IInbox
{
    internal const string LastNumberSql = "SELECT max(number) FROM arrivals";

    private const int PurgedAtOnce = 1000;

    private readonly Database _database;
    private readonly HeardKeys _keys;
    private readonly RowShape<KeptArrival> _arrivals;
    private readonly RowShape<Interaction> _interactions;
    private readonly Together<Intake, bool> _intakes;
    private long _last; // the writer's alone

    public InboxStore(Database database, HeardKeys keys, TimeSpan keepWords)
    {
        (_database, _keys) = (database, keys);
        (_arrivals, _interactions) = (ArrivalRow.ShapeFor(keepWords), InteractionRow.ShapeFor(keepWords));
        _intakes = new(database, KeepTogetherAsync);
    }

    public Task KeepAsync(Intake intake, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(intake);
        return _intakes.RunAsync(intake, cancel);
    }

    public Task<IReadOnlyList<KeptArrival>> WaitingAsync(long after, int limit, CancellationToken cancel) => _database.AskAsync<IReadOnlyList<KeptArrival>>(
        async session => [.. (await session.QueryAsync<ArrivalRow>(ArrivalRow.WaitingSql, new { after, limit })).Select(row => row.ToArrival())],
        cancel);

    public async Task<int> KeepUnderstoodAsync(IReadOnlyList<UnderstoodArrival> understood, DateTimeOffset now, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(understood);
        await _keys.ReadyAsync(now, cancel);
        return await _database.WriteAsync(
            async session =>
            {
                var taken = await ArrivalRow.TakeOffAsync(session, understood);
                return await JoinAsync(session, [.. taken.SelectMany(one => one.Reading.Happenings.Select(happening => (one.AccountOf(happening), happening)))], now);
            },
            cancel);
    }

    public Task<IReadOnlyList<Interaction>> ListAsync(bool waiting, int limit, CancellationToken cancel) => _database.AskAsync<IReadOnlyList<Interaction>>(
        async session => [.. (await session.QueryAsync<InteractionRow>(waiting ? InteractionRow.WaitingSql : InteractionRow.ListSql, new { limit })).Select(row => row.ToInteraction())],
        cancel);

    public async Task<Interaction?> FindAsync(InteractionKey of, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(of);
        return !_keys.TryFind() ? null : await _database.AskAsync(
            async session => (await session.FirstAsync<InteractionRow>($"{InteractionRow.Select} WHERE key = @key", new { key = _keys.Of(of) }))?.ToInteraction(of), cancel);
    }

    public Task<IReadOnlyList<SetAside>> SetAsideAsync(int limit, CancellationToken cancel) => _database.AskAsync<IReadOnlyList<SetAside>>(
        async session => [.. (await session.QueryAsync<ArrivalRow>(ArrivalRow.AsideSql, new { limit })).Select(row => row.ToSetAside())],
        cancel);

    public Task<InboxTally> TallyAsync(CancellationToken cancel) => _database.ReadAsync(
        async session => new InboxTally(
            (int)await session.CountAsync(ArrivalRow.CountWaitingSql), Instant.At(await session.FirstAsync<long?>(ArrivalRow.OldestSql)), (int)await session.CountAsync(ArrivalRow.CountBrokenSql)),
        cancel);

    public Task<PurgedFromInbox> DueAsync(DateTimeOffset now, CancellationToken cancel) => _database.ReadAsync(
        async session => new PurgedFromInbox(
            (int)await session.CountAsync("SELECT count(*) FROM arrivals WHERE purge_after < @now", new { now = now.Ms() }),
            (int)await session.CountAsync("SELECT count(*) FROM arrivals WHERE purge_after < @now AND state = 'waiting'", new { now = now.Ms() }),
            (int)await session.CountAsync("SELECT count(*) FROM interactions WHERE purge_after < @now", new { now = now.Ms() })),
        cancel);

    public async Task<PurgedFromInbox> PurgeAsync(DateTimeOffset now, CancellationToken cancel)
    {
        var all = new PurgedFromInbox(0, 0, 0);
        while (true)
        {
            var some = await _database.WriteAsync(session => PurgeSomeAsync(session, now), cancel);
            all = new(all.Arrivals + some.Arrivals, all.NeverRead + some.NeverRead, all.Interactions + some.Interactions);
            if (some.Arrivals < PurgedAtOnce && some.Interactions < PurgedAtOnce)
            {
                return all;
            }
        }
    }

    private static async Task<PurgedFromInbox> PurgeSomeAsync(WriteSession session, DateTimeOffset now)
    {
        var args = new { now = now.Ms(), limit = PurgedAtOnce };
        var neverRead = await session.ExecuteAsync(ArrivalRow.PurgeWaitingSql, new { now = now.Ms() });
        var purged = new PurgedFromInbox(neverRead + await session.ExecuteAsync(ArrivalRow.PurgeSql, args), neverRead, await session.ExecuteAsync(InteractionRow.PurgeSql, args));
        if (purged.Arrivals + purged.Interactions > 0)
        {
            session.Audit(now, Actor.System, "inbox.purged", "inbox", $"{purged.Arrivals} arrivals ({purged.NeverRead} never read), {purged.Interactions} interactions");
        }
        return purged;
    }

    /// <summary>Numbers and writes arrivals, and moves the marks after them.</summary>
    private async Task<IReadOnlyList<bool>> KeepTogetherAsync(WriteSession session, IReadOnlyList<Intake> intakes)
    {
        var arrivals = intakes.SelectMany(intake => intake.Arrivals).ToList();
        if (arrivals.Count > 0)
        {
            _last = Math.Max(_last, await session.FirstAsync<long?>(LastNumberSql) ?? 0); // payloads go once they are understood: numbers must not come back
            await ArrivalRow.WriteAsync(session, _arrivals, arrivals.ConvertAll(arrival => new KeptArrival(++_last, arrival)));
        }
        foreach (var (reader, mark) in intakes.Where(intake => intake.Mark is not null).Select(intake => intake.Mark!.Value))
        {
            await ReadingMarks.WriteAsync(session, reader, mark);
        }
        return [.. intakes.Select(_ => true)];
    }

    /// <summary>Joins happenings into their interactions; what was purged does not come back.</summary>
    private async Task<int> JoinAsync(WriteSession session, IReadOnlyList<(string Account, Happening Happening)> told, DateTimeOffset now)
    {
        if (told.Count == 0)
        {
            return 0;
        }
        var interactions = told.GroupBy(one => one.Happening.Of).ToDictionary(group => _keys.Of(group.Key), group => group.ToList(), StringComparer.Ordinal);
        var happenings = told.Select(one => _keys.Of(one.Happening)).Distinct(StringComparer.Ordinal).ToList();
        var heard = (await session.QueryRowsAsync<string, string>(RowShapes.Keys, [.. happenings, .. interactions.Keys], rows => HeardSql(rows))).ToHashSet(StringComparer.Ordinal);
        var kept = (await session.QueryRowsAsync<string, InteractionRow>(RowShapes.Keys, interactions.Keys, _ => InteractionRow.OfKeysSql(session.Dialect)))
            .ToDictionary(row => row.Key, row => row.ToInteraction(interactions[row.Key][0].Happening.Of), StringComparer.Ordinal);
        var (changed, edited) = (new List<Interaction>(), new List<Interaction>());
        var at = now; // a millisecond apart, so that what came together keeps its order
        foreach (var (key, group) in interactions)
        {
            var before = kept.GetValueOrDefault(key);
            if (before is null && heard.Contains(key))
            {
                continue; // purged
            }
            if (before is null)
            {
                at = at.AddMilliseconds(1);
            }
            var after = group.Aggregate(before ?? new Interaction(key, group[0].Account, InteractionState.Unheard(group[0].Happening.Of), null, at), (state, one) => state.With(one.Account, one.Happening));
            if (after != before)
            {
                changed.Add(after);
                // What was said in private and is said otherwise now may be a STOP.
                if (before?.StillWaits is not null && !after.State.Removed && after.State.Of.Realm == InteractionRealm.Private && before.State.Words?.Text != after.State.Words?.Text)
                {
                    edited.Add(after);
                }
            }
        }
        var joined = await ThreadRow.JoinAsync(session, [.. told.Select(one => one.Happening)], changed);
        await InteractionRow.WriteAsync(session, _interactions, joined);
        await InteractionRow.ReopenAsync(session, edited);
        foreach (var key in joined.SelectMany(one => new[] { one.Author.Key?.KeyId, one.Person?.KeyId }).OfType<string>().Distinct(StringComparer.Ordinal))
        {
            await SuppressionStore.KeepKeyAsync(session, key);
        }
        var news = happenings.Where(key => !heard.Contains(key)).ToList();
        await session.ExecuteRowsAsync(RowShapes.Keys, [.. news, .. interactions.Keys.Where(key => !heard.Contains(key))], rows => $"INSERT INTO heard (key) {rows.Values(rows["key"])}");
        return news.Count;
    }

    internal static string HeardSql(RowsText rows) => $"SELECT key FROM heard WHERE key IN (SELECT r.key FROM {rows})";
}
