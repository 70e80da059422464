using Relay.Core.Audit;
using Relay.Core.Channels;
using Relay.Core.Items;

namespace Relay.Core.Deliveries;

/// <summary>
/// The record of everything that should be, may be and is on the networks. Each write is one transaction, durable when its task ends, with its line in the audit;
/// each checks the state it starts from, so that a stale caller changes nothing and hears so by an exception.
/// </summary>
public interface ILedger
{
    /// <summary>
    /// Makes the plan of some items the ledger's: new publications are Planned; Planned ones take the new window, channel and account; Planned ones with one of these items
    /// as their subject that are not wanted any more are Dropped (a digest has a subject of its own and stays); Dropped and Expired ones that are wanted again with a window
    /// still open are Planned; Folded and released ones are left alone, but for a delivery that was Cancelled before any part of it left and is wanted again
    /// (an event called off by mistake): it is Queued again.
    /// </summary>
    /// <param name="items">The items planned, also those that want nothing any more.</param>
    /// <param name="wanted">All that they want.</param>
    /// <param name="dropReason">Why what is not wanted any more is dropped, per publication.</param>
    /// <param name="now">For the record.</param>
    /// <param name="cancel">Abandons the write.</param>
    Task<PlanTally> PlanAsync(IReadOnlyCollection<ItemKey> items, IReadOnlyList<PlannedPublication> wanted, Func<PublicationKey, string> dropReason, DateTimeOffset now, CancellationToken cancel);

    /// <summary>When each channel was first seen; those never seen before are seen now, and that is kept.</summary>
    Task<IReadOnlyDictionary<string, DateTimeOffset>> SeeChannelsAsync(IReadOnlyCollection<string> channels, DateTimeOffset now, CancellationToken cancel);

    /// <summary>When each channel was first seen, by id; changes nothing.</summary>
    Task<IReadOnlyDictionary<string, DateTimeOffset>> ChannelsSeenAsync(CancellationToken cancel);

    /// <summary>Publications of one item, a digest that tells of it among them, whatever their state.</summary>
    Task<IReadOnlyList<Publication>> OfItemAsync(ItemKey item, CancellationToken cancel);

    /// <summary>Everything that was made of the publications of some items, with its parts: what created them, changes them, or takes them away; oldest first.</summary>
    Task<IReadOnlyList<Delivery>> CopiesAsync(IReadOnlyCollection<ItemKey> items, CancellationToken cancel);

    /// <summary>The same for one publication.</summary>
    Task<IReadOnlyList<Delivery>> OfPublicationAsync(Guid publication, CancellationToken cancel);

    /// <summary>
    /// Makes deliveries that change copies or take them away. One that waits already for the same is only looked at again; one that waits for something else is Cancelled. A copy
    /// that has not left yet is looked at again before it does, so that it leaves with its items as they are.
    /// </summary>
    /// <returns>How many were made.</returns>
    Task<int> ReviseAsync(IReadOnlyList<Copies.Revision> revisions, Actor actor, DateTimeOffset now, CancellationToken cancel);

    /// <summary>Planned publications of a target whose window is open, in order of priority, then of <see cref="PlannedPublication.Order"/>.</summary>
    Task<IReadOnlyList<Publication>> WaitingAsync(string network, string target, DateTimeOffset now, int limit, CancellationToken cancel);

    /// <summary>Targets that have a planned publication whose window is open.</summary>
    Task<IReadOnlyList<(string Network, string Target)>> TargetsWaitingAsync(DateTimeOffset now, CancellationToken cancel);

    /// <summary>When the next window opens after <paramref name="now"/>; null when none.</summary>
    Task<DateTimeOffset?> NextWindowAsync(DateTimeOffset now, CancellationToken cancel);

    /// <summary>What a target's paced deliveries have used.</summary>
    Task<TargetUse> UseAsync(string network, string target, DateTimeOffset since, CancellationToken cancel);

