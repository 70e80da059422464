using System.Text.RegularExpressions;
using Relay.Core.Conversations.Settling;
using Relay.Core.Conversations.Understanding;
using Relay.Core.Conversations.Understanding.Reading;
using Relay.Core.Conversations.Wording;
using Relay.Core.Inbox.Arrivals;
using Relay.Core.Items;

namespace Relay.Core.Conversations.Rules;

/// <summary>
/// Comments, replies and mentions. Nothing of them is recorded but a support, without a person (CV-06); whoever wants more is shown the way to a private chat, once in a thread, five
/// times under a post, and never for applause.
/// </summary>
internal static partial class PublicRules
{
    /// <summary>Most automatic replies under one post.</summary>
    public const int MostOnAPost = 5;

    /// <summary>An answer to older words surprises everybody but helps nobody.</summary>
    private static readonly TimeSpan Fresh = TimeSpan.FromHours(24);

    /// <summary>Up to it something was guessed: enough to ask in private, too little to call out to somebody in front of everybody where it is often said for its own sake.</summary>
    private const double Guess = .6;

    /// <summary>Below it nothing was understood.</summary>
    private const double Hunch = .35;

    public static Decision Decide(Situation s, Meaning meaning)
    {
        if (Given.In(s.Text) is { IsEmpty: false, HasPoint: true })
        {
            return Invited(s, "exposed") with { Waiting = Waits.For(WaitReason.ExposedData, s.Now) };
        }
        return meaning switch
        {
            // In public a bare STOP is a slogan: nobody is opposed by it, and we keep away all the same (DP-20).
            { Intent: Intent.OptOut } or { OptOut: not OptOut.None } => Decision.Silent("public-stop") with { Quiet = true },
            { Intent: Intent.None or Intent.Disagree or Intent.Smalltalk or Intent.OptOutTopic } when Bare.IsStop(s.Text) => Decision.Silent("public-stop") with { Quiet = true },
            { Intent: Intent.Threat } when Distress.IsIn(s.Text) => Allowed(s, ofDistress: true, out _)
                ? Replied("distress", CommonWords.Distress.In(s.Language)) with { Waiting = Waits.For(WaitReason.Distress, s.Now) }
                : Decision.Silent("distress") with { Waiting = Waits.For(WaitReason.Distress, s.Now) },
            _ when Childhood.IsIn(s.Text) || Childhood.IsHintedIn(s.Text) => Decision.Silent("minor") with { Waiting = Waits.For(WaitReason.Human, s.Now) },
            { Intent: Intent.Threat } => Decision.Silent("threat") with { Waiting = Waits.For(WaitReason.Threat, s.Now), Quiet = true },
            { Intent: Intent.Deceased } => Decision.Silent("deceased") with { Waiting = Waits.For(WaitReason.Deceased, s.Now), Quiet = true },
            { Intent: Intent.DataRequest } => Invited(s, "data-request") with { Waiting = Waits.For(WaitReason.DataRequest, s.Now) },
            { Intent: Intent.Complaint, Confidence: < Guess } when Facts.IsQuestion(s.Text) && meaning.Also.Contains(Intent.Question) => Asked(s),
            { Intent: Intent.Complaint } when Facts.IsWhetherItIsOn(s.Text) && meaning.Also.Contains(Intent.Question) => Asked(s),
            { Intent: Intent.Complaint } => Decision.Silent("complaint") with { Waiting = Waits.For(WaitReason.Complaint, s.Now) },
            { Intent: Intent.Human } => Decision.Silent("human") with { Waiting = Waits.For(Journalism.IsIn(s.Text) ? WaitReason.Press : WaitReason.Human, s.Now) },
            { Intent: Intent.Insult } => Insulted(s),
            { Intent: Intent.Support } when Facts.IsQuestion(s.Text) => Asked(s),
            { Intent: Intent.Support, Next: NextStep.Record } => Supported(s),
            { Intent: Intent.Question } => Asked(s, meaning.Also.Contains(Intent.RsvpYes)),
            { Next: NextStep.Invite } when !IsAside(s, meaning) => Invited(s, "invited"),
            { Next: NextStep.Human } => Decision.Silent("not-understood") with { Waiting = Waits.For(WaitReason.NotUnderstood, s.Now) },
            _ => Decision.Silent(meaning.Intent is Intent.Smalltalk or Intent.Support ? "applause" : "nothing-to-do"),
        };
    }

