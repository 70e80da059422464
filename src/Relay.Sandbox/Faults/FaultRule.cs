namespace Relay.Sandbox.Faults;

/// <summary>One thing that goes wrong, where, and how often.</summary>
/// <param name="Kind">What happens.</param>
public sealed record FaultRule(FaultKind Kind)
{
    /// <summary><c>facebook</c>, <c>x</c> or <c>telegram</c>; null for all.</summary>
    public string? Network { get; init; }

    /// <summary>Which operation, <c>*</c> for anything: <c>sendMessage</c>, <c>POST feed</c>, <c>POST /2/*</c>; null for all.</summary>
    public string? Operation { get; init; }

    /// <summary>Which path, <c>*</c> for anything; null for all.</summary>
    public string? Path { get; init; }

    /// <summary>How many times at most, 1 or more; null for as long as it stands.</summary>
    public int? Count { get; init; }

    /// <summary>Chance of each request that matches, above 0, at most 1. Default 1.</summary>
    public double Probability { get; init; } = 1;

    /// <summary>Seed of that chance: the same seed and the same requests, the same strikes. Default 0.</summary>
    public int Seed { get; init; }

    /// <summary>How long <see cref="FaultKind.Delay"/> and <see cref="FaultKind.LateVisibility"/> last. Default 5 s.</summary>
    public TimeSpan Delay { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>What <see cref="FaultKind.Throttled"/> asks to wait, rounded up to whole seconds. Default 3 s.</summary>
    public TimeSpan RetryAfter { get; init; } = TimeSpan.FromSeconds(3);
}

/// <summary>A rule and what it did so far.</summary>
/// <param name="Id">Names it in <c>DELETE /_sandbox/faults/{id}</c>.</param>
/// <param name="Rule">As it was given.</param>
/// <param name="Seen">Requests that matched while it stood.</param>
/// <param name="Struck">Requests that it struck.</param>
public sealed record FaultReading(string Id, FaultRule Rule, int Seen, int Struck);

/// <summary>The request that a fault may strike.</summary>
internal sealed record FaultSubject(string Network, string Operation, string Method, string Path);
