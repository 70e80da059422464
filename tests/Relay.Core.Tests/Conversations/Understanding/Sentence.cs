using System.Text;
using Relay.Core.Conversations.Understanding;

namespace Relay.Core.Tests.Conversations.Understanding;

/// <summary>A sentence that people have labelled.</summary>
internal sealed record Sentence(string Text, string Language, Intent Intent, bool Hard, string Context, string Note)
{
    /// <summary>Whether it stands in public; "any" is read as private.</summary>
    public bool Public => Context == "public";

    /// <summary>Whether it is kept apart: three in ten, by its text alone. Rules are mended by, and weights learnt from, the others.</summary>
    public bool HeldOut => Hash % 10 < 3;

    private uint Hash => Encoding.UTF8.GetBytes(Text).Aggregate(2166136261u, (hash, next) => (hash ^ next) * 16777619u);

    /// <summary>Reads a file that stands beside the tests.</summary>
    public static IReadOnlyList<Sentence> OfOurOwn(string name) => Of(Relay.Testing.Repository.PathOf("tests", "Relay.Core.Tests", "Conversations", "Understanding", name));

    /// <summary>Reads a file of <c>text,lang,intent,hard,context,note</c>.</summary>
    public static IReadOnlyList<Sentence> Of(string file)
    {
        var sentences = new List<Sentence>();
        foreach (var cells in File.ReadLines(file).Skip(1).Select(Cells).Where(cells => cells.Count >= 5))
        {
            sentences.Add(new Sentence(cells[0], cells[1], Intents.TryParse(cells[2], out var intent) ? intent : throw new FormatException($"'{cells[2]}' is not an intent: {cells[0]}"), cells[3] == "1", cells[4], cells.ElementAtOrDefault(5) ?? ""));
        }
        return sentences;
    }

    private static List<string> Cells(string line)
    {
        var (cells, cell, quoted) = (new List<string>(), new StringBuilder(), false);
        for (var at = 0; at < line.Length; at++)
        {
            if (line[at] == '"')
            {
                if (quoted && at + 1 < line.Length && line[at + 1] == '"')
                {
                    cell.Append(line[at++]);
                }
                else
                {
                    quoted = !quoted;
                }
            }
            else if (line[at] == ',' && !quoted)
            {
                cells.Add(cell.ToString());
                cell.Clear();
            }
            else
            {
                cell.Append(line[at]);
            }
        }
        return [.. cells, cell.ToString()];
    }
}
