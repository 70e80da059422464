using Microsoft.Extensions.Logging;
using Relay.Core.Channels;
using Relay.Core.Conversations.Settling;
using Relay.Core.Deliveries;
using Relay.Core.Deliveries.Copies;
using Relay.Core.Deliveries.Halts;
using Relay.Core.Deliveries.Rates;
using Relay.Core.Items;
using Relay.Core.Planning.Moments;

namespace Relay.Core.Swarm.Labels;

/// <summary>
/// Keeps the numbers on the buttons under copies: "Je viens · 12". Only the buttons are changed, never the words; a copy at most every ten minutes, in the turns of its account, and no number below
/// <see cref="CopySpread.LeastTold"/>. That a call is about to be made is written before it, and what stands there after it; setting the same twice changes nothing. Where an item with a number is
/// called off or closed, the buttons are taken away, whatever a change of the words has done or undone; of one that is over the number stays. Run by one task.
/// </summary>
public sealed partial class LabelKeeper(
    ILabelStore labels, IConversationStore conversations, IItemStore items, ILedger ledger, IChannels channels, IEnumerable<INetwork> networks, HaltBoard halts, RateBooks books, CopyLinks links, TimeProvider time,
    ILogger<LabelKeeper> logger)
{
    private static readonly TimeSpan Look = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Apart = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan Rest = TimeSpan.FromMinutes(15);

    private readonly Dictionary<string, INetwork> _networks = networks.ToDictionary(network => network.Key, StringComparer.Ordinal);
    private readonly Dictionary<string, DateTimeOffset> _resting = new(StringComparer.Ordinal);
    private readonly ChannelsByTarget _byTarget = new(channels);

    /// <summary>Looks again and again, until <paramref name="enough"/> fires.</summary>
    public async Task RunAsync(CancellationToken enough)
    {
        while (!enough.IsCancellationRequested)
        {
            await LookAsync(enough);
            await Task.Delay(Look, time, enough);
        }
    }

    /// <summary>Looks once at the copies of everything that is open, and at those with a number of what no longer is.</summary>
    /// <returns>Under how many copies the buttons were changed.</returns>
    public async Task<int> LookAsync(CancellationToken cancel)
    {
        var (shown, standings) = (await labels.AllAsync(cancel), await ledger.StandingsAsync(cancel));
        var labelled = shown.Values.Select(label => label.Item).ToHashSet();
        var open = await conversations.OpenItemsAsync(time.GetUtcNow(), cancel);
        var people = await labels.PeopleAsync([.. open.Select(item => item.Item.Key)], cancel);
        var changed = 0;
        foreach (var item in open)
        {
            var ours = people.GetValueOrDefault(item.Item.Key);
            if (Told(item, ours) > 0 || labelled.Contains(item.Item.Key))
            {
                changed += await ChangeAsync(item, ours, shown, standings, cancel);
            }
        }
        foreach (var key in labelled.Except(open.Select(item => item.Item.Key)))
        {
            changed += await items.FindAsync(key, cancel) is { } closed ? await ChangeAsync(closed, 0, shown, standings, cancel) : 0;
        }
        return changed;
    }

    private async Task<int> ChangeAsync(StoredItem item, int ours, IReadOnlyDictionary<Guid, CopyLabel> shown, IReadOnlyList<Standing> standings, CancellationToken cancel)
    {
        var changed = 0;
        foreach (var copy in (await ledger.CopiesAsync([item.Item.Key], cancel)).GroupBy(delivery => delivery.PublicationId))
        {
            var (all, label) = (copy.ToList(), shown.GetValueOrDefault(copy.Key));
            if (label is not null && IsPast(all, item))
            {
                await labels.ForgetAsync(copy.Key, cancel);
                continue;
            }
            changed += await ChangeAsync(all, item, ours, label, standings, cancel) ? 1 : 0;
        }
        return changed;
    }

    private async Task<bool> ChangeAsync(IReadOnlyList<Delivery> copy, StoredItem item, int ours, CopyLabel? label, IReadOnlyList<Standing> standings, CancellationToken cancel)
    {
        if (await JudgeAsync(copy, item, ours, label, standings, cancel) is not { } wanted)
        {
            return false;
        }
        var id = wanted.Made.PublicationId;
        using var turn = (await books.OfAsync(wanted.Account, cancel)).Promise(wanted.Made.Target);
        await turn.BeginAsync(cancel);
        // The turn may have been minutes in coming: what was called off, changed or paused meanwhile gets no buttons of before.
        if (await items.FindAsync(item.Item.Key, cancel) is not { } fresh
            || await JudgeAsync(await ledger.OfPublicationAsync(id, cancel), fresh, ours, label, await ledger.StandingsAsync(cancel), cancel) is not { } change || change.Account.Id != wanted.Account.Id)
        {
            turn.End(reached: false);
            return false;
        }
        await labels.BeginAsync(id, item.Item.Key, time.GetUtcNow(), cancel);
        if (halts.Of(change.Account, change.Channel.Id) is not null)
        {
            turn.End(reached: false);
            return false;
        }
        var outcome = await change.Network.RelabelAsync(change.Account, change.Made.Target, change.Part.RemoteIds, change.Buttons, cancel);
        turn.End();
        if (outcome is Outcome.Failed { Kind: not (FailureKind.Gone or FailureKind.Refused) } failed)
        {
            Rested(change, failed);
            return false;
        }
        // What the network refuses for good is not asked for again before the number is another one.
        await (change.Buttons.Count > 0 ? labels.EndAsync(id, change.Count, cancel) : labels.ForgetAsync(id, cancel));
        Log.Changed(logger, id, change.Count, outcome is Outcome.Done);
        return outcome is Outcome.Done;
    }

    /// <summary>What is to be changed under a copy as things stand; null for nothing, or not now.</summary>
    private async ValueTask<Change?> JudgeAsync(IReadOnlyList<Delivery> copy, StoredItem item, int ours, CopyLabel? label, IReadOnlyList<Standing> standings, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        var isOpen = CopyButtons.IsOpen(item, now);
        // Of what is missing for a poll, or held by the brake, nothing is said, and nothing is taken off.
        if (item.Presence is not (ItemPresence.Present or ItemPresence.Withdrawn) || (isOpen ? label?.At > now - Apart : label is null)
            || MadeOf(copy) is not { } made || _networks.GetValueOrDefault(made.Key.Network) is not IRelabelPosts network || !channels.Accounts.TryGetValue(made.Account, out var account)
            || _byTarget.Serving(made) is not { Stage: Stage.Live } channel || halts.Of(account, channel.Id) is not null || IsHeld(account, made.Target, standings, now)
            || (_resting.TryGetValue(account.Id, out var until) && until > now) || PartOf(copy, out var editedAt) is not { } part)
        {
            return null;
        }
        if (!isOpen)
        {
            return new(network, account, channel, made, part, [], 0);
        }
        // A change of the words put the buttons there anew, without a number.
        var shown = label is null || editedAt > label.At ? 0 : label.Shown;
        var count = Told(item, ours);
        var buttons = shown == count ? [] : CopyButtons.Of(made, channel, [item], await links.OfAsync(made.PublicationId, channel, account, cancel), now, count);
        return buttons.Count == 0 ? null : new(network, account, channel, made, part, buttons, count);
    }

    // The account's pump has to slow down as well: the network does not tell who called.
    private void Rested(Change change, Outcome.Failed failed)
    {
        var now = time.GetUtcNow();
        if (failed.Kind == FailureKind.Throttled)
        {
            books.Slow(change.Account, change.Made.Target, failed, now);
        }
        _resting[change.Account.Id] = now + (failed.RetryAfter is { } asked && asked > Rest ? asked : Rest);
        Log.NotChanged(logger, change.Account.Id, failed.Kind);
    }

    // What the party counts and what we count may be the same people: the larger number is what is known for certain.
    private static int Told(StoredItem item, int ours) => Math.Max(ours, item.Face switch
    {
        Event held => held.Registrations ?? 0,
        Initiative initiative => initiative.Supporters ?? 0,
        _ => 0,
    }) is >= CopySpread.LeastTold and var people ? people : 0;

    private static Delivery? MadeOf(IReadOnlyList<Delivery> copy)
        => copy.FirstOrDefault(delivery => delivery is { Operation: Operation.Create, State: DeliveryState.Confirmed, Items.Count: 1, Target.IsShadow: false });

    private static bool IsHeld(Account account, Target target, IReadOnlyList<Standing> standings, DateTimeOffset now)
        => standings.Any(standing => standing.Account == account.Id && (standing.Target.Length == 0 || standing.Target == target.Key) && (standing.Paused is not null || standing.HoldUntil > now));

    /// <summary>Whether a number needs no more care: it took place as it was told, nothing of the copy stands any more, or nobody serves the place.</summary>
    private bool IsPast(IReadOnlyList<Delivery> copy, StoredItem item)
    {
        var now = time.GetUtcNow();
        return !CopyButtons.IsOpen(item, now)
            && ((item.Face is Event held && held.Over <= now && Publishable.WhyNot(item) is null) || MadeOf(copy) is not { } made || _byTarget.Serving(made) is null || StandingCopy.Of(copy) is { IsGone: true } or { Parts.Count: 0 });
    }

    /// <summary>The part that the buttons stand under; null where nothing stands, something is being changed, or it is an album, which has none.</summary>
    private static DeliveryPart? PartOf(IReadOnlyList<Delivery> copy, out DateTimeOffset? editedAt)
    {
        var standing = StandingCopy.Of(copy);
        editedAt = standing.Revisions.SelectMany(revision => revision.Parts).Where(part => part.State == PartState.Confirmed).Max(part => part.AttemptedAt);
        return standing.IsGone || standing.Revisions.Any(revision => revision.State is DeliveryState.Queued or DeliveryState.Held or DeliveryState.Attempting or DeliveryState.Uncertain)
            || standing.Parts is not [.., var last] || last.Images.Count > 1 ? null : last;
    }

    private sealed record Change(IRelabelPosts Network, Account Account, Channel Channel, Delivery Made, DeliveryPart Part, IReadOnlyList<Button> Buttons, int Count);

    private static partial class Log
    {
        [LoggerMessage(3185, LogLevel.Debug, "The buttons under copy {Copy} tell {People} people (done: {IsDone}).")]
        public static partial void Changed(ILogger logger, Guid copy, int people, bool isDone);

        [LoggerMessage(3186, LogLevel.Information, "Numbers on buttons of account {Account} rest for a while: {Kind}.")]
        public static partial void NotChanged(ILogger logger, string account, FailureKind kind);
    }
}
