namespace Relay.Core.Inbox;

/// <summary>
/// A network hands what waits for an account to one reader at a time. Whoever connects takes the turn from a worker that runs beside it, which stands aside for
/// <see cref="Length"/> and then goes on by itself: a connection that dies leaves nothing behind. Implemented where a worker can be asked; thread-safe.
/// </summary>
public interface IReaderTurn
{
    /// <summary>How long one turn lasts.</summary>
    static readonly TimeSpan Length = TimeSpan.FromSeconds(20);

    /// <summary>Takes the turn, or takes it again; does nothing when no worker runs.</summary>
    /// <param name="network">Key of the network.</param>
    /// <param name="reader">Who is read for, as the network knows it: a bot's number.</param>
    /// <param name="cancel">Gives up.</param>
    Task TakeAsync(string network, string reader, CancellationToken cancel);
}
