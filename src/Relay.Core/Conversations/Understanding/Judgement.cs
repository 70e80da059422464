namespace Relay.Core.Conversations.Understanding;

/// <summary>From what the rules found and how likely the classifier holds each intent to what a message means. Death, danger and a wish for silence win from a small chance on; a yes and a no are never chosen between while both are likely.</summary>
internal static class Judgement
{
    /// <summary>From here on a rule wins, unless the classifier holds it for less likely than this.</summary>
    private const double Sure = .93;

    private const double Impossible = .4;

    /// <summary>A rule as sure as this wins over more doubt: words that mean one thing alone.</summary>
    private const double Plain = .96;
    private const double NextToImpossible = .1;

    /// <summary>How sure it is where a rule and the classifier differ, or yes and no are both likely: Relay asks.</summary>
    private const double Doubted = .6;

    /// <summary>From these chances on it must be looked at, whatever is likelier.</summary>
    private const double Danger = .3;
    private const double Death = .1;
    private const double DeathSaid = .1;

    /// <summary>When yes and no are both this likely, it is neither yet.</summary>
    private const double Torn = .07;
    private const double TornWithRule = .3;

    /// <summary>Chances of a wish for silence that pause, and that oppose at once where no rule does.</summary>
    private const double Pauses = .03;
    private const double PausesAgainstRules = .5;
    private const double Opposes = .985;
    private const double Agrees = .85;

    /// <summary>When less than everything may be meant, a list, a meeting, a signature, nobody is opposed at once.</summary>
    private const double Partly = .1;

    /// <summary>Who wants less pauses altogether unless it is as plain as this that only less is meant.</summary>
    private const double Plainly = .9;

    /// <summary>What it means, and how sure that is.</summary>
    public static (Intent Intent, double Confidence) Of(Evidence evidence, IReadOnlyList<double> chances)
    {
        var (ruled, sure) = evidence.Choose();
        if (chances[(int)Intent.Threat] >= Danger)
        {
            return (Intent.Threat, chances[(int)Intent.Threat]);
        }
        if (chances[(int)Intent.Deceased] >= (ruled == Intent.Deceased ? DeathSaid : Death))
        {
            return (Intent.Deceased, chances[(int)Intent.Deceased]);
        }
        var torn = Torn;
        var likeliest = Intents.ByPrecedence.MaxBy(intent => chances[(int)intent]);
        if (sure >= Sure && chances[(int)ruled] >= (sure >= Plain ? NextToImpossible : Impossible))
        {
            torn = ruled == likeliest ? TornWithRule : Torn;
            (likeliest, sure) = (ruled, Math.Max(chances[(int)ruled], Doubted));
        }
        else
        {
            sure = chances[(int)likeliest];
        }
        return likeliest is Intent.RsvpYes or Intent.RsvpNo && Other(likeliest) is var other && (chances[(int)other] >= torn || ruled == other)
            ? (Intent.RsvpMaybe, Doubted)
            : (likeliest, sure);
    }

    /// <summary>Whether our messages stop, for a private message.</summary>
    /// <param name="intent">What it was found to mean.</param>
    /// <param name="said">What the rules say.</param>
    /// <param name="denied">Whether rules say that it is none: "je ne veux surtout pas me désabonner".</param>
    /// <param name="chances">Of each intent.</param>
    public static OptOut Stops(Intent intent, OptOut said, bool denied, IReadOnlyList<double>? chances)
    {
        var chance = chances?[(int)Intent.OptOut] ?? (said == OptOut.Certain ? 1 : 0);
        var less = chances is null ? 0 : chances[(int)Intent.OptOutTopic] + chances[(int)Intent.RsvpNo] + chances[(int)Intent.SupportWithdraw];
        return intent == Intent.OptOut && less < Partly && (chance >= Opposes || (said == OptOut.Certain && chance >= Agrees)) ? OptOut.Certain
            : intent == Intent.OptOut || said != OptOut.None || chance >= (denied ? PausesAgainstRules : Pauses) || (intent == Intent.OptOutTopic && less < Plainly) ? OptOut.Review
            : OptOut.None;
    }

    private static Intent Other(Intent answer) => answer == Intent.RsvpYes ? Intent.RsvpNo : Intent.RsvpYes;
}
