using Relay.Core.Items;

namespace Relay.Core.Deliveries;

/// <summary>
/// Says what a network bills for our posts, so that a price can be shown before anything is sent. Implemented beside the adapter by networks that bill; where nobody implements it a
/// post costs nothing. Amounts are in US dollars, as billed, and never converted. Pure, thread-safe.
/// </summary>
public interface IPricePosts
{
    /// <summary>Key of the network.</summary>
    string Network { get; }

    /// <summary>The day on which the prices were last read at the network; to be shown beside any amount.</summary>
    DateOnly AsOf { get; }

    /// <summary>Price of taking one post away.</summary>
    decimal DeleteUsd { get; }

    /// <summary>Price of one create call: the post, and what is handed over with it.</summary>
    /// <param name="text">The words of one part, fitted, in the network's own markup.</param>
    /// <param name="images">Pictures of the part; empty for none.</param>
    decimal CreateUsd(string text, IReadOnlyList<Image> images);

    /// <summary>Price of one answer. Default that of a post with these words.</summary>
    /// <param name="form">How it reaches the person.</param>
    /// <param name="text">Its words.</param>
    decimal AnswerUsd(Answers.AnswerForm form, string text) => CreateUsd(text, []);
}
