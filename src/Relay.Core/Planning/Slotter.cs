using Microsoft.Extensions.Logging;
using Relay.Core.Audit;
using Relay.Core.Channels;
using Relay.Core.Deliveries;
using Relay.Core.Planning.Moments;

namespace Relay.Core.Planning;

/// <summary>
/// Releases planned publications when a slot of their target is open: the nearest event first, a gap apart, under the daily maximum. What would find no slot in time
/// folds into a digest. Reminders, cancellations and corrections are outside gap and maximum. A cancellation's window lies in the slots already; a correction waits for an
/// open slot, unless none opens long enough before the start.
/// </summary>
public sealed partial class Slotter(IChannels channels, ILedger ledger, PumpBell bell, TimeProvider time, ILogger<Slotter> logger)
{
    private const int Batch = 500;

    /// <summary>How soon to look again at a target whose last publication has not left yet.</summary>
    private static readonly TimeSpan Soon = TimeSpan.FromMinutes(1);

    /// <summary>One round over every target that has something to say; may be cut off anywhere and run again.</summary>
    public async Task<SlotReport> RunAsync(CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        var expired = await ledger.ExpireAsync(now, cancel);
        var (released, folded, next) = (0, 0, await ledger.NextWindowAsync(now, cancel));
        foreach (var (network, target) in await ledger.TargetsWaitingAsync(now, cancel))
        {
            Turn turn;
            do
            {
                turn = await TakeTurnAsync(network, target, now, cancel);
                (released, folded) = (released + turn.Released, folded + turn.Folded);
                next = Earliest(next, turn.Next);
            }
            while (turn.Again);
        }
        if (released + folded + expired > 0)
        {
            Log.Slotted(logger, released, folded, expired);
            bell.Ring();
        }
        return new(released, folded, expired, next);
    }

    private async Task<Turn> TakeTurnAsync(string network, string target, DateTimeOffset now, CancellationToken cancel)
    {
        var limit = Batch;
        var waiting = await ledger.WaitingAsync(network, target, now, limit, cancel);
        var open = Open(waiting);
        while (open.Count == 0 && waiting.Count == limit)
        {
            // What a draft channel plans on the same target must not hide what a live one does.
            limit *= 4;
            waiting = await ledger.WaitingAsync(network, target, now, limit, cancel);
            open = Open(waiting);
        }
        var unpaced = open.Where(publication => !publication.Plan.Paced).ToLookup(publication => MayLeave(publication, now));
        var release = unpaced[true].Select(publication => publication.Id).ToList();
        // A digest first: it stands for several that would else be too late.
        var paced = open.Where(publication => publication.Plan.Paced).OrderByDescending(Digests.Is).ThenBy(publication => publication.Plan.Order).ToList();
        var overflow = new List<Publication>();
        var ahead = new List<Publication>();
        var next = unpaced[false].Select(publication => NextOpen(publication, now)).Min();
        if (paced.Count > 0)
        {
            // One target has one rhythm: that of the channel whose publication is nearest.
            var channel = channels.Channels[paced[0].Plan.Channel];
            var use = await ledger.UseAsync(network, target, Pace.DayStart(channel, now), cancel);
            var pace = new Pace(channel, use, now);
            var oneByOne = channel.MinimumGap > TimeSpan.Zero;
            var blocked = oneByOne && use.Outstanding > 0;
            foreach (var publication in paced)
            {
                if (pace.Next() is not { } slot)
                {
                    break;
                }
                if (slot > publication.Plan.Until && slot > now && !Digests.Is(publication))
                {
                    overflow.Add(publication);
                    continue;
                }
                if (slot <= now && !blocked)
                {
                    release.Add(publication.Id);
                    blocked = oneByOne;
                }
                else
                {
                    ahead.Add(publication);
                    next = Earliest(next, slot > now ? slot : now + Soon);
                }
                pace.Take(slot > now ? slot : now);
            }
        }
        if (overflow.Count == 1 && ahead.FindLast(publication => !Digests.Is(publication) && publication.Plan.Channel == overflow[0].Plan.Channel) is { } companion)
        {
            overflow.Add(companion);
        }
        var released = release.Count == 0 ? 0 : (await ledger.ReleaseAsync(release, Actor.System, now, cancel)).Count;
        var folded = await FoldAsync(overflow, now, cancel);
        // A full batch hides what lies behind it; go on only while something moves.
        return new(released, folded, next, waiting.Count == limit && released + folded > 0);
    }

    /// <summary>Those that their channel, at its stage, may let go: to its target when it is live, to its shadow when it is there.</summary>
    private List<Publication> Open(IEnumerable<Publication> waiting)
        => [.. waiting.Where(publication => channels.Channels.TryGetValue(publication.Plan.Channel, out var channel) && channel.Stage != Stage.Draft && channel.Place.Key == publication.Plan.Key.Target)];

    /// <summary>Whether something outside gap and maximum may leave now: a cancellation whenever its window says; a correction, and a reminder that is late, in an open slot only, but for a correction for which no slot opens in time.</summary>
    private bool MayLeave(Publication publication, DateTimeOffset now)
        => publication.Plan.Priority == Priority.Cancellation || NextOpen(publication, now) is var open && (open <= now || Correction.IsPressing(publication.Plan, open));

    /// <summary>When the next slot of its channel opens, at once within one; null when it has none.</summary>
    private DateTimeOffset? NextOpen(Publication publication, DateTimeOffset now)
    {
        var channel = channels.Channels[publication.Plan.Channel];
        var (zone, local) = (TimeZoneInfo.FindSystemTimeZoneById(channel.Zone), WallClock.Local(now, TimeZoneInfo.FindSystemTimeZoneById(channel.Zone)));
        return channel.Slots.NextOpen(local) is not { } open ? null : open == local ? now : WallClock.Resolve(open, zone);
    }

    private async Task<int> FoldAsync(List<Publication> overflow, DateTimeOffset now, CancellationToken cancel)
    {
        var folded = 0;
        foreach (var ofChannel in overflow.GroupBy(publication => publication.Plan.Channel, StringComparer.Ordinal))
        {
            foreach (var members in ofChannel.Chunk(Digests.Most).Where(members => members.Length >= Digests.Least))
            {
                var digest = Digests.Of(channels.Channels[ofChannel.Key], members, now);
                folded += await ledger.FoldAsync(digest, [.. members.Select(member => member.Id)], now, cancel) ? members.Length : 0;
            }
        }
        return folded;
    }

    private static DateTimeOffset? Earliest(DateTimeOffset? one, DateTimeOffset? other) => one < other || other is null ? one : other;

    private sealed record Turn(int Released, int Folded, DateTimeOffset? Next, bool Again);

    private static partial class Log
    {
        [LoggerMessage(3002, LogLevel.Information, "Released {Released} publications, folded {Folded} into digests, let {Expired} expire.")]
        public static partial void Slotted(ILogger logger, int released, int folded, int expired);
    }
}

/// <summary>What a round of slotting did.</summary>
/// <param name="Released">Publications that became deliveries.</param>
/// <param name="Folded">Publications told in digests instead.</param>
/// <param name="Expired">Publications whose use was over.</param>
/// <param name="Next">When to look again at the latest: a window, a slot or a gap; null when nothing waits.</param>
public sealed record SlotReport(int Released, int Folded, int Expired, DateTimeOffset? Next);