    // "Oui, et encore oui !" under an initiative says yes to it, and to no meeting.
    private static bool IsAside(Situation s, Meaning meaning) => meaning.Intent switch
    {
        _ when meaning.Confidence < Hunch => true,
        Intent.Volunteer when Cheer().IsMatch(Folding.Fold(s.Text)) => true,
        Intent.ProposeEvent or Intent.ProposeInitiative when Sneer().IsMatch(Folding.Fold(s.Text)) => true,
        Intent.RsvpMaybe or Intent.RsvpNo or Intent.ProposeEvent or Intent.ProposeInitiative when meaning.Confidence <= Guess => true,
        Intent.RsvpYes or Intent.RsvpMaybe or Intent.RsvpNo => s.Items.Count > 0 && !s.Items.Any(item => item.Face is Event),
        _ => false,
    };

    /// <summary>Whom an insult has come from is left alone in that thread; the third one in 30 days is shown to a person (CV-08).</summary>
    public static Decision Insulted(Situation s) => new("insult") { Insult = true, Quiet = true, Waiting = s.Insults >= 2 ? Waits.For(WaitReason.Insults, s.Now) : null };

    // Counted once for each person, without the person.
    private static Decision Supported(Situation s)
        => s.Items.Where(item => item.Face is Initiative && ItemWords.Closed(item, s.Now) is null).Take(2).ToList() is [var only] && !s.HasSupported
            ? new("applause") { Acts = [new Act.Support(only.Item.Key)] }
            : Decision.Silent("applause");

    // "Je viens à la prochaine, comment je fais ?" asks for the way to say so.
    private static Decision Asked(Situation s, bool comes = false)
    {
        var answer = Facts.Answer(s);
        return answer is null && comes ? Invited(s, "invited") : answer is null ? Decision.Silent("unknown-answer") with { Waiting = Waits.For(WaitReason.UnknownAnswer, s.Now) }
            : Allowed(s, ofDistress: false, out var why) ? Replied("answered", answer)
            : Kept(s, why, isQuestion: true);
    }

    private static Decision Invited(Situation s, string why) => !Allowed(s, ofDistress: false, out var against) ? Kept(s, against, isQuestion: false)
        : s.PrivateDoor is { } door ? Replied(why, $"{CommonWords.ComePrivate.In(s.Language)} {door.AbsoluteUri}")
        : Decision.Silent("no-door") with { Waiting = Waits.For(WaitReason.NoWayToAnswer, s.Now) };

    // Whoever is left alone, or was shown the way before, waits for nothing; whom a rule alone keeps us from answering is told of, and so is a second question.
    private static Decision Kept(Situation s, string why, bool isQuestion)
        => Decision.Silent(why) with { Waiting = why is "network" or "late" or "enough-on-post" || (isQuestion && why == "answered-before") ? Waits.For(WaitReason.NoWayToAnswer, s.Now) : null };

    private static Decision Replied(string why, string text) => new(why) { Reply = new(ReplyForm.Public, text, []) };

    private static bool Allowed(Situation s, bool ofDistress, out string why)
    {
        why = s switch
        {
            { IsQuiet: true } => "quiet",
            { AnsweredInThread: true } => "answered-before",
            _ when !ofDistress && s.RepliesOnPost >= MostOnAPost => "enough-on-post",
            { Network.MayReply: false } => "network",
            { Network.OnlyWhenNamed: true, IsSummons: false } => "network",
            _ when s.Now - s.WrittenAt > Fresh => "late",
            _ => "",
        };
        return why.Length == 0;
    }

    // "Bon courage à tous les bénévoles" is said to those who help, and by nobody who offers to.
    [GeneratedRegex(@"^(\W*@\w+)*\W*(bon courage|courage|bravo|merci|force|felicitations|chapeau|good luck|well done|thanks|thank you|congratulations)\b(?!.*\b(je|j'|moi|on|nous|i|we|me|i'm|i'll)\b)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 5_000)]
    private static partial Regex Cheer();

    // "Et si on parlait plutôt des vrais sujets" proposes nothing.
    [GeneratedRegex(@"\b(vrais|vraies) (sujets?|problemes?|priorites?|questions?)\b|\b(real|actual) (issues?|problems?|priorities)\b", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 5_000)]
    private static partial Regex Sneer();
}
