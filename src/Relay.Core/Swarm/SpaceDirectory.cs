using Relay.Core.Channels;
using Relay.Core.Territories;

namespace Relay.Core.Swarm;

/// <summary>The spaces that are near somebody: commune, département, region, the whole country, in that order. Pure.</summary>
public static class SpaceDirectory
{
    private const int Nowhere = int.MaxValue;

    /// <summary>Every space in force: what the operator's file names, then the public pages of live channels that it does not name.</summary>
    public static IReadOnlyList<Space> Of(IChannels channels)
    {
        ArgumentNullException.ThrowIfNull(channels);
        return
        [
            .. channels.Spaces.Concat(channels.Channels.Values.Where(channel => channel.Stage == Stage.Live).OrderBy(channel => channel.Id, StringComparer.Ordinal).Select(Of).OfType<Space>())
                .DistinctBy(space => space.Page?.AbsoluteUri.TrimEnd('/').ToUpperInvariant() ?? space.Name),
        ];
    }

    /// <summary>Those near a place, the nearest first, at each distance those about a theme before others.</summary>
    /// <param name="all">Every space.</param>
    /// <param name="place">Where; null for somebody of whom that is not known: then those of the whole country alone.</param>
    /// <param name="postalCode">Postal code, where it is known.</param>
    /// <param name="themes">What it is about; empty for anything.</param>
    public static IReadOnlyList<Space> Near(IEnumerable<Space> all, Territory? place, string? postalCode = null, IReadOnlyCollection<string>? themes = null)
    {
        ArgumentNullException.ThrowIfNull(all);
        return
        [
            .. all.Select(space => (Space: space, Distance: Distance(space, place, postalCode))).Where(one => one.Distance != Nowhere)
                .OrderBy(one => one.Distance).ThenBy(one => Strangeness(one.Space, themes ?? [])).Select(one => one.Space),
        ];
    }

    /// <summary>Whether a space is about something else than these themes.</summary>
    public static bool IsAboutElse(Space space, IReadOnlyCollection<string> themes)
    {
        ArgumentNullException.ThrowIfNull(space);
        ArgumentNullException.ThrowIfNull(themes);
        return space.Themes.Count > 0 && !themes.Any(space.Themes.Contains);
    }

    private static int Distance(Space space, Territory? place, string? postalCode) => space switch
    {
        { Territories.Count: 0, PostalCodes.Count: 0 } => 4,
        _ when postalCode is not null && space.PostalCodes.Contains(postalCode) => 0,
        _ when place is not null && space.Territories.Contains(place) => space.PostalCodes.Count == 0 ? 1 : 2, // of another commune, but of the same département
        _ when place is not null && space.Territories.Any(own => own.Holds(place) || place.Holds(own)) => 3,
        _ when space.Territories.Contains(Territory.National) => 4,
        _ => Nowhere,
    };

    private static int Strangeness(Space space, IReadOnlyCollection<string> themes) => space.Themes.Count == 0 ? 1 : IsAboutElse(space, themes) ? 2 : 0;

    private static Space? Of(Channel channel) => PageOf(channel) is not { } page ? null : new(NameOf(channel), page)
    {
        Kind = channel.Target.Kind == TargetKind.Group ? SpaceKind.Group : channel.Network is "facebook" or "x" ? SpaceKind.Page : channel.Network == "telegram" ? SpaceKind.Channel : SpaceKind.Group,
        Territories = channel.Territories,
        Themes = channel.Themes,
    };

    // A number of a chat leads nobody anywhere, and the invitation to a closed group is not ours to hand on: the operator's file may name either.
    private static Uri? PageOf(Channel channel) => (channel.Network, channel.Target.Value) switch
    {
        ("telegram", ['@', .. var name]) => new Uri($"https://t.me/{name}"),
        ("facebook", var page) when page.Length > 0 && page.All(char.IsAsciiDigit) => new Uri($"https://www.facebook.com/{page}"),
        ("x", var profile) when profile.Length > 0 && !profile.All(char.IsAsciiDigit) => new Uri($"https://x.com/{profile.TrimStart('@')}"),
        ("assisted", var link) when Uri.TryCreate(link, UriKind.Absolute, out var page) && page.Host.EndsWith("facebook.com", StringComparison.OrdinalIgnoreCase) => page,
        _ => null,
    };

    private static string NameOf(Channel channel)
    {
        var where = channel.Territories.Count is > 0 and <= 3 ? string.Join(", ", channel.Territories.Select(territory => territory.Name)) : null;
        return channel.Network switch
        {
            "telegram" => $"Telegram · {channel.Target.Value}",
            "x" => $"X · @{channel.Target.Value.TrimStart('@')}",
            "facebook" => $"Facebook · {where ?? channel.Id}",
            _ => $"Facebook · {channel.Id}",
        };
    }
}
