using Microsoft.Extensions.Logging;
using Relay.Core.Channels;
using Relay.Core.Conversations.Settling;
using Relay.Core.Deliveries;
using Relay.Core.Deliveries.Copies;
using Relay.Core.Deliveries.Halts;
using Relay.Core.Deliveries.Rates;
using Relay.Core.Items;

namespace Relay.Core.Swarm.Labels;

/// <summary>
/// Keeps the numbers on the buttons under copies: "Je viens · 12". Only the buttons are changed, never the words; a copy at most every ten minutes, in the turns of its account, and no number below
/// <see cref="CopySpread.LeastTold"/>. That a call is about to be made is written before it, and what stands there after it; setting the same twice changes nothing. Run by one task.
/// </summary>
public sealed partial class LabelKeeper(
    ILabelStore labels, IConversationStore conversations, ILedger ledger, IChannels channels, IEnumerable<INetwork> networks, HaltBoard halts, RateBooks books, CopyLinks links, TimeProvider time,
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

    /// <summary>Looks once at the copies of everything that is open.</summary>
    /// <returns>How many labels were changed.</returns>
    public async Task<int> LookAsync(CancellationToken cancel)
    {
        var (people, shown) = (await labels.PeopleAsync(cancel), await labels.AllAsync(cancel));
        var labelled = shown.Values.Select(label => label.Item).ToHashSet();
        var changed = 0;
        foreach (var item in await conversations.OpenItemsAsync(time.GetUtcNow(), cancel))
        {
            var count = Told(item, people.GetValueOrDefault(item.Item.Key));
            if (count > 0 || labelled.Contains(item.Item.Key))
            {
                foreach (var copy in (await ledger.CopiesAsync([item.Item.Key], cancel)).GroupBy(delivery => delivery.PublicationId))
                {
                    changed += await ChangeAsync([.. copy], item, count, shown.GetValueOrDefault(copy.Key), cancel) ? 1 : 0;
                }
            }
        }
        return changed;
    }

    // What the party counts and what we count may be the same people: the larger number is what is known for certain.
    private static int Told(StoredItem item, int ours) => Math.Max(ours, item.Face switch
    {
        Event held => held.Registrations ?? 0,
        Initiative initiative => initiative.Supporters ?? 0,
        _ => 0,
    }) is >= CopySpread.LeastTold and var people ? people : 0;

    private async Task<bool> ChangeAsync(IReadOnlyList<Delivery> copy, StoredItem item, int count, CopyLabel? label, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        if (copy.FirstOrDefault(delivery => delivery is { Operation: Operation.Create, State: DeliveryState.Confirmed, Items.Count: 1, Target.IsShadow: false }) is not { } made
            || _networks.GetValueOrDefault(made.Key.Network) is not IRelabelPosts network || !channels.Accounts.TryGetValue(made.Account, out var account)
            || _byTarget.Serving(made) is not { Stage: Stage.Live } channel || halts.Of(account, channel.Id) is not null
            || (_resting.TryGetValue(account.Id, out var until) && until > now) || label?.At > now - Apart || PartOf(copy, out var editedAt) is not { } part)
        {
            return false;
        }
        // A change of the words put the buttons there anew, without a number.
        var shown = label is null || editedAt > label.At ? 0 : label.Shown;
        var buttons = shown == count ? [] : CopyButtons.Of(made, channel, [item], await links.OfAsync(made.PublicationId, channel, account, cancel), now, count);
        if (buttons.Count == 0)
        {
            return false;
        }
        using var turn = (await books.OfAsync(account, cancel)).Promise(made.Target);
        await turn.BeginAsync(cancel);
        await labels.BeginAsync(made.PublicationId, item.Item.Key, now, cancel);
        var outcome = await network.RelabelAsync(account, made.Target, part.RemoteIds, buttons, cancel);
        turn.End();
        if (outcome is Outcome.Failed { Kind: not (FailureKind.Gone or FailureKind.Refused) } failed)
        {
            _resting[account.Id] = now + (failed.RetryAfter is { } asked && asked > Rest ? asked : Rest);
            Log.NotChanged(logger, account.Id, failed.Kind);
            return false;
        }
        // What the network refuses for good is not asked for again before the number is another one.
        await labels.EndAsync(made.PublicationId, count, cancel);
        Log.Changed(logger, made.PublicationId, count, outcome is Outcome.Done);
        return outcome is Outcome.Done;
    }

    /// <summary>The part that the buttons stand under; null where nothing stands, something is being changed, or it is an album, which has none.</summary>
    private static DeliveryPart? PartOf(IReadOnlyList<Delivery> copy, out DateTimeOffset? editedAt)
    {
        var standing = StandingCopy.Of(copy);
        editedAt = standing.Revisions.SelectMany(revision => revision.Parts).Where(part => part.State == PartState.Confirmed).Max(part => part.AttemptedAt);
        return standing.IsGone || standing.Revisions.Any(revision => revision.State is DeliveryState.Queued or DeliveryState.Held or DeliveryState.Attempting or DeliveryState.Uncertain)
            || standing.Parts is not [.., var last] || last.Images.Count > 1 ? null : last;
    }

    private static partial class Log
    {
        [LoggerMessage(3185, LogLevel.Debug, "The buttons under copy {Copy} tell {People} people (done: {IsDone}).")]
        public static partial void Changed(ILogger logger, Guid copy, int people, bool isDone);

        [LoggerMessage(3186, LogLevel.Information, "Numbers on buttons of account {Account} rest for a while: {Kind}.")]
        public static partial void NotChanged(ILogger logger, string account, FailureKind kind);
    }
}
