using System.Globalization;
using System.Text;

namespace Relay.Sources.Html;

/// <summary>Writes text as a reader sees a page: white space collapses, blocks part lines, list items carry their mark.</summary>
internal sealed class TextFlow
{
    private readonly StringBuilder _out = new();
    private readonly Stack<List> _lists = new();
    private int _breaks;
    private int _spaces;
    private char _space = ' ';
    private string? _mark;

    /// <summary>Characters written so far.</summary>
    public int Length => _out.Length;

    /// <summary>What was written from a position on.</summary>
    public string Since(int start) => _out.ToString(start, _out.Length - start).Trim();

    /// <summary>Adds text; white space between words collapses unless it is kept line by line.</summary>
    public void Add(string text, bool preformatted = false)
    {
        foreach (var rune in text.EnumerateRunes())
        {
            if (preformatted && rune.Value == '\n')
            {
                Line();
            }
            else if (PlainText.IsSpace(rune))
            {
                _space = ++_spaces == 1 && PlainText.IsNoBreak(rune) ? (char)rune.Value : ' ';
            }
            else if (PlainText.IsShown(rune))
            {
                Flush();
                _out.Append(rune);
            }
        }
    }

    /// <summary>A line ends here, whatever follows: two of them make a paragraph.</summary>
    public void Line() => (_breaks, _spaces) = (Math.Min(2, _breaks + 1), 0);

    /// <summary>A block begins or ends here.</summary>
    /// <param name="lines">1 for a new line, 2 for a blank one between; within a list always 1.</param>
    public void Block(int lines) => (_breaks, _spaces) = (Math.Max(_breaks, _lists.Count > 0 ? 1 : lines), 0);

    /// <summary>A cell of a table begins.</summary>
    public void Cell()
    {
        if (_out.Length > 0 && _breaks == 0)
        {
            _out.Append(" |");
            (_spaces, _space) = (1, ' ');
        }
    }

    /// <summary>A list begins; numbered from <paramref name="first"/>, or with bullets when it is null.</summary>
    public void OpenList(int? first)
    {
        Block(2);
        _lists.Push(new List { Next = first });
    }

    /// <summary>The innermost list ends.</summary>
    public void CloseList()
    {
        _mark = null;
        _ = _lists.TryPop(out _);
        Block(2);
    }

    /// <summary>An item of the innermost list begins; one outside any list gets a bullet.</summary>
    public void Item()
    {
        Block(1);
        var list = _lists.TryPeek(out var open) ? open : new List();
        _mark = list.Next is { } number ? string.Create(CultureInfo.InvariantCulture, $"{number}. ") : "• ";
        list.Next++;
    }

    /// <inheritdoc/>
    public override string ToString() => PlainText.Composed(_out.ToString());

    private void Flush()
    {
        if (_out.Length > 0)
        {
            _out.Append('\n', _breaks);
        }
        if (_mark is not null)
        {
            _out.Append(' ', 2 * Math.Clamp(_lists.Count - 1, 0, MostIndents)).Append(_mark);
        }
        else if (_spaces > 0 && _breaks == 0 && _out.Length > 0)
        {
            _out.Append(_space);
        }
        (_breaks, _spaces, _mark) = (0, 0, null);
    }

    private const int MostIndents = 5;

    private sealed class List
    {
        public int? Next { get; set; }
    }
}
