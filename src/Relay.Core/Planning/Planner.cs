using Relay.Core.Channels;
using Relay.Core.Deliveries;
using Relay.Core.Items;
using Relay.Core.Planning.Moments;

namespace Relay.Core.Planning;

/// <summary>Decides for one item, alone, which publications should exist and in which window. Pure: the same facts give the same plan.</summary>
public sealed class Planner(IChannels channels)
{
    private readonly ChannelIndex _index = new(channels);

    /// <summary>What one item wants on every channel.</summary>
    /// <param name="stored">The item.</param>
    /// <param name="facts">What else its plan depends on.</param>
    /// <param name="explain">Whether every channel that does not take the item is named in <see cref="ItemPlan.Not"/>; costs as much as there are channels. Default true.</param>
    public ItemPlan Plan(StoredItem stored, PlanFacts facts, bool explain = true)
    {
        ArgumentNullException.ThrowIfNull(stored);
        ArgumentNullException.ThrowIfNull(facts);
        var wanted = new Dictionary<PublicationKey, PlannedPublication>();
        var not = new List<NotPlanned>();
        foreach (var channel in explain ? _index.All : _index.For(stored.Item, facts.Told))
        {
            var takes = channel.Takes(stored.Item);
            if (!takes)
            {
                not.Add(new(channel.Id, "", Rules.ChannelTakesNot));
            }
            var occasion = new Occasion(stored, channel, facts.ChannelsSeen.GetValueOrDefault(channel.Sight, facts.Now),
                facts.Told.Contains((channel.Network, channel.Place.Key)), facts.Now)
            {
                Outdated = facts.Outdated.TryGetValue((channel.Network, channel.Place.Key), out var said) ? said : null,
            };
            foreach (var moment in channel.Moments.Select(key => Named(channel, key)).Concat(occasion.Outdated is null ? [] : MomentBook.Always))
            {
                if (!takes && !(moment.FollowsWhatWasTold && occasion.Told))
                {
                    continue;
                }
                switch (moment.Consider(occasion))
                {
                    case Wish.Wanted wish:
                        var publication = Of(stored, channel, moment, wish);
                        if (channel.Stage == Stage.Shadow && facts.Published.Contains(publication.Key with { Target = channel.Target.Key }))
                        {
                            not.Add(new(channel.Id, moment.Key, Rules.PublishedAlready));
                            break;
                        }
                        wanted.TryAdd(publication.Key, publication);
                        break;
                    case Wish.NotWanted refusal:
                        not.Add(new(channel.Id, moment.Key, refusal.Rule));
                        break;
                }
            }
        }
        return new([.. wanted.Values], not);
    }

    private static IMoment Named(Channel channel, string key) => MomentBook.TryFind(key, out var moment) ? moment
        : throw new InvalidOperationException($"Channel '{channel.Id}' names the unknown moment '{key}'; the configuration should have refused it.");

    private static PlannedPublication Of(StoredItem stored, Channel channel, IMoment moment, Wish.Wanted wish) => new()
    {
        Key = new(stored.Item.Key.ToString(), moment.Key, wish.Occurrence, channel.Network, channel.Place.Key),
        Channel = channel.Id,
        Account = channel.Account,
        TargetKind = channel.Place.Kind,
        Items = [stored.Item.Key],
        From = wish.From,
        Until = wish.Until,
        Expires = wish.Expires,
        Order = wish.Order,
        Priority = moment.Priority,
        Paced = moment.Paced,
    };
}

/// <summary>What planning one item depends on besides the item and the channels.</summary>
/// <param name="ChannelsSeen">When each channel was first seen at its stage, by <see cref="Channel.Sight"/>.</param>
/// <param name="Told">Network and target key of every place where something about the item may stand.</param>
/// <param name="Now">The present.</param>
public sealed record PlanFacts(IReadOnlyDictionary<string, DateTimeOffset> ChannelsSeen, IReadOnlySet<(string Network, string Target)> Told, DateTimeOffset Now)
{
    /// <summary>Places that were last told of another time or place than is so now, and whose copy cannot be changed; with the instant. Among <see cref="Told"/>.</summary>
    public IReadOnlyDictionary<(string Network, string Target), DateTimeOffset> Outdated { get; init; } = new Dictionary<(string, string), DateTimeOffset>();

    /// <summary>What of the item the public sees already, as it is now: a channel that was taken back into its shadow does not show it to the coordinator again.</summary>
    public IReadOnlySet<PublicationKey> Published { get; init; } = new HashSet<PublicationKey>();
}

/// <summary>What one item wants.</summary>
/// <param name="Wanted">Each once, whatever the number of channels on a target.</param>
/// <param name="Not">What it does not want, and by which rule.</param>
public sealed record ItemPlan(IReadOnlyList<PlannedPublication> Wanted, IReadOnlyList<NotPlanned> Not)
{
    /// <summary>
    /// The rule that best says why a publication planned before is not wanted any more: the event has moved when the same moment is wanted there for another occurrence,
    /// the channel has changed its stage when it is wanted in the shadow instead, or the other way round.
    /// </summary>
    public string DropRuleOf(PublicationKey dropped)
    {
        ArgumentNullException.ThrowIfNull(dropped);
        if (dropped.Moment == Correction.Name)
        {
            return Rules.SaidAsItIs;
        }
        var place = Target.Parse(dropped.Target);
        var other = dropped with { Target = (place.IsShadow ? place.Real : place.Shadow).Key };
        return Wanted.Any(wanted => wanted.Key == other) ? Rules.StageChanged : Wanted.Any(wanted => wanted.Key != dropped && wanted.Key with { Occurrence = dropped.Occurrence } == dropped) ? Rules.Moved : DropRule;
    }

    /// <summary>The rule that best says why nothing is wanted.</summary>
    public string DropRule => Not.Select(not => not.Rule).FirstOrDefault(rule => rule is not (Rules.ChannelTakesNot or Rules.SaidAsItIs or Rules.NotCalledOff or Rules.NeverTold or Rules.NoDate))
        ?? Rules.ChannelTakesNot;
}

/// <summary>A channel and moment at which an item is not told.</summary>
/// <param name="Channel">Id.</param>
/// <param name="Moment">Key; empty for all of them.</param>
/// <param name="Rule">One of <see cref="Rules"/>.</param>
public sealed record NotPlanned(string Channel, string Moment, string Rule);
