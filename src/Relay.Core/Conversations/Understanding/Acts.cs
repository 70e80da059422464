namespace Relay.Core.Conversations.Understanding;

/// <summary>From what is meant to what it would change and what should follow.</summary>
internal static class Acts
{
    private const double SureEnough = .8;
    private const double Doubtful = .5;

    /// <summary>What it would change. Of a public message only a support counts (CV-06).</summary>
    public static ActKind Of(Intent intent, bool inPublic) => intent switch
    {
        Intent.Support => ActKind.Support,
        _ when inPublic => ActKind.None,
        Intent.SupportWithdraw => ActKind.Support,
        Intent.RsvpYes or Intent.RsvpNo or Intent.RsvpMaybe => ActKind.Rsvp,
        Intent.Subscribe or Intent.OptOutTopic => ActKind.Subscription,
        Intent.OptOut => ActKind.Opposition,
        Intent.Volunteer => ActKind.Volunteer,
        Intent.GiveContact or Intent.UpdateContact => ActKind.Contact,
        Intent.ProposeInitiative or Intent.ProposeEvent => ActKind.Proposal,
        _ => ActKind.None,
    };

    /// <summary>Whether it would change something other than a support, if it were said in private: in public the way there is shown.</summary>
    public static bool IsWish(Intent intent) => Of(intent, inPublic: false) is ActKind.Rsvp or ActKind.Volunteer or ActKind.Contact or ActKind.Proposal || intent == Intent.Subscribe;

    /// <summary>What should follow.</summary>
    /// <param name="intent">What is meant.</param>
    /// <param name="confidence">How sure that is.</param>
    /// <param name="optOut">Whether our messages stop.</param>
    /// <param name="inPublic">Whether others read it.</param>
    /// <param name="isSpoken">Whether some rule heard it too, or another wish: on a guess of the weights alone nobody is called out to in front of everybody.</param>
    public static NextStep Next(Intent intent, double confidence, OptOut optOut, bool inPublic, bool isSpoken = true)
    {
        if (!inPublic && confidence < Doubtful && optOut != OptOut.Certain)
        {
            return NextStep.Human;
        }
        switch (intent)
        {
            case Intent.Threat or Intent.Deceased or Intent.DataRequest or Intent.Complaint or Intent.Human:
                return NextStep.Human;
            case not Intent.OptOut when !inPublic && optOut != OptOut.None && intent is Intent.Insult or Intent.Spam or Intent.Disagree or Intent.None or Intent.Smalltalk:
                return NextStep.Ask; // everything pauses: say so, and ask what was meant
            case Intent.Insult or Intent.Spam or Intent.Disagree:
                return NextStep.Silent;
            case Intent.OptOut:
                return optOut == OptOut.Certain ? NextStep.Record : inPublic ? NextStep.Silent : NextStep.Ask;
            case Intent.None:
                return NextStep.Silent;
            case Intent.Smalltalk:
                return inPublic ? NextStep.Silent : NextStep.Answer;
            case Intent.Question:
                return NextStep.Answer;
            case Intent.Support when inPublic:
                return confidence >= SureEnough ? NextStep.Record : NextStep.Silent;
            default:
                return inPublic ? (isSpoken || (confidence >= SureEnough && intent is not (Intent.ProposeEvent or Intent.ProposeInitiative)) ? NextStep.Invite : NextStep.Silent)
                    : optOut == OptOut.Review || confidence < SureEnough ? NextStep.Ask
                    : NextStep.Confirm;
        }
    }
}
