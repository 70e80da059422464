using Relay.Core.Channels;
using Relay.Core.Swarm.Topics;
using Relay.Core.Texts;

namespace Relay.Core.Alarms;

/// <summary>Forums where a theme has no topic although it should: whether one was made is not known, or the bot may not make any.</summary>
internal sealed class TopicWatch(ITopicStore topics, IChannels channels) : IWatch
{
    public async Task<IReadOnlyList<Alarm>> LookAsync(DateTimeOffset now, CancellationToken cancel)
    {
        var forums = channels.Channels.Values.Where(channel => channel is { TopicPerTheme: true, Stage: Stage.Live }).ToLookup(channel => (channel.Network, channel.Target.Key));
        if (forums.Count == 0)
        {
            return [];
        }
        var doubts = (await topics.InAsync(TopicState.Doubtful, cancel))
            .SelectMany(topic => forums[(topic.Network, topic.Target)].Where(channel => !channel.TopicNumbers.ContainsKey(topic.Theme)).Take(1).Select(channel => Doubt(topic, channel)));
        // Once one could be made, the others can be too: they are asked for with their next post.
        var made = (await topics.InAsync(TopicState.Made, cancel)).ToLookup(topic => (topic.Network, topic.Target));
        var refused = (await topics.InAsync(TopicState.Refused, cancel)).Where(topic => !made[(topic.Network, topic.Target)].Any(other => other.At > topic.At)).GroupBy(topic => (topic.Network, topic.Target))
            .SelectMany(forum => forums[forum.Key].Where(channel => forum.Any(topic => !channel.TopicNumbers.ContainsKey(topic.Theme))).Take(1).Select(channel => Refused([.. forum.OrderBy(topic => topic.At)], channel)));
        return [.. doubts, .. refused];
    }

    private static Alarm Doubt(ThemeTopic topic, Channel channel) => new($"topic:{topic.Target}/{topic.Theme}", topic.At,
        new($"le sujet « {TopicChoice.Name(topic.Theme)} » a été demandé pour le canal {channel.Id}, et la réponse s'est perdue : ses messages partent dans le sujet général",
            $"topic \"{TopicChoice.Name(topic.Theme)}\" was asked for channel {channel.Id}, and the answer was lost: its messages go to the general topic"),
        new($"Regardez dans le groupe ; faites le sujet s'il n'y est pas, puis écrivez son numéro, la fin de son lien : TopicNumbers « {topic.Theme}=… » du canal {channel.Id}.",
            $"Look in the group; make the topic if it is not there, then write its number, the end of its link: TopicNumbers \"{topic.Theme}=…\" of channel {channel.Id}."));

    private static Alarm Refused(IReadOnlyList<ThemeTopic> topics, Channel channel)
    {
        var reason = topics[^1].Reason is { } kept ? Phrase.Of(kept).Clause : new("sans raison", "no reason");
        return new($"topics:{topics[0].Target}", topics[0].At,
            new($"aucun sujet ne peut être fait pour le canal {channel.Id} ({reason.French}) : ses messages partent dans le sujet général",
                $"no topic can be made for channel {channel.Id} ({reason.English}): its messages go to the general topic"),
            new("Activez les sujets du groupe et donnez au bot le droit « Gérer les sujets », ou retirez Topics du canal ; Relay réessaie au premier message, une heure après.",
                "Turn the group's topics on and give the bot the right \"Manage topics\", or take Topics away from the channel; Relay tries again with the first message an hour later."));
    }
}
