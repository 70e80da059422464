using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Relay.Core.Items;
using Relay.Core.Planning.Moments;

namespace Relay.Core.Deliveries.Copies;

/// <summary>
/// What a copy was told with, kept beside it in short: one line an item, with what readers see of it and with when and where it takes place. Compared, never shown.
/// </summary>
public static class ToldFacts
{
    private const string CalledOff = "off";
    private const int Length = 16;

    /// <summary>The facts of items as they stand; empty for none.</summary>
    public static string Of(IEnumerable<StoredItem> items)
    {
        ArgumentNullException.ThrowIfNull(items);
        return string.Join('\n', items.Select(Line));
    }

    /// <summary>When and where an item takes place, as some facts have it; null when they don't name it.</summary>
    public static string? Where(string? facts, ItemKey item)
    {
        ArgumentNullException.ThrowIfNull(item);
        return facts?.Split('\n').Select(line => line.Split(' ', 3)).FirstOrDefault(line => line is [_, _, var key] && key == item.ToString()) is [_, var where, _] ? where : null;
    }

    /// <summary>When and where an item takes place, as it stands.</summary>
    public static string Where(StoredItem stored)
    {
        ArgumentNullException.ThrowIfNull(stored);
        return Cancellation.IsCalledOff(stored) ? CalledOff : Short(stored.Face switch
        {
            Event e => string.Create(CultureInfo.InvariantCulture, $"{e.StartsLocal:s}|{e.EndsLocal:s}|{e.Zone}|{e.Place}|{e.Address}|{e.OnlineUrl?.AbsoluteUri}"),
            Initiative initiative => string.Create(CultureInfo.InvariantCulture, $"{initiative.ClosesOn:O}"),
            var other => throw new InvalidOperationException($"Nothing is known of when and where a {other.GetType().Name} takes place."),
        });
    }

    /// <summary>Whether some facts of when and where say that it does not take place.</summary>
    public static bool IsOff(string where) => where == CalledOff;

    private static string Line(StoredItem stored)
        => $"{(Cancellation.IsCalledOff(stored) ? '-' : '+')}{(stored.Version.Length > Length ? stored.Version[^Length..] : stored.Version)} {Where(stored)} {stored.Item.Key}";

    private static string Short(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..Length];
}
