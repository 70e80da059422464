using Relay.Core.Channels;

namespace Relay.Core.Deliveries.Answers;

/// <summary>Answers people. Implemented beside the adapter by networks that can; like every adapter it never retries and keeps nothing.</summary>
public interface IAnswerPeople
{
    /// <summary>Sends one answer, once. Expected refusals are values; one that says that the person shut us out has its <see cref="Outcome.Failed.Person"/>.</summary>
    /// <param name="account">Whose.</param>
    /// <param name="target">The person, or where the reply is read.</param>
    /// <param name="answer">Words and buttons.</param>
    /// <param name="abort">Aborts the call.</param>
    /// <exception cref="OperationCanceledException">Only when <paramref name="abort"/> fired.</exception>
    Task<Outcome> AnswerAsync(Account account, Target target, AnswerPart answer, CancellationToken abort);
}

/// <summary>One answer as it leaves.</summary>
/// <param name="DeliveryId">Whose it is.</param>
/// <param name="Form">How it reaches the person.</param>
/// <param name="Text">Plain words, fitted.</param>
/// <param name="InReplyTo">Remote id of what is answered; null in a private chat that goes on.</param>
/// <param name="Language">Of the words, two letters.</param>
/// <param name="Buttons">Under the message; empty for none.</param>
public sealed record AnswerPart(Guid DeliveryId, AnswerForm Form, string Text, string? InReplyTo, string Language, IReadOnlyList<Button> Buttons)
{
    /// <summary>Goes with the words; null for none.</summary>
    public AnswerFile? File { get; init; }

    /// <summary>No personal data leaves by accident.</summary>
    public override string ToString() => $"{Form} of {DeliveryId}";
}
