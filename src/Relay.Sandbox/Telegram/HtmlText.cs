using System.Globalization;
using System.Text;
using Relay.Sandbox.Wire;

namespace Relay.Sandbox.Telegram;

/// <summary>Reads the HTML of <c>parse_mode</c> as strictly as TDLib: a short list of tags, four named entities, everything closed in order.</summary>
internal sealed class HtmlText
{
    private readonly string _html;
    private readonly StringBuilder _text = new();
    private readonly List<MessageEntity> _entities = [];
    private readonly Stack<OpenTag> _open = new();
    private int _at;

    private HtmlText(string html) => _html = html;

    /// <exception cref="RefusedException">With « can't parse entities » and where.</exception>
    public static (string Text, IReadOnlyList<MessageEntity> Entities) Parse(string html)
    {
        var parser = new HtmlText(html);
        parser.Run();
        return (parser._text.ToString(), [.. parser._entities.OrderBy(entity => entity.Offset).ThenByDescending(entity => entity.Length)]);
    }

    private static RefusedException Fault(string what) => TelegramErrors.Bad("can't parse entities: " + what);

    private static RefusedException FaultAt(string what, int offset, string html) => Fault($"{what} at byte offset {Encoding.UTF8.GetByteCount(html.AsSpan(0, offset))}");

    private void Run()
    {
        while (_at < _html.Length)
        {
            switch (_html[_at])
            {
                case '<' when _at + 1 < _html.Length && _html[_at + 1] == '/':
                    End();
                    break;
                case '<':
                    Start();
                    break;
                case '&' when Reference() is { } character:
                    _text.Append(character);
                    break;
                default:
                    _text.Append(_html[_at++]);
                    break;
            }
        }
        if (_open.TryPeek(out var tag))
        {
            throw Fault($"Can't find end tag corresponding to start tag \"{tag.Name}\"");
        }
    }

    private void Start()
    {
        var begin = _at++;
        var name = Word();
        var attributes = new Dictionary<string, string>(StringComparer.Ordinal);
        while (true)
        {
            while (_at < _html.Length && char.IsWhiteSpace(_html[_at]))
            {
                _at++;
            }
            if (_at >= _html.Length)
            {
                throw FaultAt("Unclosed start tag", begin, _html);
            }
            if (_html[_at] == '>')
            {
                _at++;
                break;
            }
            Attribute(attributes, name, begin);
        }
        _open.Push(Open(name, attributes, begin));
    }

    private void Attribute(Dictionary<string, string> attributes, string tag, int begin)
    {
        var name = Word('=');
        if (name.Length == 0)
        {
            throw FaultAt($"Empty attribute name in the tag \"{tag}\"", begin, _html);
        }
        if (_at >= _html.Length || _html[_at] != '=')
        {
            attributes[name] = "";
            return;
        }
        _at++;
        var quote = _at < _html.Length ? _html[_at] : '\0';
        var value = new StringBuilder();
        if (quote is '"' or '\'')
        {
            for (_at++; _at < _html.Length && _html[_at] != quote;)
            {
                value.Append(_html[_at] == '&' && Reference() is { } character ? character : $"{_html[_at++]}");
            }
            if (_at++ >= _html.Length)
            {
                throw FaultAt("Unclosed start tag", begin, _html);
            }
        }
        else
        {
            value.Append(Word());
        }
        attributes[name] = value.ToString();
    }

