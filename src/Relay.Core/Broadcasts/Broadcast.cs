using Relay.Core.Items;
using Relay.Core.Territories;

namespace Relay.Core.Broadcasts;

/// <summary>One message to everybody of one audience, each in private. Its words are ours; it holds nothing about anybody, and is kept.</summary>
public sealed record Broadcast
{
    /// <summary>From 1, in the order they were made; never given twice.</summary>
    public required long Number { get; init; }

    /// <summary>What it is.</summary>
    public required BroadcastKind Kind { get; init; }

    /// <summary>To whom.</summary>
    public required Audience Audience { get; init; }

    /// <summary>The item it tells of; null for words of its own.</summary>
    public ItemKey? Item { get; init; }

    /// <summary>When and where the item takes place, as it is told (<see cref="Deliveries.Copies.ToldFacts.Where(StoredItem)"/>); null without an item.</summary>
    public string? Told { get; init; }

    /// <summary>The words, by language of two letters; never empty. Who reads none of them gets the French, else the first.</summary>
    public required IReadOnlyDictionary<string, string> Words { get; init; }

    /// <summary>Who made it, as <see cref="Audit.Actor.ToString"/>.</summary>
    public required string MadeBy { get; init; }

    /// <summary>When.</summary>
    public required DateTimeOffset MadeAt { get; init; }

    /// <summary>Of no use from here on.</summary>
    public required DateTimeOffset Expires { get; init; }

    /// <summary>How far it is.</summary>
    public BroadcastState State { get; init; }

    /// <summary>The last contact that was looked at, in the order of their ids; null before the first.</summary>
    public Guid? Cursor { get; init; }

    /// <summary>For how many people a delivery was made.</summary>
    public int Drafted { get; init; }

    /// <summary>How many people were passed over: out of reach, left alone, or reached through another account of theirs.</summary>
    public int PassedOver { get; init; }

    /// <summary>When the last of them was looked at, or when it was called off; null while it runs.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>The territory of its list, on whose clocks it begins; null for a theme's list, and for an event's guests.</summary>
    public Territory? Place => Audience is Audience.Subscribers { Name: var list } && Territory.TryParse(list[(list.IndexOf(':', StringComparison.Ordinal) + 1)..], out var place) ? place : null;

    /// <summary>The words for somebody who reads a language.</summary>
    public (string Language, string Text) In(string language) => Words.TryGetValue(language, out var text) ? (language, text) : Words.TryGetValue("fr", out var french) ? ("fr", french) : (Words.First().Key, Words.First().Value);
}

/// <summary>What a broadcast is. Stored by key: see the store.</summary>
public enum BroadcastKind
{
    /// <summary>News for those who subscribed to a list.</summary>
    News,

    /// <summary>An event is near, for those who mean to come.</summary>
    Reminder,
}

/// <summary>How far a broadcast is. Stored by key: see the store.</summary>
public enum BroadcastState
{
    /// <summary>Not everybody has a delivery yet.</summary>
    Running,

    /// <summary>Everybody was looked at; deliveries may still wait.</summary>
    Expanded,

    /// <summary>Called off: nothing more leaves.</summary>
    Cancelled,
}
