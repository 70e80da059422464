using System.Runtime.CompilerServices;
using Relay.Core.Items;
using Relay.Sources.Rows;

namespace Relay.Sources.Csv;

/// <summary>Reads a folder of CSV files. Every pass reads everything: files are small, and an old file copied over a new one has an old date. Thread-safe.</summary>
internal sealed class CsvSource(string id, CsvFolder folder, RowDefaults defaults) : ISource
{
    private static readonly HashSet<string> NoneShared = [];

    public string Id => id;

    public bool ReadsEverything => true;

    public async IAsyncEnumerable<ItemKey> ListAsync([EnumeratorCancellation] CancellationToken cancel)
    {
        var told = new HashSet<(ItemKind, string)>();
        foreach (var file in Open(await folder.LookAsync(cancel)))
        {
            foreach (var record in file.Records)
            {
                if (file.IdOf(record) is { } row && RowFaults.IsUsable(row) && told.Add((file.Kind, row)))
                {
                    yield return new ItemKey(id, file.Kind, row);
                }
            }
        }
    }

    public async IAsyncEnumerable<SourceRow> ReadAsync(DateTimeOffset? since, [EnumeratorCancellation] CancellationToken cancel)
    {
        var look = await folder.LookAsync(cancel);
        var files = Open(look);
        var places = CsvPlaces.Of(files);
        var told = new HashSet<(ItemKind, string)>();
        foreach (var stranger in look.Strangers)
        {
            yield return CsvFaults.Stranger(stranger);
        }
        foreach (var file in files)
        {
            if (file.Header.Faults.Count > 0)
            {
                yield return new SourceRow.Faulty($"{file.Header.File}:{file.Header.Line}", file.Kind, file.Header.Faults);
                continue;
            }
            foreach (var record in file.Records)
            {
                cancel.ThrowIfCancellationRequested();
                // Lines that share an id are one thing to mend: it is told once, with all of them.
                if (file.IdOf(record) is not { } named || places.Shared(file.Kind, named) is null || told.Add((file.Kind, named)))
                {
                    yield return Read(file, record, places);
                }
            }
        }
    }

    public async Task<SourceRow?> FindAsync(ItemKey key, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(key);
        var files = Open(await folder.LookAsync(cancel)).Where(file => file.Kind == key.Kind).ToList();
        var places = CsvPlaces.Of(files);
        foreach (var file in files)
        {
            if (file.Records.FirstOrDefault(record => file.IdOf(record) == key.Id) is { } record)
            {
                return file.Header.Faults.Count > 0 ? new SourceRow.Faulty(key.Id, key.Kind, file.Header.Faults) : Read(file, record, places);
            }
        }
        return null;
    }

    private SourceRow Read(CsvFileRows file, CsvRecord record, CsvPlaces places)
    {
        var named = file.IdOf(record);
        if (CsvFaults.OfShape(file, record) is { } misshapen)
        {
            return misshapen;
        }
        var row = file.Row(record, defaults);
        if (named is null)
        {
            return CsvFaults.Nameless(file, record, row);
        }
        if (places.Shared(file.Kind, named) is { } shared)
        {
            return CsvFaults.Shared(file, record, shared);
        }
        var read = RowReader.Read(row, id, file.Kind, defaults.Zone, NoneShared);
        return read is SourceRow.Faulty faulty ? CsvFaults.Placed(file, record, faulty) : read;
    }

    // Files whose rows can't be known by their ids say nothing of what is there: that is no empty source.
    private static List<CsvFileRows> Open(CsvLook look)
    {
        var files = look.Files.Select(CsvFileRows.Open).ToList();
        return files.Find(file => !file.Header.HasId) is { } without
            ? throw new SourceUnavailableException(new Core.Texts.Phrase(string.Join(' ', without.Header.Faults.Select(fault => $"« {fault.Column} » : {fault.In("fr")}")), string.Join(' ', without.Header.Faults.Select(fault => $"« {fault.Column} »: {fault.Reason}"))))
            : files;
    }
}
