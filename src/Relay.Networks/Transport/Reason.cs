using System.Text;

namespace Relay.Networks.Transport;

/// <summary>What a network said, fit for a screen, a log and the ledger.</summary>
internal static class Reason
{
    private const int Longest = 300;

    /// <summary>Takes out what must not be kept (secrets, the text itself), line breaks and control characters, and the rest of what is too long.</summary>
    /// <param name="words">The network's words; null or blank gives the status alone.</param>
    /// <param name="status">The answer's HTTP status.</param>
    /// <param name="hidden">Secrets and texts that an answer may echo; blank ones are passed over.</param>
    public static string Of(string? words, int status, params ReadOnlySpan<string?> hidden)
    {
        if (string.IsNullOrWhiteSpace(words))
        {
            return FormattableString.Invariant($"HTTP {status} without an explanation.");
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
                return kept.Append('…').ToString();
            }
        }
        return kept.ToString().Trim();
    }
}
