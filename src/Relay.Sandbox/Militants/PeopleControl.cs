using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Relay.Sandbox.Militants;

/// <summary><c>POST /_sandbox/people/{network}/{action}</c>: one deed, a flood of one, or a list of deeds in a row.</summary>
internal sealed class PeopleControl(LiveWorld world)
{
    private const int MostAtOnce = 100_000;

    /// <summary>Does one thing.</summary>
    /// <returns>What came of it: its ids.</returns>
    /// <exception cref="ArgumentException">A field is missing or names nothing; there is no such action.</exception>
    public JsonNode Do(string network, Deed deed) => deed.Action switch
    {
        "flood" => Flood(network, deed),
        "disorder" => Disturb(network, deed),
        _ => world.Do(network, deed) ?? throw new ArgumentException($"Nobody can {deed.Action} on {network}: {string.Join(", ", world.Deeds(network))}, flood, disorder.", nameof(deed)),
    };

    /// <summary>Does a list of things, <c>{"network": …, "action": …}</c> and the fields of the action, in order; nothing of it when one can't be read.</summary>
    public JsonNode DoAll(JsonNode? list)
    {
        var deeds = (list as JsonArray ?? throw new JsonException("A list was expected.")).Select(item => Deed.Read("", item)).Select(deed => (deed.Text("network"), deed with { Action = deed.Text("action") })).ToList();
        return new JsonArray([.. deeds.Select(deed => Do(deed.Item1, deed.Item2))]);
    }

    /// <summary>Lets disorder loose on a network's lists and notices.</summary>
    private JsonObject Disturb(string network, Deed deed)
    {
        var board = world.Disorder(network) ?? throw new ArgumentException($"There is no network {network}.", nameof(network));
        board.Let(Disorder.Of(deed));
        return new JsonObject { ["disorder"] = network };
    }

    /// <summary>Many people do the same, each with her own name: <c>do</c>, <c>count</c>, and the fields of the deed, where <c>{n}</c> stands for the number.</summary>
    private JsonObject Flood(string network, Deed deed)
    {
        var count = deed.Whole("count", 1, MostAtOnce, otherwise: 100);
        var people = deed.Whole("people", 1, MostAtOnce, otherwise: count);
        var one = deed with { Action = deed.Text("do"), Fields = deed.Fields.Where(field => field.Key is not ("do" or "count" or "people")).ToDictionary(StringComparer.Ordinal) };
        if (one.Action == "flood")
        {
            throw new ArgumentException("A flood of floods has no end.", nameof(deed));
        }
        JsonNode? last = null;
        for (var number = 1; number <= count; number++)
        {
            var person = string.Create(CultureInfo.InvariantCulture, $"Militant {(number - 1) % people + 1} de la foule");
            var fields = one.Fields.ToDictionary(field => field.Key, field => field.Value.Replace("{n}", number.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal), StringComparer.Ordinal);
            last = Do(network, one with { Fields = fields } with { Fields = new Dictionary<string, string>(fields, StringComparer.Ordinal) { ["person"] = one.Maybe("person") ?? person } });
        }
        return new JsonObject { ["done"] = count, ["last"] = last };
    }
}
