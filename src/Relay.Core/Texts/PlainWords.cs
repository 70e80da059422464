using System.Text.RegularExpressions;

namespace Relay.Core.Texts;

/// <summary>What every network does with plain words of an item before its own markup.</summary>
public static partial class PlainWords
{
    /// <summary>Invisible and without width; takes the meaning from the sign before it.</summary>
    public const char Breaker = '\u200B';

    /// <summary>
    /// Takes the call out of mentions: a zero-width space after the @ leaves the name readable and pings nobody (PF-09). Mail addresses in ASCII are left as they are.
    /// </summary>
    public static string WithoutMentions(string plain)
    {
        ArgumentNullException.ThrowIfNull(plain);
        return plain.AsSpan().IndexOfAny('@', '＠') < 0 ? plain : Mention().Replace(plain, $"$0{Breaker}");
    }

    /// <summary>Takes addresses with a scheme out, and breaks bare ones (<c>parti.fr</c>) so that no network makes a link of them.</summary>
    public static string WithoutLinks(string plain)
    {
        ArgumentNullException.ThrowIfNull(plain);
        return plain.Contains('.', StringComparison.Ordinal) || plain.Contains("://", StringComparison.Ordinal)
            ? BareAddress().Replace(Address().Replace(plain, ""), $"{Breaker}$0")
            : plain;
    }

    /// <summary>Takes out addresses of more than 300 characters: nobody reads them, and a text with one can hardly be fitted.</summary>
    public static string WithoutMonsters(string plain)
    {
        ArgumentNullException.ThrowIfNull(plain);
        return plain.Contains("://", StringComparison.Ordinal) ? Monster().Replace(plain, "") : plain;
    }

    [GeneratedRegex(@"(?<![A-Za-z0-9_])[@＠](?=[\w\[])", RegexOptions.CultureInvariant, 5_000)]
    private static partial Regex Mention();

    [GeneratedRegex(@"\(?(https?|ftp)://[^\s<>]*[^\s<>.,;:!?'’]", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 5_000)]
    private static partial Regex Address();

    // Before the dot of a name with a top-level domain, whatever stands before it.
    [GeneratedRegex(@"(?<=[\p{L}\p{N}])\.(?=\p{L}{2,}|xn--)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 5_000)]
    private static partial Regex BareAddress();

    [GeneratedRegex(@"https?://[^\s<>]{300,}", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 5_000)]
    private static partial Regex Monster();
}
