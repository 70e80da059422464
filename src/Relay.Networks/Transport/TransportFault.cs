using System.Net;
using System.Net.Sockets;
using Relay.Core.Channels;
using Relay.Core.Deliveries;

namespace Relay.Networks.Transport;

/// <summary>What a call means that got no answer, for every network alike.</summary>
internal static class TransportFault
{
    /// <summary>
    /// Unavailable when nothing can have been sent (name not found, connection or encryption not established); Unknown when something may have been (lost answer, time up);
    /// Misconfigured when a secret can't be had. Null when <paramref name="abort"/> fired or the fault is none of these: it is then ours, and is thrown.
    /// </summary>
    public static Outcome.Failed? Describe(Exception fault, CancellationToken abort) => fault switch
    {
        OperationCanceledException when abort.IsCancellationRequested => null,
        // The handler's limit for connecting wraps a TimeoutException; the limit for the whole call, ours, does not.
        OperationCanceledException { InnerException: TimeoutException } => Unavailable("No connection to the network in time."),
        OperationCanceledException => Unknown("No answer in time."),
        HttpRequestException request => OfRequest(request),
        IOException => Unknown("The answer was lost on its way."),
        SecretMissingException missing => new(FailureKind.Misconfigured, FailureScope.Account, missing.Message),
        _ => null,
    };

    private static Outcome.Failed OfRequest(HttpRequestException fault) => fault.HttpRequestError switch
    {
        HttpRequestError.NameResolutionError => Unavailable("The network's name was not found."),
        HttpRequestError.ConnectionError => Unavailable(Refused(fault) ? "The connection was refused." : "No connection to the network."),
        HttpRequestError.SecureConnectionError => Unavailable("No secure connection: the network's certificate was not accepted."),
        HttpRequestError.ProxyTunnelError => Unavailable("The proxy did not open a way to the network."),
        HttpRequestError.ResponseEnded => Unknown("The connection ended before the answer did."),
        HttpRequestError.ConfigurationLimitExceeded => Unknown("The answer was too long to be read."),
        HttpRequestError.InvalidResponse => Unknown("The answer was not in HTTP's form."),
        _ => Unknown("The answer was lost on its way."),
    };

    private static bool Refused(HttpRequestException fault) => fault.InnerException is SocketException { SocketErrorCode: SocketError.ConnectionRefused };

    private static Outcome.Failed Unavailable(string reason) => new(FailureKind.Unavailable, FailureScope.Account, reason);

    private static Outcome.Failed Unknown(string reason) => new(FailureKind.Unknown, FailureScope.Delivery, reason);
}
