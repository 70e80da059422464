using Relay.Core.Items;

namespace Relay.Sources.Rows;

/// <summary>Where a row stands and who may see what of it.</summary>
internal static class RowStanding
{
    private static readonly Dictionary<string, EventStatus> EventWords = new(StringComparer.Ordinal)
    {
        ["canceled"] = Core.Items.EventStatus.Cancelled,
        ["tentative"] = Core.Items.EventStatus.Planned,
    };

    private static readonly Dictionary<string, InitiativeStatus> InitiativeWords = [];

    private static readonly Dictionary<string, Visibility> Visibilities = new(StringComparer.Ordinal)
    {
        ["membres"] = Core.Items.Visibility.Members,
        ["privé"] = Core.Items.Visibility.Private,
        ["prive"] = Core.Items.Visibility.Private,
    };

    public static EventStatus EventStatus(this Row row) => row.Word("status", Core.Items.EventStatus.Confirmed, EventWords);

    public static InitiativeStatus InitiativeStatus(this Row row) => row.Word("status", Core.Items.InitiativeStatus.Open, InitiativeWords);

    public static Visibility Visibility(this Row row) => row.Word("visibility", Core.Items.Visibility.Public, Visibilities);

    /// <summary>Whether the place may be shown. Unsaid, an event's is private; an initiative has no address, its place is a quarter or a town.</summary>
    public static bool IsPlacePublic(this Row row, ItemKind kind) => row.Flag("place_public", absent: kind == ItemKind.Initiative);

    /// <summary>Whether the organiser agreed to be named.</summary>
    public static bool IsOrganiserPublic(this Row row) => row.Flag("organiser_public", absent: false);
}
