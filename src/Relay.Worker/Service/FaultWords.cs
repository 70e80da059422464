using System.Data.Common;
using System.Net.Sockets;
using Relay.Core.Returns;
using Relay.Core.Texts;
using Relay.Store;

namespace Relay.Worker.Service;

/// <summary>
/// Says in both languages of what class a fault is. An exception's own words may name hosts, users and paths, and are English: they belong in the log of this machine, never in a chat.
/// </summary>
internal static class FaultWords
{
    /// <summary>A clause without a full stop; the name of the exception's type where its class says nothing to people.</summary>
    public static Phrase Of(Exception fault)
    {
        ArgumentNullException.ThrowIfNull(fault);
        return fault switch
        {
            AggregateException { InnerExceptions: [var only] } => Of(only),
            TimeoutException or OperationCanceledException => new("pas de réponse à temps", "no answer in time"),
            DbException { InnerException: SocketException or TimeoutException } => new("la base de données ne répond pas", "the database does not answer"),
            DbException => new("la base de données a refusé une opération", "the database refused an operation"),
            ReturnUnavailableException => new("la base ou le dossier du parti ne peut pas être écrit, voyez le journal", "the party's database or folder can't be written to, see the log"),
            StoreException => new("le magasin de Relay ne peut pas être utilisé", "Relay's store cannot be used"),
            HttpRequestException or SocketException => new("une connexion au réseau a échoué", "a network connection failed"),
            UnauthorizedAccessException => new("Relay n'a pas le droit d'utiliser un fichier ou un dossier", "Relay may not use a file or folder"),
            IOException => new("une lecture ou une écriture a échoué", "a read or a write failed"),
            OutOfMemoryException => new("la mémoire manque", "memory ran out"),
            _ => new($"erreur imprévue {fault.GetType().Name}, voyez le journal", $"unexpected fault {fault.GetType().Name}, see the log"),
        };
    }
}
