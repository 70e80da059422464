using System.Net;
using System.Net.Sockets;
using Relay.Core.Channels;
using Relay.Core.Deliveries;
using Relay.Core.Texts;

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
        OperationCanceledException { InnerException: TimeoutException } => Unavailable(new("Pas de connexion au réseau à temps.", "No connection to the network in time.")),
        OperationCanceledException => Unknown(new("Pas de réponse à temps.", "No answer in time.")),
        HttpRequestException request => OfRequest(request),
        IOException => Unknown(Lost),
        SecretMissingException missing => new(FailureKind.Misconfigured, FailureScope.Account, new(missing.French, missing.Message)),
        _ => null,
    };

    private static readonly Phrase Lost = new("La réponse s'est perdue en chemin.", "The answer was lost on its way.");

    private static Outcome.Failed OfRequest(HttpRequestException fault) => fault.HttpRequestError switch
    {
        HttpRequestError.NameResolutionError => Unavailable(new("Le nom du réseau n'a pas été trouvé.", "The network's name was not found.")),
        HttpRequestError.ConnectionError => Unavailable(Refused(fault) ? new("La connexion a été refusée.", "The connection was refused.") : new("Pas de connexion au réseau.", "No connection to the network.")),
        HttpRequestError.SecureConnectionError => Unavailable(new("Pas de connexion sûre : le certificat du réseau n'a pas été accepté.", "No secure connection: the network's certificate was not accepted.")),
        HttpRequestError.ProxyTunnelError => Unavailable(new("Le serveur mandataire n'a pas ouvert de chemin vers le réseau.", "The proxy did not open a way to the network.")),
        HttpRequestError.ResponseEnded => Unknown(new("La connexion s'est coupée avant la fin de la réponse.", "The connection ended before the answer did.")),
        HttpRequestError.ConfigurationLimitExceeded => Unknown(new("La réponse était trop longue pour être lue.", "The answer was too long to be read.")),
        HttpRequestError.InvalidResponse => Unknown(new("La réponse n'avait pas la forme de HTTP.", "The answer was not in HTTP's form.")),
        _ => Unknown(Lost),
    };

    private static bool Refused(HttpRequestException fault) => fault.InnerException is SocketException { SocketErrorCode: SocketError.ConnectionRefused };

    private static Outcome.Failed Unavailable(Phrase reason) => new(FailureKind.Unavailable, FailureScope.Account, reason);

    private static Outcome.Failed Unknown(Phrase reason) => new(FailureKind.Unknown, FailureScope.Delivery, reason);
}
