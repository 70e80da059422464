using Relay.Core.Channels;
using Relay.Core.Deliveries;
using Relay.Store.Engines;

namespace Relay.Store.Deliveries;

/// <summary>The stored names of states and kinds. Partial indexes and statements name some of them too.</summary>
internal static class LedgerKeys
{
    public static KeyMap<PublicationState> Publications { get; } = new(
        (PublicationState.Planned, "planned"),
        (PublicationState.Released, "released"),
        (PublicationState.Folded, "folded"),
        (PublicationState.Dropped, "dropped"),
        (PublicationState.Expired, "expired"));

    public static KeyMap<DeliveryState> Deliveries { get; } = new(
        (DeliveryState.Queued, "queued"),
        (DeliveryState.Held, "held"),
        (DeliveryState.Attempting, "attempting"),
        (DeliveryState.Uncertain, "uncertain"),
        (DeliveryState.Confirmed, "confirmed"),
        (DeliveryState.Refused, "refused"),
        (DeliveryState.Cancelled, "cancelled"),
        (DeliveryState.Expired, "expired"),
        (DeliveryState.HandedOver, "handed"));

    public static KeyMap<PartState> Parts { get; } = new(
        (PartState.Planned, "planned"),
        (PartState.Attempting, "attempting"),
        (PartState.Confirmed, "confirmed"),
        (PartState.Refused, "refused"),
        (PartState.Uncertain, "uncertain"));

    public static KeyMap<Operation> Operations { get; } = new(
        (Operation.Create, "create"),
        (Operation.Edit, "edit"),
        (Operation.Delete, "delete"),
        (Operation.HandOver, "hand-over"),
        (Operation.Answer, "answer"));

    public static KeyMap<TargetKind> TargetKinds { get; } = new(
        (TargetKind.Public, "public"),
        (TargetKind.Group, "group"),
        (TargetKind.Private, "private"));

    public static KeyMap<FailureKind> Failures { get; } = new(
        (FailureKind.Unknown, "unknown"),
        (FailureKind.Throttled, "throttled"),
        (FailureKind.Unavailable, "unavailable"),
        (FailureKind.Unauthorized, "unauthorized"),
        (FailureKind.Misconfigured, "misconfigured"),
        (FailureKind.Refused, "refused"),
        (FailureKind.Duplicate, "duplicate"),
        (FailureKind.Gone, "gone"));

    public static KeyMap<FailureScope> Scopes { get; } = new(
        (FailureScope.Delivery, "delivery"),
        (FailureScope.Target, "target"),
        (FailureScope.Account, "account"));

    /// <summary>The result of an attempt that the network confirmed.</summary>
    public const string Done = "done";

    /// <summary>The stored rank of a priority: with room between, so that another can be put there later.</summary>
    public static long Rank(Priority priority) => Ranks.First(pair => pair.Priority == priority).Rank;

    /// <summary>The priority of a stored rank.</summary>
    public static Priority Priority(long rank) => Ranks.Where(pair => pair.Rank == rank).Select(pair => (Priority?)pair.Priority).FirstOrDefault()
        ?? throw new InvalidDataException($"The store holds priority {rank}, which this program does not know.");

    /// <summary>Every stored rank, the most urgent first.</summary>
    public static IEnumerable<long> AllRanks => Ranks.Select(pair => pair.Rank);

    private static readonly (Priority Priority, long Rank)[] Ranks =
    [
        (Core.Deliveries.Priority.StopConfirmation, 10),
        (Core.Deliveries.Priority.Cancellation, 20),
        (Core.Deliveries.Priority.Change, 30),
        (Core.Deliveries.Priority.Answer, 40),
        (Core.Deliveries.Priority.Reminder, 50),
        (Core.Deliveries.Priority.Announcement, 60),
        (Core.Deliveries.Priority.Digest, 70),
        (Core.Deliveries.Priority.Broadcast, 80),
    ];
}
