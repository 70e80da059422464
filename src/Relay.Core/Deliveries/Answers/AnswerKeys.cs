namespace Relay.Core.Deliveries.Answers;

/// <summary>Names that the ledger knows answers by.</summary>
public static class AnswerKeys
{
    /// <summary>Key of the moment.</summary>
    public const string Moment = "answer";

    /// <summary>The target's value once a person is forgotten.</summary>
    public const string PurgedTarget = "purged";

    /// <summary>What the key of an answer holds as its occurrence, so that whoever shows the key knows whether its target is a person.</summary>
    public static string OccurrenceOf(AnswerForm form) => form switch
    {
        AnswerForm.PrivateMessage => "private-message",
        AnswerForm.PublicReply => "public-reply",
        AnswerForm.PrivateReply => "private-reply",
        _ => throw new ArgumentOutOfRangeException(nameof(form), form, "A form without a name."),
    };

    /// <summary>Whether a key's target is a person, which no screen shows.</summary>
    public static bool HidesTarget(PublicationKey key)
    {
        ArgumentNullException.ThrowIfNull(key);
        return key.Occurrence == OccurrenceOf(AnswerForm.PrivateMessage) || key.Occurrence == OccurrenceOf(AnswerForm.PrivateReply);
    }
}
