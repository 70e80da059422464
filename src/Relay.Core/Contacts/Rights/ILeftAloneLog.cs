using Relay.Core.Contacts.Suppressions;

namespace Relay.Core.Contacts.Rights;

/// <summary>Whom we must leave alone, as keyed hashes and nothing else, apart from the store: a restored backup does not know it (DP-27). Thread-safe.</summary>
public interface ILeftAloneLog
{
    /// <summary>The last word about each hash, in no order; an erasure is the last for ever.</summary>
    /// <exception cref="PeopleKeyException">When it can't be read.</exception>
    IReadOnlyCollection<LeftAlone> Read();

    /// <summary>The last word about a hash; null for none. Costs as much with a million as with ten.</summary>
    /// <exception cref="PeopleKeyException">When it can't be read.</exception>
    LeftAlone? Find(KeyedHash hash);

    /// <summary>Adds what it does not hold; on the disk when it returns.</summary>
    /// <exception cref="PeopleKeyException">When it can't be written.</exception>
    void Add(IReadOnlyCollection<LeftAlone> words);
}

/// <summary>A word about a point.</summary>
/// <param name="Hash">Which.</param>
/// <param name="Word">What.</param>
/// <param name="At">When.</param>
public sealed record LeftAlone(KeyedHash Hash, LeftAloneWord Word, DateTimeOffset At);

/// <summary>What was said of a point. Stored by name: names never change.</summary>
public enum LeftAloneWord
{
    /// <summary>The person was erased.</summary>
    Erased,

    /// <summary>The person is said to have died.</summary>
    Deceased,

    /// <summary>The person is under 15.</summary>
    Minor,

    /// <summary>The person wants no message.</summary>
    Opposed,

    /// <summary>The person has said a new yes since.</summary>
    Lifted,

    /// <summary>What somebody wrote who is no contact was erased; nobody is left alone for it.</summary>
    Forgotten,
}
