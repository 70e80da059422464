using Relay.Core.Contacts.Suppressions;
using Relay.Core.Ids;

namespace Relay.Core.Contacts.Rights;

/// <summary>Looks for people by what somebody who asks for their rights can tell of themself. Reads only.</summary>
public interface IPeopleSearch
{
    /// <summary>Those whose id begins or ends so, the first met first.</summary>
    Task<IReadOnlyList<FoundPerson>> ByIdAsync(ShortId id, int limit, CancellationToken cancel);

    /// <summary>Those who gave that address or number, the first met first.</summary>
    Task<IReadOnlyList<FoundPerson>> ByPointAsync(ContactPoint point, int limit, CancellationToken cancel);

    /// <summary>Those with that in a name, letter case and accents aside, the first met first. Reads every name: for a person at a keyboard.</summary>
    Task<IReadOnlyList<FoundPerson>> ByNameAsync(string name, int limit, CancellationToken cancel);
}

/// <summary>Somebody who was found; no more than tells one from another.</summary>
/// <param name="Id">Of the contact.</param>
/// <param name="State">Where the person stands.</param>
/// <param name="Networks">Keys of the networks of the person's accounts, in order.</param>
/// <param name="MetAt">When we first met.</param>
public sealed record FoundPerson(Guid Id, ContactState State, IReadOnlyList<string> Networks, DateTimeOffset MetAt)
{
    /// <summary>The name that was looked for, as it stands there; null where none was. Hostile.</summary>
    public string? Name { get; init; }

    /// <summary>No personal data leaves by accident.</summary>
    public override string ToString() => $"contact {Id} ({State})";
}
