using Relay.Core.Channels;

namespace Relay.Core.Inbox;

/// <summary>Takes presses of the buttons that one part of Relay puts under its messages. A press may come twice: handling it again changes nothing more.</summary>
public interface IPressHandler
{
    /// <summary>How the data of its buttons begins, <c>hand:</c>. No two handlers share one.</summary>
    string Prefix { get; }

    /// <summary>Does what the button says; what it writes is durable when the task ends, and only then is the press told to the network as heard.</summary>
    /// <returns>A short line shown to the person who pressed, at most 200 characters.</returns>
    Task<string> HandleAsync(Account account, Press press, CancellationToken cancel);
}

/// <summary>A button that somebody pressed under a message of ours.</summary>
/// <param name="Id">The press, at the network.</param>
/// <param name="Data">As it was put under the message; hostile until a handler has read it.</param>
/// <param name="Person">Who pressed, at the network.</param>
/// <param name="Chat">Where the message stands.</param>
/// <param name="Message">Remote id of the message.</param>
/// <param name="Language">Of the person, <c>fr</c> when not told.</param>
public sealed record Press(string Id, string Data, string Person, string Chat, string Message, string Language)
{
    /// <summary>No personal data leaves by accident.</summary>
    public override string ToString() => "a press";
}
