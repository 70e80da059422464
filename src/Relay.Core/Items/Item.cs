using Relay.Core.Territories;

namespace Relay.Core.Items;

/// <summary>What a source offers to the public, already cleaned: plain text, no private place, no private organiser.</summary>
public abstract record Item
{
    /// <summary>How the item is known for ever.</summary>
    public required ItemKey Key { get; init; }

    /// <summary>One line, 1 to 500 characters.</summary>
    public required string Title { get; init; }

    /// <summary>One paragraph of plain text; null when the source has none.</summary>
    public string? Summary { get; init; }

    /// <summary>Plain text with its paragraphs, lists and links kept; null when the source has none.</summary>
    public string? Body { get; init; }

    /// <summary>Where it belongs.</summary>
    public required Territory Territory { get; init; }

    /// <summary>The source's themes, trimmed and lower case.</summary>
    public IReadOnlyList<string> Themes { get; init; } = [];

    /// <summary>The section that carries it; null when none.</summary>
    public string? Section { get; init; }

    /// <summary>Name of the organiser; null when it is not public.</summary>
    public string? Organiser { get; init; }

    /// <summary>Whether the party has certified the organiser.</summary>
    public bool OrganiserCertified { get; init; }

    /// <summary>Name of the place; null when it is not public.</summary>
    public string? Place { get; init; }

    /// <summary>Five characters, kept as text; null when unknown.</summary>
    public string? PostalCode { get; init; }

    /// <summary>Where on the map, in degrees (WGS 84); null when unknown or not public.</summary>
    public Coordinates? Coordinates { get; init; }

    /// <summary>The page to read more or to sign up; http or https.</summary>
    public Uri? Url { get; init; }

    /// <summary>The picture to show with it.</summary>
    public Image? Image { get; init; }

    /// <summary>Who may see it. Only <see cref="Visibility.Public"/> is ever published.</summary>
    public Visibility Visibility { get; init; } = Visibility.Public;

    /// <summary>Whether nobody outside may see it as it stands: not public, or a draft.</summary>
    public virtual bool IsHidden => Visibility != Visibility.Public;

    /// <summary>When the source created the row.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>When the source last changed the row.</summary>
    public DateTimeOffset UpdatedAt { get; init; }
}

/// <summary>Degrees, WGS 84; latitude −90 to 90, longitude −180 to 180.</summary>
public sealed record Coordinates(double Latitude, double Longitude);

/// <summary>A picture by address, and what it shows in words.</summary>
/// <param name="Url">http or https.</param>
/// <param name="AltText">For people who cannot see it; null when the source has none.</param>
public sealed record Image(Uri Url, string? AltText = null);

/// <summary>Who may see an item.</summary>
public enum Visibility
{
    /// <summary>Everybody.</summary>
    Public,

    /// <summary>Members of the party only: never published.</summary>
    Members,

    /// <summary>Invited people only: never published.</summary>
    Private,
}