    /// <summary>Makes deliveries of planned publications; each at most once, whoever asks.</summary>
    /// <returns>Those that were still planned.</returns>
    Task<IReadOnlyList<Guid>> ReleaseAsync(IReadOnlyList<Guid> publications, Actor actor, DateTimeOffset now, CancellationToken cancel);

    /// <summary>Makes deliveries of answers, with their words, to leave at once; each at most once for its subject, whoever asks and wherever it goes.</summary>
    /// <returns>What became of each, in the order asked.</returns>
    /// <exception cref="ArgumentException">When a draft contradicts itself.</exception>
    Task<IReadOnlyList<Answers.DraftedAnswer>> AnswerAsync(IReadOnlyList<Answers.AnswerDraft> drafts, Actor actor, DateTimeOffset now, CancellationToken cancel);

    /// <summary>Plans a digest and folds its members into it; nothing when a member is no longer planned. They are Planned again when the digest ends before it left.</summary>
    Task<bool> FoldAsync(PlannedPublication digest, IReadOnlyList<Guid> members, DateTimeOffset now, CancellationToken cancel);

    /// <summary>Ends planned publications whose use is over. Returns how many.</summary>
    Task<int> ExpireAsync(DateTimeOffset now, CancellationToken cancel);

    /// <summary>Drops planned publications of channels that are no longer configured, and those whose target no channel serves.</summary>
    Task<int> DropOrphansAsync(IReadOnlyCollection<string> channels, DateTimeOffset now, CancellationToken cancel);

    /// <summary>Drops planned digests that stand elsewhere than where their channel publishes at its present stage, and plans their members again for planning to judge.</summary>
    /// <param name="places">Id of each channel and the key of its <see cref="Channel.Place"/>.</param>
    /// <param name="now">For the record.</param>
    /// <param name="cancel">Abandons the write.</param>
    /// <returns>How many were dropped.</returns>
    Task<int> DropMisplacedAsync(IReadOnlyCollection<(string Channel, string Target)> places, DateTimeOffset now, CancellationToken cancel);

    /// <summary>Makes a delivery that takes away what a confirmed one has put on its network; once, whoever asks.</summary>
    /// <returns>Its id; null when there is one already, or nothing is confirmed.</returns>
    Task<Guid?> TakeBackAsync(Guid delivery, Actor actor, DateTimeOffset now, CancellationToken cancel);

    /// <summary>Confirmed deliveries of subjects that begin alike, released before an instant, that nothing takes away.</summary>
    Task<IReadOnlyList<Guid>> LeftStandingAsync(string subject, DateTimeOffset before, CancellationToken cancel);

    /// <summary>What is in people's hands, and what they published by hand while it is still of use, oldest first.</summary>
    Task<IReadOnlyList<Delivery>> HandedAsync(DateTimeOffset now, CancellationToken cancel);

    /// <summary>Gives what waits or is in doubt on a target to the account that serves it now. Returns how many deliveries changed hands.</summary>
    Task<int> ServeAsync(string network, string target, string account, DateTimeOffset now, CancellationToken cancel);

    /// <summary>The same for every target at once; of two lines for one target the last counts. Costs what waits, and not the number of targets.</summary>
    Task<int> ServeAsync(IReadOnlyList<(string Network, string Target, string Account)> places, DateTimeOffset now, CancellationToken cancel);

    /// <summary>At the start of a worker: every attempt without an end is a doubt. Returns how many.</summary>
    Task<int> RecoverAsync(DateTimeOffset now, CancellationToken cancel);

    /// <summary>Before the pump of one account begins, also again after a fault: every attempt of that account without an end is a doubt. Returns how many.</summary>
    Task<int> RecoverAccountAsync(string account, DateTimeOffset now, CancellationToken cancel);

    /// <summary>Deliveries of an account that are Queued or Held and whose time has come, by priority, then by time.</summary>
    /// <param name="account">Id of the account.</param>
    /// <param name="now">Their next time is not after it.</param>
    /// <param name="except">Keys of targets to pass over: they are held, or have enough in hand, and must not hide the others. <see cref="Standing.Privately"/> passes over everybody's private messages.</param>
    /// <param name="limit">At most so many.</param>
    /// <param name="cancel">Abandons the read.</param>
    Task<IReadOnlyList<Delivery>> DueAsync(string account, DateTimeOffset now, IReadOnlyCollection<string> except, int limit, CancellationToken cancel);

