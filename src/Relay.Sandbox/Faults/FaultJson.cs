using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Relay.Sandbox.Faults;

/// <summary>Faults as <c>/_sandbox/faults</c> takes and lists them. Durations are seconds or <c>hh:mm:ss</c>.</summary>
internal static class FaultJson
{
    private static readonly Dictionary<string, FaultKind> Kinds = Enum.GetValues<FaultKind>()
        .ToDictionary(kind => Bare(kind.ToString()), kind => kind, StringComparer.OrdinalIgnoreCase);

    /// <exception cref="FormatException">Names what is wrong.</exception>
    public static FaultRule Read(JsonNode? node)
    {
        if (node is not JsonObject json)
        {
            throw new FormatException("A fault is a JSON object, or an array of them.");
        }
        try
        {
            var kind = json["kind"]?.GetValue<string>() ?? throw new FormatException($"kind is missing: {KindNames()}");
            var rule = new FaultRule(Kinds.TryGetValue(Bare(kind), out var known) ? known : throw new FormatException($"kind '{kind}' is not one of {KindNames()}"));
            foreach (var (name, value) in json)
            {
                rule = Set(rule, name, value);
            }
            return rule;
        }
        catch (InvalidOperationException fault)
        {
            throw new FormatException($"A value has the wrong type: {fault.Message}", fault);
        }
    }

    public static JsonObject Write(FaultReading reading)
    {
        var rule = reading.Rule;
        return new JsonObject
        {
            ["id"] = reading.Id,
            ["kind"] = JsonNamingPolicy.KebabCaseLower.ConvertName(rule.Kind.ToString()),
            ["network"] = rule.Network,
            ["operation"] = rule.Operation,
            ["path"] = rule.Path,
            ["count"] = rule.Count,
            ["probability"] = rule.Probability,
            ["seed"] = rule.Seed,
            ["delay"] = rule.Delay.TotalSeconds,
            ["retryAfter"] = rule.RetryAfter.TotalSeconds,
            ["seen"] = reading.Seen,
            ["struck"] = reading.Struck,
        };
    }

    private static FaultRule Set(FaultRule rule, string name, JsonNode? value) => name switch
    {
        "kind" => rule,
        "network" => rule with { Network = Network(value?.GetValue<string>()) },
        "operation" => rule with { Operation = value?.GetValue<string>() },
        "path" => rule with { Path = value?.GetValue<string>() },
        "count" => rule with { Count = value?.GetValue<int>() },
        "probability" => rule with { Probability = value?.GetValue<double>() ?? 1 },
        "seed" => rule with { Seed = value?.GetValue<int>() ?? 0 },
        "delay" => rule with { Delay = Duration(value) },
        "retryAfter" => rule with { RetryAfter = Duration(value) },
        _ => throw new FormatException($"'{name}' is not one of kind, network, operation, path, count, probability, seed, delay, retryAfter"),
    };

    private static string? Network(string? name)
        => name is null or "facebook" or "x" or "telegram" ? name : throw new FormatException("network is facebook, x or telegram");

    private static TimeSpan Duration(JsonNode? value) => value?.GetValueKind() switch
    {
        JsonValueKind.Number => TimeSpan.FromSeconds(value.GetValue<double>()),
        JsonValueKind.String when TimeSpan.TryParse(value.GetValue<string>(), CultureInfo.InvariantCulture, out var duration) => duration,
        _ => throw new FormatException("A duration is a number of seconds or hh:mm:ss"),
    };

    private static string Bare(string kind) => kind.Replace("-", "", StringComparison.Ordinal).Replace("_", "", StringComparison.Ordinal);

    private static string KindNames() => string.Join(", ", Enum.GetNames<FaultKind>().Select(JsonNamingPolicy.KebabCaseLower.ConvertName));
}
