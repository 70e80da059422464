using Relay.Core.Channels;
using Relay.Core.Texts;

namespace Relay.Networks.Arriving;

/// <summary>Why a network does not believe an address to be ours.</summary>
internal static class CallFaults
{
    /// <summary>It called and did not get the answer that only Relay knows.</summary>
    public static Phrase NotAnswered(string network, Account account, Uri address) => new(
        $"{network} a appelé {address} sans recevoir la bonne réponse : lancez Relay (relay run), vérifiez que le serveur mandataire y mène, puis « relay webhooks set {account.Id} ».",
        $"{network} called {address} and did not get the right answer: start Relay (relay run), check that the reverse proxy leads there, then \"relay webhooks set {account.Id}\".");
}