    /// <summary>The earliest next time after <paramref name="now"/> of a Queued or Held delivery, or of a doubt, of the account; null when there is none.</summary>
    Task<DateTimeOffset?> NextDueAsync(string account, DateTimeOffset now, CancellationToken cancel);

    /// <summary>Writes the parts of a delivery; replaces earlier ones as long as every one of them is Planned and its <see cref="DeliveryPart.AttemptedAt"/> is null.</summary>
    Task ComposeAsync(Guid delivery, IReadOnlyList<DeliveryPart> parts, CancellationToken cancel);

    /// <summary>Commits that a call is about to be made. After this only the call follows.</summary>
    /// <returns>The attempt's number.</returns>
    /// <exception cref="FenceLostException">When another worker has taken the store since.</exception>
    Task<int> BeginAttemptAsync(Guid delivery, int part, DateTimeOffset now, CancellationToken cancel);

    /// <summary>Writes the parts where they are worded anew, and commits with them that a call is about to be made. After this only the call follows.</summary>
    /// <returns>The attempt's number; null, with nothing written, when the delivery is no longer as it was read.</returns>
    /// <exception cref="FenceLostException">When another worker has taken the store since.</exception>
    Task<int?> BeginAttemptAsync(AttemptStart start, CancellationToken cancel);

    /// <summary>Commits what became of an attempt.</summary>
    Task EndAttemptAsync(AttemptEnd end, CancellationToken cancel);

    /// <summary>Changes the state of a delivery that is not being attempted: held, cancelled, expired, refused, or queued again.</summary>
    Task SetAsync(Guid delivery, DeliveryState to, string? rule, string? reason, DateTimeOffset nextAt, Actor actor, DateTimeOffset now, CancellationToken cancel);

    /// <summary>The same by the system's own rules, for a delivery that stands as it was read.</summary>
    /// <returns>False, with nothing written, when it has changed since: somebody has said STOP, or called it off.</returns>
    Task<bool> SettleAsync(Delivery seen, DeliveryState to, string? rule, string? reason, DateTimeOffset nextAt, DateTimeOffset now, CancellationToken cancel);

    /// <summary>Uncertain deliveries of the account (all accounts when null) with a look due at <paramref name="now"/> (all when null), oldest first.</summary>
    Task<IReadOnlyList<Delivery>> DoubtsAsync(string? account, DateTimeOffset? now, int limit, CancellationToken cancel);

    /// <summary>Deliveries whose call is under way; without a worker they were cut off, and the next one makes doubts of them.</summary>
    Task<IReadOnlyList<Delivery>> UnderWayAsync(int limit, CancellationToken cancel);

    /// <summary>Greatest remote id confirmed on the target before an instant, smallest after it, and every remote id confirmed around it.</summary>
    Task<Neighbours> NeighboursAsync(string network, string target, DateTimeOffset attemptedAt, CancellationToken cancel);

    /// <summary>Keeps how far finding out has come.</summary>
    Task DoubtAsync(Guid delivery, int part, Doubt doubt, CancellationToken cancel);

    /// <summary>Ends a doubt: confirmed with ids, planned again, or refused.</summary>
    Task ResolveAsync(Guid delivery, int part, PartState to, IReadOnlyList<string> remoteIds, Uri? link, string reason, Actor actor, DateTimeOffset now, CancellationToken cancel);

    /// <summary>Whether another account of the network has sent this text (by <see cref="DeliveryPart.TextHash"/>) since an instant.</summary>
    Task<bool> TextUsedElsewhereAsync(string network, string account, string textHash, DateTimeOffset since, CancellationToken cancel);

    /// <summary>Attempts of an account that ended since an instant, by target, in the order of their ends, for rebuilding its buckets; without an end, and last, those that were cut off and began an hour before it or later.</summary>
    Task<IReadOnlyList<(string Target, DateTimeOffset? EndedAt)>> RecentAttemptsAsync(string account, DateTimeOffset since, CancellationToken cancel);

