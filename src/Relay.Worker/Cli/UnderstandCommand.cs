using System.CommandLine;
using System.Text.Json.Serialization;
using Relay.Core.Conversations.Understanding;

namespace Relay.Worker.Cli;

/// <summary><c>relay understand</c>: what Relay takes sentences for, one a line on the standard input, one JSON object a line on the output. Needs no configuration and keeps nothing.</summary>
internal static class UnderstandCommand
{
    private static readonly Dictionary<string, Asked> Questions = new(StringComparer.Ordinal)
    {
        ["attendance"] = Asked.Attendance, ["support"] = Asked.Support, ["subscription"] = Asked.Subscription, ["territory"] = Asked.Territory, ["stop"] = Asked.Stop,
    };

    public static Command Create(GlobalOptions globals, Surroundings around)
    {
        var inPrivate = new Option<bool>("--private") { Description = globals.Of("Messages privés (par défaut).", "Private messages (the default).") };
        var inPublic = new Option<bool>("--public") { Description = globals.Of("Commentaires publics : aucune inscription, aucune coordonnée n'en est tirée.", "Public comments: no sign-up and no contact data are taken from them.") };
        var asked = new Option<string?>("--asked") { Description = globals.Of("La dernière question posée à la personne : les réponses brèves (oui, 2, ok) n'ont de sens que par elle.", "The last question put to the person: bare answers (yes, 2, ok) mean something only against it.") };
        asked.AcceptOnlyFromAmong([.. Questions.Keys]);
        var command = new Command("understand", globals.Of("Dire ce que Relay comprend de phrases lues sur l'entrée standard, une par ligne.", "Say what Relay makes of sentences read from the standard input, one a line.")) { inPrivate, inPublic, asked };
        command.SetAction(async (parsed, cancel) =>
        {
            if (parsed.GetValue(inPrivate) && parsed.GetValue(inPublic))
            {
                throw new CommandFailure(ExitCode.Usage, new("--private et --public s'excluent : gardez l'un des deux.", "--private and --public exclude each other: keep one of them."));
            }
            if (around.Input is not null)
            {
                globals.ScreenOf(parsed, around).Note("Écrivez une phrase par ligne ; Ctrl+D (Windows : Ctrl+Z puis Entrée) pour finir.", "Write one sentence a line; Ctrl+D (on Windows Ctrl+Z, then Enter) ends.");
            }
            var question = parsed.GetValue(asked) is { } name ? Questions[name] : null;
            await ReadAsync(around, text => new Utterance(text, parsed.GetValue(inPublic), parsed.GetValue(globals.Language), question), globals.ScreenOf(parsed, around), cancel);
            return ExitCode.Done;
        });
        return command;
    }

    private static async Task ReadAsync(Surroundings around, Func<string, Utterance> said, Screen screen, CancellationToken cancel)
    {
        var understanding = new RuleUnderstanding();
        while (await around.Standard.ReadLineAsync(cancel) is { } text)
        {
            screen.Document(UnderstoodShown.Of(text, understanding.Read(said(text))), CliJson.Out.UnderstoodShown);
        }
    }
}

/// <summary>What one sentence was taken for.</summary>
/// <param name="Text">The sentence.</param>
/// <param name="Intent">One of the 24 of CV-01.</param>
/// <param name="Confidence">0 to 1.</param>
/// <param name="OptOut"><c>none</c>, <c>review</c> or <c>certain</c>.</param>
/// <param name="Act">What it would change once confirmed: <c>none</c>, <c>support</c>, <c>rsvp</c>, <c>subscription</c>, <c>opposition</c>, <c>volunteer</c>, <c>contact</c> or <c>proposal</c>.</param>
/// <param name="Withdrawn">Whether the act takes something back.</param>
/// <param name="Next">What follows: <c>silent</c>, <c>record</c>, <c>confirm</c>, <c>ask</c>, <c>answer</c>, <c>invite</c> or <c>human</c>.</param>
/// <param name="Party">How many come; left out when nothing was said.</param>
/// <param name="Language"><c>fr</c> or <c>en</c>.</param>
/// <param name="Also">Other intents that were about as sure.</param>
internal sealed record UnderstoodShown(
    string Text, string Intent, double Confidence, string OptOut, string Act, bool Withdrawn, string Next,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? Party, string Language, IReadOnlyList<string> Also)
{
    public static UnderstoodShown Of(string text, Meaning meaning) => new(
        text, Intents.KeyOf(meaning.Intent), meaning.Confidence, meaning.OptOut.ToString().ToLowerInvariant(), meaning.Act.ToString().ToLowerInvariant(), meaning.Withdrawn,
        meaning.Next.ToString().ToLowerInvariant(), meaning.Party, meaning.Language, [.. meaning.Also.Select(Intents.KeyOf)]);
}
