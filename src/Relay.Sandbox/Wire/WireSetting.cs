using Relay.Sandbox.Militants;
using Relay.Sandbox.Pictures;

namespace Relay.Sandbox.Wire;

/// <summary>What every network of a rehearsal shares.</summary>
internal sealed record WireSetting(SandboxWorld World, TimeProvider Clock, PictureStore Pictures, bool EnforceLimits, Callbacks Callbacks)
{
    /// <summary>The public, the same on every network.</summary>
    public MilitantRoster Militants { get; } = new();

    public DateTimeOffset Now => Clock.GetUtcNow();
}
