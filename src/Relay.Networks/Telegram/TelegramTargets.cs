using System.Globalization;
using System.Text.RegularExpressions;
using Relay.Core.Channels;

namespace Relay.Networks.Telegram;

/// <summary>The one name of a chat: <c>@name</c> in lower case, or its number.</summary>
internal static partial class TelegramTargets
{
    /// <summary>Reads <c>@Name</c>, <c>https://t.me/Name</c> or a number; null when it is none of these.</summary>
    public static string? Canonical(string written)
    {
        var text = written.Trim();
        if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var id) && id != 0)
        {
            return id.ToString(CultureInfo.InvariantCulture);
        }
        var name = Name().Match(text);
        return name.Success ? "@" + name.Groups["name"].Value.ToLowerInvariant() : null;
    }

    /// <summary>What most likely stands there: a person has a positive number, a small group a negative one, channels and large groups one that starts with -100.</summary>
    public static TargetKind KindOf(string canonical)
        => canonical.StartsWith('@') || canonical.StartsWith("-100", StringComparison.Ordinal) ? TargetKind.Public
            : canonical.StartsWith('-') ? TargetKind.Group
            : TargetKind.Private;

    [GeneratedRegex(@"^(@|(https?://)?(www\.)?(t|telegram)\.me/(s/)?)(?<name>[A-Za-z][A-Za-z0-9_]{3,31})/?$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 5_000)]
    private static partial Regex Name();
}
