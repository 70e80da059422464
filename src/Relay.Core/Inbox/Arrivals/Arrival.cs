namespace Relay.Core.Inbox.Arrivals;

/// <summary>
/// What came in for an account, byte for byte, before anything was understood. It is durable before the network is told that it was taken, and is understood only
/// afterwards: a fault of the reader loses nothing.
/// </summary>
/// <param name="Account">Id of the account that it came for.</param>
/// <param name="Door">The way it came.</param>
/// <param name="Stream">What was asked or heard, <c>updates</c>, <c>comments:123_456</c>, <c>page</c>: says which reader of the network understands the payload.</param>
/// <param name="Payload">As received.</param>
/// <param name="At">When Relay received it.</param>
public sealed record Arrival(string Account, Door Door, string Stream, ReadOnlyMemory<byte> Payload, DateTimeOffset At);

/// <summary>The way in. Both lead to the same inbox.</summary>
public enum Door
{
    /// <summary>Relay asked.</summary>
    Poll,

    /// <summary>The network told.</summary>
    Webhook,
}
