using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Relay.Core.Channels;
using Relay.Core.Deliveries;
using Relay.Core.Items;

namespace Relay.Core.Planning;

/// <summary>Makes digests of announcements that would not find a slot in time.</summary>
internal static class Digests
{
    /// <summary>Key of the moment, for templates and the ledger.</summary>
    public const string Moment = "digest";

    /// <summary>A digest tells of no fewer.</summary>
    public const int Least = 2;

    /// <summary>More than this make a further digest.</summary>
    public const int Most = 10;

    /// <summary>Whether a publication is a digest.</summary>
    public static bool Is(Publication publication) => publication.Plan.Key.Moment == Moment;

    /// <summary>The digest of some publications of one target. The same members give the same key, so that folding twice folds once.</summary>
    public static PlannedPublication Of(Channel channel, IReadOnlyList<Publication> members, DateTimeOffset now)
    {
        var items = members.SelectMany(member => member.Plan.Items).Distinct().ToList();
        var day = WallClock.Local(now, TimeZoneInfo.FindSystemTimeZoneById(channel.Zone));
        // Of use until the first of its members is over; in time for that one, it is in time for all.
        var expires = members.Select(member => member.Plan.Expires).Min();
        return new()
        {
            Key = new($"digest/{day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}", Moment, Fingerprint(items), channel.Network, channel.Place.Key),
            Channel = channel.Id,
            Account = channel.Account,
            TargetKind = channel.Place.Kind,
            Items = items,
            From = now,
            Until = expires ?? now.AddDays(1),
            Expires = expires ?? now.AddDays(7),
            Order = members.Min(member => member.Plan.Order),
            Priority = Priority.Digest,
            Paced = true,
        };
    }

    private static string Fingerprint(IEnumerable<ItemKey> items)
        => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', items.Select(item => item.ToString()).Order(StringComparer.Ordinal)))))[..12];
}
