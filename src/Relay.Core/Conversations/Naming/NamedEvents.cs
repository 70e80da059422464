using System.Text.RegularExpressions;
using Relay.Core.Items;
using Relay.Core.Territories;

namespace Relay.Core.Conversations.Naming;

/// <summary>Which events somebody means who names one in words: by its title, its place, its town or its date. Pure.</summary>
/// <param name="Clear">The one that is meant; null where several may be, or none.</param>
/// <param name="Alike">All that may be meant, the likeliest first; empty where the words name none.</param>
/// <param name="Words">The words of titles that named them.</param>
internal sealed partial record NamedEvents(StoredItem? Clear, IReadOnlyList<StoredItem> Alike, IReadOnlySet<string> Words)
{
    private const double KindOnly = .5;
    private const double WholeTitle = .5;
    private const double AtTheHour = .5;
    private const double OnTheDate = 1.5;
    private const double NearBy = .5;
    private const double WasOffered = .3;

    /// <summary>Closer than this, two are named equally well.</summary>
    private const double Alikeness = .2;

    /// <summary>The words name nothing.</summary>
    public static NamedEvents None { get; } = new(null, [], new HashSet<string>());

    /// <summary>Whether most of the title of <see cref="Clear"/> was named.</summary>
    public bool IsByTitle { get; private init; }

    /// <summary>Reads what somebody wrote.</summary>
    /// <param name="text">As written.</param>
    /// <param name="open">What can be come to, the soonest first.</param>
    /// <param name="near">Where the person is, or whom the account that was written to speaks for; empty where that is anywhere.</param>
    /// <param name="offered">What we asked to choose from; null where nothing was asked.</param>
    /// <param name="now">The present.</param>
    public static NamedEvents In(string text, IEnumerable<StoredItem> open, IReadOnlyCollection<Territory> near, IReadOnlyCollection<ItemKey>? offered, DateTimeOffset now)
    {
        var time = SpokenTime.In(text);
        var words = EventWords.In(time.Rest);
        var place = PlaceReader.Read(Meeting().Replace(time.Rest, " "));
        HashSet<Territory> places = place.Certain ? [.. place.Choices] : [];
        var named = open.Where(item => item.Face is Event)
            .Select(item => Weigh(item, words, time, places, now))
            .Where(found => found.Sure > 0)
            .Select(found => found with { Rank = found.Named + (places.Count == 0 && near.Any(territory => territory.Holds(found.Item.Face.Territory)) ? NearBy : 0) + (offered?.Contains(found.Item.Item.Key) == true ? WasOffered : 0) })
            .OrderByDescending(found => found.Rank).ToList();
        if (named.Count == 0)
        {
            return None;
        }
        var best = named.Max(found => found.Named);
        var isAlone = named.Count == 1 || named[0].Rank - named[1].Rank > Alikeness;
        // Who was asked to choose names one by a word; whoever was not may have used the word for something else.
        var isPlain = isAlone && !named[0].IsAgainst && (offered is not null || named[0].Sure > 1 || named[0].IsMostOfTitle);
        var alike = named.Where((found, at) => at == 0 || found.Named >= best - Alikeness).Select(found => found.Item).ToList();
        return new(isPlain ? named[0].Item : null, alike, named.SelectMany(found => found.By).ToHashSet(StringComparer.Ordinal)) { IsByTitle = isPlain && named[0].IsMostOfTitle };
    }

    private static Found Weigh(StoredItem item, HashSet<string> words, SpokenTime time, HashSet<Territory> places, DateTimeOffset now)
    {
        var (held, own) = ((Event)item.Face, EventWords.Of(item));
        var by = own.Title.Where(word => words.Any(said => EventWords.IsSame(said, word))).ToList();
        var telling = by.Count(word => !EventWords.IsKind(word));
        var there = own.Place.Count(word => !EventWords.IsKind(word) && words.Contains(word));
        var isThere = places.Any(territory => territory.Holds(held.Territory));
        var isThen = time.HasDay && time.Fits(held, now);
        var isOnTime = time.Hour is not null && time.FitsHour(held);
        var named = telling + ((by.Count - telling) * KindOnly) + (own.Title.Count == 0 ? 0 : WholeTitle * by.Count / own.Title.Count)
            + there + (isThere ? 1 : 0) + (isThen ? time.IsDate ? OnTheDate : 1 : 0) + (isOnTime ? AtTheHour : 0);
        var sure = telling + there + (isThere ? 1 : 0) + (isThen ? 1 : 0) + (isOnTime ? 1 : 0);
        return new(item, named, sure, telling > 0 && by.Count * 2 > own.Title.Count, (time.HasDay && !isThen) || (places.Count > 0 && !isThere && there == 0), by);
    }

    // "La réunion de Bordeaux" names no island.
    [GeneratedRegex(@"(?<!\bile de )\bla reunion\b", RegexOptions.CultureInvariant, 5_000)]
    private static partial Regex Meeting();

    private sealed record Found(StoredItem Item, double Named, int Sure, bool IsMostOfTitle, bool IsAgainst, IReadOnlyList<string> By)
    {
        public double Rank { get; init; }
    }
}
