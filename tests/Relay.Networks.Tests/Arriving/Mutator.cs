using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace Relay.Networks.Tests.Arriving;

/// <summary>Spoils JSON as networks, proxies and enemies do. The same seed spoils the same way.</summary>
internal sealed class Mutator(int seed)
{
    private static readonly string[] Hostile =
    [
        "null", "true", "[]", "{}", "-1", "0", "1e999", "-0.0", "9223372036854775808", "123456789012345678901234567890", "\"\"", "\" \"", "\"\\ud800\"", "\"\\udc00\\ud800\"", "\"\\u0000\"", "\"\\u202e\\u200d\\ufeff\"",
        "\"../../etc\"", "\"1 OR 1=1\"", "[[[[[[[[]]]]]]]]", "{\"id\":{\"id\":[]}}", "[null,7,{}]", "\"private\"", "\"add\"", "\"comment\"", "253402300800", "-62135596801",
    ];

    private readonly Random _random = new(seed);

    /// <summary>JSON all the same: a value somewhere is another, missing, renamed, there twice, or deep.</summary>
    public string Valid(string json)
    {
        var root = JsonNode.Parse(json)!;
        for (var times = _random.Next(1, 4); times > 0; times--)
        {
            var objects = Walk.Objects(root).Where(one => one.Count > 0).ToList();
            if (objects.Count == 0)
            {
                break;
            }
            var one = objects[_random.Next(objects.Count)];
            var name = one.ElementAt(_random.Next(one.Count)).Key;
            switch (_random.Next(6))
            {
                case 0:
                    one.Remove(name);
                    break;
                case 1:
                    one[name] = new JsonArray(one[name]?.DeepClone(), one[name]?.DeepClone());
                    break;
                case 2:
                    one[$"{name}\u0000\uFFFE"] = one[name]?.DeepClone();
                    break;
                case 3:
                    one[name] = new string('é', _random.Next(1, 2000));
                    break;
                default:
                    one[name] = $"\u0001{_random.Next(Hostile.Length)}\u0001";
                    break;
            }
        }
        // What no tree can hold is put in as text: halves of pairs, numbers without end.
        var text = root.ToJsonString();
        for (var at = 0; at < Hostile.Length; at++)
        {
            text = text.Replace($"\"\\u0001{at.ToString(CultureInfo.InvariantCulture)}\\u0001\"", Hostile[at], StringComparison.Ordinal);
        }
        return _random.Next(10) switch
        {
            0 => text.Insert(1, "\"message\":7,\"message\":[],"),
            1 => text.Insert(1, $"\"deep\":{new string('[', 300)}{new string(']', 300)},"),
            _ => text,
        };
    }

    /// <summary>Bytes that need be no JSON: cut, swapped, doubled.</summary>
    public byte[] Spoilt(string json)
    {
        var bytes = Encoding.UTF8.GetBytes(json);
        for (var times = _random.Next(1, 6); times > 0; times--)
        {
            switch (_random.Next(4))
            {
                case 0:
                    bytes = bytes[.._random.Next(bytes.Length + 1)];
                    break;
                case 1 when bytes.Length > 0:
                    bytes[_random.Next(bytes.Length)] = (byte)_random.Next(256);
                    break;
                case 2 when bytes.Length > 0:
                    var from = _random.Next(bytes.Length);
                    bytes = [.. bytes[..from], .. bytes[_random.Next(from + 1)..]];
                    break;
                default:
                    bytes = [.. bytes, (byte)_random.Next(256)];
                    break;
            }
        }
        return bytes;
    }
}
