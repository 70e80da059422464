namespace Relay.Worker.Control;

/// <summary>Where callers come in, one after the other; closed when disposed.</summary>
internal interface IControlDoor : IAsyncDisposable
{
    /// <summary>Waits for the next caller.</summary>
    Task<Caller> AcceptAsync(CancellationToken cancel);
}

/// <summary>A caller: the stream to talk on, who it is, and whether it may command.</summary>
internal sealed record Caller(Stream Stream, Peer Peer, bool Allowed);
