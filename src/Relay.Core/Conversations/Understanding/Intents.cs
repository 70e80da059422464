namespace Relay.Core.Conversations.Understanding;

/// <summary>The keys of the intents, and which one wins.</summary>
public static class Intents
{
    /// <summary>Every intent in the order of CV-02: where several fit about equally well, the first wins.</summary>
    public static IReadOnlyList<Intent> ByPrecedence { get; } = [.. Enum.GetValues<Intent>().Where(intent => intent != Intent.None).OrderBy(intent => (int)intent), Intent.None];

    /// <summary>The key of CV-01, as it is stored and printed: <c>rsvp_yes</c>.</summary>
    public static string KeyOf(Intent intent) => intent switch
    {
        Intent.OptOut => "optout",
        Intent.OptOutTopic => "optout_topic",
        Intent.DataRequest => "data_request",
        Intent.RsvpNo => "rsvp_no",
        Intent.RsvpYes => "rsvp_yes",
        Intent.RsvpMaybe => "rsvp_maybe",
        Intent.SupportWithdraw => "support_withdraw",
        Intent.UpdateContact => "update_contact",
        Intent.GiveContact => "give_contact",
        Intent.ProposeInitiative => "propose_initiative",
        Intent.ProposeEvent => "propose_event",
        _ => intent.ToString().ToLowerInvariant(),
    };

    /// <summary>Reads a key.</summary>
    public static bool TryParse(string? key, out Intent intent)
    {
        var found = ByPrecedence.Where(candidate => string.Equals(KeyOf(candidate), key, StringComparison.Ordinal)).Take(1).ToList();
        intent = found.Count == 1 ? found[0] : Intent.None;
        return found.Count == 1;
    }
}
