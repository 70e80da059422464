using Relay.Core.Deliveries;

namespace Relay.Core.Contacts;

/// <summary>Which kind of message a delivery to one person is, by its place in the queue.</summary>
internal static class MessageKinds
{
    public static MessageKind Of(Priority priority) => priority switch
    {
        Priority.StopConfirmation => MessageKind.StopConfirmation,
        Priority.Answer => MessageKind.Answer,
        Priority.Cancellation or Priority.Change or Priority.Reminder => MessageKind.OwnEvent,
        _ => MessageKind.Subscribed,
    };
}
