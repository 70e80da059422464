using System.Text.Json;
using Relay.Core.Items;
using Relay.Core.Territories;
using Relay.Store.Engines;

namespace Relay.Store.Items;

/// <summary>Between items and their stored documents.</summary>
internal static class ItemMapping
{
    public static string Write(Item item) => JsonSerializer.Serialize(Document(item), ItemJson.Stored.ItemDocument);

    public static Item Read(string key, string body)
    {
        var document = JsonSerializer.Deserialize(body, ItemJson.Stored.ItemDocument) ?? throw new InvalidDataException($"The row of item {key} is empty.");
        var known = ItemKey.Parse(key);
        return known.Kind == ItemKind.Event ? Event(known, document) : Initiative(known, document);
    }

    private static ItemDocument Document(Item item)
    {
        var common = new ItemDocument
        {
            Title = item.Title,
            Summary = item.Summary,
            Body = item.Body,
            Territory = item.Territory.Code,
            Themes = item.Themes.Count == 0 ? null : item.Themes,
            Section = item.Section,
            Organiser = item.Organiser,
            OrganiserCertified = item.OrganiserCertified,
            Place = item.Place,
            PostalCode = item.PostalCode,
            Latitude = item.Coordinates?.Latitude,
            Longitude = item.Coordinates?.Longitude,
            Url = item.Url?.OriginalString,
            ImageUrl = item.Image?.Url.OriginalString,
            ImageAlt = item.Image?.AltText,
            Visibility = ItemKeys.Visibilities[item.Visibility],
            CreatedAt = item.CreatedAt.Ms(),
            UpdatedAt = item.UpdatedAt.Ms(),
            Status = "",
        };
        return item switch
        {
            Event held => common with
            {
                Status = ItemKeys.EventStatuses[held.Status],
                StartsLocal = DateTime.SpecifyKind(held.StartsLocal, DateTimeKind.Unspecified),
                EndsLocal = held.EndsLocal is { } end ? DateTime.SpecifyKind(end, DateTimeKind.Unspecified) : null,
                Zone = held.Zone,
                Address = held.Address,
                OnlineUrl = held.OnlineUrl?.OriginalString,
                Capacity = held.Capacity,
                Registrations = held.Registrations,
            },
            Initiative carried => common with
            {
                Status = ItemKeys.InitiativeStatuses[carried.Status],
                ClosesOn = carried.ClosesOn,
                Supporters = carried.Supporters,
            },
            _ => throw new ArgumentException($"The store keeps no {item.GetType().Name}.", nameof(item)),
        };
    }

    private static Event Event(ItemKey key, ItemDocument document) => new()
    {
        Key = key,
        Title = document.Title,
        Summary = document.Summary,
        Body = document.Body,
        Territory = Territory.Parse(document.Territory),
        Themes = document.Themes ?? [],
        Section = document.Section,
        Organiser = document.Organiser,
        OrganiserCertified = document.OrganiserCertified,
        Place = document.Place,
        PostalCode = document.PostalCode,
        Coordinates = Coordinates(document),
        Url = Address(document.Url),
        Image = Image(document),
        Visibility = ItemKeys.Visibilities.Read(document.Visibility),
        CreatedAt = Instant.At(document.CreatedAt),
        UpdatedAt = Instant.At(document.UpdatedAt),
        StartsLocal = document.StartsLocal ?? throw new InvalidDataException($"The stored event {key} has no start."),
        EndsLocal = document.EndsLocal,
        Zone = document.Zone ?? throw new InvalidDataException($"The stored event {key} has no zone."),
        Address = document.Address,
        OnlineUrl = Address(document.OnlineUrl),
        Capacity = document.Capacity,
        Registrations = document.Registrations,
        Status = ItemKeys.EventStatuses.Read(document.Status),
    };

    private static Initiative Initiative(ItemKey key, ItemDocument document) => new()
    {
        Key = key,
        Title = document.Title,
        Summary = document.Summary,
        Body = document.Body,
        Territory = Territory.Parse(document.Territory),
        Themes = document.Themes ?? [],
        Section = document.Section,
        Organiser = document.Organiser,
        OrganiserCertified = document.OrganiserCertified,
        Place = document.Place,
        PostalCode = document.PostalCode,
        Coordinates = Coordinates(document),
        Url = Address(document.Url),
        Image = Image(document),
        Visibility = ItemKeys.Visibilities.Read(document.Visibility),
        CreatedAt = Instant.At(document.CreatedAt),
        UpdatedAt = Instant.At(document.UpdatedAt),
        ClosesOn = document.ClosesOn,
        Supporters = document.Supporters,
        Status = ItemKeys.InitiativeStatuses.Read(document.Status),
    };

    private static Coordinates? Coordinates(ItemDocument document)
        => document is { Latitude: { } latitude, Longitude: { } longitude } ? new Coordinates(latitude, longitude) : null;

    private static Image? Image(ItemDocument document) => document.ImageUrl is { } url ? new Image(new Uri(url), document.ImageAlt) : null;

    private static Uri? Address(string? text) => text is null ? null : new Uri(text);
}
