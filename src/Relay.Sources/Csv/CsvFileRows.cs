using System.Globalization;
using Relay.Core.Items;
using Relay.Core.Texts;
using Relay.Sources.Rows;

namespace Relay.Sources.Csv;

/// <summary>One file as records under its headers.</summary>
internal sealed class CsvFileRows
{
    private static readonly char[] Delimiters = [';', ',', '\t'];

    private static readonly string[] MayBeBlank = ["status", "visibility"];

    private readonly CsvFile _file;
    private readonly string _text;
    private readonly char _delimiter;
    private readonly int _from;

    private CsvFileRows(CsvFile file, string text, char delimiter, int from, CsvRecord header)
    {
        (_file, _text, _delimiter, _from) = (file, text, delimiter, from);
        Header = new CsvHeader(file.Name, file.Kind, header);
    }

    /// <summary>Its headers.</summary>
    public CsvHeader Header { get; }

    /// <summary>What it holds.</summary>
    public ItemKind Kind => _file.Kind;

    /// <summary>The records under the headers; a fresh reading each time.</summary>
    public IEnumerable<CsvRecord> Records => CsvReader.Read(_text, _delimiter, _from).Skip(1);

    /// <summary>Finds out how a file parts its cells, and reads its headers.</summary>
    /// <exception cref="SourceUnavailableException">When that can't be told, or a quote is never closed.</exception>
    public static CsvFileRows Open(CsvFile file)
    {
        var (text, from, said) = WithoutSepLine(file.Text);
        var best = Delimiters.Where(delimiter => said is null || said == delimiter)
            .Select(delimiter => (Delimiter: delimiter, Record: CsvReader.Read(text, delimiter, from).FirstOrDefault()))
            .Where(candidate => candidate.Record is not null)
            .Select(candidate => (candidate.Delimiter, Record: candidate.Record!, Understood: CsvHeader.Understood(candidate.Record!, file.Kind)))
            .OrderByDescending(candidate => candidate.Understood).ToList();
        if (best.Count == 0 || best[0].Understood == 0 || (best.Count > 1 && best[1].Understood == best[0].Understood))
        {
            throw Down(file, from, 1, new("la première ligne ne porte pas les noms des colonnes, séparés par des points-virgules : partez du modèle de « relay csv-template ».",
                "the first line does not hold the names of the columns, parted by semicolons: start from the template of \"relay csv-template\"."));
        }
        var rows = new CsvFileRows(file, text, best[0].Delimiter, from, best[0].Record);
        rows.RefuseCutOff();
        return rows;
    }

    /// <summary>Makes a row of a record.</summary>
    public Row Row(CsvRecord record, RowDefaults defaults)
    {
        var cells = new Dictionary<string, string?>(StringComparer.Ordinal);
        for (var i = 0; i < record.Cells.Count; i++)
        {
            if (Header[i] is { } column)
            {
                cells[column] = CsvCells.Read(column, Cut(column, record.Cells[i].Value));
            }
        }
        return new Row(Values(cells, defaults));
    }

    /// <summary>The id of a record as it stands; null when its cell is blank.</summary>
    public string? IdOf(CsvRecord record) => Header.IndexOf("source_id") is >= 0 and var index && index < record.Cells.Count && record.Cells[index].Value is { Length: > 0 } id ? id : null;

    private Dictionary<string, string?> Values(Dictionary<string, string?> cells, RowDefaults defaults)
    {
        if (cells.Remove(CsvNames.StartHour, out var start))
        {
            cells["starts_local"] = CsvCells.Join(cells.GetValueOrDefault("starts_local"), start);
        }
        if (cells.Remove(CsvNames.EndHour, out var end))
        {
            // An hour without a day of its own is on the day of the start.
            var day = cells.GetValueOrDefault("ends_local") ?? (end is not null && cells.GetValueOrDefault("starts_local") is { Length: >= 10 } from ? from[..10] : null);
            cells["ends_local"] = CsvCells.Join(day, end);
        }
        if (cells.Remove(CsvNames.Departement, out var departement))
        {
            cells["territory"] = departement;
        }
        // Left blank by a person these mean the usual; in a view, null is a word that nobody mapped.
        foreach (var column in MayBeBlank.Where(column => cells.TryGetValue(column, out var word) && word is null))
        {
            cells.Remove(column);
        }
        defaults.Fill(cells);
        if (cells.GetValueOrDefault("updated_at") is null)
        {
            cells["updated_at"] = _file.ModifiedAt.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        }
        return cells;
    }

    // A quote that is never closed has swallowed the rest of the file; a last line that stops short was cut off while it was written.
    private void RefuseCutOff()
    {
        CsvRecord? last = null;
        foreach (var record in CsvReader.Read(_text, _delimiter, _from))
        {
            last = record;
            if (record.Cells.FirstOrDefault(cell => cell.Trouble == CsvTrouble.OpenQuote) is { } open)
            {
                throw Down(_file, open.Line, open.Column, new("ce guillemet n'est jamais fermé, tout ce qui suit est illisible : fermez-le, ou doublez-le (\"\") s'il fait partie du texte.",
                    "this quote is never closed, all that follows can't be read: close it, or double it (\"\") if it belongs to the text."));
            }
        }
        if (last is { Ends: false } && last.Line > Header.Line && last.Cells.Count < Header.Count)
        {
            throw Down(_file, last.Line, 1, new("la dernière ligne est coupée : l'enregistrement n'est pas fini ; enregistrez de nouveau si cela dure.",
                "the last line is cut off: saving has not ended; save again if this lasts."));
        }
    }

    private static string Cut(string column, string value) => value.Length > RowColumns.Limit(column) ? value[..RowColumns.Limit(column)] : value;

    // Excel's own hint, « sep=; », before the headers.
    private static (string Text, int From, char? Said) WithoutSepLine(string text)
    {
        var end = text.IndexOfAny(['\r', '\n']);
        if (end < 0 || text[..end].Trim('"', ' ') is not { Length: 5 } hint || !hint.StartsWith("sep=", StringComparison.OrdinalIgnoreCase))
        {
            return (text, 1, null);
        }
        var rest = text.AsSpan(end).StartsWith("\r\n", StringComparison.Ordinal) ? end + 2 : end + 1;
        return (text[rest..], 2, hint[4]);
    }

    private static SourceUnavailableException Down(CsvFile file, int line, int column, Phrase why)
        => new(new Phrase($"{file.Name}:{line}:{column} : {why.French}", $"{file.Name}:{line}:{column}: {why.English}"));
}
