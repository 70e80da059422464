using Relay.Core.Deliveries;
using Relay.Networks.Transport;

namespace Relay.Networks.Facebook;

/// <summary>
/// What the Graph API's errors mean: by <c>code</c> and <c>error_subcode</c>, never by words, which are in the reader's language. Seven-digit numbers come in either field.
/// The first row that fits counts. Sources: developers.facebook.com error handling and Pages API error codes, and refusals observed.
/// </summary>
internal static class FacebookOutcomes
{
    private static readonly Verdict Text = new(FailureKind.Refused, FailureScope.Delivery);
    private static readonly Verdict Picture = new(FailureKind.Refused, FailureScope.Delivery, PictureAtFault: true);
    private static readonly Verdict Duplicate = new(FailureKind.Duplicate, FailureScope.Delivery);
    private static readonly Verdict Gone = new(FailureKind.Gone, FailureScope.Delivery);
    private static readonly Verdict Dead = new(FailureKind.Unauthorized, FailureScope.Account);
    private static readonly Verdict Operator = new(FailureKind.Misconfigured, FailureScope.Account);
    private static readonly Verdict Page = new(FailureKind.Misconfigured, FailureScope.Target);
    private static readonly Verdict Rate = new(FailureKind.Throttled, FailureScope.Account);

    /// <summary>Rows of the table: lowest and highest code, subcode (0 for any), meaning.</summary>
    public static readonly IReadOnlyList<(int From, int To, int Subcode, Verdict Meaning)> Rows =
    [
        (4, 4, 0, Rate), // of the app
        (9, 9, 0, Rate),
        (17, 17, 0, Rate), // of the user
        (32, 32, 0, Rate), // of the Page
        (341, 341, 0, Rate),
        (613, 613, 0, Rate),
        (80001, 80006, 0, Rate),
        (1390008, 1390008, 0, Rate), // posting too fast
        (190, 190, 2069032, Operator), // a user's token where a Page's is needed
        (190, 190, 0, Dead),
        (102, 102, 0, Dead),
        (104, 104, 0, Dead),
        (10, 10, 2018278, Text), // Messenger's window is closed
        (10, 10, 2534022, Text),
        (10, 10, 2018108, Text), // the person can't receive messages
        (200, 200, 1545041, Text),
        (551, 551, 0, Text),
        (10900, 10900, 0, Text), // a comment that was answered in private already
        (506, 506, 0, Duplicate),
        (1366051, 1366051, 0, Duplicate), // photos already posted
        (1366046, 1366046, 0, Picture), // larger than 4 MB, or not JPG or PNG
        (324, 324, 0, Picture), // missing or invalid image file
        (1404006, 1404006, 0, Operator), // security check
        (1404078, 1404078, 0, Operator), // page publishing authorisation
        (1404112, 1404112, 0, Operator), // limited for days
        (4854002, 4854002, 0, Operator), // confirm identity
        (2853006, 2853006, 0, Operator), // the person lost the task on the Page; told under code 1, which else means that nobody knows
        (1346003, 1346003, 0, Text), // abusive
        (1404102, 1404102, 0, Text), // community standards
        (1609005, 1609005, 0, Text), // the link cannot be read
        (1609008, 1609008, 0, Text),
        (2061006, 2061006, 0, Text), // the link's form
        (368, 368, 0, Operator), // blocked for a while for policy: a person must look
        (100, 100, 33, Gone), // the object does not exist, or not for this token
        (803, 803, 0, Gone),
        (100, 100, 0, Text),
        (3, 3, 0, Operator),
        (10, 10, 0, Operator),
        (200, 299, 0, Operator),
    ];

    /// <summary>What an error means for an operation.</summary>
    /// <param name="call">What was tried.</param>
    /// <param name="status">HTTP status.</param>
    /// <param name="code">The error's code; 0 when there is none.</param>
    /// <param name="subcode">Its subcode; 0 when there is none.</param>
    /// <param name="isTransient">Whether the Graph API says that it will pass.</param>
    /// <param name="words">Its words, looked through for the one name in them that no language changes.</param>
    public static Verdict Classify(Call call, int status, int code, int subcode, bool isTransient, string words)
    {
        if (words.Contains("appsecret_proof", StringComparison.OrdinalIgnoreCase))
        {
            return Operator; // the app's secret is missing or wrong, told under the code of any bad parameter
        }
        foreach (var row in Rows)
        {
            if (Fits(row.From, row.To, row.Subcode, code, subcode))
            {
                // A permission that answers lack is not one that posts lack.
                return call is Call.Answer && code is 3 or 10 or (>= 200 and <= 299) ? Text : For(call, row.Meaning);
            }
        }
        return (status, code) switch
        {
            _ when isTransient || code is 1 or 2 => Verdict.Unknown,
            (401, _) => Dead,
            (403, _) => call is Call.Answer ? Text : Operator,
            (404, _) => For(call, Gone),
            (413, _) => Picture,
            (429, _) => Rate,
            (400, _) => Text,
            _ => Verdict.OfForeign(status),
        };
    }

    private static bool Fits(int from, int to, int rowSubcode, int code, int subcode)
        => (code >= from && code <= to && (rowSubcode == 0 || rowSubcode == subcode)) || (from > 1_000_000 && subcode == from);

    private static Verdict For(Call call, Verdict meaning) => (meaning.Kind, call) switch
    {
        (FailureKind.Gone, Call.Create or Call.Prepare or Call.Find) => Page, // it is the Page that is not there for this token
        (FailureKind.Duplicate, not Call.Create) => Text,
        // A post of another app, or of a person: that one can't be touched, the others can.
        (FailureKind.Misconfigured, Call.Edit or Call.Delete) when meaning == Operator => Text,
        (FailureKind.Refused, Call.Prepare) => Picture,
        _ => meaning,
    };
}
