using System.Globalization;
using Relay.Core.Texts.Words;

namespace Relay.Core.Texts.Fitting;

/// <summary>A rendered text as a tree: fixed words, the link, and blocks that give way when room is short.</summary>
internal sealed class Draft
{
    private readonly Block _root;

    private Draft(Block root) => _root = root;

    /// <summary>Blocks in the order in which they give way: by their order number, then from the last to the first, an inner one before its outer one.</summary>
    public IReadOnlyList<Block> Elastic { get; private init; } = [];

    /// <summary>The printed link; null when the text prints none.</summary>
    public string? Link { get; private init; }

    /// <summary>Reads a rendered text with its marks.</summary>
    public static Draft Parse(string rendered)
    {
        var root = new Block(Marks.Shorten, 0, 0, 0);
        var path = new Stack<Block>([root]);
        var elastic = new List<Block>();
        string? link = null;
        for (var at = 0; at < rendered.Length;)
        {
            if (rendered[at] == Marks.Open)
            {
                var settings = rendered.IndexOf(Marks.Settings, at);
                var block = Read(rendered[at + 1], rendered.AsSpan((at + 2)..settings));
                path.Peek().Children.Add(block);
                path.Push(block);
                at = settings + 1;
            }
            else if (rendered[at] == Marks.Close)
            {
                var block = path.Pop();
                if (block.Kind == Marks.Link)
                {
                    link = block.ToString();
                }
                else
                {
                    elastic.Add(block);
                }
                at++;
            }
            else
            {
                var next = rendered.AsSpan(at).IndexOfAnyInRange(Marks.Open, Marks.Close);
                var end = next < 0 ? rendered.Length : at + next;
                path.Peek().Children.Add(rendered[at..end]);
                at = end;
            }
        }
        // A block is closed after its inner ones: backwards an outer one would come first, so inner ones are told by their depth.
        var ordered = elastic.Select((block, index) => (block, index)).OrderBy(one => one.block.Order).ThenByDescending(one => Outermost(elastic, one.index)).ThenBy(one => one.index);
        return new Draft(root) { Elastic = [.. ordered.Select(one => one.block)], Link = link };
    }

    /// <summary>The text as the blocks stand now.</summary>
    public string Text() => Tidy.Up(_root.ToString());

    private static int Outermost(List<Block> elastic, int index)
    {
        for (var outer = elastic.Count - 1; outer > index; outer--)
        {
            if (elastic[outer].Holds(elastic[index]))
            {
                return outer;
            }
        }
        return index;
    }

    private static Block Read(char kind, ReadOnlySpan<char> settings)
    {
        Span<int> numbers = [0, 0, 0];
        var index = 0;
        foreach (var part in settings.Split(','))
        {
            if (index < numbers.Length && int.TryParse(settings[part], NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            {
                numbers[index] = number;
            }
            index++;
        }
        return new Block(kind, numbers[0], numbers[1], numbers[2]);
    }

    /// <summary>Part of a draft.</summary>
    /// <param name="kind">Shorten, optional or link.</param>
    /// <param name="order">What has a lower one gives way first.</param>
    /// <param name="least">With fewer characters left it goes altogether.</param>
    /// <param name="keep">Until everything else has given way it keeps this many characters.</param>
    internal sealed class Block(char kind, int order, int least, int keep)
    {
        public List<object> Children { get; } = [];

        public char Kind => kind;

        public int Order => order;

        public int Least => least;

        public int Keep => keep;

        /// <summary>What it says instead of its children; null while it is whole.</summary>
        public string? Instead { get; set; }

        public bool Holds(Block other) => Children.Exists(child => child is Block block && (block == other || block.Holds(other)));

        public override string ToString() => Instead ?? Children switch
        {
            [] => "",
            [var only] => only.ToString()!,
            _ => string.Concat(Children),
        };
    }
}
