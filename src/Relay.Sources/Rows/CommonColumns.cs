using Relay.Core.Items;
using Relay.Core.Territories;

namespace Relay.Sources.Rows;

/// <summary>What events and initiatives have in common, read and cleaned. Everything is read before a row is judged, so that all its faults are known at once.</summary>
internal sealed class CommonColumns
{
    public CommonColumns(Row row, ItemKind kind)
    {
        IsPlacePublic = row.IsPlacePublic(kind);
        Title = row.Line("title", 500, required: true);
        Territory = row.Territory();
        Summary = row.Line("summary", 5_000);
        Url = row.WebAddress("url");
        Body = row.Body("body_html", Url);
        Place = row.Line("place", 300);
        Coordinates = row.Coordinates();
        PostalCode = PostalCodes.TryRead(row["postal_code"], out var code) ? code : null;
        Section = row.Line("section", 200);
        Organiser = row.IsOrganiserPublic() ? row.Line("organiser", 200) : null;
        OrganiserCertified = row.Flag("organiser_certified", absent: false);
        Themes = row.Words("themes");
        Image = row.WebAddress("image_url") is { } image ? new Image(image, row.Line("image_alt", 2_000)) : null;
        Visibility = row.Visibility();
        CreatedAt = row.Instant("created_at");
        UpdatedAt = row.Instant("updated_at") ?? CreatedAt ?? DateTimeOffset.UnixEpoch;
    }

    public string? Title { get; }

    public Territory? Territory { get; }

    public bool IsPlacePublic { get; }

    public Visibility Visibility { get; }

    /// <summary>The texts that anybody may read; a private address must not stand in them.</summary>
    public IEnumerable<string> Texts => new[] { Title, Summary, Body }.OfType<string>();

    private string? Summary { get; }

    private Uri? Url { get; }

    private string? Body { get; }

    private string? Place { get; }

    private Coordinates? Coordinates { get; }

    private string? PostalCode { get; }

    private string? Section { get; }

    private string? Organiser { get; }

    private bool OrganiserCertified { get; }

    private IReadOnlyList<string> Themes { get; }

    private Image? Image { get; }

    private DateTimeOffset? CreatedAt { get; }

    private DateTimeOffset UpdatedAt { get; }

    /// <summary>Puts these on an item. Of one that is not public, only what is needed to know it again is kept.</summary>
    public Item On(Item item) => Visibility == Visibility.Public
        ? item with
        {
            Summary = Summary,
            Body = Body,
            Themes = Themes,
            Section = Section,
            Organiser = Organiser,
            OrganiserCertified = OrganiserCertified,
            Place = IsPlacePublic ? Place : null,
            PostalCode = IsPlacePublic ? PostalCode : null,
            Coordinates = IsPlacePublic ? Coordinates : null,
            Url = Url,
            Image = Image,
            CreatedAt = CreatedAt ?? UpdatedAt,
            UpdatedAt = UpdatedAt,
        }
        : item with { Visibility = Visibility, CreatedAt = CreatedAt ?? UpdatedAt, UpdatedAt = UpdatedAt };
}
