using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Relay.Core.Items;

/// <summary>Hashes what the public sees of an item, so that a row that was only touched is not taken for an edit.</summary>
/// <remarks>
/// A field that is not set does not enter the hash: when a later release adds one, items that don't have it keep the version they had and nothing is announced again.
/// Left out on purpose: what changes all the time (supporters, registrations) and what nobody sees (times of the row).
/// </remarks>
public static class ItemVersions
{
    // Stands before each hash. Another number is needed only when the meaning of a field that is already hashed changes.
    private const string Format = "1";

    /// <summary>The version of <paramref name="item"/>: <c>1:</c> and 64 lower-case hex digits of a SHA-256 over each set field with its name and length.</summary>
    public static string Hash(Item item)
    {
        ArgumentNullException.ThrowIfNull(item);
        var fields = new Fields();
        AddCommon(fields, item);
        switch (item)
        {
            case Event e:
                fields.Add("starts", Wall(e.StartsLocal));
                fields.Add("ends", e.EndsLocal is { } ends ? Wall(ends) : null);
                fields.Add("zone", e.Zone);
                fields.Add("address", e.Address);
                fields.Add("online", e.OnlineUrl?.AbsoluteUri);
                fields.Add("capacity", e.Capacity?.ToString(CultureInfo.InvariantCulture));
                fields.Add("status", Name(e.Status));
                break;
            case Initiative initiative:
                fields.Add("closes", initiative.ClosesOn?.ToString("O", CultureInfo.InvariantCulture));
                fields.Add("status", Name(initiative.Status));
                break;
            default:
                throw new ArgumentException($"'{item.GetType().Name}' has no version.", nameof(item));
        }
        return $"{Format}:{fields.Hash()}";
    }

    private static void AddCommon(Fields fields, Item item)
    {
        fields.Add("kind", item.Key.Kind == ItemKind.Event ? "event" : "initiative");
        fields.Add("title", item.Title);
        fields.Add("summary", item.Summary);
        fields.Add("body", item.Body);
        fields.Add("territory", item.Territory.Code);
        foreach (var theme in item.Themes.Order(StringComparer.Ordinal))
        {
            fields.Add("theme", theme);
        }
        fields.Add("section", item.Section);
        fields.Add("organiser", item.Organiser);
        fields.Add("certified", item.OrganiserCertified ? "yes" : null);
        fields.Add("place", item.Place);
        fields.Add("postal", item.PostalCode);
        fields.Add("latitude", Degrees(item.Coordinates?.Latitude));
        fields.Add("longitude", Degrees(item.Coordinates?.Longitude));
        fields.Add("url", item.Url?.AbsoluteUri);
        fields.Add("image", item.Image?.Url.AbsoluteUri);
        fields.Add("alt", item.Image?.AltText);
        fields.Add("visibility", item.Visibility == Visibility.Public ? null : Name(item.Visibility));
    }

    private static string Wall(DateTime local) => local.ToString("yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture);

    // Six decimals are a hand's breadth: less is the driver's rounding.
    private static string? Degrees(double? degrees) => degrees?.ToString("F6", CultureInfo.InvariantCulture);

    private static string Name<T>(T value)
        where T : struct, Enum
        => Enum.GetName(value)?.ToLowerInvariant() ?? throw new ArgumentOutOfRangeException(nameof(value), value, "It has no name.");

    private sealed class Fields
    {
        private readonly StringBuilder _text = new();

        public void Add(string name, string? value)
        {
            if (!string.IsNullOrEmpty(value))
            {
                _text.Append(CultureInfo.InvariantCulture, $"{name}={value.Length}:{value}|");
            }
        }

        public string Hash() => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(_text.ToString())));
    }
}
