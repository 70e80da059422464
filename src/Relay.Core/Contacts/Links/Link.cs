namespace Relay.Core.Contacts.Links;

/// <summary>Two accounts that one person has shown to be theirs, by a gesture of their own (DP-10); never by a name, a picture or a number.</summary>
/// <param name="Id">Ours, time-ordered.</param>
/// <param name="One">An identity.</param>
/// <param name="Other">Another.</param>
/// <param name="Gesture">How it was shown.</param>
/// <param name="MadeAt">When.</param>
/// <param name="UndoneAt">When it was undone; null while it stands.</param>
public sealed record Link(Guid Id, Guid One, Guid Other, LinkGesture Gesture, DateTimeOffset MadeAt, DateTimeOffset? UndoneAt = null);

/// <summary>The person's own gestures.</summary>
public enum LinkGesture
{
    /// <summary>A code written on one network was typed on the other.</summary>
    Code,

    /// <summary>Telegram's button that shares one's own number.</summary>
    SharedContact,
}