    /// <summary>Calls of an account since an instant that its network has billed, or may have: those that it confirmed, and those without an end or with an unknown one. Without shadows.</summary>
    Task<IReadOnlyList<Budgets.BilledCall>> BilledAsync(string account, DateTimeOffset since, CancellationToken cancel);

    /// <summary>How many deliveries a rule holds, by account.</summary>
    Task<IReadOnlyList<HeldTally>> HeldByAsync(string rule, CancellationToken cancel);

    /// <summary>Changes of copies, asked for since an instant, that their network refused, and where nothing was asked of the copy after; oldest first.</summary>
    Task<IReadOnlyList<Delivery>> RefusedChangesAsync(DateTimeOffset since, CancellationToken cancel);

    /// <summary>Keeps an account's or a target's strikes, hold or pause.</summary>
    Task KeepStandingAsync(Standing standing, Actor actor, CancellationToken cancel);

    /// <summary>Every kept standing.</summary>
    Task<IReadOnlyList<Standing>> StandingsAsync(CancellationToken cancel);

    /// <summary>A delivery with its parts; null when unknown.</summary>
    Task<Delivery?> FindAsync(Guid delivery, CancellationToken cancel);

    /// <summary>A publication by its id, its delivery's id, an end or a beginning of either (<see cref="Ids.ShortId"/>), or an item key; newest first.</summary>
    Task<IReadOnlyList<Publication>> SearchAsync(string text, int limit, CancellationToken cancel);

    /// <summary>Every attempt of a delivery, in order.</summary>
    Task<IReadOnlyList<Attempt>> AttemptsAsync(Guid delivery, CancellationToken cancel);

    /// <summary>Publications planned from now on, in order of their windows, for a diff or a calendar.</summary>
    Task<IReadOnlyList<Publication>> PlannedAsync(int limit, CancellationToken cancel);

    /// <summary>How much stands where.</summary>
    Task<LedgerTally> TallyAsync(DateTimeOffset now, CancellationToken cancel);
}

/// <summary>What a rule holds of one account.</summary>
/// <param name="Account">Its id.</param>
/// <param name="Count">How many deliveries.</param>
/// <param name="Oldest">When the first of them was released.</param>
public sealed record HeldTally(string Account, int Count, DateTimeOffset Oldest);

/// <summary>What planning changed.</summary>
public sealed record PlanTally(int New, int Changed, int Dropped);

/// <summary>What a target's paced deliveries have used.</summary>
/// <param name="Sent">Released since the instant asked for, whatever became of them but Cancelled, Expired and Refused.</param>
/// <param name="Last">When the last one left (its attempt) or was released; null when none ever was.</param>
/// <param name="Outstanding">Released and not yet sent.</param>
public sealed record TargetUse(int Sent, DateTimeOffset? Last, int Outstanding);

/// <summary>An attempt about to be made.</summary>
/// <param name="Seen">The delivery as it was read and judged.</param>
/// <param name="Words">Its parts as they should leave; null when they stand in the ledger as read.</param>
/// <param name="Part">Index of the part that leaves.</param>
/// <param name="At">The present.</param>
public sealed record AttemptStart(Delivery Seen, IReadOnlyList<DeliveryPart>? Words, int Part, DateTimeOffset At);

/// <summary>What became of an attempt, and where that leaves part and delivery.</summary>
/// <param name="Delivery">Whose.</param>
/// <param name="Part">Index.</param>
/// <param name="Number">From <see cref="ILedger.BeginAttemptAsync"/>.</param>
/// <param name="Outcome">As the network gave it.</param>
/// <param name="PartTo">The part's new state.</param>
/// <param name="DeliveryTo">The delivery's new state.</param>
/// <param name="Reason">In words, when the delivery ends or waits.</param>
/// <param name="NextAt">When the delivery, or its doubt, is looked at next.</param>
/// <param name="Strikes">The delivery's strikes from now on.</param>
/// <param name="WithoutPictures">Whether the part drops its pictures.</param>
/// <param name="At">When the call ended.</param>
public sealed record AttemptEnd(
    Guid Delivery,
    int Part,
    int Number,
    Outcome Outcome,
    PartState PartTo,
    DeliveryState DeliveryTo,
    string? Reason,
    DateTimeOffset NextAt,
    int Strikes,
    bool WithoutPictures,
    DateTimeOffset At)
{
    /// <summary>The rule that ends the delivery, one of <see cref="Planning.Rules"/>; null where the network's reason says it.</summary>
    public string? Rule { get; init; }
}

