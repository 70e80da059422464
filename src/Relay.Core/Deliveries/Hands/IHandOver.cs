using Relay.Core.Channels;
using Relay.Core.Inbox;
using Relay.Core.Texts;

namespace Relay.Core.Deliveries.Hands;

/// <summary>Puts a publication into the hands of a person where no program may publish. Stateless, thread-safe, never retries.</summary>
public interface IHandOver
{
    /// <summary>Hands over one part, once; the last one carries the buttons.</summary>
    /// <param name="account">Whose coordinator.</param>
    /// <param name="target">Where she publishes.</param>
    /// <param name="part">A picture, or words to copy.</param>
    /// <param name="card">What she is asked.</param>
    /// <param name="abort">Aborts the call.</param>
    Task<Outcome> HandAsync(Account account, Target target, Part part, HandCard card, CancellationToken abort);

    /// <summary>Reminds her, in answer to the card.</summary>
    Task<Outcome> RemindAsync(Account account, Target target, IReadOnlyList<string> remoteIds, HandCard card, CancellationToken abort);

    /// <summary>Makes the card say how it ended, and takes its buttons away.</summary>
    Task<Outcome> CloseAsync(Account account, Target target, IReadOnlyList<string> remoteIds, string text, HandCard card, Phrase end, CancellationToken abort);

    /// <summary>Whether a press on a button of <paramref name="through"/> is that coordinator's, whichever account of her bot read it.</summary>
    bool IsCoordinator(Account account, Account through, Press press);
}

/// <summary>What a person is asked to do.</summary>
/// <param name="Delivery">Whose card it is.</param>
/// <param name="Task">What for.</param>
/// <param name="Channel">Id of the channel.</param>
/// <param name="Language"><c>fr</c> or <c>en</c>.</param>
/// <param name="IsLast">Whether it carries the buttons.</param>
public sealed record HandCard(Guid Delivery, HandTask Task, string Channel, string Language, bool IsLast)
{
    /// <summary>How the data of the buttons begins.</summary>
    public const string Prefix = "hand:";

    /// <summary>Data of the button that says it is done.</summary>
    public string Yes => $"{Prefix}y:{Delivery:N}";

    /// <summary>Data of the button that says it will not be.</summary>
    public string No => $"{Prefix}n:{Delivery:N}";

    /// <summary>The card of a delivery.</summary>
    public static HandCard Of(Delivery delivery, IChannels channels, bool isLast)
    {
        ArgumentNullException.ThrowIfNull(delivery);
        ArgumentNullException.ThrowIfNull(channels);
        var task = delivery.Key.Moment switch
        {
            Planning.Moments.Cancellation.Name => HandTask.TakeBack,
            ByHand.Changed => HandTask.Correct,
            _ => HandTask.Publish,
        };
        return new(delivery.Id, task, delivery.Channel, channels.Channels.GetValueOrDefault(delivery.Channel)?.Language ?? "fr", isLast);
    }
}

/// <summary>What a person is asked to do.</summary>
public enum HandTask
{
    /// <summary>To publish.</summary>
    Publish,

    /// <summary>To correct what she published.</summary>
    Correct,

    /// <summary>To say that it does not take place, and take away or correct what she published.</summary>
    TakeBack,
}
