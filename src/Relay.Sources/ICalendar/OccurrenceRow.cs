using System.Globalization;
using System.Text.RegularExpressions;
using Relay.Core.Items;
using Relay.Core.Territories;
using Relay.Sources.ICalendar.Lines;
using Relay.Sources.ICalendar.Recurring;
using Relay.Sources.ICalendar.Times;
using Relay.Sources.Rows;

namespace Relay.Sources.ICalendar;

/// <summary>Makes of a date the row that a database would offer, so that both are judged alike; and says of its faults on which line they stand.</summary>
internal static partial class OccurrenceRow
{
    private static readonly Dictionary<string, string> Properties = new(StringComparer.Ordinal)
    {
        ["source_id"] = "UID", ["title"] = "SUMMARY", ["body_html"] = "DESCRIPTION", ["place"] = "LOCATION", ["postal_code"] = "LOCATION", ["territory"] = "LOCATION", ["latitude"] = "GEO",
        ["longitude"] = "GEO", ["url"] = "URL", ["image_url"] = "IMAGE", ["themes"] = "CATEGORIES", ["organiser"] = "ORGANIZER", ["status"] = "STATUS", ["starts_local"] = "DTSTART",
        ["ends_local"] = "DTEND", ["online_url"] = "CONFERENCE", ["created_at"] = "CREATED", ["updated_at"] = "LAST-MODIFIED",
    };

    private static readonly HashSet<string> NoneShared = [];

    /// <summary>Reads one date.</summary>
    public static SourceRow Read(Occurrence one, IcalOptions options, bool isCancelled)
    {
        try
        {
            if (one.Refusal is { } refused)
            {
                throw refused;
            }
            var read = RowReader.Read(new Row(Values(one, options, isCancelled)), options.Id, ItemKind.Event, options.Defaults.Zone, NoneShared);
            return read is SourceRow.Faulty faulty ? faulty with { Faults = [.. faulty.Faults.Select(fault => Placed(one.Event.Component, fault))] } : read;
        }
        catch (IcalRefusal refusal)
        {
            return Refused(one.Id, refusal);
        }
    }

    /// <summary>An event that is left out because of one of its lines.</summary>
    public static SourceRow.Faulty Refused(string? id, IcalRefusal refusal)
        => new(id ?? string.Create(CultureInfo.InvariantCulture, $"ligne {refusal.Line}"), ItemKind.Event, [Fault(refusal.Property, refusal.Line, refusal.Why.English, refusal.Why.French)]) { IsNameless = id is null };

