using System.Runtime.CompilerServices;
using Relay.Core.Conversations.Understanding.Grammar;
using Relay.Core.Conversations.Understanding.Reading;
using Relay.Core.Items;
using Relay.Core.Territories;

namespace Relay.Core.Conversations.Naming;

/// <summary>The words by which somebody may name an event: of its title, and of where it is. Without accents, plurals and those that join others.</summary>
/// <param name="Title">Of the title, each once.</param>
/// <param name="Place">Of the place and the address that are not in the title.</param>
internal sealed record EventWords(IReadOnlySet<string> Title, IReadOnlySet<string> Place)
{
    private const int Shortest = 3;

    // What joins words in a title, or stands in every address, names nothing.
    private static readonly HashSet<string> Joins =
    [
        .. "les des une aux sur dans pour par avec sans chez vers sous entre que qui quoi est son ses nos vos leur leurs notre votre mon mes ton tes cette ces tout tous toute toutes vous nous ils elles and the for with our your from this that all rue avenue boulevard place cours quai route chemin allee impasse square street road cedex bis ter".Split(' '),
    ];

    private static readonly ConditionalWeakTable<StoredItem, EventWords> Read = [];

    /// <summary>Of an event.</summary>
    public static EventWords Of(StoredItem item) => Read.GetValue(item, static stored =>
    {
        var title = In(stored.Face.Title);
        var place = In($"{stored.Face.Place} {(stored.Face as Event)?.Address}");
        place.ExceptWith(title);
        return new(title, place);
    });

    /// <summary>Of what somebody wrote.</summary>
    public static HashSet<string> In(string text)
        => [.. PlaceNames.Words(text.Length > 2000 ? text[..2000] : text).Where(word => word.Length >= Shortest && !Joins.Contains(word) && !char.IsAsciiDigit(word[0])).Select(Singular)];

    /// <summary>Whether a word says only that it is an event: a meeting, a meal, a debate.</summary>
    public static bool IsKind(string word) => Tables.Own.IsKindOfEvent(word);

    /// <summary>Whether two words are the same, as they are written or as a long one sounds.</summary>
    public static bool IsSame(string one, string other)
        => one == other || (one.Length > 5 && other.Length > 5 && one[0] == other[0] && Math.Abs(one.Length - other.Length) <= 2 && Sound.Of(one) == Sound.Of(other));

    private static string Singular(string word) => word.Length > 4 && word[^1] is 's' or 'x' ? word[..^1] : word;
}
