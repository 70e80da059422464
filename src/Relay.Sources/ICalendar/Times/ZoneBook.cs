using System.Text.RegularExpressions;
using Relay.Core.Planning;
using Relay.Sources.ICalendar.Lines;

namespace Relay.Sources.ICalendar.Times;

/// <summary>
/// Finds the zone that a <c>TZID</c> means: by its IANA name, also behind the prefixes that programs put before it, by its Windows name, by what the calendar's <c>VTIMEZONE</c> says
/// of where it lies, else by the rules of that <c>VTIMEZONE</c>.
/// </summary>
internal sealed partial class ZoneBook(IcalComponent calendar, int lastYear, Effort effort)
{
    private readonly ILookup<string, IcalComponent> _described = calendar.Children.Where(child => child.Name == "VTIMEZONE")
        .SelectMany(zone => zone.All("TZID").Select(id => (Id: id.Text, Zone: zone))).ToLookup(one => one.Id, one => one.Zone, StringComparer.Ordinal);

    private readonly Dictionary<string, (IcalZone? Zone, IcalRefusal? Why)> _found = new(StringComparer.Ordinal);

    /// <summary>The zone of a property's <c>TZID</c>.</summary>
    /// <exception cref="IcalRefusal">When nobody knows it.</exception>
    public IcalZone Find(IcalProperty property, string tzid)
    {
        if (!_found.TryGetValue(tzid, out var found))
        {
            _found[tzid] = found = Look(tzid);
        }
        return found.Zone ?? throw (found.Why ?? property.Refuse($"le fuseau « {Html.PlainText.Line(tzid)} » est inconnu et l'agenda ne le décrit pas.", $"the zone '{Html.PlainText.Line(tzid)}' is unknown and the calendar does not describe it."));
    }

    // A zone that is refused is refused once: every event of the calendar may name it.
    private (IcalZone? Zone, IcalRefusal? Why) Look(string tzid)
    {
        try
        {
            return (Known(tzid) ?? Described(tzid), null);
        }
        catch (IcalRefusal why)
        {
            return (null, why);
        }
    }

    private IcalZone? Described(string tzid) => _described[tzid].FirstOrDefault() is not { } described ? null
        : described.All("X-LIC-LOCATION").Select(place => Known(place.Text)).FirstOrDefault(zone => zone is not null) ?? new RuledZone(described, lastYear, effort);

    private static IcalZone? Known(string tzid)
    {
        var name = tzid.Trim();
        if (!Shape().IsMatch(name))
        {
            return TimeZoneInfo.TryConvertWindowsIdToIanaId(name, out var meant) && WallClock.TryZone(meant, out var windows) ? IcalZone.Of(windows) : null;
        }
        // « /mozilla.org/20050126_1/Europe/Paris », « /freeassociation.sourceforge.net/America/Argentina/Ushuaia »
        var parts = name.Split('/', StringSplitOptions.RemoveEmptyEntries);
        for (var from = name.StartsWith('/') ? 1 : 0; from < parts.Length; from++)
        {
            if ((from == 0 || parts.Length - from >= 2) && WallClock.TryZone(string.Join('/', parts[from..]), out var zone))
            {
                return IcalZone.Of(zone);
            }
        }
        return null;
    }

    // Names only: the system looks them up in a folder.
    [GeneratedRegex(@"^/?[A-Za-z0-9_+\-]+([./][A-Za-z0-9_+\-]+)*$", RegexOptions.ExplicitCapture, 5_000)]
    private static partial Regex Shape();
}
