using Relay.Core.Contacts.Suppressions;

namespace Relay.Core.Contacts.Rights;

/// <summary>Whom we must leave alone, as keyed hashes and nothing else, apart from the store: a restored backup does not know it (DP-27). Thread-safe.</summary>
public interface ILeftAloneLog
{
    /// <summary>What stands about each hash, in no order: the strongest word (<see cref="LeftAloneWord"/>), and beside it, each for itself, that it is a child's and that words were erased.</summary>
    /// <exception cref="PeopleKeyException">When it can't be read.</exception>
    IReadOnlyCollection<LeftAlone> Read();

    /// <summary>The strongest word about a hash, whatever stands beside it; null for none. Costs as much with a million as with ten.</summary>
    /// <exception cref="PeopleKeyException">When it can't be read.</exception>
    LeftAlone? Find(KeyedHash hash);

    /// <summary>Adds what it does not hold, nor something stronger; on the disk when it returns.</summary>
    /// <exception cref="PeopleKeyException">When it can't be written.</exception>
    void Add(IReadOnlyCollection<LeftAlone> words);

    /// <summary>Takes words out that have had their time, and what they replaced; gone from the disk when it returns.</summary>
    /// <exception cref="PeopleKeyException">When it can't be written: nothing is gone then.</exception>
    void Drop(IReadOnlyCollection<LeftAlone> words);
}

/// <summary>A word about a point.</summary>
/// <param name="Hash">Which.</param>
/// <param name="Word">What.</param>
/// <param name="At">When.</param>
public sealed record LeftAlone(KeyedHash Hash, LeftAloneWord Word, DateTimeOffset At);

/// <summary>What was said of a point, the stronger first: a weaker word replaces none, but a new yes an opposition. Stored by name: names never change.</summary>
public enum LeftAloneWord
{
    /// <summary>The person was erased.</summary>
    Erased,

    /// <summary>The person is said to have died.</summary>
    Deceased,

    /// <summary>The person is under 15; replaces nothing and is replaced by nothing.</summary>
    Minor,

    /// <summary>The person wants no message.</summary>
    Opposed,

    /// <summary>The person has said a new yes since.</summary>
    Lifted,

    /// <summary>What somebody wrote who is no contact was erased; nobody is left alone for it. Replaces nothing and is replaced by nothing.</summary>
    Forgotten,
}
