using Relay.Core.Contacts.Suppressions;

namespace Relay.Testing;

/// <summary>The keys of people in memory: made when they are first needed, lost when a test says so.</summary>
public sealed class KeysInMemory : IPeopleKeyFile
{
    private readonly List<PeopleKey> _keys = [];

    /// <inheritdoc/>
    public string Place => "memory/people.keys";

    /// <inheritdoc/>
    public PeopleKeys? Read() => _keys.Count == 0 ? null : new([.. _keys]);

    /// <inheritdoc/>
    public PeopleKeys Make()
    {
        if (_keys.Count == 0)
        {
            _keys.Add(PeopleKey.Create());
        }
        return Read()!;
    }

    /// <inheritdoc/>
    public PeopleKeys Rotate()
    {
        _keys.Add(PeopleKey.Create());
        return Read()!;
    }

    /// <summary>Somebody lost the file.</summary>
    public void Lose() => _keys.Clear();
}
