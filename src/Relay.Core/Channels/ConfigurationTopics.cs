using System.Globalization;

namespace Relay.Core.Channels;

/// <summary>Reads <c>Topics</c> and <c>TopicNumbers</c> of a channel.</summary>
/// <param name="values">The channel.</param>
/// <param name="hasTopics">Whether the groups of its network may be forums.</param>
internal sealed class ConfigurationTopics(ConfigurationValues values, bool hasTopics)
{
    /// <summary>The setting that gives each theme a topic.</summary>
    public const string Setting = "Topics";

    /// <summary>The setting that names topics that stand already.</summary>
    public const string NumbersSetting = "TopicNumbers";

    private const string PerTheme = "theme";

    private readonly bool _isPerTheme = values.Choice(Setting, "none", ["none", PerTheme]) == PerTheme;

    /// <summary>Whether each theme has a topic, at a target where it may.</summary>
    public bool IsPerTheme(Target? target)
    {
        if (!_isPerTheme || target is null)
        {
            return false;
        }
        if (!hasTopics)
        {
            values.Add(Setting, "only the groups of Telegram have topics: leave it out.", "seuls les groupes de Telegram ont des sujets : retirez ce réglage.");
        }
        else if (target.Topic is not null)
        {
            values.Add(Setting, "Topic names one topic already: leave one of the two out.", "Topic désigne déjà un sujet : retirez l'un des deux.");
        }
        else if (target.Kind is not TargetKind.Group)
        {
            values.Add(Setting, "only a group has topics: write TargetKind: Group.", "seul un groupe a des sujets : écrivez TargetKind: Group.");
        }
        return true;
    }

    /// <summary>Numbers of topics by theme, in lower case.</summary>
    public IReadOnlyDictionary<string, int> Numbers()
    {
        var numbers = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var (name, text) in values.List(NumbersSetting))
        {
            // The general topic has number 1, and can't be named.
            if (text.LastIndexOf('=') is var at && at < 1 || !int.TryParse(text.AsSpan(at + 1), NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out var number) || number < 2)
            {
                values.Add(name, $"'{text}' must be a theme and the number of a topic: write \"logement=12\".", $"« {text} » doit être un thème et le numéro d'un sujet : écrivez « logement=12 ».");
            }
            else if (!numbers.TryAdd(text[..at].Trim().ToLowerInvariant(), number))
            {
                values.Add(name, $"'{text}' names a theme twice: keep one of the two.", $"« {text} » nomme un thème deux fois : gardez l'un des deux.");
            }
        }
        if (numbers.Count > 0 && !_isPerTheme)
        {
            values.Add(NumbersSetting, "it is of no use without Topics: write \"Topics\": \"theme\".", "ce réglage ne sert à rien sans Topics : écrivez \"Topics\": \"theme\".");
        }
        return numbers;
    }
}
