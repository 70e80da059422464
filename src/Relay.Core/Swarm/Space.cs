using Relay.Core.Territories;

namespace Relay.Core.Swarm;

/// <summary>A public place where people talk, or whom to ask: a channel, a group, a page, a section.</summary>
/// <param name="Name">As people know it.</param>
/// <param name="Page">Leads there: a public page or an invitation, never a private chat; null where only a contact is known.</param>
public sealed record Space(string Name, Uri? Page)
{
    /// <summary>What it is.</summary>
    public SpaceKind Kind { get; init; }

    /// <summary>Where it is for; empty for everywhere.</summary>
    public IReadOnlyList<Territory> Territories { get; init; } = [];

    /// <summary>Postal codes of the communes it is for; empty for all of its territories.</summary>
    public IReadOnlySet<string> PostalCodes { get; init; } = new HashSet<string>(StringComparer.Ordinal);

    /// <summary>What it is about, lower case; empty for everything.</summary>
    public IReadOnlySet<string> Themes { get; init; } = new HashSet<string>(StringComparer.Ordinal);

    /// <summary>Whom to write to or call there, as it is published; null for none.</summary>
    public string? Contact { get; init; }
}

/// <summary>What a space is.</summary>
public enum SpaceKind
{
    /// <summary>A place where people talk.</summary>
    Group,

    /// <summary>A channel that is read.</summary>
    Channel,

    /// <summary>A page or a profile.</summary>
    Page,

    /// <summary>A section of the party, with its contact.</summary>
    Section,
}
