namespace Relay.Networks.Transport;

/// <summary>
/// Calls over connections that are kept for two seconds at most, so that a burst opens few and none is old enough to have been given up by its server. Never sends a request with a
/// body twice (docs/adr/0023): what is lost under way is for the caller to find out about. A server that is not trusted gets a new connection for each call.
/// </summary>
internal sealed class KeptConnections : HttpMessageHandler
{
    private readonly ConnectionTrust _trust;
    private readonly HttpMessageInvoker _kept;
    private readonly HttpMessageInvoker _own;

    /// <param name="trust">Which servers it is done with.</param>
    /// <param name="wire">Makes the wire for connections that are used for some time and no longer.</param>
    public KeptConnections(ConnectionTrust trust, Func<TimeSpan, SocketsHttpHandler> wire)
        : this(trust, wire, NetworkClients.KeptFor)
    {
    }

    internal KeptConnections(ConnectionTrust trust, Func<TimeSpan, SocketsHttpHandler> wire, TimeSpan keptFor)
        => (_trust, _kept, _own) = (trust, new(wire(keptFor)), new(wire(TimeSpan.Zero)));

    /// <inheritdoc/>
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var server = request.RequestUri!.Authority;
        if (!_trust.Keeps(server))
        {
            request.Headers.ConnectionClose = true; // the server closes, so that its side and not ours waits for late packets
            return await _own.SendAsync(request, cancellationToken);
        }
        try
        {
            return await _kept.SendAsync(request, cancellationToken);
        }
        catch (HttpRequestException fault) when (fault.HttpRequestError is HttpRequestError.Unknown or HttpRequestError.ResponseEnded or HttpRequestError.InvalidResponse)
        {
            _trust.Lost(server);
            throw;
        }
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _kept.Dispose();
            _own.Dispose();
        }
        base.Dispose(disposing);
    }
}
