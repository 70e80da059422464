using System.Globalization;
using Relay.Sandbox.Pictures;

namespace Relay.Sandbox.Facebook;

/// <summary>A post of a Page.</summary>
internal sealed record FacebookPost(string Id, FacebookPage Page, string Message, DateTimeOffset Created)
{
    public string? Link { get; init; }

    public IReadOnlyList<FacebookPhoto> Photos { get; init; } = [];

    /// <summary>Null for what nobody sees until someone publishes it.</summary>
    public DateTimeOffset? Publishes { get; init; }

    public bool Scheduled { get; init; }

    public bool Hidden { get; init; }

    public DateTimeOffset? Edited { get; init; }

    public DateTimeOffset VisibleFrom { get; init; }

    public bool Deleted { get; init; }

    public bool IsPublished(DateTimeOffset now) => Publishes <= now;

    public static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'+0000'", CultureInfo.InvariantCulture);
}

/// <summary>A photo of a Page, alone or part of a post.</summary>
internal sealed record FacebookPhoto(string Id, FacebookPage Page, Picture Picture, DateTimeOffset Created)
{
    public string? AltText { get; init; }

    public string? Caption { get; init; }

    public string? PostId { get; init; }
}
