using Microsoft.Extensions.Logging;
using Relay.Core.Audit;
using Relay.Core.Channels;
using Relay.Core.Texts;

namespace Relay.Core.Deliveries;

/// <summary>Finds out whether an uncertain part is on its network (design §4.2). Never sends; a part goes back to the queue only after several complete looks apart.</summary>
public sealed partial class DoubtResolver(ILedger ledger, NetworkCaller caller, EngineOptions options, TimeProvider time, ILogger<DoubtResolver> logger)
{
    private const string Duplicate = "duplicate";
    private static readonly Phrase AssumedSent = new("Tenue pour partie : on n'écrit pas deux fois à quelqu'un.", "Assumed sent: nobody is written to twice.");

    /// <summary>Steps of one reading that a person waits for: the latest posts of a target are among them.</summary>
    private const int MostSteps = 5;

    /// <summary>Reads for somebody who says that an uncertain part is there. Writes nothing.</summary>
    /// <returns>What was found; <see cref="Finding.More"/> when the reading came to no end.</returns>
    public async Task<Finding> ReadAsync(Account account, Delivery delivery, DeliveryPart part, CancellationToken abort)
    {
        ArgumentNullException.ThrowIfNull(account);
        ArgumentNullException.ThrowIfNull(delivery);
        ArgumentNullException.ThrowIfNull(part);
        var doubt = (part.Doubt ?? new(time.GetUtcNow(), 0, null, null, null)) with { Cursor = null };
        for (var step = 1; ; step++)
        {
            var finding = await FindAsync(account, delivery, part with { Doubt = doubt }, abort);
            if (finding is not Finding.More more || step >= MostSteps)
            {
                return finding;
            }
            doubt = doubt with { Cursor = more.Cursor };
        }
    }

    /// <summary>Where looking for a delivery's part counts against limits; its target when only the account's limits count.</summary>
    internal Target ReadsAt(Account account, Delivery delivery)
        => delivery.Target.IsShadow || delivery.Operation == Operation.HandOver || (delivery.Operation == Operation.Answer && delivery.Target.Kind == TargetKind.Private) ? delivery.Target : (caller.Find(delivery.Key.Network) as IFindOwnPosts)?.ReadsAt(account, delivery.Target) ?? delivery.Target;

    /// <summary>One step of looking for the first uncertain part.</summary>
    /// <returns>The failure of the reading itself; null when it succeeded.</returns>
    internal async Task<Looked> LookAsync(Account account, Guid id, CancellationToken abort)
    {
        if (await ledger.FindAsync(id, abort) is not { State: DeliveryState.Uncertain } delivery
            || delivery.Parts.FirstOrDefault(part => part is { State: PartState.Uncertain, Doubt: { Ask: null, NextAt: not null } }) is not { } part)
        {
            return new(false, null);
        }
        var now = time.GetUtcNow();
        if (delivery.Operation is Operation.Edit or Operation.Delete)
        {
            await ResolveAsync(delivery, part, PartState.Planned, [], null, new("Coupée ; corriger ou supprimer deux fois ne fait pas de mal.", "Cut off; to change or take away twice does no harm."), now);
            return new(false, null);
        }
        if (delivery.Operation == Operation.HandOver && !delivery.Target.IsShadow)
        {
            await ResolveAsync(delivery, part, PartState.Confirmed, [], null, new("Tenue pour confiée : personne n'est sollicité deux fois.", "Assumed handed over: nobody is asked twice."), now);
            return new(false, null);
        }
        if (delivery.Operation == Operation.Answer && delivery.Target.Kind == TargetKind.Private)
        {
            // Without a look: what a person reads with us is copied nowhere.
            await ResolveAsync(delivery, part, PartState.Confirmed, [], null, AssumedSent, now);
            return new(false, null);
        }
        if (delivery.Target.IsShadow)
        {
            await ResolveAsync(delivery, part, PartState.Confirmed, [], null, new("Tenue pour montrée : on ne montre pas deux fois la même chose à une coordinatrice.", "Assumed shown: a coordinator is not shown the same thing twice."), now);
            return new(false, null);
        }
        var finding = await FindAsync(account, delivery, part, abort);
        now = time.GetUtcNow();
        var doubt = part.Doubt!;
        switch (finding)
        {
            case Finding.There there:
                await ResolveAsync(delivery, part, PartState.Confirmed, there.RemoteIds, there.Link, new("Retrouvée sur le réseau.", "Found on the network."), now);
                break;
            case Finding.More more:
                await ledger.DoubtAsync(id, part.Index, doubt with { Cursor = more.Cursor, NextAt = now }, CancellationToken.None);
                break;
            case Finding.NotSeen:
                await NotSeenAsync(delivery, part, doubt, now);
                break;
            case Finding.CannotTell when delivery.Target.Kind == TargetKind.Private:
                await ResolveAsync(delivery, part, PartState.Confirmed, [], null, AssumedSent, now);
                break;
            case Finding.CannotTell unknowable:
                await ledger.DoubtAsync(id, part.Index, doubt with { Ask = unknowable.Reason.Kept, NextAt = null }, CancellationToken.None);
                Log.Asks(logger, id, delivery.Key.Network);
                break;
            case Finding.Failed { Failure: { Kind: FailureKind.Refused or FailureKind.Gone } refused }:
                // Asking again would be refused again, and some networks bill each reading.
                await ledger.DoubtAsync(id, part.Index, doubt with { Ask = refused.Reason.Kept, NextAt = null }, CancellationToken.None);
                Log.Asks(logger, id, delivery.Key.Network);
                return new(true, refused, now);
            case Finding.Failed failed:
                await ledger.DoubtAsync(id, part.Index, doubt with { NextAt = now + Rest(now - doubt.Since) }, CancellationToken.None);
                return new(true, failed.Failure, now);
        }
        return new(true, null, now);
    }

