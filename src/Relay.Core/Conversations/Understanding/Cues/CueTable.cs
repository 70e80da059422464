using System.Globalization;

namespace Relay.Core.Conversations.Understanding.Cues;

/// <summary>How much each word and class speaks for each intent, counted on labelled sentences of our own. Second to the rules: asked only where they are unsure, and never sure itself.</summary>
internal sealed class CueTable
{
    private readonly Dictionary<string, (Intent Intent, int Weight)[]> _weights = new(StringComparer.Ordinal);

    /// <param name="lines">Lines of <c>feature intent:weight intent:weight …</c>.</param>
    public CueTable(IEnumerable<string> lines)
    {
        foreach (var parts in lines.Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)).Where(parts => parts.Length > 1))
        {
            _weights[parts[0]] = [.. parts.Skip(1).Select(Weight)];
        }
    }

    // No opt-out is guessed of a message that speaks neither of messages nor of leaving, and no death of one that names neither death nor kin.
    private static readonly string[] OptOutWords = ["MESSAGE", "CESSER", "DESABONNER", "RECEVOIR", "ECRIRE", "ENVOYER", "RETIRER", "LISTE", "FICHIER", "INTERESSE", "stop"];
    private static readonly string[] DeathWords = ["MOURIR", "PARENT"];

    /// <summary>The intent that most speaks for; null where nothing is known of the words.</summary>
    /// <param name="features">Of the message.</param>
    /// <param name="denied">Intents that rules have ruled out.</param>
    public Intent? Guess(IReadOnlySet<string> features, IReadOnlySet<Intent> denied)
    {
        var (leaving, dying) = (Speaks(features, OptOutWords), Speaks(features, DeathWords));
        var sums = new int[Intents.ByPrecedence.Count];
        var known = 0;
        foreach (var feature in features)
        {
            if (_weights.TryGetValue(feature, out var weights))
            {
                known += feature[0] == '@' ? 0 : 1;
                foreach (var (intent, weight) in weights)
                {
                    sums[(int)intent] += weight;
                }
            }
        }
        return known == 0 ? null : Intents.ByPrecedence.Where(intent => !denied.Contains(intent)).Where(intent => intent switch { Intent.OptOut => leaving, Intent.Deceased => dying, _ => true }).MaxBy(intent => sums[(int)intent]);
    }

    private static bool Speaks(IReadOnlySet<string> features, string[] words) => words.Any(word => features.Contains(word) || features.Contains("!" + word));

    private static (Intent Intent, int Weight) Weight(string text)
    {
        var colon = text.LastIndexOf(':');
        return Intents.TryParse(text[..colon], out var intent)
            ? (intent, int.Parse(text.AsSpan(colon + 1), CultureInfo.InvariantCulture))
            : throw new FormatException($"'{text}' in the table of cues names no intent.");
    }
}
