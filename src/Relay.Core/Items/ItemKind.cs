namespace Relay.Core.Items;

/// <summary>What an item is. The names below, in lower case, are stored and written in configuration.</summary>
public enum ItemKind
{
    /// <summary>A start, an end, a place.</summary>
    Event,

    /// <summary>A project that people can support.</summary>
    Initiative,
}
