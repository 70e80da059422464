using Relay.Core.Channels;
using Relay.Core.Items;
using Relay.Sources.Rows;

namespace Relay.Sources.Csv;

/// <summary>The first record of a file: what each column means. A column that is not understood stops its file, since « Visibilté » left unread would publish what is not public.</summary>
internal sealed class CsvHeader
{
    /// <summary>More columns than any table that people fill in: the file is something else, and is not gone through name by name.</summary>
    private const int Most = 200;

    /// <summary>A longer name is none of ours, however it is read.</summary>
    private const int LongestName = 100;

    private readonly ItemKind _kind;
    private readonly List<string?> _columns = [];
    private readonly List<string> _names = [];
    private readonly List<RowFault> _faults = [];

    /// <summary>Reads the headers of a file.</summary>
    public CsvHeader(string file, ItemKind kind, CsvRecord record)
    {
        (_kind, File) = (kind, file);
        Line = record.Line;
        foreach (var cell in record.Cells.Take(Most))
        {
            Add(cell);
        }
        if (record.Cells.Count > Most)
        {
            Fault(_names[^1], record.Cells[Most], $"there are more than {Most} columns: this is no table of ours.", $"il y a plus de {Most} colonnes : ce n'est pas un tableau pour Relay.");
            return;
        }
        foreach (var missing in RowColumns.Required(kind).Where(column => !_columns.Contains(column)))
        {
            var name = CsvNames.French(kind, missing);
            Fault(name, record.Cells[0], $"there is no such column, and no row can do without it.", "cette colonne manque, et aucune ligne ne peut s'en passer.");
        }
        if (_columns.Contains(CsvNames.Departement) && _columns.Contains("territory"))
        {
            Fault(CsvNames.French(kind, CsvNames.Departement), record.Cells[0], "it says the same as the column for the territory: keep one of them.", "elle dit la même chose que la colonne du territoire : gardez l'une des deux.");
        }
        if (kind == ItemKind.Event && !_columns.Contains("place_public") && (_columns.Contains("place") || _columns.Contains("address")))
        {
            var name = CsvNames.French(kind, "place_public");
            Fault(name, record.Cells[0], "there is a place but no such column: add it, with oui where the place may be shown and non where it is somebody's home.",
                "il y a un lieu mais pas cette colonne : ajoutez-la, avec oui là où le lieu peut être montré, non là où c'est chez quelqu'un.");
        }
    }

    /// <summary>Name of the file.</summary>
    public string File { get; }

    /// <summary>Where the headers stand.</summary>
    public int Line { get; }

    /// <summary>What is wrong with them.</summary>
    public IReadOnlyList<RowFault> Faults => _faults;

    /// <summary>How many columns there are, those without a name included.</summary>
    public int Count => _columns.Count;

    /// <summary>Whether rows can be known by their id all the same.</summary>
    public bool HasId => _columns.Contains("source_id");

    /// <summary>The column of a cell; null for one that is kept for the coordinators themselves, or has no name.</summary>
    public string? this[int index] => index < _columns.Count ? _columns[index] : null;

    /// <summary>The header of a cell as it is written; blank when it has none.</summary>
    public string Name(int index) => index < _names.Count ? _names[index] : "";

    /// <summary>The header of a column as it is written, or its French name where the file has none.</summary>
    public string NameOf(string column)
    {
        var index = _columns.IndexOf(column);
        return index >= 0 ? _names[index] : CsvNames.French(_kind, column);
    }

    /// <summary>Index of a column's cells; negative when the file has none.</summary>
    public int IndexOf(string column) => _columns.IndexOf(column);

    /// <summary>How many columns of a record would be understood: tells which delimiter a file has.</summary>
    public static int Understood(CsvRecord record, ItemKind kind)
        => record.Cells.Take(Most).Count(cell => cell.Value.Length <= LongestName && CsvNames.Columns(kind).ContainsKey(CsvNames.Fold(cell.Value)));

    private void Add(CsvCell cell)
    {
        _names.Add(RowValues.Short(cell.Value));
        _columns.Add(null);
        if (cell.Value.Length == 0 || cell.Value.StartsWith('#'))
        {
            return; // a remark of the coordinators' own
        }
        var name = cell.Value.Length <= LongestName ? CsvNames.Fold(cell.Value) : "";
        if (!CsvNames.Columns(_kind).TryGetValue(name, out var column))
        {
            // Nearest also among folded names, so that an accent is no typing error.
            var nearest = name.Length > 0 && ConfigurationNames.Nearest(name, CsvNames.Columns(_kind).Keys) is { } folded ? CsvNames.French(_kind, CsvNames.Columns(_kind)[folded]) : null;
            Fault(_names[^1], cell,
                nearest is null ? "Relay knows no such column: put # before its name if it is for yourselves, or take it out. The headers expected are those of \"relay csv-template\"." : $"Relay knows no such column: did you mean « {nearest} »? Put # before its name if it is for yourselves.",
                nearest is null ? "Relay ne connaît pas cette colonne : mettez # devant son nom si elle est pour vous, ou retirez-la. Les en-têtes attendus sont ceux de « relay csv-template »." : $"Relay ne connaît pas cette colonne : vouliez-vous écrire « {nearest} » ? Mettez # devant son nom si elle est pour vous.");
            return;
        }
        if (_columns.IndexOf(column) is >= 0 and var first)
        {
            Fault(_names[^1], cell, $"it means the same as the column « {_names[first]} »: keep one of them.", $"elle dit la même chose que la colonne « {_names[first]} » : gardez l'une des deux.");
            return;
        }
        _columns[^1] = column;
    }

    private void Fault(string name, CsvCell cell, string english, string french)
        => _faults.Add(new RowFault(name, $"{File}:{cell.Line}:{cell.Column}: {english}", $"{File}:{cell.Line}:{cell.Column} : {french}"));
}
