using System.Text;

namespace Relay.Core.Contacts.Suppressions;

/// <summary>Telephone numbers in E.164, those of the Republic by its own plan of numbers: an overseas number may be dialled, and is written, like one of the mainland.</summary>
internal static class PhoneNumbers
{
    private const string Mainland = "33";

    // What a national number begins with, after its 0, and the country code that it has in truth.
    private static readonly (string Begins, string Country)[] Overseas =
    [
        ("262", "262"), ("263", "262"), ("692", "262"), ("693", "262"), ("269", "262"), ("639", "262"), // Réunion, Mayotte
        ("590", "590"), ("690", "590"), ("691", "590"), // Guadeloupe, Saint-Martin, Saint-Barthélemy
        ("594", "594"), ("694", "594"), // Guyane
        ("596", "596"), ("696", "596"), ("697", "596"), // Martinique
    ];

    /// <summary>The number as <c>+33612345678</c>; null when the text is none.</summary>
    public static string? Normalise(string text)
    {
        if (Digits(text) is not { } written)
        {
            return null;
        }
        var (digits, isInternational) = written;
        if (!isInternational && digits.StartsWith("00", StringComparison.Ordinal))
        {
            (digits, isInternational) = (digits[2..], true);
        }
        if (!isInternational)
        {
            return digits is ['0', not '0', ..] && digits.Length == 10 ? National(digits[1..]) : null;
        }
        if (digits.StartsWith(Mainland, StringComparison.Ordinal))
        {
            return National(digits[2..].TrimStart('0'));
        }
        // +262 0692…: the 0 belongs to the number as it is dialled at home.
        if (Overseas.Any(one => digits.StartsWith(one.Country + "0", StringComparison.Ordinal)))
        {
            digits = digits[..3] + digits[4..];
        }
        return digits is [not '0', ..] && digits.Length is >= 8 and <= 15 ? $"+{digits}" : null;
    }

    private static string? National(string number)
        => number.Length != 9 || number[0] == '0' ? null : $"+{Overseas.FirstOrDefault(one => number.StartsWith(one.Begins, StringComparison.Ordinal)).Country ?? Mainland}{number}";

    /// <summary>The digits, without what people put between them; null when something else is there.</summary>
    private static (string Digits, bool IsInternational)? Digits(string text)
    {
        var number = text.Replace("(0)", "", StringComparison.Ordinal);
        var digits = new StringBuilder(number.Length);
        var isInternational = false;
        foreach (var letter in number)
        {
            switch (letter)
            {
                case >= '0' and <= '9':
                    digits.Append(letter);
                    break;
                case '+' when digits.Length == 0 && !isInternational:
                    isInternational = true;
                    break;
                case ' ' or '.' or '-' or '/' or '(' or ')' or '\u00a0' or '\u202f' or '\u2009' or '\u2011' or '\u2010' or '\t':
                    break;
                default:
                    return null;
            }
        }
        return digits.Length == 0 ? null : (digits.ToString(), isInternational);
    }
}
