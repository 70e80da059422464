using System.Globalization;
using System.Text;
using Relay.Core.Texts;

namespace Relay.Networks.Transport;

/// <summary>What a network said, fit for a screen, a log and the ledger.</summary>
internal static class Reason
{
    private const int Longest = 300;

    /// <summary>Quotes the network. Takes out what must not be kept (secrets, the text itself), line breaks and control characters, and the rest of what is too long.</summary>
    /// <param name="words">The network's words; null or blank gives the status alone.</param>
    /// <param name="status">The answer's HTTP status.</param>
    /// <param name="hidden">Secrets and texts that an answer may echo; blank ones are passed over.</param>
    public static Phrase Of(string? words, int status, params ReadOnlySpan<string?> hidden)
    {
        var bare = Bare(words, status, hidden);
        return string.IsNullOrWhiteSpace(words) ? bare : new($"Le réseau répond : « {bare.French} »", $"The network answers: \"{bare.English}\"");
    }

    /// <summary>The same without quoting, for a sentence that does it.</summary>
    /// <inheritdoc cref="Of(string?, int, ReadOnlySpan{string?})"/>
    public static Phrase Bare(string? words, int status, params ReadOnlySpan<string?> hidden)
    {
        if (string.IsNullOrWhiteSpace(words))
        {
            var code = status.ToString(CultureInfo.InvariantCulture);
            return new($"HTTP {code} sans explication.", $"HTTP {code} without an explanation.");
        }
        foreach (var secret in hidden)
        {
            words = string.IsNullOrWhiteSpace(secret) ? words : words.Replace(secret, "…", StringComparison.OrdinalIgnoreCase);
        }
        var kept = new StringBuilder(words.Length);
        foreach (var rune in words.EnumerateRunes())
        {
            kept.Append(Rune.IsControl(rune) ? " " : rune.ToString());
            if (kept.Length >= Longest)
            {
                return Phrase.Said(kept.Append('…').ToString());
            }
        }
        return Phrase.Said(kept.ToString().Trim());
    }
}
