using Relay.Core.Channels;
using Relay.Core.Deliveries;
using Relay.Core.Deliveries.Halts;

namespace Relay.Worker.Control;

/// <summary>Has the network itself say whether a post stands there that a person says she saw. Thread-safe.</summary>
/// <param name="resolver">Reads.</param>
/// <param name="channels">The accounts.</param>
/// <param name="halts">What is halted: nothing is asked then.</param>
/// <param name="time">The clock.</param>
internal sealed class ReadBack(DoubtResolver resolver, IChannels channels, HaltBoard halts, TimeProvider time)
{
    /// <summary>Shorter than whoever asks is ready to wait.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(12);

    /// <summary>What the network shows; it can't tell where the account is gone or halted, or where it gives no way to look.</summary>
    public async Task<Finding> LookAsync(Delivery delivery, DeliveryPart part, CancellationToken cancel)
    {
        if (delivery.Target.IsShadow || !channels.Accounts.TryGetValue(delivery.Account, out var account))
        {
            return new Finding.CannotTell(new("le compte n'est plus relié.", "the account is no longer connected."));
        }
        if (halts.OfAccount(delivery.Account) is not null)
        {
            return new Finding.CannotTell(new("ce compte est en pause.", "this account is paused."));
        }
        using var late = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancel);
        try
        {
            return await resolver.ReadAsync(account, delivery, part, either.Token);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return new Finding.CannotTell(new("le réseau n'a pas répondu à temps.", "the network did not answer in time."));
        }
    }
}
