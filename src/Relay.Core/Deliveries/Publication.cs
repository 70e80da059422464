using Relay.Core.Channels;
using Relay.Core.Items;
using Relay.Core.Planning.Moments;
using Relay.Core.Texts;

namespace Relay.Core.Deliveries;

/// <summary>What makes a publication the same one, for ever. Holds no channel and no account: renaming either, or two channels on one target, never posts twice.</summary>
/// <param name="Subject">The item's key, or <c>digest/…</c>.</param>
/// <param name="Moment">Key of the moment.</param>
/// <param name="Occurrence">Which time of the subject: a reminder's start, so that an event that moves is reminded of again; <c>-</c> where there is one only.</param>
/// <param name="Network">Key of the network.</param>
/// <param name="Target">Key of the target.</param>
public sealed record PublicationKey(string Subject, string Moment, string Occurrence, string Network, string Target)
{
    /// <summary>For people: <c>party/event/42, annonce → telegram @parti_33</c>; a shadow says so.</summary>
    public Phrase Words
    {
        get
        {
            var (what, to) = (MomentWords.Of(Moment), Channels.Target.Parse(Target));
            if (Answers.AnswerKeys.HidesTarget(this))
            {
                return new($"{Subject}, {what.French} → {Network}, en privé", $"{Subject}, {what.English} → {Network}, in private");
            }
            var place = $"{Network} {to.Real.Key}";
            return new($"{Subject}, {what.French} → {place}{(to.IsShadow ? " (à blanc)" : "")}", $"{Subject}, {what.English} → {place}{(to.IsShadow ? " (shadow)" : "")}");
        }
    }

    /// <summary>For logs and programs. Whom a private answer goes to is not shown.</summary>
    public override string ToString() => $"{Subject} {Moment} → {Network} {(Answers.AnswerKeys.HidesTarget(this) ? "(private)" : Target)}";
}

/// <summary>What planning wants to exist.</summary>
public sealed record PlannedPublication
{
    /// <summary>Its identity.</summary>
    public required PublicationKey Key { get; init; }

    /// <summary>The channel that wants it.</summary>
    public required string Channel { get; init; }

    /// <summary>The account it goes through.</summary>
    public required string Account { get; init; }

    /// <summary>What stands at the target.</summary>
    public TargetKind TargetKind { get; init; }

    /// <summary>The items it tells of; one, or a digest's.</summary>
    public required IReadOnlyList<ItemKey> Items { get; init; }

    /// <summary>No slot before this instant.</summary>
    public required DateTimeOffset From { get; init; }

    /// <summary>The latest instant at which a slot is of full use; later it may be folded into a digest.</summary>
    public required DateTimeOffset Until { get; init; }

    /// <summary>From here on it is of no use; null for a cancellation, which has none.</summary>
    public required DateTimeOffset? Expires { get; init; }

    /// <summary>Its place among others that wait: the event's start, so that the nearest goes first.</summary>
    public required DateTimeOffset Order { get; init; }

    /// <summary>Its place among others that are due.</summary>
    public required Priority Priority { get; init; }

    /// <summary>Whether it counts against the channel's gap and daily maximum.</summary>
    public required bool Paced { get; init; }
}

/// <summary>A publication as the ledger keeps it.</summary>
/// <param name="Id">Ours, time-ordered.</param>
/// <param name="Plan">As last planned.</param>
/// <param name="State">Where it stands.</param>
/// <param name="Reason">Why it was dropped or folded; null otherwise.</param>
/// <param name="ReleasedAt">When its delivery was made.</param>
/// <param name="DeliveryId">Its delivery; null before release.</param>
public sealed record Publication(Guid Id, PlannedPublication Plan, PublicationState State, string? Reason, DateTimeOffset? ReleasedAt, Guid? DeliveryId);
