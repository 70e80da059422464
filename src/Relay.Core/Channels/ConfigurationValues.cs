using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Configuration;

namespace Relay.Core.Channels;

/// <summary>Reads the settings of one section by type. What makes no sense is added as a fault, and the fall-back is returned so that reading goes on.</summary>
/// <param name="section">For instance <c>Relay:Channels:gironde</c>.</param>
/// <param name="faults">Takes every fault.</param>
public sealed partial class ConfigurationValues(IConfigurationSection section, ICollection<Fault> faults)
{
    /// <summary>Adds a fault for every name that is not known, with the one that was probably meant.</summary>
    public void OnlyKnown(IReadOnlyCollection<string> known)
    {
        foreach (var child in section.GetChildren().Where(child => !known.Contains(child.Key, StringComparer.OrdinalIgnoreCase)))
        {
            var nearest = ConfigurationNames.Nearest(child.Key, known);
            var all = string.Join(", ", known);
            faults.Add(new(child.Path,
                nearest is null ? $"no such setting: it may be one of {all}." : $"no such setting: did you mean {nearest}?",
                nearest is null ? $"ce réglage n'existe pas : il y a {all}." : $"ce réglage n'existe pas : vouliez-vous écrire {nearest} ?"));
        }
    }

    /// <summary>A text that is not blank; null when it is not set.</summary>
    public string? Text(string name, bool required = false)
    {
        var child = section.GetSection(name);
        if (child.GetChildren().Any())
        {
            Add(name, "it must be one value, not a list or an object.", "il faut une seule valeur, ni liste ni objet.");
            return null;
        }
        if (child.Value is null)
        {
            if (required)
            {
                Add(name, "it is missing: write it.", "ce réglage manque : écrivez-le.");
            }
            return null;
        }
        if (string.IsNullOrWhiteSpace(child.Value))
        {
            Add(name, "it is empty: write a value or leave the setting out.", "il est vide : écrivez une valeur ou retirez ce réglage.");
            return null;
        }
        return child.Value.Trim();
    }

    /// <summary>A whole number.</summary>
    public int Whole(string name, int fallback, int least, int most)
    {
        if (Text(name) is not { } text)
        {
            return fallback;
        }
        if (int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most)
        {
            return number;
        }
        Add(name, $"'{text}' must be a whole number from {least} to {most}.", $"« {text} » doit être un nombre entier de {least} à {most}.");
        return fallback;
    }

    /// <summary>A length of time, <c>00:20:00</c> or <c>21.00:00:00</c>.</summary>
    public TimeSpan Duration(string name, TimeSpan fallback, TimeSpan least, TimeSpan most)
    {
        if (Text(name) is not { } text)
        {
            return fallback;
        }
        // A bare "20" would be read as 20 days by the framework.
        if (DurationShape().IsMatch(text) && TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var time) && time >= least && time <= most)
        {
            return time;
        }
        Add(name,
            $"'{text}' must be a length of time from {least:c} to {most:c}: write hours:minutes:seconds like 00:20:00, with days before a dot like 21.00:00:00.",
            $"« {text} » doit être une durée de {least:c} à {most:c} : écrivez heures:minutes:secondes comme 00:20:00, les jours avant un point comme 21.00:00:00.");
        return fallback;
    }

    /// <summary>Yes or no.</summary>
    public bool Flag(string name, bool fallback)
    {
        if (Text(name) is not { } text)
        {
            return fallback;
        }
        if (bool.TryParse(text, out var flag))
        {
            return flag;
        }
        Add(name, $"'{text}' must be true or false.", $"« {text} » doit être true ou false.");
        return fallback;
    }

    /// <summary>One of some words; letter case does not matter.</summary>
    public string Choice(string name, string fallback, IReadOnlyCollection<string> words, bool required = false)
        => Text(name, required) is { } text ? Known(name, text, words) ?? fallback : fallback;

    /// <summary>An address of a web page.</summary>
    public Uri? WebAddress(string name)
    {
        if (Text(name) is not { } text)
        {
            return null;
        }
        if (Uri.TryCreate(text, UriKind.Absolute, out var address) && (address.Scheme == Uri.UriSchemeHttps || address.Scheme == Uri.UriSchemeHttp))
        {
            return address;
        }
        Add(name, $"'{text}' must be a full web address that starts with https://.", $"« {text} » doit être une adresse complète qui commence par https://.");
        return null;
    }

    /// <summary>A list of texts, each with its own name (<c>Slots:0</c>); empty when it is not set.</summary>
    public IReadOnlyList<(string Name, string Text)> List(string name, bool required = false)
    {
        var child = section.GetSection(name);
        if (!string.IsNullOrEmpty(child.Value))
        {
            Add(name, $"it must be a list: write [ \"{child.Value}\" ].", $"il faut une liste : écrivez [ \"{child.Value}\" ].");
            return [];
        }
        var found = new List<(string, string)>();
        foreach (var item in child.GetChildren())
        {
            if (!int.TryParse(item.Key, NumberStyles.None, CultureInfo.InvariantCulture, out _))
            {
                Add(name, "it must be a list, not an object.", "il faut une liste, pas un objet.");
                return [];
            }
            if (Text($"{name}:{item.Key}", required: true) is { } text)
            {
                found.Add(($"{name}:{item.Key}", text));
            }
        }
        if (required && !child.GetChildren().Any())
        {
            Add(name, "it is missing or empty: write at least one.", "ce réglage manque ou est vide : écrivez au moins une valeur.");
        }
        return found;
    }

    /// <summary>A list of words out of some; in the spelling of <paramref name="words"/>, each once.</summary>
    public IReadOnlyList<string> Choices(string name, IReadOnlyCollection<string> words, bool required = false)
        => [.. List(name, required).Select(entry => Known(entry.Name, entry.Text, words)).OfType<string>().Distinct(StringComparer.Ordinal)];

    /// <summary>Adds a fault of a setting of this section.</summary>
    public void Add(string name, string english, string french) => faults.Add(new($"{section.Path}:{name}", english, french));

    private string? Known(string name, string text, IReadOnlyCollection<string> words)
    {
        if (words.FirstOrDefault(word => word.Equals(text, StringComparison.OrdinalIgnoreCase)) is { } known)
        {
            return known;
        }
        var nearest = ConfigurationNames.Nearest(text, words);
        var all = string.Join(", ", words);
        Add(name,
            words.Count == 0 ? $"'{text}' is unknown: there is none yet." : nearest is null ? $"'{text}' is unknown: write one of {all}." : $"'{text}' is unknown: did you mean {nearest}?",
            words.Count == 0 ? $"« {text} » est inconnu : il n'y en a pas encore." : nearest is null ? $"« {text} » est inconnu : écrivez {all}." : $"« {text} » est inconnu : vouliez-vous écrire {nearest} ?");
        return null;
    }

    [GeneratedRegex(@"^(\d{1,4}\.)?([01]?\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,7})?$", RegexOptions.ExplicitCapture, 5_000)]
    private static partial Regex DurationShape();
}