    private OpenTag Open(string name, Dictionary<string, string> attributes, int begin)
    {
        var type = name switch
        {
            "b" or "strong" => "bold",
            "i" or "em" => "italic",
            "u" or "ins" => "underline",
            "s" or "strike" or "del" => "strikethrough",
            "tg-spoiler" => "spoiler",
            "span" when attributes.GetValueOrDefault("class") == "tg-spoiler" => "spoiler",
            "span" => throw FaultAt("Tag \"span\" must have class \"tg-spoiler\"", begin, _html),
            "a" => "text_link",
            "code" => "code",
            "pre" => "pre",
            "blockquote" => attributes.ContainsKey("expandable") ? "expandable_blockquote" : "blockquote",
            "tg-emoji" => "custom_emoji",
            _ => throw FaultAt($"Unsupported start tag \"{name}\"", begin, _html),
        };
        var language = attributes.GetValueOrDefault("class") is { } style && style.StartsWith("language-", StringComparison.Ordinal) ? style[9..] : null;
        return new OpenTag(
            name, type, _text.Length, attributes.GetValueOrDefault("href"), type is "code" or "pre" ? language : null, attributes.GetValueOrDefault("emoji-id"));
    }

    private void End()
    {
        var begin = _at;
        _at += 2;
        var name = Word();
        if (!_open.TryPop(out var tag))
        {
            throw FaultAt("Unexpected end tag", begin, _html);
        }
        if (name.Length > 0 && name != tag.Name)
        {
            throw Fault($"Unmatched end tag at byte offset {Encoding.UTF8.GetByteCount(_html.AsSpan(0, begin))}, expected \"</{tag.Name}>\", found \"</{name}>\"");
        }
        while (_at < _html.Length && char.IsWhiteSpace(_html[_at]))
        {
            _at++;
        }
        if (_at >= _html.Length || _html[_at++] != '>')
        {
            throw FaultAt("Unclosed end tag", begin, _html);
        }
        if (_text.Length > tag.Offset)
        {
            Close(tag);
        }
    }

    private void Close(OpenTag tag)
    {
        var url = tag.Type == "text_link" ? LinkOf(tag) : null;
        if (tag.Type == "text_link" && url is null)
        {
            return; // TDLib keeps the words and drops the link
        }
        if (tag.Type == "pre" && _entities is [.., { Type: "code" } code] && code.Offset == tag.Offset && code.Length == _text.Length - tag.Offset)
        {
            _entities[^1] = code with { Type = "pre" };
            return;
        }
        var language = tag.Type == "code" && _open.All(open => open.Type != "pre") ? null : tag.Language; // a language counts within a block only
        _entities.Add(new MessageEntity(tag.Type, tag.Offset, _text.Length - tag.Offset, url, language, tag.Emoji));
    }

    private string? LinkOf(OpenTag tag)
    {
        var address = tag.Address ?? _text.ToString(tag.Offset, _text.Length - tag.Offset);
        address = address.Contains("://", StringComparison.Ordinal) || !address.Contains('.', StringComparison.Ordinal) ? address : "http://" + address;
        return Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" or "tg" or "mailto" or "tel" ? uri.AbsoluteUri : null;
    }

    private string Word(char stop = '>')
    {
        var begin = _at;
        while (_at < _html.Length && !char.IsWhiteSpace(_html[_at]) && _html[_at] != '>' && _html[_at] != stop)
        {
            _at++;
        }
        return _html[begin.._at].ToLowerInvariant();
    }

    /// <summary>The character of <c>&amp;amp;</c>, <c>&amp;#233;</c> …; null when it is none and the ampersand stands for itself.</summary>
    private string? Reference()
    {
        var end = _html.IndexOf(';', _at);
        var name = end < 0 || end - _at > 10 ? "" : _html[(_at + 1)..end];
        var character = name switch
        {
            "lt" => "<",
            "gt" => ">",
            "amp" => "&",
            "quot" => "\"",
            ['#', 'x', .. var digits] => Numbered(digits, NumberStyles.HexNumber),
            ['#', .. var digits] => Numbered(digits, NumberStyles.None),
            _ => null,
        };
        _at = character is null ? _at : end + 1;
        return character;
    }

    private static string? Numbered(string digits, NumberStyles style)
        => int.TryParse(digits, style, CultureInfo.InvariantCulture, out var code) && code > 0 && Rune.IsValid(code) ? new Rune(code).ToString() : null;

    private sealed record OpenTag(string Name, string Type, int Offset, string? Address, string? Language, string? Emoji);
}
