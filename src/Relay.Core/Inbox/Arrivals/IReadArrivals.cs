using System.Text.Json.Serialization;
using Relay.Core.Channels;

namespace Relay.Core.Inbox.Arrivals;

/// <summary>
/// Understands what a network sends: pure, stateless, thread-safe. Everything that arrives is hostile: truncated, of the wrong types, huge, deep. Nothing of it throws;
/// what can't be read is told as such and its neighbours are read all the same.
/// </summary>
public interface IReadArrivals
{
    /// <summary>Key of the network.</summary>
    string Network { get; }

    /// <summary>How long after a private message the network lets us write to that person; null for no such end.</summary>
    TimeSpan? WritableFor => null;

    /// <summary>Who an account is on the network, as far as it knows: id, handle, or neither.</summary>
    /// <exception cref="SecretMissingException">When only a secret that can't be had tells.</exception>
    Author Self(Account account) => Author.Withheld;

    /// <summary>The first part of the keys of what is the account's own (<see cref="InteractionKey.Reader"/>); null where it can't be told from what is another account's.</summary>
    /// <exception cref="SecretMissingException">When only a secret that can't be had tells.</exception>
    string? ReaderOf(Account account) => Self(account).Id is { } id ? $"{Network}:{id}" : null;

    /// <summary>Whether two accounts are of one app, so that what proves a call at the address of one proves it for the other. Compares secrets in constant time.</summary>
    /// <exception cref="SecretMissingException">When a secret can't be had.</exception>
    bool IsOneApp(Account one, Account other) => false;

    /// <summary>Reads an arrival.</summary>
    /// <param name="account">Whose: says which author is ourselves.</param>
    /// <param name="arrival">As it came.</param>
    /// <exception cref="SecretMissingException">When only a secret that can't be had tells who is read for; never because of what arrived.</exception>
    ArrivalReading Read(Account account, Arrival arrival);
}

/// <summary>What an arrival said.</summary>
/// <param name="Happenings">In the order in which they stand in the payload.</param>
/// <param name="Unread">What is no comment, message, press or membership that Relay knows, or is broken; kept and shown, never dropped.</param>
public sealed record ArrivalReading(IReadOnlyList<Happening> Happenings, IReadOnlyList<Unread> Unread)
{
    /// <summary>Nothing at all.</summary>
    public static ArrivalReading Nothing { get; } = new([], []);
}

/// <summary>A piece that was not understood.</summary>
/// <param name="Kind">What the network calls it, <c>reaction</c>, <c>poll</c>; at most 64 characters, no personal data.</param>
/// <param name="Broken">It should have been understood and could not be: a field is missing or of the wrong type.</param>
/// <param name="Reason">One sentence for an operator, without text or names from the payload.</param>
public sealed record Unread(string Kind, bool Broken, string Reason)
{
    /// <summary>Whose it is, as <see cref="InteractionKey.Reader"/>, where that is not the account at whose address it came; not kept.</summary>
    [JsonIgnore]
    public string? Reader { get; init; }
}
