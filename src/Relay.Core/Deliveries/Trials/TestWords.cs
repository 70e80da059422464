using System.Globalization;
using Relay.Core.Channels;
using Relay.Core.Planning;
using Relay.Core.Texts;

namespace Relay.Core.Deliveries.Trials;

/// <summary>The harmless line: plain on every network, and never twice the same, which some refuse.</summary>
internal static class TestWords
{
    public static DeliveryPart Part(Channel channel, DateTimeOffset now)
    {
        var at = WallClock.Local(now, TimeZoneInfo.FindSystemTimeZoneById(channel.Zone)).ToString("HH:mm:ss", CultureInfo.InvariantCulture);
        var text = channel.Language == "en" ? $"A test of our publishing tool at {at}; this message goes away at once." : $"Essai de notre outil de publication à {at} ; ce message disparaît aussitôt.";
        return new() { Index = 0, State = PartState.Planned, Text = text, TextHash = TextMatch.Hash(text) };
    }
}
