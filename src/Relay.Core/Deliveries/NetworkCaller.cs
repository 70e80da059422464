using Microsoft.Extensions.Logging;
using Relay.Core.Channels;
using Relay.Core.Deliveries.Answers;
using Relay.Core.Deliveries.Hands;
using Relay.Core.Deliveries.Shadows;
using Relay.Core.Swarm.Topics;

namespace Relay.Core.Deliveries;

/// <summary>Makes the one call of an attempt. Whatever happens in it becomes an outcome.</summary>
public sealed partial class NetworkCaller(IEnumerable<INetwork> networks, ShadowCaller shadows, HandCaller hands, ILogger<NetworkCaller> logger)
{
    private readonly Dictionary<string, INetwork> _networks = networks.ToDictionary(network => network.Key, StringComparer.Ordinal);

    /// <summary>The adapter of a network; null when the program has none.</summary>
    public INetwork? Find(string key) => _networks.GetValueOrDefault(key);

    /// <summary>Makes the calls of the shadow stage.</summary>
    internal ShadowCaller Shadows => shadows;

    /// <summary>Calls the network once for one part of a delivery.</summary>
    /// <param name="account">The account it goes through.</param>
    /// <param name="delivery">Whose part.</param>
    /// <param name="part">Which.</param>
    /// <param name="buttons">Under it; empty for none. Those of an answer stand in its terms.</param>
    /// <param name="abort">Aborts the call.</param>
    public async Task<Outcome> CallAsync(Account account, Delivery delivery, DeliveryPart part, IReadOnlyList<Button> buttons, CancellationToken abort)
    {
        ArgumentNullException.ThrowIfNull(account);
        ArgumentNullException.ThrowIfNull(delivery);
        ArgumentNullException.ThrowIfNull(part);
        var call = new Part(delivery.Id, part.Index, part.Text, part.Images, InReplyTo(delivery, part), part.Link) { Buttons = buttons };
        return await GuardAsync(() => CallAsync(account, delivery, part, call, abort), delivery.Id, part.Ordinal, abort);
    }

    /// <summary>Asks a network once for a topic in a forum.</summary>
    public Task<Outcome> MakeTopicAsync(Account account, Target target, string name, CancellationToken abort)
    {
        ArgumentNullException.ThrowIfNull(account);
        return Find(account.Network) is IMakeTopics maker
            ? GuardAsync(() => maker.MakeTopicAsync(account, target, name, abort), Guid.Empty, 0, abort)
            : Task.FromResult<Outcome>(new Outcome.Failed(FailureKind.Refused, FailureScope.Delivery, new($"{account.Network} n'a pas de sujets.", $"{account.Network} has no topics.")));
    }

    private async Task<Outcome> CallAsync(Account account, Delivery delivery, DeliveryPart part, Part call, CancellationToken abort)
    {
        if (delivery.Target.IsShadow)
        {
            return await shadows.CallAsync(account, delivery, part, call, abort);
        }
        if (delivery.Operation == Operation.HandOver)
        {
            return await hands.CallAsync(account, delivery, call, abort);
        }
        if (delivery.Operation == Operation.Answer)
        {
            return await AnswerCaller.CallAsync(Find(delivery.Key.Network), account, delivery, part, abort);
        }
        return (Find(delivery.Key.Network), delivery.Operation) switch
        {
            ({ } network, Operation.Create) => await network.CreateAsync(account, delivery.Target, call, abort),
            // A change in fewer parts than stand there takes the others away.
            (IDeletePosts deleter, Operation.Edit) when part.IsSurplus => await deleter.DeleteAsync(account, delivery.Target, part.RemoteIds, abort),
            (IEditPosts editor, Operation.Edit) when !part.IsSurplus => await editor.EditAsync(account, delivery.Target, part.RemoteIds, call, abort),
            (IDeletePosts deleter, Operation.Delete) => await deleter.DeleteAsync(account, delivery.Target, part.RemoteIds, abort),
            _ => new Outcome.Failed(FailureKind.Refused, FailureScope.Delivery, new(
                $"{delivery.Key.Network} ne permet pas de {(delivery.Operation == Operation.Edit && !part.IsSurplus ? "modifier" : "supprimer")} une publication.",
                $"{delivery.Key.Network} has no way to {(delivery.Operation == Operation.Edit && !part.IsSurplus ? "change" : "delete")} a post.")),
        };
    }

    private async Task<Outcome> GuardAsync(Func<Task<Outcome>> call, Guid delivery, int part, CancellationToken abort)
    {
        try
        {
            return await call();
        }
        catch (SecretMissingException fault)
        {
            return new Outcome.Failed(FailureKind.Misconfigured, FailureScope.Account, new(fault.French, fault.Message));
        }
        catch (OperationCanceledException) when (abort.IsCancellationRequested)
        {
            return new Outcome.Failed(FailureKind.Unknown, FailureScope.Delivery, new("Relay a été arrêté au milieu de l'appel.", "Relay was stopped in the middle of the call."));
        }
#pragma warning disable CA1031 // The call was announced in the ledger: a fault of ours in it must become a doubt that is found out, with an alarm, and not stop every other delivery.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            // Only the type: a message may hold an address with a token.
            Log.Unexpected(logger, delivery, part, fault.GetType().Name);
            return new Outcome.Failed(FailureKind.Unknown, FailureScope.Delivery, new($"Panne imprévue de Relay ({fault.GetType().Name}).", $"Unexpected fault in Relay ({fault.GetType().Name})."));
        }
    }

    private static string? InReplyTo(Delivery delivery, DeliveryPart part)
        => delivery.Parts.LastOrDefault(other => other.Index < part.Index && other.RemoteIds.Count > 0)?.RemoteIds[^1];

    private static partial class Log
    {
        [LoggerMessage(3110, LogLevel.Error, "Delivery {DeliveryId} part {Part}: unexpected {Fault} in the call; the part is in doubt.")]
        public static partial void Unexpected(ILogger logger, Guid deliveryId, int part, string fault);
    }
}
