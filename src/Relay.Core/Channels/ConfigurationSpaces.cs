using Microsoft.Extensions.Configuration;
using Relay.Core.Swarm;
using Relay.Core.Territories;

namespace Relay.Core.Channels;

/// <summary>Reads <c>Relay:Spaces</c>: where people talk that Relay does not post to, and whom to ask.</summary>
/// <param name="faults">Takes every fault.</param>
internal sealed class ConfigurationSpaces(ICollection<Fault> faults)
{
    /// <summary>Every setting of a space.</summary>
    public static readonly string[] Settings = ["Name", "Kind", "Url", "Territories", "PostalCodes", "Themes", "Contact"];

    // Both stand on one button or one line.
    private const int LongestName = 60;
    private const int LongestContact = 100;

    public IReadOnlyList<Space> Read(IConfigurationSection section)
    {
        var spaces = new List<Space>();
        foreach (var child in ConfigurationReader.Named(section, faults))
        {
            var before = faults.Count;
            var values = new ConfigurationValues(child, faults);
            values.OnlyKnown(Settings);
            var space = new Space(Line(values, "Name", LongestName, required: true) ?? "", ReadUrl(values))
            {
                Kind = Enum.Parse<SpaceKind>(values.Choice("Kind", "group", ["group", "channel", "page", "section"]), ignoreCase: true),
                Territories = [.. values.List("Territories").Select(entry => ConfigurationChannels.ReadTerritory(values, entry.Name, entry.Text)).OfType<Territory>().Distinct()],
                PostalCodes = values.List("PostalCodes").Where(entry => IsPostalCode(values, entry.Name, entry.Text)).Select(entry => entry.Text).ToHashSet(StringComparer.Ordinal),
                Themes = values.List("Themes").Select(entry => entry.Text.ToLowerInvariant()).ToHashSet(StringComparer.Ordinal),
                Contact = Line(values, "Contact", LongestContact),
            };
            if (faults.Count == before && space is { Page: null, Contact: null })
            {
                values.Add("Url", "it is missing, and so is Contact: write one of the two.", "ce réglage manque, et Contact aussi : écrivez l'un des deux.");
            }
            if (faults.Count == before)
            {
                spaces.Add(space);
            }
        }
        return spaces;
    }

    /// <summary>A public page or an invitation. What a browser shows of a private chat leads nobody in, and tells its number.</summary>
    private static Uri? ReadUrl(ConfigurationValues values)
    {
        var url = values.WebAddress("Url");
        if (url is null)
        {
            return null;
        }
        var isPrivate = url.Host.ToLowerInvariant() switch
        {
            "t.me" or "www.t.me" or "telegram.me" => url.AbsolutePath.StartsWith("/c/", StringComparison.OrdinalIgnoreCase) || url.AbsolutePath.Length < 2,
            "web.telegram.org" or "web.whatsapp.com" or "wa.me" => true,
            "www.facebook.com" or "facebook.com" or "m.facebook.com" => url.AbsolutePath.StartsWith("/messages", StringComparison.OrdinalIgnoreCase),
            _ => false,
        };
        if (isPrivate)
        {
            values.Add("Url", $"'{url.OriginalString}' leads to a private chat: write its public address or its invitation.", $"« {url.OriginalString} » mène à une conversation privée : écrivez l'adresse publique ou le lien d'invitation.");
        }
        return isPrivate ? null : url;
    }

    private static bool IsPostalCode(ConfigurationValues values, string name, string text)
    {
        if (text.Length == 5 && text.All(char.IsAsciiDigit) && PostalCodes.Territories(text).Count > 0)
        {
            return true;
        }
        values.Add(name, $"'{text}' is no French postal code: write five digits like 33000, between quotes.", $"« {text} » n'est pas un code postal : écrivez cinq chiffres comme 33000, entre guillemets.");
        return false;
    }

    private static string? Line(ConfigurationValues values, string name, int longest, bool required = false)
    {
        if (values.Text(name, required) is not { } text)
        {
            return null;
        }
        if (text.Length <= longest && !text.Any(char.IsControl))
        {
            return text;
        }
        values.Add(name, $"it must be one line of at most {longest} characters.", $"il faut une seule ligne, de {longest} caractères au plus.");
        return null;
    }
}
