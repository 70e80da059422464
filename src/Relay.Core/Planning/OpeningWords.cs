using Relay.Core.Channels;
using Relay.Core.Texts;
using Relay.Core.Texts.Dates;

namespace Relay.Core.Planning;

/// <summary>When a channel opens, as people say it: <c>demain à 8 h</c>.</summary>
public static class OpeningWords
{
    /// <summary>The instant on the clock of the channel's readers: today, tomorrow or a named day; it stands inside a sentence.</summary>
    /// <param name="channel">Whose clock.</param>
    /// <param name="opens">When.</param>
    /// <param name="now">The present.</param>
    /// <param name="here">IANA zone of whoever reads this; where the channel's clock shows something else its zone is named. Null names none.</param>
    public static Phrase Of(Channel channel, DateTimeOffset opens, DateTimeOffset now, string? here = null)
    {
        ArgumentNullException.ThrowIfNull(channel);
        var zone = TimeZoneInfo.FindSystemTimeZoneById(channel.Zone);
        var (local, today) = (WallClock.Local(opens, zone), WallClock.Local(now, zone).Date);
        var isElsewhere = here is not null && WallClock.TryZone(here, out var reader) && reader.GetUtcOffset(opens) != zone.GetUtcOffset(opens);
        return new(In("fr"), In("en"));

        string In(string language)
        {
            var words = DateWords.In(language);
            var style = local.Year == today.Year ? DateStyle.Middle : DateStyle.Full;
            var (at, time) = (language == "fr" ? " à " : " at ", words.Time(local));
            var day = (local.Date - today).Days switch
            {
                0 => (language == "fr" ? "aujourd'hui" : "today") + at + time,
                1 => (language == "fr" ? "demain" : "tomorrow") + at + time,
                _ => (language == "fr" ? "" : "on ") + words.Range(local, end: null, style),
            };
            return isElsewhere ? $"{day} ({words.Zone(channel.Zone)})" : day;
        }
    }
}
