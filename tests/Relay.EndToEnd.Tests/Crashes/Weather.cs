using System.Text.Json.Nodes;

namespace Relay.EndToEnd.Tests.Crashes;

/// <summary>What goes wrong on the networks while the worker is killed: answers lost after a post was taken, requests lost before, slow calls, posts that show late.</summary>
internal static class Weather
{
    /// <summary>Calls that create a post, per network, as the sandbox names them.</summary>
    private static readonly (string Network, string Operation)[] Creates = [("facebook", "POST feed"), ("x", "POST /2/tweets"), ("telegram", "send*")];

    /// <summary>The kinds that leave a call without an answer, each of which may leave a doubt.</summary>
    public static readonly string[] Losses = ["drop-after", "reset"];

    /// <summary>Bad weather of a seed.</summary>
    /// <param name="seed">The same seed, the same strikes on the same requests.</param>
    /// <param name="networks">Where.</param>
    public static JsonObject[] Of(int seed, params string[] networks) =>
    [
        .. Creates.Where(create => networks.Contains(create.Network)).SelectMany((create, index) => new[]
        {
            Fault("drop-after", create, seed + index, 0.08),
            Fault("reset", create, seed + 10 + index, 0.02),
            Fault("delay", create, seed + 20 + index, 0.12, 0.2),
            Fault("late-visibility", create, seed + 30 + index, 0.5, 2),
        }),
    ];

    /// <summary>Calls that take their time, so that a stop finds some under way.</summary>
    public static JsonObject[] Slow(int seed) => [.. Creates.Select((create, index) => Fault("delay", create, seed + index, 0.5, 0.4))];

    private static JsonObject Fault(string kind, (string Network, string Operation) create, int seed, double probability, double? delay = null)
    {
        var fault = new JsonObject { ["kind"] = kind, ["network"] = create.Network, ["operation"] = create.Operation, ["probability"] = probability, ["seed"] = seed };
        if (delay is { } seconds)
        {
            fault["delay"] = seconds;
        }
        return fault;
    }
}
