using Relay.Core.Contacts.Retention;

namespace Relay.Core.Deliveries.Answers;

/// <summary>Until when the ledger keeps the words of an answer and the person it went to (DP-11): as long as the exchange that it belongs to.</summary>
public static class AnswerRetention
{
    private static readonly RetentionRules Usual = new(new());

    /// <summary>The date.</summary>
    /// <param name="form">How it reaches the person: a public exchange is kept for a shorter time than a question in private.</param>
    /// <param name="drafted">When it was drafted.</param>
    /// <param name="rules">The operator's; null for the usual ones.</param>
    public static DateTimeOffset Until(AnswerForm form, DateTimeOffset drafted, RetentionRules? rules = null)
        => (rules ?? Usual).Of(form == AnswerForm.PublicReply ? new KeptAct.Exchange(drafted) : new KeptAct.Question(drafted, drafted));
}
