using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;

namespace Relay.Core.Deliveries;

/// <summary>A doubt that only a person can settle, as buttons and alarms name it: another doubt about the same part is another question.</summary>
/// <param name="Delivery">Whose.</param>
/// <param name="Part">Index of the part.</param>
/// <param name="Since">When the doubt began, in seconds since 1970.</param>
public sealed partial record DoubtQuestion(Guid Delivery, int Part, long Since)
{
    /// <summary>How the data of its buttons begins.</summary>
    public const string Prefix = "doubt:";

    /// <summary>How the keys of its alarms begin.</summary>
    public const string Alarm = "asks:";

    private const int LongestWords = 60;

    /// <summary>Data of the button that says it is there.</summary>
    public string Yes => $"{Prefix}y:{Id}";

    /// <summary>Data of the button that says it is not.</summary>
    public string No => $"{Prefix}n:{Id}";

    private string Id => string.Create(CultureInfo.InvariantCulture, $"{Delivery:N}:{Part}:{Since}");

    /// <summary>The question that a delivery asks; null when it asks none.</summary>
    public static DoubtQuestion? Of(Delivery delivery)
    {
        ArgumentNullException.ThrowIfNull(delivery);
        return PartOf(delivery) is { Doubt: { } doubt } part ? new(delivery.Id, part.Index, doubt.Since.ToUnixTimeSeconds()) : null;
    }

    /// <summary>The question of an alarm; null when it is of something else, or of several.</summary>
    public static DoubtQuestion? OfAlarm(string key)
    {
        ArgumentNullException.ThrowIfNull(key);
        return key.StartsWith(Alarm, StringComparison.Ordinal) && key.LastIndexOf('/') is > 0 and var slash ? Read(key[(slash + 1)..]) : null;
    }

    /// <summary>What a press says; null when it is of no question of ours.</summary>
    public static (bool IsThere, DoubtQuestion Question)? OfPress(string data)
    {
        ArgumentNullException.ThrowIfNull(data);
        return data.StartsWith(Prefix, StringComparison.Ordinal) && data.Length > Prefix.Length + 2 && data[Prefix.Length..(Prefix.Length + 2)] is "y:" or "n:"
            && Read(data[(Prefix.Length + 2)..]) is { } question ? (data[Prefix.Length] == 'y', question) : null;
    }

    /// <summary>How the first words of a post read that asks, so that a person knows which to look for.</summary>
    public static string Words(Delivery delivery)
    {
        ArgumentNullException.ThrowIfNull(delivery);
        var plain = WebUtility.HtmlDecode(Markup().Replace(PartOf(delivery)?.Text ?? "", "")).ReplaceLineEndings(" ").Trim();
        return plain.Length <= LongestWords ? plain : plain[..LongestWords].TrimEnd() + "…";
    }

    /// <summary>Key of its alarm.</summary>
    public string AlarmKey(string account) => $"{Alarm}{account}/{Id}";

    private static DeliveryPart? PartOf(Delivery delivery)
        => delivery.State == DeliveryState.Uncertain && delivery.Parts.FirstOrDefault(part => part.State == PartState.Uncertain) is { Doubt.Ask: not null } part ? part : null;

    private static DoubtQuestion? Read(string id)
        => id.Split(':') is [{ Length: 32 } text, var number, var seconds] && Guid.TryParseExact(text, "N", out var delivery)
            && int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var part) && long.TryParse(seconds, NumberStyles.None, CultureInfo.InvariantCulture, out var since) ? new(delivery, part, since) : null;

    [GeneratedRegex("</?[a-z][^<>]*>", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 5_000)]
    private static partial Regex Markup();
}
