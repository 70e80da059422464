using Relay.Core.Audit;
using Relay.Core.Channels;
using Relay.Core.Deliveries.Hands;
using Relay.Core.Texts;

namespace Relay.Core.Deliveries.Trials;

/// <summary>
/// Posts a harmless line and takes it away again, through the ledger like anything else: a stop in the middle is known, found out, and the line taken away by the next round. In the
/// shadow stage it goes where the channel's publications are shown.
/// </summary>
public sealed class TestPosts(ILedger ledger, NetworkCaller caller, Sender sender, PumpBell bell, TimeProvider time)
{
    /// <summary>Key of the moment, for the ledger alone.</summary>
    public const string Moment = "test";

    /// <summary>How the subject of every test begins.</summary>
    public const string Subject = "test/";

    /// <summary>How long a test may take to leave; what did not leave by then never will.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(250);

    /// <summary>Whether a delivery is a test.</summary>
    public static bool Is(Delivery delivery)
    {
        ArgumentNullException.ThrowIfNull(delivery);
        return delivery.Key.Moment == Moment && delivery.Key.Subject.StartsWith(Subject, StringComparison.Ordinal);
    }

    /// <summary>Whether what a test posts at a channel's place can be taken away again.</summary>
    public bool CanTakeBack(Channel channel)
    {
        ArgumentNullException.ThrowIfNull(channel);
        return channel.Network != ByHand.Network && (channel.Place.IsShadow || caller.Find(channel.Network) is IDeletePosts);
    }

    /// <summary>Why a test would wait longer than <see cref="Patience"/> and so never leave; null when nothing is known against it.</summary>
    /// <param name="channel">Where it would be posted.</param>
    /// <param name="isPumped">Whether the account's pump runs: without it a call is made although the account rests, which shows whether it was mended.</param>
    /// <param name="explainer">Says it.</param>
    /// <param name="cancel">Gives up.</param>
    public async Task<Phrase?> ObstacleAsync(Channel channel, bool isPumped, Explainer explainer, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(explainer);
        return explainer.WhyNothingLeaves(channel, isPumped ? await ledger.StandingsAsync(cancel) : [], Patience);
    }

    /// <summary>Posts the line at the channel's place.</summary>
    /// <param name="channel">Live or in its shadow stage.</param>
    /// <param name="account">Its account.</param>
    /// <param name="isPumped">Whether the account's pump runs; when not, the call is made here.</param>
    /// <param name="actor">Who wants it.</param>
    /// <param name="cancel">Stops waiting.</param>
    /// <returns>The delivery as it stands in the end, or when patience ran out.</returns>
    public async Task<Delivery> PostAsync(Channel channel, Account account, bool isPumped, Actor actor, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(channel);
        ArgumentNullException.ThrowIfNull(account);
        var now = time.GetUtcNow();
        var key = new PublicationKey($"{Subject}{Guid.CreateVersion7(now):N}", Moment, "-", channel.Network, channel.Place.Key);
        var wanted = new PlannedPublication
        {
            Key = key, Channel = channel.Id, Account = channel.Account, TargetKind = channel.Place.Kind, Items = [], From = now, Until = now + Patience, Expires = now + Patience, Order = now,
            Priority = Priority.Answer, Paced = false,
        };
        await ledger.PlanAsync([], [wanted], _ => "", now, cancel);
        var publication = (await ledger.SearchAsync(key.Subject, 1, cancel)).Single();
        await ledger.ReleaseAsync([publication.Id], actor, now, cancel);
        publication = (await ledger.SearchAsync(key.Subject, 1, cancel)).Single();
        return await FollowAsync(account, publication.DeliveryId!.Value, isPumped, cancel);
    }

    /// <summary>Takes a confirmed test away.</summary>
    /// <returns>The delivery that does it, as it stands in the end; null when another has done so.</returns>
    public async Task<Delivery?> TakeBackAsync(Delivery posted, Account account, bool isPumped, Actor actor, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(posted);
        ArgumentNullException.ThrowIfNull(account);
        return await ledger.TakeBackAsync(posted.Id, actor, time.GetUtcNow(), cancel) is { } id ? await FollowAsync(account, id, isPumped, cancel) : null;
    }

    /// <summary>Takes away what tests have left that were cut off, a while after.</summary>
    public async Task SweepAsync(CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        foreach (var left in await ledger.LeftStandingAsync(Subject, now - (Patience * 3), cancel))
        {
            if (await ledger.TakeBackAsync(left, Actor.System, now, cancel) is not null)
            {
                bell.Ring();
            }
        }
    }

    private async Task<Delivery> FollowAsync(Account account, Guid id, bool isPumped, CancellationToken cancel)
    {
        bell.Ring();
        var until = time.GetUtcNow() + Patience;
        while (true)
        {
            if (!isPumped && await ledger.FindAsync(id, cancel) is { } queued)
            {
                await sender.SendAsync(account, queued, isStale: true, turn: null, CancellationToken.None);
            }
            var delivery = (await ledger.FindAsync(id, cancel))!;
            var isMoving = delivery.State is DeliveryState.Queued or DeliveryState.Attempting;
            // What is out of reach is tried again by a pump only; here one try tells enough.
            if (!isMoving || time.GetUtcNow() >= until || (!isPumped && delivery.Reason is not null))
            {
                return delivery;
            }
            await Task.Delay(Glance, time, cancel);
        }
    }
}
