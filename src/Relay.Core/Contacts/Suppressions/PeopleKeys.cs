namespace Relay.Core.Contacts.Suppressions;

/// <summary>The keys of this store, the newest last: what is new is hashed with the newest, what is looked for with each of them, so that a change of keys forgets nobody. Thread-safe.</summary>
/// <param name="keys">At least one, no id twice.</param>
/// <exception cref="ArgumentException">When there is none, or an id twice.</exception>
public sealed class PeopleKeys(IReadOnlyList<PeopleKey> keys)
{
    private readonly PeopleKey[] _keys = keys is { Count: > 0 } && keys.DistinctBy(key => key.Id, StringComparer.Ordinal).Count() == keys.Count
        ? [.. keys]
        : throw new ArgumentException("There must be at least one key, and no id twice.", nameof(keys));

    /// <summary>Ids, the oldest first.</summary>
    public IEnumerable<string> Ids => _keys.Select(key => key.Id);

    /// <summary>The hash to keep something new by.</summary>
    public KeyedHash Hash(ContactPoint point)
    {
        ArgumentNullException.ThrowIfNull(point);
        return Of(_keys[^1], point);
    }

    /// <summary>Every hash that a point may be kept by, the newest key's first.</summary>
    public IReadOnlyList<KeyedHash> Hashes(ContactPoint point)
    {
        ArgumentNullException.ThrowIfNull(point);
        return [.. _keys.Reverse().Select(key => Of(key, point))];
    }

    private static KeyedHash Of(PeopleKey key, ContactPoint point) => new(point.Channel, key.Hash(point.Normal), key.Id);
}

/// <summary>A contact point as it may be kept where the point itself may not.</summary>
/// <param name="Channel">The point's channel.</param>
/// <param name="Hmac">64 digits of lower hex.</param>
/// <param name="KeyId">Which key made it.</param>
public sealed record KeyedHash(string Channel, string Hmac, string KeyId);