    /// <summary>Readings that fail come ever more rarely, up to one an hour.</summary>
    private TimeSpan Rest(TimeSpan age) => TimeSpan.FromTicks(Math.Clamp(age.Ticks / 4, options.ReadsApart.Ticks, Math.Max(options.ReadsApart.Ticks, TimeSpan.TicksPerHour)));

    private async Task<Finding> FindAsync(Account account, Delivery delivery, DeliveryPart part, CancellationToken abort)
    {
        if (caller.Find(delivery.Key.Network) is not IFindOwnPosts finder)
        {
            return new Finding.CannotTell(new($"{delivery.Key.Network} ne permet pas de regarder.", $"{delivery.Key.Network} gives no way to look."));
        }
        var attemptedAt = await LeftFromAsync(delivery, part, abort);
        var around = await ledger.NeighboursAsync(delivery.Key.Network, delivery.Target.Key, attemptedAt, abort);
        var inReplyTo = delivery.Answer?.InReplyTo ?? delivery.Parts.LastOrDefault(other => other.Index < part.Index && other.RemoteIds.Count > 0)?.RemoteIds[^1];
        var sent = new Part(delivery.Id, part.Index, part.Text, part.Images, inReplyTo, part.Link);
        // What was confirmed before the attempt is what to look after, and the other way round.
        var search = new Search(sent, attemptedAt, After: around.Before, Before: around.After, around.Taken, part.Doubt!.Cursor) { Answered = delivery.Answer?.InReplyTo };
        try
        {
            return await finder.FindAsync(account, delivery.Target, search, abort);
        }
        catch (SecretMissingException fault)
        {
            return new Finding.Failed(new(FailureKind.Misconfigured, FailureScope.Account, new(fault.French, fault.Message)));
        }
    }

    /// <summary>From when on it may stand there: since the last attempt, or, where that one was told of a duplicate, since the first that may have left it.</summary>
    private async Task<DateTimeOffset> LeftFromAsync(Delivery delivery, DeliveryPart part, CancellationToken cancel)
    {
        var attempts = (await ledger.AttemptsAsync(delivery.Id, cancel)).Where(attempt => attempt.Part == part.Index).ToList();
        return attempts is [.., { Result: Duplicate }] && attempts.Find(attempt => attempt.Result is null or "unknown") is { } first
            ? first.StartedAt
            : part.AttemptedAt ?? part.Doubt!.Since;
    }

    private async Task NotSeenAsync(Delivery delivery, DeliveryPart part, Doubt doubt, DateTimeOffset now)
    {
        var ripe = (part.AttemptedAt ?? doubt.Since) + options.SettleTime;
        if (now < ripe)
        {
            // It may still appear: only a look after the settle time counts against it.
            await ledger.DoubtAsync(delivery.Id, part.Index, doubt with { Cursor = null, NextAt = ripe }, CancellationToken.None);
            return;
        }
        var reads = doubt.NegativeReads + 1;
        if (reads < options.NegativeReads)
        {
            await ledger.DoubtAsync(delivery.Id, part.Index, doubt with { NegativeReads = reads, Cursor = null, NextAt = now + options.ReadsApart }, CancellationToken.None);
            return;
        }
        var last = (await ledger.AttemptsAsync(delivery.Id, CancellationToken.None)).LastOrDefault(attempt => attempt.Part == part.Index);
        if (last?.Result == Duplicate)
        {
            // Sending it again would only be refused again.
            await ResolveAsync(delivery, part, PartState.Refused, [], null, new("Le réseau dit avoir déjà ces mots, dans une autre publication.", "The network says that it has these words already, in a post that is not this one."), now);
            return;
        }
        await ResolveAsync(delivery, part, PartState.Planned, [], null, new($"Absente à {reads} lectures : envoyée de nouveau.", $"Not seen in {reads} looks: sent again."), now);
    }

    // What was found out is written down even while Relay stops.
    private async Task ResolveAsync(Delivery delivery, DeliveryPart part, PartState to, IReadOnlyList<string> ids, Uri? link, Phrase reason, DateTimeOffset now)
    {
        await ledger.ResolveAsync(delivery.Id, part.Index, to, ids, link, reason.Kept, Actor.System, now, CancellationToken.None);
        Log.Resolved(logger, delivery.Id, part.Ordinal, to);
    }

    private static partial class Log
    {
        [LoggerMessage(3120, LogLevel.Information, "The doubt about delivery {DeliveryId} part {Part} is settled: {State}.")]
        public static partial void Resolved(ILogger logger, Guid deliveryId, int part, PartState state);

        [LoggerMessage(3121, LogLevel.Warning, "Delivery {DeliveryId}: {Network} cannot tell whether it is there; a coordinator must look (relay uncertain).")]
        public static partial void Asks(ILogger logger, Guid deliveryId, string network);
    }
}

/// <summary>What came of one look.</summary>
/// <param name="Called">Whether the network may have been asked.</param>
/// <param name="Failure">Of the reading itself; null when it succeeded.</param>
/// <param name="At">When it ended.</param>
internal sealed record Looked(bool Called, Outcome.Failed? Failure, DateTimeOffset? At = null);
