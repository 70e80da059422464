using System.Text.Json.Nodes;
using Relay.Sandbox.Pictures;

namespace Relay.Sandbox.X;

/// <summary>A post on X.</summary>
internal sealed record Tweet(string Id, XProfile Author, string Sent, DateTimeOffset Created)
{
    /// <summary>As given back: with t.co links and escapes.</summary>
    public required string Shown { get; init; }

    public JsonObject? Entities { get; init; }

    public string? ReplyTo { get; init; }

    /// <summary>Id of who is answered.</summary>
    public string? ReplyToUser { get; init; }

    /// <summary>Id of the post that it quotes.</summary>
    public string? Quoted { get; init; }

    /// <summary>The profiles that its text names.</summary>
    public IReadOnlyList<XProfile> Named { get; init; } = [];

    /// <summary>The first post of its thread.</summary>
    public required string Conversation { get; init; }

    public string? ReplySettings { get; init; }

    public IReadOnlyList<XMedia> Media { get; init; } = [];

    /// <summary>Ids of its earlier versions and itself, oldest first.</summary>
    public required IReadOnlyList<string> History { get; init; }

    public DateTimeOffset VisibleFrom { get; init; }

    public DateTimeOffset? Deleted { get; init; }

    /// <summary>Whether a later version took its place.</summary>
    public bool Superseded { get; init; }
}

/// <summary>An uploaded picture.</summary>
internal sealed record XMedia(string Id, string Owner, Picture Picture, DateTimeOffset Expires)
{
    public string Key => $"3_{Id}";

    public string? AltText { get; init; }
}
