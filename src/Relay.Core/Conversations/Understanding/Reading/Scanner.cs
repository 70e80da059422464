using System.Text;

namespace Relay.Core.Conversations.Understanding.Reading;

/// <summary>Cuts a folded text into words, in one pass. Each sentence is numbered; those that end with a question mark are told apart.</summary>
internal sealed class Scanner(string text)
{
    private const string Domains = " com fr org net ly me io eu example info gl co ru xyz top site shop club link app ";
    private readonly List<Word> _words = [];
    private readonly HashSet<int> _questions = [];
    private int _at;
    private int _sentence;
    private Break _break = Break.Sentence;

    /// <summary>The words, and the numbers of the sentences that ask.</summary>
    public static (List<Word> Words, HashSet<int> Questions) Scan(string folded)
    {
        var scanner = new Scanner(folded);
        scanner.Run();
        return (scanner._words, scanner._questions);
    }

    private void Run()
    {
        var blank = true;
        while (_at < text.Length)
        {
            var sign = text[_at];
            if (blank && sign != ' ' && sign != '\n' && Chunk() is var end && Address(text.AsSpan(_at, end - _at)) is { } kind)
            {
                Add(text[_at..end], kind);
                _at = end;
                blank = false;
                continue;
            }
            blank = sign is ' ' or '\n' or '(' or '"';
            if ((char.IsAsciiDigit(sign) || (sign == '+' && Peek(1) is >= '0' and <= '9')) && Phone() is > 0 and var length)
            {
                Add(text[_at..(_at + length)], "#PHONE");
                _at += length;
            }
            else if (char.IsLetterOrDigit(sign))
            {
                Letters();
            }
            else
            {
                Punctuation(sign);
            }
        }
    }

    private void Letters()
    {
        var start = _at;
        while (_at < text.Length && (char.IsLetterOrDigit(text[_at]) || (text[_at] is ':' or '/' or '.' or ',' && char.IsAsciiDigit(text[_at - 1]) && Peek(1) is >= '0' and <= '9' && !Spells(start))))
        {
            _at++;
        }
        var word = text[start.._at];
        if (word.Length == 2 && char.IsAsciiDigit(word[0]) && char.IsAsciiDigit(word[1]) && Peek(0) == ' ' && Digits(_at + 1) == 3)
        {
            word += text[(_at + 1)..(_at + 4)]; // "33 000"
            _at += 4;
        }
        Add(word, char.IsAsciiDigit(word[0]) ? NumberOf(word) : null);
        if (Peek(0) is '-' or '\'' && char.IsLetterOrDigit(Peek(1)))
        {
            _at++; // est-ce, j'y
        }

        bool Spells(int from) => char.IsAsciiLetter(text[from]);
    }

    private static string? NumberOf(string word) => word.All(char.IsAsciiDigit) ? word.Length == 5 ? "#POSTAL" : "#NUMBER"
        : word.Contains('h') || (word.Contains(':') && word.Length <= 5) ? "#TIME" : word.Contains('/') ? "#DATE" : "#NUMBER";

    private void Punctuation(char sign)
    {
        switch (sign)
        {
            case '?':
                _questions.Add(_sentence);
                End();
                break;
            case '!' or '\n' or ';':
                End();
                break;
            case '.':
                if (Peek(1) == '.')
                {
                    Cut();
                }
                else if (!char.IsLetterOrDigit(Peek(1)))
                {
                    End();
                }
                break;
            case ',' or '(' or ')' or '"' or ':' or '[' or ']' or '-' or '/' or '|':
                if (sign is not ('-' or '/') || !char.IsLetterOrDigit(Peek(1)) || (_at > 0 && text[_at - 1] == ' '))
                {
                    Cut();
                }
                if (sign == '/' && char.IsLetter(Peek(1)) && (_at == 0 || text[_at - 1] is ' ' or '\n'))
                {
                    Add("/", "#COMMAND");
                }
                break;
            case '+' or '€' or '$' or '£' or '%' or '@':
                Add(sign.ToString(), null);
                break;
            case >= '\u2190':
                Symbol();
                return;
            default:
                break;
        }
        _at++;
    }

    private void Symbol()
    {
        Rune.DecodeFromUtf16(text.AsSpan(_at), out var rune, out var length);
        _at += length;
        if (Rune.IsSymbol(rune) || rune.Value >= 0x1F000)
        {
            Add(rune.ToString(), "#EMOJI");
        }
    }

    private void Add(string word, string? sign)
    {
        _words.Add(new Word(word, _break) { Sign = sign, Sentence = _sentence });
        _break = Break.None;
    }

    private void Cut() => _break = _break == Break.Sentence ? Break.Sentence : Break.Clause;

    private void End()
    {
        if (_words.Count > 0 && _words[^1].Sentence == _sentence)
        {
            _sentence++;
        }
        _break = Break.Sentence;
    }

    private char Peek(int ahead) => _at + ahead < text.Length ? text[_at + ahead] : '\0';

    private int Digits(int from)
    {
        var to = from;
        while (to < text.Length && to - from < 12 && char.IsAsciiDigit(text[to]))
        {
            to++;
        }
        return to - from;
    }

    private int Chunk()
    {
        var end = text.AsSpan(_at).IndexOfAny(' ', '\n');
        return end < 0 ? text.Length : _at + end;
    }

    private int Phone()
    {
        var (digits, at) = (0, _at + (text[_at] == '+' ? 1 : 0));
        var last = at;
        while (at < text.Length && at - _at < 24 && (char.IsAsciiDigit(text[at]) || text[at] is ' ' or '.' or '-' or '(' or ')'))
        {
            if (char.IsAsciiDigit(text[at++]))
            {
                digits++;
                last = at;
            }
            if (digits == 10 && text[_at] == '0')
            {
                break;
            }
        }
        return (text[_at] == '0' && digits == 10 && Digits(last) == 0) || (text[_at] == '+' && digits is >= 8 and <= 15) ? last - _at : 0;
    }

    private static string? Address(ReadOnlySpan<char> chunk)
    {
        chunk = chunk.TrimEnd(".,;:!?)\"'");
        if (chunk.Length < 2)
        {
            return null;
        }
        if (chunk[0] == '@' && char.IsLetterOrDigit(chunk[1]))
        {
            return "#MENTION";
        }
        var (at, dot) = (chunk.IndexOf('@'), chunk.LastIndexOf('.'));
        if (at > 0 && dot > at + 1 && dot < chunk.Length - 1)
        {
            return "#EMAIL";
        }
        return chunk.StartsWith("http", StringComparison.Ordinal) && chunk.Contains("://", StringComparison.Ordinal) || chunk.StartsWith("www.", StringComparison.Ordinal) || Site(chunk) ? "#LINK" : null;
    }

    // A host whose last label is a known domain, with or without a path: bit.ly/x.
    private static bool Site(ReadOnlySpan<char> chunk)
    {
        var host = chunk.IndexOf('/') is > 0 and var slash ? chunk[..slash] : chunk;
        var dot = host.LastIndexOf('.');
        return dot > 0 && host.Length - dot <= 9 && Domains.Contains($" {host[(dot + 1)..]} ", StringComparison.Ordinal);
    }
}
