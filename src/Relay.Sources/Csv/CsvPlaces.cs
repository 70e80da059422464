using Relay.Core.Items;

namespace Relay.Sources.Csv;

/// <summary>Where each id stands, over all files of a kind: one that stands twice names both lines.</summary>
internal sealed class CsvPlaces
{
    private const int Most = 5;

    private readonly Dictionary<(ItemKind Kind, string Id), List<string>> _places = [];

    /// <summary>Looks through all files.</summary>
    public static CsvPlaces Of(IEnumerable<CsvFileRows> files)
    {
        var places = new CsvPlaces();
        foreach (var file in files)
        {
            foreach (var record in file.Records)
            {
                if (file.IdOf(record) is { } id)
                {
                    places.At(file.Kind, id).Add($"{file.Header.File}:{record.Line}");
                }
            }
        }
        return places;
    }

    /// <summary>Every place of an id that stands more than once; null when it does not.</summary>
    public string? Shared(ItemKind kind, string id) => _places.TryGetValue((kind, id), out var places) && places.Count > 1 ? string.Join(", ", places.Take(Most)) + (places.Count > Most ? ", …" : "") : null;

    private List<string> At(ItemKind kind, string id)
    {
        if (!_places.TryGetValue((kind, id), out var places))
        {
            _places[(kind, id)] = places = [];
        }
        return places;
    }
}
