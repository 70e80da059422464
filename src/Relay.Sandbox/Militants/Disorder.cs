#pragma warning disable CA5394 // a seed gives the same disorder again, which is the point
using System.Text.Json.Nodes;

namespace Relay.Sandbox.Militants;

/// <summary>How a network's next lists and notices of what the public did come out of order, twice, or broken: nothing good is lost by it. Thread-safe.</summary>
/// <param name="Lists">How many lists or notices it strikes; then order is back.</param>
/// <param name="Repeat">How often each item comes.</param>
/// <param name="Shuffle">Whether they come in any order.</param>
/// <param name="Malformed">How many broken copies come among them.</param>
/// <param name="Seed">The same seed disturbs the same list in the same way.</param>
internal sealed record Disorder(int Lists, int Repeat, bool Shuffle, int Malformed, int Seed)
{
    // Readers stop at 64, and what stands beside it must stay readable to them.
    private const int Deepest = 40;

    private static readonly string[] Hostile = ["", "\u0000", "\u202E" + "etxet", "\uFFFD\uFFFE", "👩‍👩‍👧‍👦", "' OR 1=1 --", "<script>alert(1)</script>", new('é', 9_000)];

    private static readonly string[] Ids = ["id", "message_id", "comment_id", "mid", "id_str"];

    /// <summary>Reads what a test asks for.</summary>
    public static Disorder Of(Deed deed)
        => new(deed.Whole("lists", 1, 1_000_000, otherwise: 1), deed.Whole("repeat", 1, 100, otherwise: 1), deed.Flag("shuffle"), deed.Whole("malformed", 0, 1000, otherwise: 0), deed.Whole("seed", 0, int.MaxValue, otherwise: 1));

    /// <summary>The items disturbed: every one of them is still there, whole, at least once.</summary>
    /// <param name="items">In their order.</param>
    /// <param name="breaks">Whether broken copies come among them here.</param>
    public IReadOnlyList<JsonNode> Of(IReadOnlyList<JsonNode> items, bool breaks)
    {
        var chance = new Random(Seed + items.Count);
        var disturbed = items.SelectMany(item => Enumerable.Range(0, Repeat).Select(_ => item.DeepClone())).ToList();
        for (var broken = 0; breaks && broken < Malformed && items.Count > 0; broken++)
        {
            disturbed.Insert(chance.Next(disturbed.Count + 1), Broken(items[chance.Next(items.Count)], chance));
        }
        var mixed = disturbed.ToArray();
        if (Shuffle)
        {
            chance.Shuffle(mixed);
        }
        return [.. mixed];
    }

    /// <summary>Broken copies of something, as many as are asked for.</summary>
    public IReadOnlyList<JsonNode> Broken(JsonNode item)
    {
        var chance = new Random(Seed);
        return [.. Enumerable.Range(0, Malformed).Select(_ => Broken(item, chance))];
    }

    /// <summary>A copy about something else, that lacks a field, holds another type or hostile words in one, or is nothing that was ever sent: taken for the first one, it would pass for an edit of it.</summary>
    private static JsonNode Broken(JsonNode item, Random chance)
    {
        var copy = item.DeepClone();
        foreach (var part in Objects(copy))
        {
            Rename(part);
        }
        var objects = Objects(copy).Where(found => found.Count > 0).ToList();
        if (objects.Count == 0)
        {
            return Other(chance);
        }
        var at = objects[chance.Next(objects.Count)];
        var name = at.ElementAt(chance.Next(at.Count)).Key;
        switch (chance.Next(5))
        {
            case 0:
                at.Remove(name);
                break;
            case 1:
                at[name] = Other(chance);
                break;
            case 2:
                at[name] = Hostile[chance.Next(Hostile.Length)];
                break;
            case 3:
                at[name] = Deep();
                break;
            default:
                return Other(chance);
        }
        return copy;
    }

    private static JsonNode Other(Random chance) => chance.Next(5) switch
    {
        0 => JsonValue.Create(-1),
        1 => JsonValue.Create(9.9e300),
        2 => new JsonArray(),
        3 => new JsonObject(),
        _ => JsonValue.Create(true),
    };

    private static void Rename(JsonObject part)
    {
        foreach (var name in Ids.Where(part.ContainsKey))
        {
            part[name] = part[name] switch
            {
                JsonValue value when value.TryGetValue<string>(out var text) => text.Length > 1 && text.All(char.IsAsciiDigit) ? (text[0] == '1' ? "0" : "1") + text[1..] : text + "X",
                JsonValue value when value.TryGetValue<long>(out var number) => number > 0 ? number + 1_000_000_000 : number - 1_000_000_000,
                var other => other?.DeepClone(),
            };
        }
    }

    private static JsonNode Deep()
    {
        JsonNode node = new JsonArray();
        for (var depth = 0; depth < Deepest; depth++)
        {
            node = new JsonArray(node);
        }
        return node;
    }

    private static IEnumerable<JsonObject> Objects(JsonNode? node) => node switch
    {
        JsonObject found => [found, .. found.SelectMany(field => Objects(field.Value))],
        JsonArray items => items.SelectMany(Objects),
        _ => [],
    };
}
