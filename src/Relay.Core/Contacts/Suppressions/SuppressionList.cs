using Relay.Core.Audit;

namespace Relay.Core.Contacts.Suppressions;

/// <summary>The list of those whom we may not write to: hashes with the keys outside the database, asks and keeps. Thread-safe.</summary>
public sealed class SuppressionList(ISuppressionStore store, IPeopleKeyFile file, TimeProvider time) : ISuppressionList
{
    private PeopleKeys? _proven;

    /// <inheritdoc/>
    public async Task<SuppressionReason?> CheckAsync(ContactPoint point, SuppressionMoment moment, MessageKind? kind, CancellationToken cancel)
        => (await CheckAsync([point], moment, kind, cancel)).TryGetValue(point, out var reason) ? reason : null;

    /// <inheritdoc/>
    public async Task<IReadOnlyDictionary<ContactPoint, SuppressionReason>> CheckAsync(IReadOnlyCollection<ContactPoint> points, SuppressionMoment moment, MessageKind? kind, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(points);
        var kept = new Dictionary<ContactPoint, SuppressionReason>();
        if (points.Count == 0 || await FindKeysAsync(cancel) is not { } keys)
        {
            return kept; // no key was ever made: nobody was ever put on the list
        }
        var whose = new Dictionary<string, ContactPoint>(StringComparer.Ordinal);
        var hashes = new List<KeyedHash>();
        foreach (var point in points)
        {
            foreach (var hash in keys.Hashes(point).Where(hash => whose.TryAdd(hash.Hmac, point)))
            {
                hashes.Add(hash);
            }
        }
        var hits = (await store.FindAsync(hashes, cancel)).Where(row => KeepsBack(row.Reason, kind)).ToList();
        foreach (var hit in hits)
        {
            var point = whose[hit.Hash.Hmac];
            kept[point] = kept.TryGetValue(point, out var other) && other > hit.Reason ? other : hit.Reason;
        }
        if (hits.Count > 0)
        {
            await store.HitAsync(hits, moment, time.GetUtcNow(), cancel);
        }
        return kept;
    }

    /// <summary>Puts points of one person on the list; makes the key when this is the first of all.</summary>
    /// <exception cref="PeopleKeyException">When a key that the list was made with is gone, or none can be made.</exception>
    public async Task AddAsync(IReadOnlyCollection<ContactPoint> points, SuppressionReason reason, Actor actor, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(points);
        var keys = await MakeKeysAsync(cancel);
        var known = await store.FindAsync([.. points.SelectMany(keys.Hashes)], cancel);
        var now = time.GetUtcNow();
        // One that stands there by an older key stays under it: the same person is not kept twice.
        var rows = points.Distinct().SelectMany(point =>
        {
            var hashes = keys.Hashes(point);
            var there = known.Where(row => hashes.Contains(row.Hash)).Select(row => row.Hash).ToList();
            return there.Count > 0 ? there : [hashes[0]];
        });
        await store.KeepAsync([.. rows.Select(hash => new Suppression(hash, reason, now))], actor, cancel);
    }

    /// <summary>Takes the points of one person off who had said STOP and now says a new yes; erased and dead persons stay on the list.</summary>
    /// <returns>Whether any was on it.</returns>
    /// <exception cref="PeopleKeyException">When a key that the list was made with is gone.</exception>
    public async Task<bool> LiftAsync(IReadOnlyCollection<ContactPoint> points, Actor actor, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(points);
        return await FindKeysAsync(cancel) is { } keys && await store.LiftAsync([.. points.SelectMany(keys.Hashes)], actor, time.GetUtcNow(), cancel) > 0;
    }

    // Who said STOP is still told that it was heard, and answered when writing again; nobody else on the list is told anything.
    private static bool KeepsBack(SuppressionReason reason, MessageKind? kind)
        => !(reason == SuppressionReason.Objection && kind is { } sent && Receivable.May(ContactState.Opposed, sent));

    /// <summary>The keys of this store; makes the first one when nobody was ever kept by any.</summary>
    internal async Task<PeopleKeys> MakeKeysAsync(CancellationToken cancel) => await FindKeysAsync(cancel) ?? file.Make();

    /// <summary>The keys, once it is certain that they are all those that the store was written with.</summary>
    internal async Task<PeopleKeys?> FindKeysAsync(CancellationToken cancel)
    {
        if (Volatile.Read(ref _proven) is { } proven)
        {
            return proven;
        }
        var keys = file.Read();
        var missing = (await store.KeysInUseAsync(cancel)).Except(keys?.Ids ?? [], StringComparer.Ordinal);
        if (missing.Any())
        {
            throw new PeopleKeyException(
                $"The store holds people, among them perhaps some who are not to be written to, hashed with a key that is not in {file.Place}: bring that file back from your backup; until then nothing is sent to anybody in private.",
                $"Le magasin connaît des personnes, dont peut-être certaines à qui il ne faut plus écrire, sous une clé qui n'est pas dans {file.Place} : remettez ce fichier depuis votre sauvegarde ; d'ici là rien n'est envoyé en privé à personne.");
        }
        Volatile.Write(ref _proven, keys);
        return keys;
    }
}
