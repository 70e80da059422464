using System.Globalization;
using Relay.Core.Channels;
using Relay.Core.Items;
using Relay.Core.Planning;
using Relay.Core.Texts.Dates;

namespace Relay.Core.Texts.Templates;

/// <summary>
/// The names that a template may use for one item (docs/texts.md). Every text is ready for the network; a name without a value is null, which <c>{{#if}}</c> takes for no.
/// </summary>
internal sealed class ItemWords(Item item, Rendering rendering)
{
    private static readonly TimeSpan Near = TimeSpan.FromDays(180);

    public string Title => rendering.Say(item.Title) ?? "";

    public string? Summary => rendering.Say(item.Summary);

    public string? Body => rendering.Say(item.Body);

    /// <summary>The summary; without one, the body. In a channel that tells long texts in threads, the body first.</summary>
    public string? Text => rendering.Channel.LongText == LongText.Thread ? Body ?? Summary : Summary ?? Body;

    public string? Organiser => rendering.Say(item.Organiser);

    public bool Certified => item.OrganiserCertified;

    public string? Section => rendering.Say(item.Section);

    public string? Territory => item.Territory.Code == "FR" ? null : rendering.Say(item.Territory.Name);

    public string? PlaceName => rendering.Say(item.Place);

    public string? Address => rendering.Say((item as Event)?.Address);

    public string? PostalCode => rendering.Say(item.PostalCode);

    /// <summary>Whether there is a room, a street or a postal code to go to.</summary>
    public bool HasPlace => PlaceWords.Full(item) is not null;

    public bool Online => item is Event { OnlineUrl: not null };

    /// <summary>Where to join from afar, when the link of the text is another page.</summary>
    public string? OnlineUrl => item is Event { OnlineUrl: { } online } && item.Url is { } url && online != url ? rendering.Address(online) : null;

    /// <summary>The page to read more, for an attribute of a tag; <c>{{link}}</c> prints it.</summary>
    public string? Url => rendering.Address(Link);

    /// <summary>The deep link of the copy; null where there is none, and where the channel wants no links.</summary>
    public string? Door => rendering.Address(rendering.Door);

    public int? Capacity => (item as Event)?.Capacity;

    public int? Supporters => (item as Initiative)?.Supporters;

    public bool HasClosing => item is Initiative { ClosesOn: not null };

    /// <summary><c>event</c> or <c>initiative</c>.</summary>
    public string Kind => item.Key.Kind.ToString().ToLowerInvariant();

    /// <summary><c>planned</c>, <c>confirmed</c>, <c>open</c> …</summary>
    public string? Status => item switch
    {
        Event one => one.Status.ToString().ToLowerInvariant(),
        Initiative one => one.Status.ToString().ToLowerInvariant(),
        _ => null,
    };

    /// <summary>Key of the moment, <c>J-1</c>.</summary>
    public string Moment => rendering.Moment;

    internal Uri? Link => item.Url ?? (item as Event)?.OnlineUrl;

    internal string? Place(bool brief) => rendering.Say(brief ? PlaceWords.Brief(item) : PlaceWords.Full(item));

    /// <summary>A day: of the start, or the last day of support.</summary>
    internal string Date(bool brief) => item switch
    {
        Event one => rendering.Dates.Day(Start(one), Style(Start(one), brief, year: true)),
        Initiative { ClosesOn: { } last } => rendering.Dates.Day(last.ToDateTime(default), Style(last.ToDateTime(default), brief, year: true)),
        _ => "",
    };

    internal string Time() => item is Event one ? rendering.Dates.Time(Start(one)) + ZoneNote(one) : "";

    internal string Range(bool year)
    {
        if (item is not Event one)
        {
            return "";
        }
        var start = Start(one);
        var end = one.Ends is { } ends ? WallClock.Local(ends, TimeZoneInfo.FindSystemTimeZoneById(one.Zone)) : (DateTime?)null;
        return rendering.Dates.Range(start, end, Style(start, brief: false, year)) + ZoneNote(one);
    }

    internal string Countdown() => item switch
    {
        Event one when rendering.Moment.StartsWith("H-", StringComparison.Ordinal) && one.Starts - rendering.Now < TimeSpan.FromHours(36) => rendering.Dates.TimeAhead(one.Starts - rendering.Now),
        Event one => one.Starts < rendering.Now ? rendering.Dates.DaysAhead(-1) : rendering.Dates.DaysAhead((Start(one).Date - Today(one.Zone)).Days),
        Initiative { ClosesOn: { } last } => rendering.Dates.DaysLeft((last.ToDateTime(default) - Today(item.Territory.Zones[0])).Days),
        _ => "",
    };

    private static DateTime Start(Event one) => WallClock.Local(one.Starts, TimeZoneInfo.FindSystemTimeZoneById(one.Zone));

    private DateTime Today(string zone) => WallClock.Local(rendering.Now, TimeZoneInfo.FindSystemTimeZoneById(zone)).Date;

    private string ZoneNote(Event one) => IsReadersZone(one.Zone) ? "" : string.Create(CultureInfo.InvariantCulture, $" ({rendering.Rules.Escape(rendering.Dates.Zone(one.Zone), rendering.Links)})");

    private bool IsReadersZone(string zone)
        => zone == rendering.Channel.Zone
            || TimeZoneInfo.FindSystemTimeZoneById(zone).HasSameRules(TimeZoneInfo.FindSystemTimeZoneById(rendering.Channel.Zone));

    private DateStyle Style(DateTime day, bool brief, bool year)
        => brief ? DateStyle.Short : year || (day - rendering.Now.UtcDateTime).Duration() > Near ? DateStyle.Full : DateStyle.WithoutYear;
}
