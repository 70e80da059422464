namespace Relay.Core.Territories;

/// <summary>Where somebody may live, by their own words.</summary>
/// <param name="Choices">The territories it may be, by code; empty when the words name none.</param>
/// <param name="Certain">Whether the only choice needs no question: not so for a code that lost its zero, or an INSEE code.</param>
public sealed record PlaceReading(IReadOnlyList<Territory> Choices, bool Certain)
{
    /// <summary>The territory, when nothing is left to ask; else null.</summary>
    public Territory? Territory => Certain && Choices.Count == 1 ? Choices[0] : null;

    /// <summary>Nothing was named.</summary>
    public static PlaceReading None { get; } = new([], false);
}
