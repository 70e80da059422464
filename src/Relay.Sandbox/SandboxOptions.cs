namespace Relay.Sandbox;

/// <summary>How a rehearsal is set up. Every server listens on 127.0.0.1 only.</summary>
public sealed record SandboxOptions
{
    /// <summary>Port of the Graph server, 0 to 65535; 0 (the default) takes any free one.</summary>
    public int Facebook { get; init; }

    /// <summary>Port of the X server, 0 to 65535; 0 (the default) takes any free one.</summary>
    public int X { get; init; }

    /// <summary>Port of the Bot API server, 0 to 65535; 0 (the default) takes any free one.</summary>
    public int Telegram { get; init; }

    /// <summary>Port of the timelines and of <c>/_sandbox</c>, 0 to 65535; 0 (the default) takes any free one.</summary>
    public int Console { get; init; }

    /// <summary>Who exists on the three networks. Default <see cref="SandboxWorld.Default"/>.</summary>
    public SandboxWorld World { get; init; } = SandboxWorld.Default;

    /// <summary>Whether the documented rate limits refuse what exceeds them. Default true; the rate headers are sent either way.</summary>
    public bool EnforceLimits { get; init; } = true;
}