/// <summary>What is known around an instant on a target.</summary>
public sealed record Neighbours(string? Before, string? After, IReadOnlySet<string> Taken);

/// <summary>How an account (or one of its targets) fares.</summary>
/// <param name="Account">Id of the account.</param>
/// <param name="Target">Key of the target; empty for the account as a whole, <see cref="Privately"/> for its private messages where they are counted apart.</param>
/// <param name="Strikes">Rungs up the ladder; a success steps one down.</param>
/// <param name="HoldUntil">Nothing leaves before this; null when nothing holds it.</param>
/// <param name="Paused">Why an operator must act, as <see cref="Texts.Phrase.Kept"/>; null when nobody must.</param>
public sealed record Standing(string Account, string Target, int Strikes, DateTimeOffset? HoldUntil, string? Paused)
{
    /// <summary>Stands for all private messages of an account whose network counts them apart (<see cref="AccountLimits.PerPrivate"/>).</summary>
    public const string Privately = "private-messages";

    /// <summary>Until when the network asked to wait, at the latest; null when it never did. Never after <see cref="HoldUntil"/>: what that adds is a rest after a failure.</summary>
    public DateTimeOffset? AskedUntil { get; init; }

    /// <summary>Whether there is something that an operator's word lifts: a pause, or a rest after a failure. How long a network asked to wait is not.</summary>
    public bool IsLiftable => Paused is not null || Strikes > 0;

    /// <summary>What stands after an operator has said that it is mended.</summary>
    public Standing Lifted => this with { Paused = null, Strikes = 0, HoldUntil = Strikes > 0 ? AskedUntil : HoldUntil };
}

/// <summary>How much stands where.</summary>
/// <param name="Publications">By state.</param>
/// <param name="Deliveries">By state.</param>
/// <param name="Due">Queued deliveries whose time has come.</param>
/// <param name="WindowsOpen">Planned publications whose window is open.</param>
/// <param name="Duplicates">Publications with more than one confirmed create delivery; must be 0.</param>
public sealed record LedgerTally(
    IReadOnlyDictionary<PublicationState, int> Publications,
    IReadOnlyDictionary<DeliveryState, int> Deliveries,
    int Due,
    int WindowsOpen,
    int Duplicates)
{
    /// <summary>Those of <see cref="Deliveries"/> that are only shown to a coordinator, by state.</summary>
    public IReadOnlyDictionary<DeliveryState, int> Shadows { get; init; } = new Dictionary<DeliveryState, int>();

    /// <summary>The rest of <see cref="Deliveries"/>, by what they do as well: a deletion that is done is not a post.</summary>
    public IReadOnlyDictionary<(Operation Operation, DeliveryState State), int> Done { get; init; } = new Dictionary<(Operation, DeliveryState), int>();

    /// <summary>Test posts and their deletions, in none of the other counts but <see cref="Due"/>, by what they do and their state.</summary>
    public IReadOnlyDictionary<(Operation Operation, DeliveryState State), int> Tests { get; init; } = new Dictionary<(Operation, DeliveryState), int>();

    /// <summary>Those of <see cref="Publications"/> that would only be shown to a coordinator, by state.</summary>
    public IReadOnlyDictionary<PublicationState, int> ShadowPlans { get; init; } = new Dictionary<PublicationState, int>();
}

/// <summary>Another worker has taken the store: this one must stop without another call.</summary>
public sealed class FenceLostException() : InvalidOperationException("Another worker has taken this store; this one stops.");
