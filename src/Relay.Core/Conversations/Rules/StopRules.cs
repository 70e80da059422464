using Relay.Core.Contacts;
using Relay.Core.Conversations.Buttons;
using Relay.Core.Conversations.Settling;
using Relay.Core.Conversations.Understanding;
using Relay.Core.Conversations.Wording;
using Relay.Core.Deliveries;

namespace Relay.Core.Conversations.Rules;

/// <summary>STOP in a private chat, in its two degrees (DP-18, DP-20). When in doubt the person receives nothing.</summary>
internal static class StopRules
{
    public static Decision Decide(Situation situation, OptOut optOut)
    {
        if (situation.State == ContactState.Opposed)
        {
            return Decision.Silent("stopped-already") with { Stops = optOut == OptOut.Certain }; // one confirmation, then nothing
        }
        return optOut == OptOut.Certain ? Certain(situation) : Doubtful(situation);
    }

    private static Decision Certain(Situation situation) => new("stop")
    {
        Acts = [new Act.Opposition()],
        Cause = ContactCause.Stop,
        Stops = true,
        Dialog = new(null, null, situation.Now),
        Reply = new(ReplyForm.Private, CommonWords.Stopped.In(situation.Language), [], Priority.StopConfirmation),
    };

    private static Decision Doubtful(Situation situation)
    {
        var decision = new Decision("stop-unclear") { Cause = ContactCause.Doubt, Waiting = Waits.For(WaitReason.UnclearStop, situation.Now) };
        if (situation is { State: ContactState.Paused, Dialog.Question.Asked.About: Intent.OptOut } && situation.Dialog.HoldsAt(situation.Now))
        {
            return decision; // asked already: one question, then a person
        }
        return decision with
        {
            Dialog = new(situation.Dialog?.Topic, new Question(Asked.Stop), situation.Now),
            Reply = new(
                ReplyForm.Private,
                CommonWords.StopOrNot.In(situation.Language),
                [new(CommonWords.StopAll.In(situation.Language), new(ChoiceVerb.StopAll)), new(CommonWords.GoOn.In(situation.Language), new(ChoiceVerb.GoOn))]),
        };
    }
}
