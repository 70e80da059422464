using System.Text.Json.Nodes;

namespace Relay.Sandbox.Militants;

/// <summary>What disturbs a network now. Thread-safe.</summary>
internal sealed class DisorderBoard
{
    private readonly Lock _gate = new();
    private Disorder? _now;

    /// <summary>Lets disorder loose, in place of what there was.</summary>
    public void Let(Disorder disorder)
    {
        lock (_gate)
        {
            _now = disorder;
        }
    }

    /// <summary>Broken copies of something, to go along with it where each has a number of its own.</summary>
    public IReadOnlyList<JsonNode> Broken(JsonNode item)
    {
        lock (_gate)
        {
            return _now?.Broken(item) ?? [];
        }
    }

    /// <summary>The items as they come out: disturbed while disorder lasts, and as they are otherwise. An empty list does not count.</summary>
    public IReadOnlyList<JsonNode> Pass(IReadOnlyList<JsonNode> items, bool breaks = true)
    {
        Disorder? strikes;
        lock (_gate)
        {
            strikes = items.Count == 0 ? null : _now;
            _now = strikes is null ? _now : strikes.Lists > 1 ? strikes with { Lists = strikes.Lists - 1, Seed = strikes.Seed + 1 } : null;
        }
        return strikes?.Of(items, breaks) ?? items;
    }
}