    private static Dictionary<string, string?> Values(Occurrence one, IcalOptions options, bool isCancelled)
    {
        var component = one.Event.Component;
        var values = new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["source_id"] = one.Id,
            ["title"] = component.One("SUMMARY")?.Text,
            ["body_html"] = Body(component),
            ["place_public"] = options.IsPlacePublic ? "true" : "false",
            ["url"] = component.One("URL")?.Value.Trim(),
            ["image_url"] = Image(component),
            ["organiser"] = component.One("ORGANIZER")?["CN"],
            ["organiser_public"] = options.IsOrganiserPublic ? "true" : "false",
            ["visibility"] = Class(component, options),
            ["created_at"] = Instant(component, "CREATED"),
            ["updated_at"] = Instant(component, "LAST-MODIFIED") ?? Instant(component, "DTSTAMP"),
        };
        if (component.All("CATEGORIES").SelectMany(property => property.Texts).ToList() is { Count: > 0 } words)
        {
            values["themes"] = string.Join(';', words);
        }
        if (isCancelled)
        {
            values["status"] = "cancelled";
        }
        else if (component.One("STATUS") is { } status)
        {
            values["status"] = status.Value.Trim();
        }
        PutPlace(values, component);
        PutTimes(values, one);
        options.Defaults.Fill(values);
        return values;
    }

    private static void PutTimes(Dictionary<string, string?> values, Occurrence one)
    {
        // UTC, and zones that only this calendar knows, are shown on the clock of the place; a wall that skips the hour shows what it shows then.
        var zone = one.Kind == IcalTimeKind.Utc ? null : one.Zone.Iana;
        values["zone"] = one.Kind == IcalTimeKind.Date ? null : zone;
        values["starts_local"] = Time(one.Start);
        values["ends_local"] = one.End is { } end ? Time(end) : null;

        string Time(DateTime wall) => one.Kind == IcalTimeKind.Date ? wall.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture)
            : zone is null ? one.Zone.Resolve(wall).UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)
            : one.Zone.Wall(one.Zone.Resolve(wall)).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
    }

    private static void PutPlace(Dictionary<string, string?> values, IcalComponent component)
    {
        values["online_url"] = component.All("CONFERENCE").Select(property => property.Value.Trim()).FirstOrDefault(Web().IsMatch);
        if (component.One("LOCATION")?.Text is { } place && !string.IsNullOrWhiteSpace(place))
        {
            if (Web().IsMatch(place.Trim()))
            {
                values["online_url"] ??= place.Trim();
            }
            else
            {
                values["place"] = place;
                values["postal_code"] = PostalCode(place);
            }
        }
        if (component.One("GEO") is { } geo)
        {
            var parts = geo.Value.Trim().Split(';');
            (values["latitude"], values["longitude"]) = parts is [var latitude, var longitude] ? (latitude, longitude) : throw geo.Refuse("il faut latitude;longitude.", "it must be latitude;longitude.");
        }
    }

    // One code, with the town after it: two may be those of two towns, and five digits alone a number of something else.
    private static string? PostalCode(string place)
    {
        var codes = Code().Matches(place).Select(match => match.Value).Where(code => PostalCodes.Territories(code).Count > 0).Distinct(StringComparer.Ordinal).ToList();
        return codes.Count == 1 ? codes[0] : null;
    }

    private static string? Body(IcalComponent component)
        => component.All("X-ALT-DESC").FirstOrDefault(property => property.Is("FMTTYPE", "text/html"))?.Text is { } html && !string.IsNullOrWhiteSpace(html) ? html
            : component.All("STYLED-DESCRIPTION").FirstOrDefault(property => property.Is("FMTTYPE", "text/html"))?.Text ?? component.One("DESCRIPTION")?.Text;

    private static string? Image(IcalComponent component)
        => component.All("IMAGE").Where(property => property.Is("VALUE", "URI") || property["VALUE"] is null)
            .Concat(component.All("ATTACH").Where(property => property["FMTTYPE"]?.StartsWith("image/", StringComparison.OrdinalIgnoreCase) ?? false))
            .Where(property => property["ENCODING"] is null && !property.Is("VALUE", "BINARY")).Select(property => property.Value.Trim()).FirstOrDefault(Web().IsMatch);

    // A class that is not known is private: RFC 5545 §3.8.1.3.
    private static string Class(IcalComponent component, IcalOptions options) => component.One("CLASS")?.Value.Trim().ToUpperInvariant() switch
    {
        null or "" or "PUBLIC" => options.Visibility.ToString().ToLowerInvariant(),
        _ => "private",
    };

    private static string? Instant(IcalComponent component, string property)
        => component.One(property) is { } written && IcalTimes.Wall(written, written.Value) is var wall ? wall.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture) : null;

    private static RowFault Placed(IcalComponent component, RowFault fault)
    {
        var name = Properties.GetValueOrDefault(fault.Column, fault.Column);
        return Fault(name, component.All(name).FirstOrDefault()?.Line ?? component.Line, fault.Reason, fault.In("fr"));
    }

    private static RowFault Fault(string property, int line, string english, string french)
        => new(property, string.Create(CultureInfo.InvariantCulture, $"line {line}: {english}"), string.Create(CultureInfo.InvariantCulture, $"ligne {line} : {french}"));

    [GeneratedRegex(@"^https?://\S+$", RegexOptions.IgnoreCase, 5_000)]
    private static partial Regex Web();

    [GeneratedRegex(@"(?<![\d\p{L}])\d{5}(?=[ \u00A0\u202F]+\p{L})", RegexOptions.None, 5_000)]
    private static partial Regex Code();
}
