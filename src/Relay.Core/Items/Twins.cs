using System.Globalization;
using System.Text;

namespace Relay.Core.Items;

/// <summary>
/// Items of a source whose keys may change (<see cref="ISource.KeysMayChange"/>) and which this pass does not list: a row with an unknown key that has the title, start and place of one of
/// them is that one under another key, and keeps its first. Each is given once.
/// </summary>
/// <param name="unlisted">What the pass did not list.</param>
internal sealed class Twins(IEnumerable<StoredItem> unlisted)
{
    private readonly Dictionary<string, Queue<ItemKey>> _waiting = unlisted.Select(stored => stored.Item).OfType<Event>()
        .OrderBy(item => item.Key.Id, StringComparer.Ordinal).GroupBy(Fingerprint).ToDictionary(group => group.Key, group => new Queue<ItemKey>(group.Select(item => item.Key)), StringComparer.Ordinal);

    /// <summary>The key under which an item is known already; null when it is not.</summary>
    public ItemKey? Of(Item item) => item is Event e && _waiting.TryGetValue(Fingerprint(e), out var keys) && keys.TryDequeue(out var key) ? key : null;

    // What people would call the same meeting: letter case, accents' forms and spaces apart.
    private static string Fingerprint(Event item)
        => string.Create(CultureInfo.InvariantCulture, $"{Folded(item.Title)}|{item.Starts.ToUnixTimeSeconds()}|{Folded(item.Place ?? item.OnlineUrl?.AbsoluteUri ?? "")}");

    private static string Folded(string text) => string.Join(' ', text.Normalize(NormalizationForm.FormKC).ToUpperInvariant().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
