using Relay.Core.Items;

namespace Relay.Sources.Rows;

/// <summary>The columns that a view may offer: docs/sources/sql.md says what each means.</summary>
internal static class RowColumns
{
    private static readonly string[] Common =
    [
        "source_id", "created_at", "updated_at", "title", "summary", "body_html", "place", "place_public", "postal_code", "territory", "latitude", "longitude",
        "url", "image_url", "image_alt", "themes", "section", "organiser", "organiser_certified", "organiser_public", "status", "visibility",
    ];

    private static readonly string[] Event = [.. Common, "starts_local", "ends_local", "zone", "address", "online_url", "capacity", "registrations"];

    private static readonly string[] Initiative = [.. Common, "closes_on", "supporters"];

    /// <summary>Every column of a kind; others in the view are not read.</summary>
    public static IReadOnlyList<string> Of(ItemKind kind) => kind == ItemKind.Event ? Event : Initiative;

    /// <summary>Those without which no row can become an item.</summary>
    public static IReadOnlyList<string> Required(ItemKind kind) => kind == ItemKind.Event ? ["source_id", "title", "starts_local"] : ["source_id", "title"];

    /// <summary>How many characters of a column are asked for: one more than may be used, so that more is seen to be too many and yet never loaded.</summary>
    public static int Limit(string column) => column == "body_html" ? LongestHtml + 1 : 6_001;

    /// <summary>Most characters of HTML that a row may hold.</summary>
    public const int LongestHtml = 200_000;
}
