using System.Globalization;
using Microsoft.Extensions.Logging;
using Relay.Core.Channels;
using Relay.Core.Deliveries;
using Relay.Core.Deliveries.Trials;
using Relay.Core.Items;
using Relay.Core.Texts;

namespace Relay.Core.Swarm.Topics;

/// <summary>
/// Gives each theme a topic of its own in a forum. A topic is asked for once, kept before the call: where no answer came it may be there, is never asked for again, and what is told of its theme goes
/// into the general topic until a person names its number. What is told of one item stays together, where its first post stands. Which topic it is changes nothing of what makes a publication the same.
/// </summary>
public sealed partial class ThemeTopics(ITopicStore store, NetworkCaller caller, TimeProvider time, ILogger<ThemeTopics> logger)
{
    /// <summary>Where a delivery goes, as things stand. Writes nothing.</summary>
    internal async ValueTask<TopicPlace> PlaceAsync(Delivery delivery, Channel? channel, IReadOnlyList<StoredItem> items, CancellationToken cancel)
    {
        if (channel is not { TopicPerTheme: true } || delivery is not { Operation: Operation.Create, Target: { IsShadow: false, Topic: null } target } || TestPosts.Is(delivery))
        {
            return new(delivery.Target);
        }
        var (network, now) = (delivery.Key.Network, time.GetUtcNow());
        var topics = await store.OfAsync(network, target.Key, cancel);
        // A second post of an item is looked for where the first stands: its theme may have another name by now, or a topic that it had not.
        if (await store.StandsAsync(network, target.Key, delivery.Key.Subject, cancel) is { } stands && TopicChoice.IsUsable(stands, channel.TopicNumbers, topics, now))
        {
            var there = topics.FirstOrDefault(topic => topic.Number == stands);
            return At(target, stands) with { IsKept = true, Known = there, Theme = there?.Theme ?? channel.TopicNumbers.FirstOrDefault(pair => pair.Value == stands).Key };
        }
        if (ThemeOf(items) is not { } theme)
        {
            return At(target, TopicPlace.General);
        }
        var known = topics.FirstOrDefault(topic => topic.Theme == theme);
        var number = TopicChoice.Of(channel.TopicNumbers.TryGetValue(theme, out var named) ? named : null, known, now);
        return At(target, number ?? TopicPlace.General) with { Theme = theme, Known = known, IsToMake = number is null };
    }

    /// <summary>A post is about to leave for its place: what follows of its subject goes there too.</summary>
    internal async Task KeepAsync(Delivery delivery, TopicPlace place, CancellationToken cancel)
    {
        if (place is { IsChosen: true, Known.State: TopicState.Asked, Theme: { } theme })
        {
            await DoubtAsync(place.Known, theme, cancel);
        }
        if (place is { IsChosen: true, IsKept: false })
        {
            await store.StandAsync(delivery.Key.Network, delivery.Target.Key, delivery.Key.Subject, place.Number, cancel);
        }
    }

    /// <summary>Writes down that a topic is asked for. After this only the call follows.</summary>
    /// <returns>False when it was asked for before.</returns>
    internal Task<bool> BeginAsync(Delivery delivery, TopicPlace place, CancellationToken cancel) => store.BeginAsync(delivery.Key.Network, delivery.Target.Key, place.Theme!, time.GetUtcNow(), cancel);

    /// <summary>The call was not made after all.</summary>
    internal Task WithdrawAsync(Delivery delivery, TopicPlace place) => store.ForgetAsync(delivery.Key.Network, delivery.Target.Key, place.Theme!, CancellationToken.None);

