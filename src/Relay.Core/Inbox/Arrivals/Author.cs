using Relay.Core.Contacts.Suppressions;

namespace Relay.Core.Inbox.Arrivals;

/// <summary>Who wrote, as the network says it. Nobody's id or handle is kept: before anything is, <see cref="AuthorSeal"/> puts <see cref="Key"/> in their place.</summary>
/// <param name="Id">Id at the network; null when it is withheld (a Facebook comment without the permission for it) and in everything that was kept.</param>
/// <param name="Name">As shown; null when withheld. Hostile: shown escaped, never matched on.</param>
/// <param name="Handle">Without <c>@</c>; null where there is none, and in everything that was kept.</param>
/// <param name="Automated">The network says that no human writes there: a bot, another channel, a Page. Never answered.</param>
/// <param name="Language">Of the person's device, two letters; null when not told.</param>
public sealed record Author(string? Id, string? Name = null, string? Handle = null, bool Automated = false, string? Language = null)
{
    /// <summary>The keyed hash of the id: the same for everything that one account wrote, as long as the key is the same, and of no use without the key. Null before it was made, or when the id is withheld.</summary>
    public KeyedHash? Key { get; init; }

    /// <summary>Nobody known: the network withholds who.</summary>
    public static Author Withheld { get; } = new((string?)null);

    /// <summary>No personal data leaves by accident.</summary>
    public override string ToString() => Id is null && Key is null ? "an author withheld" : "an author";
}
