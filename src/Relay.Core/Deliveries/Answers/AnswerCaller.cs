using Relay.Core.Channels;

namespace Relay.Core.Deliveries.Answers;

/// <summary>Makes the call of an answer.</summary>
internal static class AnswerCaller
{
    /// <summary>Calls the network once.</summary>
    public static async Task<Outcome> CallAsync(INetwork? network, Account account, Delivery delivery, DeliveryPart part, CancellationToken abort)
    {
        if (network is not IAnswerPeople people || delivery.Answer is not { } terms)
        {
            return new Outcome.Failed(FailureKind.Refused, FailureScope.Delivery, new($"{delivery.Key.Network} ne permet pas de répondre.", $"{delivery.Key.Network} has no way to answer."));
        }
        var answer = new AnswerPart(delivery.Id, terms.Form, part.Text, terms.InReplyTo, terms.Language, terms.Buttons) { File = terms.File };
        return ForOne(delivery.Target, await people.AnswerAsync(account, delivery.Target, answer, abort));
    }

    /// <summary>Where the target is one person, what concerns the target concerns this answer: nobody is asked to mend a person, and nothing about one is kept beside the answer.</summary>
    private static Outcome ForOne(Target target, Outcome outcome) => outcome switch
    {
        Outcome.Failed { Scope: FailureScope.Target, Kind: FailureKind.Refused or FailureKind.Misconfigured or FailureKind.Unauthorized } failed when target.Kind == TargetKind.Private
            => failed with { Kind = FailureKind.Refused, Scope = FailureScope.Delivery },
        _ => outcome,
    };
}
