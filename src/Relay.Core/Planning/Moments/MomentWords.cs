using Relay.Core.Deliveries.Answers;
using Relay.Core.Deliveries.Hands;
using Relay.Core.Deliveries.Trials;
using Relay.Core.Texts;

namespace Relay.Core.Planning.Moments;

/// <summary>Keys of moments in the words of people.</summary>
public static class MomentWords
{
    /// <summary>What a publication of this moment is; a key of another version of Relay as it stands.</summary>
    /// <param name="moment">As the ledger keeps it: <c>announce</c>, <c>J-1</c>, <c>cancelled</c> …</param>
    public static Phrase Of(string moment) => moment switch
    {
        Announcement.Name => new("annonce", "announcement"),
        Cancellation.Name => new("annulation", "cancellation"),
        Digests.Moment => new("récapitulatif", "digest"),
        ByHand.Changed => new("correction", "correction"),
        AnswerKeys.Moment => new("réponse", "answer"),
        TestPosts.Moment => new("essai", "test"),
        _ when Reminder.Read(moment) is not null => new($"rappel {moment}", $"reminder {moment}"),
        _ => Phrase.Said(moment),
    };
}
