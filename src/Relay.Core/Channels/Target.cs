namespace Relay.Core.Channels;

/// <summary>Where a part goes: a Page, a profile, a chat or a topic of a chat.</summary>
/// <param name="Value">The network's id or name, in the network's own canonical form.</param>
/// <param name="Topic">A forum topic; null for the chat itself.</param>
/// <param name="Kind">What stands there; decides which limits apply.</param>
public sealed record Target(string Value, string? Topic = null, TargetKind Kind = TargetKind.Public)
{
    /// <summary>How the stored form of a shadow begins. No network's own form of a target holds a colon so early.</summary>
    public const string ShadowMark = "shadow:";

    /// <summary>Whether it stands for what a channel in its shadow stage shows to its coordinator instead of publishing there. Default false.</summary>
    public bool IsShadow { get; init; }

    /// <summary>The stored form, part of a publication's key: <c>@parti_33</c>, <c>-100123#7</c>, <c>shadow:@parti_33</c>.</summary>
    public string Key => (IsShadow ? ShadowMark : "") + (Topic is null ? Value : $"{Value}#{Topic}");

    /// <summary>The place itself, shadow or not.</summary>
    public Target Real => this with { IsShadow = false };

    /// <summary>Its shadow: never the place itself, so that nothing shown there counts as published here.</summary>
    public Target Shadow => this with { IsShadow = true };

    /// <summary>Reads a stored form back.</summary>
    public static Target Parse(string key, TargetKind kind = TargetKind.Public)
    {
        ArgumentNullException.ThrowIfNull(key);
        var isShadow = key.StartsWith(ShadowMark, StringComparison.Ordinal);
        var place = isShadow ? key[ShadowMark.Length..] : key;
        var hash = place.LastIndexOf('#');
        return (hash < 0 ? new Target(place, null, kind) : new Target(place[..hash], place[(hash + 1)..], kind)) with { IsShadow = isShadow };
    }

    /// <summary>The key, for messages; of a private chat, which is the number of a person, only that it is one.</summary>
    public override string ToString() => Kind == TargetKind.Private ? "a private chat" : Key;
}

/// <summary>What stands at a target.</summary>
public enum TargetKind
{
    /// <summary>A Page, a profile or a broadcast channel.</summary>
    Public,

    /// <summary>A group where people talk.</summary>
    Group,

    /// <summary>A chat with one person.</summary>
    Private,
}
