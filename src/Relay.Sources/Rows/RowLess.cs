using Relay.Core.Items;

namespace Relay.Sources.Rows;

/// <summary>What a faulty row still says about showing less of its item: a meeting that is called off must not go on being announced because its link is misspelt.</summary>
internal static class RowLess
{
    /// <summary>Puts on an item what <paramref name="row"/> takes back; everything else stays as it was.</summary>
    public static Func<Item, Item> Of(Row row, ItemKind kind)
    {
        var isPlacePublic = row.IsPlacePublic(kind);
        var isOrganiserPublic = row.IsOrganiserPublic();
        var visibility = row.Visibility();
        EventStatus? off = kind == ItemKind.Event && row.EventStatus() is var held and (EventStatus.Draft or EventStatus.Postponed or EventStatus.Cancelled) ? held : null;
        InitiativeStatus? over = kind == ItemKind.Initiative && row.InitiativeStatus() is var stands and (InitiativeStatus.Draft or InitiativeStatus.Closed or InitiativeStatus.Withdrawn) ? stands : null;
        return item =>
        {
            var less = isPlacePublic ? item : WithoutPlace(item);
            less = less with
            {
                Organiser = isOrganiserPublic ? less.Organiser : null,
                Visibility = visibility == Visibility.Public ? less.Visibility : visibility,
            };
            return less switch
            {
                Event e when off is { } status => e with { Status = status },
                Initiative i when over is { } status => i with { Status = status },
                _ => less,
            };
        };
    }

    private static Item WithoutPlace(Item item)
    {
        // The address that was public until now may stand in the texts of that time.
        var address = (item as Event)?.Address;
        var told = address is not null && new[] { item.Summary, item.Body }.Any(text => text?.Contains(address, StringComparison.OrdinalIgnoreCase) ?? false);
        var less = item with { Place = null, PostalCode = null, Coordinates = null, Summary = told ? null : item.Summary, Body = told ? null : item.Body };
        return less is Event e ? e with { Address = null } : less;
    }
}
