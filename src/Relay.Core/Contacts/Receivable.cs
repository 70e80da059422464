namespace Relay.Core.Contacts;

/// <summary>What a person may be sent in each state (DP-06). A state that this page does not name receives nothing.</summary>
public static class Receivable
{
    /// <summary>Whether a message of that kind may go to a person in that state. Consents, windows and quiet hours are asked besides.</summary>
    public static bool May(ContactState state, MessageKind kind) => state switch
    {
        ContactState.Passage => kind is MessageKind.Answer,
        ContactState.Occasional => kind is MessageKind.Answer or MessageKind.OwnEvent or MessageKind.Invitation,
        ContactState.Regular or ContactState.Member => kind is MessageKind.Answer or MessageKind.OwnEvent or MessageKind.Subscribed,
        ContactState.Paused => kind is MessageKind.Answer,
        ContactState.Opposed => kind is MessageKind.Answer or MessageKind.StopConfirmation,
        ContactState.Minor => kind is MessageKind.NeutralReply,
        _ => false,
    };
}

/// <summary>Kinds of messages to one person.</summary>
public enum MessageKind
{
    /// <summary>Answers what that person wrote.</summary>
    Answer,

    /// <summary>Concerns an event that the person signed up for: confirmation, change, cancellation, a reminder that was accepted.</summary>
    OwnEvent,

    /// <summary>Asks once, never again, whether the person wants to subscribe.</summary>
    Invitation,

    /// <summary>Belongs to a list that the person said yes to.</summary>
    Subscribed,

    /// <summary>Confirms a STOP, once.</summary>
    StopConfirmation,

    /// <summary>The one neutral reply to somebody under 15.</summary>
    NeutralReply,
}
