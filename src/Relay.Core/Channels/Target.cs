namespace Relay.Core.Channels;

/// <summary>Where a part goes: a Page, a profile, a chat or a topic of a chat.</summary>
/// <param name="Value">The network's id or name, in the network's own canonical form.</param>
/// <param name="Topic">A forum topic; null for the chat itself.</param>
/// <param name="Kind">What stands there; decides which limits apply.</param>
public sealed record Target(string Value, string? Topic = null, TargetKind Kind = TargetKind.Public)
{
    /// <summary>The stored form, part of a publication's key: <c>@parti_33</c>, <c>-100123#7</c>.</summary>
    public string Key => Topic is null ? Value : $"{Value}#{Topic}";

    /// <summary>Reads a stored form back.</summary>
    public static Target Parse(string key, TargetKind kind = TargetKind.Public)
    {
        ArgumentNullException.ThrowIfNull(key);
        var hash = key.LastIndexOf('#');
        return hash < 0 ? new(key, null, kind) : new(key[..hash], key[(hash + 1)..], kind);
    }
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
