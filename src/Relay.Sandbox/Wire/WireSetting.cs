using Relay.Sandbox.Pictures;

namespace Relay.Sandbox.Wire;

/// <summary>What every network of a rehearsal shares.</summary>
internal sealed record WireSetting(SandboxWorld World, TimeProvider Clock, PictureStore Pictures, bool EnforceLimits)
{
    public DateTimeOffset Now => Clock.GetUtcNow();
}
