using System.Globalization;
using System.Text;

namespace Relay.Core.Conversations.Calendars;

/// <summary>Content lines of an iCalendar object: escaped, folded at 75 octets without cutting a character, ended with CRLF. Source: RFC 5545, 3.1 and 3.3.11.</summary>
internal sealed class ContentLines
{
    private const int LongestLine = 75;

    private readonly StringBuilder _text = new();

    /// <summary>A line whose value is written as it stands.</summary>
    public ContentLines Add(string name, string value)
    {
        var octets = 0;
        foreach (var rune in $"{name}:{value}".EnumerateRunes())
        {
            if (octets + rune.Utf8SequenceLength > LongestLine)
            {
                _text.Append("\r\n ");
                octets = 1; // the space that says that the line goes on
            }
            _text.Append(rune);
            octets += rune.Utf8SequenceLength;
        }
        _text.Append("\r\n");
        return this;
    }

    /// <summary>A line of text; left out where there is none.</summary>
    public ContentLines Text(string name, string? text) => string.IsNullOrWhiteSpace(text) ? this : Add(name, Escaped(text));

    /// <summary>A line with an instant, in UTC: every calendar shows it on its own clock, and no table of time zones can be out of date.</summary>
    public ContentLines Instant(string name, DateTimeOffset at) => Add(name, at.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture));

    /// <summary>A text as the value of a parameter, in quotes: what can't stand between them is left out.</summary>
    public static string Quoted(string text) => $"\"{new string([.. text.Select(letter => letter == '"' ? '\'' : letter).Where(letter => !char.IsControl(letter))])}\"";

    /// <inheritdoc/>
    public override string ToString() => _text.ToString();

    private static string Escaped(string text)
    {
        var escaped = new StringBuilder(text.Length + 8);
        foreach (var letter in text.ReplaceLineEndings("\n").Trim())
        {
            escaped.Append(letter switch
            {
                '\\' => @"\\",
                ';' => @"\;",
                ',' => @"\,",
                '\n' => @"\n",
                _ when char.IsControl(letter) => "",
                _ => letter.ToString(),
            });
        }
        return escaped.ToString();
    }
}
