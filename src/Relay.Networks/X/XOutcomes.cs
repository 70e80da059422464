using Relay.Core.Deliveries;
using Relay.Networks.Transport;

namespace Relay.Networks.X;

/// <summary>
/// What X's errors mean. X tells them in three shapes (a problem with a type, old numbered errors, a list of messages); what is searched for stands in the problem's type, in
/// the old number written as <c>#187</c>, or in the words. The first row that fits counts. Sources: docs.x.com response codes, and refusals observed.
/// </summary>
internal static class XOutcomes
{
    private static readonly Verdict Text = new(FailureKind.Refused, FailureScope.Delivery);
    private static readonly Verdict Picture = new(FailureKind.Refused, FailureScope.Delivery, PictureAtFault: true);
    private static readonly Verdict Duplicate = new(FailureKind.Duplicate, FailureScope.Delivery);
    private static readonly Verdict Dead = new(FailureKind.Unauthorized, FailureScope.Account);
    private static readonly Verdict Plan = new(FailureKind.Misconfigured, FailureScope.Account);
    private static readonly Verdict Rate = new(FailureKind.Throttled, FailureScope.Account);

    /// <summary>Rows of the table, for statuses 400 to 499: words in what X says, meaning.</summary>
    public static readonly IReadOnlyList<(string Words, Verdict Meaning)> Rows =
    [
        ("duplicate content", Duplicate),
        ("#187", Duplicate),
        ("usage-capped", Plan),
        ("creditsdepleted", Plan),
        ("client-forbidden", Plan),
        ("client-not-enrolled", Plan),
        ("unsupported authentication", Plan),
        ("unsupported-authentication", Plan),
        ("oauth1-permissions", Plan),
        ("oauth1 app permissions", Plan),
        ("#261", Plan), // the app may not write
        ("about:blank forbidden forbidden", Plan), // a token without the scope; what is wrong with a text is told in words
        ("temporarily locked", Dead),
        ("account is suspended", Dead),
        ("#326", Dead), // locked
        ("#64", Dead), // suspended
        ("#89", Dead), // token expired or invalid
        ("#32", Dead), // could not authenticate
        ("#88", Rate),
        ("#185", Rate), // daily posts used up
        ("media id", Picture),
        ("media_id", Picture),
        ("#324", Picture),
    ];

    /// <summary>What a refusal means for an operation.</summary>
    /// <param name="call">What was tried.</param>
    /// <param name="status">HTTP status.</param>
    /// <param name="said">Everything that X said: type, <c>#number</c>, title and words.</param>
    public static Verdict Classify(Call call, int status, string said)
    {
        foreach (var (words, meaning) in Rows)
        {
            if (status is >= 400 and < 500 && Says(said, words))
            {
                return (meaning.Kind is FailureKind.Duplicate && call is not Call.Create) || (meaning == Plan && call is Call.Answer && status == 403 && IsRightOfAnswers(words)) ? Text : meaning;
            }
        }
        return (status, call) switch
        {
            (401, _) => Dead,
            (402, _) => Plan, // no credits left: waiting does not help
            (404 or 410, Call.Delete or Call.Edit or Call.Answer) => new(FailureKind.Gone, FailureScope.Delivery),
            (404 or 410, _) => Plan, // X itself never answers these calls so: BaseAddress or UserId leads elsewhere
            (429, _) => Rate,
            (400 or 403 or 413 or 415 or 422, Call.Prepare) => Picture,
            (413, _) => Picture,
            (400 or 403 or 422, _) => Text,
            _ => Verdict.OfForeign(status),
        };
    }

    /// <summary>Rights that private messages need and posts do not: who lacks them can go on posting.</summary>
    private static bool IsRightOfAnswers(string words) => words is "oauth1-permissions" or "oauth1 app permissions" or "about:blank forbidden forbidden" or "client-forbidden";

    // "#32" must not be found in "#324".
    private static bool Says(string said, string words)
    {
        var at = said.IndexOf(words, StringComparison.OrdinalIgnoreCase);
        while (at >= 0 && words[0] == '#' && at + words.Length < said.Length && char.IsAsciiDigit(said[at + words.Length]))
        {
            at = said.IndexOf(words, at + 1, StringComparison.OrdinalIgnoreCase);
        }
        return at >= 0;
    }
}
