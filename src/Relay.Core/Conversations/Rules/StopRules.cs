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
    /// <summary>Words. Who wants their data gone uses a right that has its clock (Art. 17), whatever else stops, and also after a STOP.</summary>
    public static Decision Decide(Situation situation, Meaning meaning)
    {
        if (meaning is { Intent: Intent.DataRequest, OptOut: OptOut.Review })
        {
            return Ask.Say(situation, "data-request", CommonWords.DataRequestPaused) with { Cause = ContactCause.Doubt, Waiting = Waits.For(WaitReason.DataRequest, situation.Now), Dialog = new(situation.Dialog?.Topic, null, situation.Now) };
        }
        var decision = Decide(situation, meaning.OptOut);
        return meaning.OptOut == OptOut.Certain && meaning.Also.Contains(Intent.DataRequest) ? decision with { Waiting = Waits.For(WaitReason.DataRequest, situation.Now) } : decision;
    }

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
