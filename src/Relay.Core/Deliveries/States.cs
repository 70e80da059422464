namespace Relay.Core.Deliveries;

/// <summary>Where a publication stands before it becomes a delivery.</summary>
public enum PublicationState
{
    /// <summary>Waits for a slot in its window.</summary>
    Planned,

    /// <summary>Has a delivery, which says the rest.</summary>
    Released,

    /// <summary>Told in a digest instead.</summary>
    Folded,

    /// <summary>Not wanted any more before it was released: the item or the channel changed.</summary>
    Dropped,

    /// <summary>Its window closed before a slot opened.</summary>
    Expired,
}

/// <summary>Where a delivery stands. Its parts say what is on the network.</summary>
public enum DeliveryState
{
    /// <summary>Waits for its time and its account.</summary>
    Queued,

    /// <summary>A rule holds it; looked at again at its next time.</summary>
    Held,

    /// <summary>A call is under way, or was when the program died.</summary>
    Attempting,

    /// <summary>At least one part may be there; being found out.</summary>
    Uncertain,

    /// <summary>Done.</summary>
    Confirmed,

    /// <summary>The network, or a rule, refused it for good.</summary>
    Refused,

    /// <summary>Not wanted any more before it left.</summary>
    Cancelled,

    /// <summary>Too late to be of use before it left.</summary>
    Expired,

    /// <summary>In the hands of a person, who has not said yet whether it was published.</summary>
    HandedOver,
}

/// <summary>Where one create call stands.</summary>
public enum PartState
{
    /// <summary>Certainly not on the network.</summary>
    Planned,

    /// <summary>Committed before the call.</summary>
    Attempting,

    /// <summary>On the network, ids known.</summary>
    Confirmed,

    /// <summary>Refused for good.</summary>
    Refused,

    /// <summary>May be on the network.</summary>
    Uncertain,
}

/// <summary>What a delivery does.</summary>
public enum Operation
{
    /// <summary>Creates posts.</summary>
    Create,

    /// <summary>Changes posts in place.</summary>
    Edit,

    /// <summary>Takes posts away.</summary>
    Delete,

    /// <summary>Asks a person to publish, correct or take away what no program can.</summary>
    HandOver,

    /// <summary>Answers somebody.</summary>
    Answer,
}

/// <summary>What goes first when much is due; lower goes first.</summary>
public enum Priority
{
    /// <summary>Confirms that somebody is left alone from now on.</summary>
    StopConfirmation,

    /// <summary>Says that something does not take place.</summary>
    Cancellation,

    /// <summary>Says that something moved.</summary>
    Change,

    /// <summary>Answers somebody.</summary>
    Answer,

    /// <summary>Reminds of something near.</summary>
    Reminder,

    /// <summary>Makes something known.</summary>
    Announcement,

    /// <summary>Makes several things known at once.</summary>
    Digest,

    /// <summary>Tells the subscribers of a list, each in private: nothing else waits behind it.</summary>
    Broadcast,
}