    /// <summary>Asks for the topic, and writes down what became of it.</summary>
    /// <returns>What the account or the forum has to wait for; null when the post may go on.</returns>
    internal async Task<Outcome.Failed?> MakeAsync(Account account, Delivery delivery, TopicPlace place, CancellationToken abort)
    {
        var theme = place.Theme!;
        var outcome = await caller.MakeTopicAsync(account, delivery.Target, TopicChoice.Name(theme), abort);
        var topic = new ThemeTopic(delivery.Key.Network, delivery.Target.Key, theme, TopicState.Asked, null, null, time.GetUtcNow());
        switch (outcome)
        {
            case Outcome.Done { RemoteIds: [var id, ..] } when int.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > TopicPlace.General:
                await store.EndAsync(topic with { State = TopicState.Made, Number = number }, CancellationToken.None);
                Log.Made(logger, theme, delivery.Target.Key, number);
                return null;
            case Outcome.Failed { Kind: FailureKind.Throttled or FailureKind.Unavailable or FailureKind.Unauthorized } or Outcome.Failed { Kind: FailureKind.Misconfigured, Scope: FailureScope.Account }:
                await store.ForgetAsync(topic.Network, topic.Target, theme, CancellationToken.None);
                return (Outcome.Failed)outcome;
            case Outcome.Failed { Kind: not FailureKind.Unknown } refused:
                await store.EndAsync(topic with { State = TopicState.Refused, Reason = refused.Reason.Kept }, CancellationToken.None);
                if (place.Known?.State != TopicState.Refused)
                {
                    Log.Refused(logger, theme, delivery.Target.Key, refused.Reason);
                }
                return null;
            default:
                await DoubtAsync(topic, theme, CancellationToken.None);
                return outcome as Outcome.Failed;
        }
    }

    /// <summary>Takes in that a post was refused because of its topic: it goes on into the general one, or into a topic that is made anew.</summary>
    /// <returns>What became of the attempt; as it was where the topic is not at fault.</returns>
    internal async Task<Outcome> TakeAsync(Delivery delivery, TopicPlace place, Outcome outcome)
    {
        if (!place.IsChosen || place.Number == TopicPlace.General || outcome is not Outcome.Failed { Topic: not TopicFault.None } failed)
        {
            return outcome;
        }
        var (state, now) = (failed.Topic == TopicFault.Closed ? TopicState.Closed : TopicState.Gone, time.GetUtcNow());
        if (place.Theme is { } theme)
        {
            var known = place.Known is { } before && before.Number == place.Number ? before : null;
            var since = state == TopicState.Gone && known is { State: TopicState.Made } ? known.At : now;
            await store.EndAsync(new(delivery.Key.Network, delivery.Target.Key, theme, state, place.Number, failed.Reason.Kept, since), CancellationToken.None);
            if (known?.State != state)
            {
                Log.Lost(logger, theme, place.Number, delivery.Target.Key, failed.Reason);
            }
        }
        await store.StandAsync(delivery.Key.Network, delivery.Target.Key, delivery.Key.Subject, null, CancellationToken.None);
        return failed with { Kind = FailureKind.Throttled, Scope = FailureScope.Delivery, RetryAfter = TimeSpan.Zero };
    }

    private async Task DoubtAsync(ThemeTopic topic, string theme, CancellationToken cancel)
    {
        await store.EndAsync(topic with { State = TopicState.Doubtful }, cancel);
        Log.Doubtful(logger, theme, topic.Target);
    }

    private static TopicPlace At(Target target, int number)
        => new(number == TopicPlace.General ? target : target with { Topic = number.ToString(CultureInfo.InvariantCulture) }) { IsChosen = true, Number = number };

    /// <summary>The first theme, where it is that of every item that is told of.</summary>
    private static string? ThemeOf(IReadOnlyList<StoredItem> items)
        => items.Select(item => item.Face.Themes.FirstOrDefault(theme => theme.Length > 0)?.ToLowerInvariant()).Distinct().ToList() is [{ } theme] ? theme : null;

    private static partial class Log
    {
        [LoggerMessage(3195, LogLevel.Information, "Made topic {Theme} in {Target}: number {Number}.")]
        public static partial void Made(ILogger logger, string theme, string target, int number);

        [LoggerMessage(3196, LogLevel.Warning, "Topic {Theme} was not made in {Target} ({Reason}): its posts go to the general topic, and it is asked for again every hour.")]
        public static partial void Refused(ILogger logger, string theme, string target, Phrase reason);

        [LoggerMessage(3197, LogLevel.Warning, "Whether topic {Theme} was made in {Target} is not known, and it is not asked for again: its posts go to the general topic until TopicNumbers of the channel names its number.")]
        public static partial void Doubtful(ILogger logger, string theme, string target);

        [LoggerMessage(3198, LogLevel.Warning, "Topic {Theme} ({Number}) in {Target} takes no posts any more ({Reason}): they go to the general topic, or to one that is made anew.")]
        public static partial void Lost(ILogger logger, string theme, int number, string target, Phrase reason);
    }
}
