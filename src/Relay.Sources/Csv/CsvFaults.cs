using Relay.Core.Items;
using Relay.Core.Texts;
using Relay.Sources.Rows;

namespace Relay.Sources.Csv;

/// <summary>Says where in a file a fault stands: <c>evenements.csv:12:34</c>, line and character, with the value where it is nobody's name or address.</summary>
internal static class CsvFaults
{
    // What a fault may repeat: words, numbers and dates. Names and addresses of people stay in the file.
    private static readonly HashSet<string> Quotable = new(StringComparer.Ordinal)
    {
        "source_id", "starts_local", "ends_local", "closes_on", "created_at", "updated_at", "zone", "territory", "postal_code", "status", "visibility", "place_public", "organiser_public",
        "organiser_certified", "capacity", "registrations", "supporters", "url", "image_url", "online_url",
    };

    /// <summary>A row's faults with their places, under the names that its file gives the columns.</summary>
    public static SourceRow.Faulty Placed(CsvFileRows file, CsvRecord record, SourceRow.Faulty faulty)
        => faulty with { Faults = [.. faulty.Faults.Select(fault => Placed(file, record, fault))] };

    /// <summary>A file that nobody reads, and why.</summary>
    public static SourceRow.Faulty Stranger(string name)
    {
        var isCsv = Path.GetExtension(name).Equals(".csv", StringComparison.OrdinalIgnoreCase);
        return new(name, CsvNames.KindOf(name) ?? ItemKind.Event,
        [
            isCsv
                ? new RowFault("fichier", $"{name} is not read: call it evenements….csv or initiatives….csv, or put it elsewhere.", $"{name} n'est pas lu : nommez-le evenements….csv ou initiatives….csv, ou rangez-le ailleurs.")
                : new RowFault("fichier", $"{name} is not read: save it as \"CSV UTF-8\" in this folder.", $"{name} n'est pas lu : enregistrez-le aussi en « CSV UTF-8 » dans ce dossier."),
        ]);
    }

    /// <summary>What is wrong with a record before its cells are read; null when nothing is.</summary>
    public static SourceRow.Faulty? OfShape(CsvFileRows file, CsvRecord record)
    {
        if (record.Cells.Index().FirstOrDefault(cell => cell.Item.Trouble == CsvTrouble.StrayQuote) is { Item: { } cell } stray)
        {
            return Whole(file, record, stray.Index, cell, "a quote stands inside a quoted text: double it (\"\").", "un guillemet se trouve dans un texte entre guillemets : doublez-le (\"\").");
        }
        var (count, known) = (record.Cells.Count, file.Header.Count);
        if (count < known)
        {
            return Whole(file, record, count - 1, record.Cells[^1], 
                $"the line has {count} {(count == 1 ? "cell" : "cells")} and the headers {known}: a separator is missing.",
                $"la ligne a {count} {(count == 1 ? "cellule" : "cellules")} et les en-têtes {known} : il manque un séparateur.");
        }
        if (record.Cells.Index().Skip(known).FirstOrDefault(cell => cell.Item.Value.Length > 0) is { Item: { } extra })
        {
            return Whole(file, record, known, extra, $"the line has more cells than the {known} headers: put a text that holds a separator between quotes.", $"la ligne a plus de cellules que les {known} en-têtes : mettez entre guillemets un texte qui contient un séparateur.");
        }
        return record.Cells.Index().FirstOrDefault(cell => cell.Item.Value.Length > 0 && file.Header[cell.Index] is null && file.Header.Name(cell.Index).Length == 0) is { Item: { } nameless } unnamed
            ? Whole(file, record, unnamed.Index, nameless, "this cell stands under no header: name its column.", "cette cellule n'est sous aucun en-tête : nommez sa colonne.")
            : null;
    }

    /// <summary>A row without an id, with one that would do.</summary>
    public static SourceRow.Faulty Nameless(CsvFileRows file, CsvRecord record, Row row)
    {
        var proposed = Proposed(row);
        return new($"{file.Header.File}:{record.Line}", file.Kind,
        [
            new RowFault(file.Header.NameOf("source_id"),
                $"{file.Header.File}:{record.Line}: the row has no id: write a word that no other row has and never change it, for instance {proposed}.",
                $"{file.Header.File}:{record.Line} : la ligne n'a pas d'identifiant : écrivez un mot qu'aucune autre ligne n'a et ne le changez jamais, par exemple {proposed}."),
        ])
        {
            IsNameless = true,
        };
    }

    /// <summary>A row whose id stands elsewhere too.</summary>
    public static SourceRow.Faulty Shared(CsvFileRows file, CsvRecord record, string places) => new(file.IdOf(record)!, file.Kind,
    [
        new RowFault(file.Header.NameOf("source_id"), $"{places}: these lines have the same id: each needs its own.", $"{places} : ces lignes portent le même identifiant : il en faut un par ligne."),
    ]);

    private static RowFault Placed(CsvFileRows file, CsvRecord record, RowFault fault)
    {
        var index = file.Header.IndexOf(fault.Column);
        var cell = index >= 0 && index < record.Cells.Count ? record.Cells[index] : record.Cells[0];
        var place = index >= 0 ? $"{file.Header.File}:{cell.Line}:{cell.Column}" : $"{file.Header.File}:{record.Line}";
        var value = index >= 0 && cell.Value.Length > 0 && Quotable.Contains(fault.Column) ? $" « {RowValues.Short(cell.Value)} »" : "";
        var reason = CsvWords.Known(file.Kind, fault.Column) ?? new Phrase(AsWritten(fault.In("fr")), AsWritten(fault.Reason));
        return new RowFault(file.Header.NameOf(fault.Column), $"{place}{value}: {reason.English}", $"{place}{value} : {reason.French}");
    }

    // In a file one writes dates as in a letter.
    private static string AsWritten(string sentence) => sentence.Replace("2026-03-10 19:00:00+00", "10/03/2026 19:00", StringComparison.Ordinal)
        .Replace("2026-03-10 19:00", "10/03/2026 19:00", StringComparison.Ordinal).Replace("2026-03-10", "10/03/2026", StringComparison.Ordinal);

    private static SourceRow.Faulty Whole(CsvFileRows file, CsvRecord record, int index, CsvCell cell, string english, string french)
    {
        // Cells may have moved: the id is believed before the quote that is wrong, and where it stands first unless it may have swallowed its neighbour.
        var at = file.Header.IndexOf("source_id");
        var isKnown = cell.Trouble is not null ? at < index : at == 0 && record.Cells.Count >= file.Header.Count;
        var id = isKnown && file.IdOf(record) is { } known && RowFaults.IsUsable(known) ? known : null;
        var place = $"{file.Header.File}:{cell.Line}:{cell.Column}";
        var name = file.Header.Name(index);
        return new(id ?? $"{file.Header.File}:{record.Line}", file.Kind, [new RowFault(name.Length > 0 ? name : file.Header.NameOf("source_id"), $"{place}: {english}", $"{place} : {french}")]) { IsNameless = id is null };
    }

    private static string Proposed(Row row)
    {
        var day = row["starts_local"] is { Length: >= 10 } start && start[..10].All(c => char.IsAsciiDigit(c) || c == '-') ? start[..10] + "-" : "";
        var words = (row["title"] ?? "").Split([' ', '\'', '’', '-', ':', ','], StringSplitOptions.RemoveEmptyEntries).Select(CsvNames.Fold).Where(word => word.Length > 1).Take(4).ToList();
        return words.Count == 0 ? $"{day}1" : RowValues.Short($"{day}{string.Join('-', words)}");
    }
}
