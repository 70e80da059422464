using System.Text;
using System.Text.RegularExpressions;
using Relay.Core.Texts;

namespace Relay.Sources.Csv;

/// <summary>
/// The text of a file, told by its bytes: UTF-8, UTF-16 with its mark, or Windows-1252 where every byte makes sense as French typography. Where that can't be told, or where the letters
/// were already spoilt by another program, it says so and reads nothing: « rÃ©union » must never reach the public.
/// </summary>
internal static partial class CsvText
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    // What Windows-1252 has at 0x80 to 0x9F; a blank is undefined there, or a sign that no French text holds and other encodings have letters at.
    private const string Windows = "€    …      Œ    ‘’“”•–— ™  œ  Ÿ";

    /// <summary>Reads the bytes of a file.</summary>
    /// <returns>The text, or in two languages why it can't be told.</returns>
    public static (string? Text, Phrase Fault) Decode(ReadOnlySpan<byte> bytes)
    {
        if (bytes.StartsWith<byte>([0xFF, 0xFE]) || bytes.StartsWith<byte>([0xFE, 0xFF]))
        {
            return Wide(bytes);
        }
        var marked = bytes.StartsWith<byte>([0xEF, 0xBB, 0xBF]);
        var body = marked ? bytes[3..] : bytes;
        if (body.IndexOf((byte)0) is >= 0 and var nul)
        {
            return Refuse(LineOf(body, nul), new("le fichier contient des octets nuls : son enregistrement a été coupé, ou ce n'est pas un fichier CSV ; enregistrez-le de nouveau.",
                "the file holds null bytes: its saving was cut short, or it is no CSV file; save it again."));
        }
        string text;
        try
        {
            text = Utf8.GetString(body);
        }
        catch (DecoderFallbackException notUtf8)
        {
            if (marked)
            {
                return Refuse(LineOf(body, notUtf8.Index), new("le fichier s'annonce en UTF-8 et n'en est pas : son enregistrement a été coupé ; enregistrez-le de nouveau en « CSV UTF-8 ».",
                    "the file says that it is UTF-8 and is not: its saving was cut short; save it again as \"CSV UTF-8\"."));
            }
            return Western(body);
        }
        return Spoilt().Match(text) is { Success: true } spoilt
            ? Refuse(LineOf(text, spoilt.Index), new($"les accents sont déjà abîmés (« {Around(text, spoilt.Index)} ») : reprenez le fichier d'origine et enregistrez-le en « CSV UTF-8 ».",
                $"the accents are spoilt already (\"{Around(text, spoilt.Index)}\"): go back to the original and save it as \"CSV UTF-8\"."))
            : (text, default);
    }

    private static (string? Text, Phrase Fault) Western(ReadOnlySpan<byte> bytes)
    {
        var text = new StringBuilder(bytes.Length);
        for (var i = 0; i < bytes.Length; i++)
        {
            var read = bytes[i] is >= 0x80 and <= 0x9F ? Windows[bytes[i] - 0x80] : (char)bytes[i];
            if (read == ' ' && bytes[i] != (byte)' ')
            {
                return Undecided(LineOf(bytes, i));
            }
            text.Append(read);
        }
        var whole = text.ToString();
        // Pairs that only UTF-8 makes: parts of the file are in one encoding and parts in the other.
        return Spoilt().Match(whole) is { Success: true } mixed ? Undecided(LineOf(whole, mixed.Index))
            : Misplaced().Match(whole) is { Success: true } odd ? Undecided(LineOf(whole, odd.Index))
            : (whole, default);
    }

    private static (string? Text, Phrase Fault) Wide(ReadOnlySpan<byte> bytes)
    {
        try
        {
            return (new UnicodeEncoding(bigEndian: bytes[0] == 0xFE, byteOrderMark: false, throwOnInvalidBytes: true).GetString(bytes[2..]), default);
        }
        catch (DecoderFallbackException)
        {
            return Refuse(1, new("le fichier s'annonce en UTF-16 et n'en est pas : enregistrez-le de nouveau en « CSV UTF-8 ».", "the file says that it is UTF-16 and is not: save it again as \"CSV UTF-8\"."));
        }
    }

    private static (string?, Phrase) Undecided(int line) => Refuse(line, new(
        "impossible de savoir dans quel codage le fichier est écrit (ni UTF-8 ni Windows-1252) : enregistrez-le en « CSV UTF-8 ».",
        "it can't be told in which encoding the file is written (neither UTF-8 nor Windows-1252): save it as \"CSV UTF-8\"."));

    private static (string?, Phrase) Refuse(int line, Phrase why) => (null, new($"ligne {line} : {why.French}", $"line {line}: {why.English}"));

    private static int LineOf(ReadOnlySpan<byte> bytes, int index) => 1 + bytes[..Math.Clamp(index, 0, bytes.Length)].Count((byte)'\n');

    private static int LineOf(string text, int index) => 1 + text.AsSpan(0, index).Count('\n');

    private static string Around(string text, int index)
    {
        var (from, until) = (index, index);
        while (from > 0 && index - from < 15 && char.IsLetterOrDigit(text[from - 1]))
        {
            from--;
        }
        while (until < text.Length && until - index < 15 && !char.IsWhiteSpace(text[until]) && text[until] is not (';' or ',' or '"'))
        {
            until++;
        }
        return Html.PlainText.Line(text[from..until]);
    }

    // UTF-8 that was read as Windows-1252: two letters that French never puts side by side.
    [GeneratedRegex("Ã[\u0080-\u00BF\u0152\u0153\u0160\u0161\u0178\u017D\u017E\u0192\u02C6\u02DC\u2013-\u203A\u20AC\u2122]|Â[\u00A0-\u00BF]|â€|\uFFFD", RegexOptions.ExplicitCapture, 5_000)]
    private static partial Regex Spoilt();

    // Where Windows-1252 has signs, other old encodings have letters (and ¤ is the euro of another): a sign inside a word is no typography. Apostrophes and the points of « militant·e·s » are.
    [GeneratedRegex("[a-zß-ÿ][€…“”™][a-zß-ÿ]| … |[a-zß-ÿ][Œ\u00C0-\u00DE][a-zß-ÿ]|[a-z][¡-©«¬®¯±´-¶¸»-¿×÷][a-z]|¤", RegexOptions.ExplicitCapture, 5_000)]
    private static partial Regex Misplaced();
}
