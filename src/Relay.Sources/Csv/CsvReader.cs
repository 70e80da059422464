using System.Text;

namespace Relay.Sources.Csv;

/// <summary>
/// Reads RFC 4180 text record by record, keeping where each cell begins: what is wrong is said by line and column, and a quote that is never closed by the line that opened it.
/// </summary>
internal static class CsvReader
{
    /// <summary>Reads every record that is not blank.</summary>
    /// <param name="text">The whole file, without its byte order mark.</param>
    /// <param name="delimiter">What parts cells.</param>
    /// <param name="from">Line on which <paramref name="text"/> begins.</param>
    public static IEnumerable<CsvRecord> Read(string text, char delimiter, int from = 1)
    {
        var at = new Position(text, from);
        while (!at.IsAtEnd)
        {
            var record = ReadRecord(at, delimiter);
            if (record.Cells.Any(cell => cell.Value.Length > 0))
            {
                yield return record;
            }
        }
    }

    private static CsvRecord ReadRecord(Position at, char delimiter)
    {
        var line = at.Line;
        var cells = new List<CsvCell>();
        while (true)
        {
            var cell = at.Next is '"' ? ReadQuoted(at, delimiter) : ReadBare(at, delimiter);
            cells.Add(cell);
            if (at.Next == delimiter)
            {
                at.Step();
                continue;
            }
            var ends = !at.IsAtEnd;
            at.StepLine();
            return new CsvRecord(line, cells, ends);
        }
    }

    private static CsvCell ReadBare(Position at, char delimiter)
    {
        var (line, column, start) = (at.Line, at.Column, at.Offset);
        while (!at.IsAtEnd && at.Next != delimiter && at.Next is not ('\r' or '\n'))
        {
            at.Step();
        }
        return new CsvCell(at.Since(start).Trim(), line, column);
    }

    private static CsvCell ReadQuoted(Position at, char delimiter)
    {
        var (line, column) = (at.Line, at.Column);
        var value = new StringBuilder();
        at.Step();
        while (!at.IsAtEnd)
        {
            if (at.Next != '"')
            {
                value.Append(at.Step());
                continue;
            }
            at.Step();
            if (at.Next != '"')
            {
                return Rest(at, delimiter) is { Length: > 0 } rest
                    ? new CsvCell(value.ToString() + rest, line, column) { Trouble = CsvTrouble.StrayQuote }
                    : new CsvCell(value.ToString().Trim(), line, column);
            }
            value.Append(at.Step());
        }
        return new CsvCell(value.ToString(), line, column) { Trouble = CsvTrouble.OpenQuote };
    }

    // What follows a closing quote should be nothing; a quote inside a quoted text that is not doubled leaves its second half here.
    private static string Rest(Position at, char delimiter)
    {
        var start = at.Offset;
        while (!at.IsAtEnd && at.Next != delimiter && at.Next is not ('\r' or '\n'))
        {
            at.Step();
        }
        return at.Since(start).Trim();
    }

    private sealed class Position(string text, int line)
    {
        public int Offset { get; private set; }

        public int Line { get; private set; } = line;

        public int Column { get; private set; } = 1;

        public bool IsAtEnd => Offset >= text.Length;

        public char Next => IsAtEnd ? '\0' : text[Offset];

        public string Since(int start) => text[start..Offset];

        public char Step()
        {
            var read = text[Offset++];
            var newLine = read == '\n' || (read == '\r' && Next != '\n');
            (Line, Column) = newLine ? (Line + 1, 1) : (Line, Column + 1);
            return read;
        }

        public void StepLine()
        {
            if (!IsAtEnd && Step() == '\r' && Next == '\n')
            {
                Step();
            }
        }
    }
}

/// <summary>One record of a file.</summary>
/// <param name="Line">Where it begins, counted from 1.</param>
/// <param name="Cells">At least one.</param>
/// <param name="Ends">Whether a line break follows it: the last of a file that was cut off has none.</param>
internal sealed record CsvRecord(int Line, IReadOnlyList<CsvCell> Cells, bool Ends);

/// <summary>One cell, and where it begins, both counted from 1.</summary>
internal sealed record CsvCell(string Value, int Line, int Column)
{
    /// <summary>What is wrong with its quotes.</summary>
    public CsvTrouble? Trouble { get; init; }
}

/// <summary>What can be wrong with quotes.</summary>
internal enum CsvTrouble
{
    /// <summary>Text follows the closing quote.</summary>
    StrayQuote,

    /// <summary>The closing quote never comes.</summary>
    OpenQuote,
}
