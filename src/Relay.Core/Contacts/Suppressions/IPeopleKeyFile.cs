namespace Relay.Core.Contacts.Suppressions;

/// <summary>Where the keys stand, outside the database. Thread-safe.</summary>
public interface IPeopleKeyFile
{
    /// <summary>The place, for people.</summary>
    string Place { get; }

    /// <summary>The keys; null when none was ever made here.</summary>
    /// <exception cref="PeopleKeyException">When they are there and can't be used.</exception>
    PeopleKeys? Read();

    /// <summary>Makes the first key, unless there are keys, and gives back those that stand there then. On the disk before the task ends.</summary>
    /// <exception cref="PeopleKeyException">When it can't be written.</exception>
    PeopleKeys Make();

    /// <summary>Makes a further key, with which everything new is hashed from then on; the older ones stay for look-ups.</summary>
    /// <exception cref="PeopleKeyException">When there is none yet, or it can't be written.</exception>
    PeopleKeys Rotate();
}

/// <summary>Keys are gone, or can't be used: one sentence, with what to do.</summary>
public sealed class PeopleKeyException(string message, string french) : Exception(message)
{
    /// <summary>The sentence in French.</summary>
    public string French => french;
}
