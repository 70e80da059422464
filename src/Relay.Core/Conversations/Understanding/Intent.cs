namespace Relay.Core.Conversations.Understanding;

/// <summary>What a message wants (CV-01). Stored and shown by its key (<see cref="Intents.KeyOf"/>), never by its number.</summary>
public enum Intent
{
    /// <summary>Nothing that Relay acts on.</summary>
    None = 0,

    /// <summary>A danger or a cry for help: a person at once.</summary>
    Threat,

    /// <summary>Somebody has died.</summary>
    Deceased,

    /// <summary>Wants no message any more.</summary>
    OptOut,

    /// <summary>Asks what is kept, for a copy, a correction or erasure.</summary>
    DataRequest,

    /// <summary>Something went wrong on our side.</summary>
    Complaint,

    /// <summary>Will not come.</summary>
    RsvpNo,

    /// <summary>Will come.</summary>
    RsvpYes,

    /// <summary>May come.</summary>
    RsvpMaybe,

    /// <summary>Takes an earlier support back.</summary>
    SupportWithdraw,

    /// <summary>Supports an initiative.</summary>
    Support,

    /// <summary>Wants no more of one list or rhythm.</summary>
    OptOutTopic,

    /// <summary>Corrects contact data.</summary>
    UpdateContact,

    /// <summary>Gives contact data.</summary>
    GiveContact,

    /// <summary>Asks for news.</summary>
    Subscribe,

    /// <summary>Offers help.</summary>
    Volunteer,

    /// <summary>Proposes a project.</summary>
    ProposeInitiative,

    /// <summary>Proposes a meeting.</summary>
    ProposeEvent,

    /// <summary>Asks where, when, what.</summary>
    Question,

    /// <summary>Wants a person.</summary>
    Human,

    /// <summary>Disagrees with the matter.</summary>
    Disagree,

    /// <summary>Offends.</summary>
    Insult,

    /// <summary>Advertises or phishes.</summary>
    Spam,

    /// <summary>Greets, thanks, applauds.</summary>
    Smalltalk,
}
