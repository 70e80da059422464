using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Relay.Sandbox.Faults;
using Relay.Sandbox.Militants;

namespace Relay.Sandbox.Web;

/// <summary><c>/_sandbox/posts</c>, <c>/_sandbox/faults</c>, <c>/_sandbox/world</c> and <c>/_sandbox/people</c>.</summary>
internal sealed class SandboxControl(LiveWorld world)
{
    private static readonly JsonSerializerOptions CamelCase = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    private readonly PeopleControl _people = new(world);

    public (int Status, JsonNode? Body) Answer(string method, string path, bool journal, string body) => (method, path.Trim('/').Split('/')) switch
    {
        ("GET", [_, "posts"]) => (200, JsonSerializer.SerializeToNode(world.Posts(journal), CamelCase)),
        ("GET", [_, "world"]) => (200, JsonSerializer.SerializeToNode(world.Accounts, CamelCase)),
        ("GET", [_, "faults"]) => (200, new JsonArray([.. world.Faults.List().Select(reading => (JsonNode)FaultJson.Write(reading))])),
        ("POST", [_, "faults"]) => Add(body),
        ("DELETE", [_, "faults"]) => Clear(),
        ("DELETE", [_, "faults", var id]) => world.Faults.Remove(id) ? (204, null) : Error(404, $"There is no fault {id}."),
        ("GET", [_, "people"]) => (200, JsonSerializer.SerializeToNode(world.Heard(), CamelCase)),
        ("POST", [_, "people"]) => Try(() => _people.DoAll(JsonNode.Parse(body))),
        ("POST", [_, "people", var network, var action]) => Try(() => _people.Do(network, Deed.Read(action, JsonNode.Parse(body)))),
        ("POST", [_, "proxy"]) => Try(() => Stand(Deed.Read("proxy", JsonNode.Parse(body)))),
        ("GET", [_, "telegram", "presses"]) => (200, world.Telegram.Presses()),
        ("POST", [_, "telegram", var action]) => Do(action, body),
        (_, [_, "posts" or "world" or "faults" or "people"]) => Error(405, $"{method} is not for this address."),
        _ => Error(404, "GET /_sandbox/posts, GET /_sandbox/world, GET, POST or DELETE /_sandbox/faults, GET or POST /_sandbox/people, POST /_sandbox/people/{network}/{action}, POST /_sandbox/proxy, POST /_sandbox/telegram/{chats, topics, add, remove, write, press}."),
    };

    private static (int Status, JsonNode? Body) Error(int status, string message) => (status, new JsonObject { ["error"] = message });

    private JsonObject Stand(Deed deed)
    {
        world.Stand(new Uri(deed.Text("from")), new Uri(deed.Text("to")));
        return new JsonObject { ["from"] = deed.Text("from"), ["to"] = deed.Text("to") };
    }

    private (int Status, JsonNode? Body) Add(string body)
    {
        try
        {
            var given = JsonNode.Parse(body);
            if (given is not JsonArray several)
            {
                return (201, FaultJson.Write(world.Faults.Add(FaultJson.Read(given))));
            }
            var rules = several.Select(FaultJson.Read).ToList(); // all are read before the first is let loose
            return (201, new JsonArray([.. rules.Select(rule => (JsonNode)FaultJson.Write(world.Faults.Add(rule)))]));
        }
        catch (Exception fault) when (fault is JsonException or FormatException or ArgumentException)
        {
            return Error(400, fault.Message);
        }
    }

    private (int Status, JsonNode? Body) Do(string action, string body)
    {
        var done = Try(() => world.Telegram.Do(action, Deed.Read(action, JsonNode.Parse(body)).Fields));
        return done is (200, null) ? Error(404, $"Nobody can {action}: chats, topics, add, remove, write, press.") : done;
    }

    private static (int Status, JsonNode? Body) Try(Func<JsonNode?> what)
    {
        try
        {
            return (200, what());
        }
        catch (Exception fault) when (fault is JsonException or FormatException or ArgumentException)
        {
            return Error(400, fault.Message);
        }
    }

    private (int Status, JsonNode? Body) Clear()
    {
        world.Faults.Clear();
        return (204, null);
    }
}
