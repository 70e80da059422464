using Relay.Core.Channels;
using Relay.Core.Territories;

namespace Relay.Core.Deliveries.Answers;

/// <summary>What a delivery that answers somebody holds besides its words, as the ledger keeps it until it is purged.</summary>
/// <param name="Form">How it reaches the person.</param>
/// <param name="InReplyTo">Remote id of what is answered; null where nothing is, or once it is purged.</param>
/// <param name="Language">Of the words, two letters.</param>
/// <param name="Buttons">Under the message.</param>
/// <param name="SaidAt">When the person wrote; null when that is not known.</param>
/// <param name="Summoned">Whether the person named or quoted us.</param>
/// <param name="PurgedAt">When words and person were forgotten; null until then.</param>
public sealed record AnswerTerms(AnswerForm Form, string? InReplyTo, string Language, IReadOnlyList<Button> Buttons, DateTimeOffset? SaidAt, bool Summoned, DateTimeOffset? PurgedAt = null)
{
    /// <summary>Goes with the words; null for none, or once it is purged.</summary>
    public AnswerFile? File { get; init; }

    /// <summary>Number of the broadcast that it belongs to; null for what answers somebody.</summary>
    public long? Broadcast { get; init; }

    /// <summary>The territory on whose clocks the person's quiet hours are; null where it is not told.</summary>
    public Territory? Place { get; init; }

    /// <summary>Whether nobody but the person reads it.</summary>
    public bool IsPrivate => Form != AnswerForm.PublicReply;
}
