using Relay.Core.Conversations.Understanding.Grammar;
using Relay.Core.Conversations.Understanding.Reading;

namespace Relay.Core.Conversations.Understanding;

/// <summary>Understands by the tables of words, rules and weights that stand beside it: nothing is fetched, no text leaves, nothing is remembered of earlier messages.</summary>
public sealed class RuleUnderstanding : IUnderstand
{
    /// <summary>The least chance of something else that is told.</summary>
    private const double Likely = .25;

    private readonly Lazy<Apparatus> _apparatus;

    /// <summary>With the program's own tables, read when the first message is: they are most of what a worker that nobody writes to would hold.</summary>
    public RuleUnderstanding() : this(() => Tables.Own)
    {
    }

    internal RuleUnderstanding(Func<Tables> tables) => _apparatus = new(() => new(tables()));

    /// <inheritdoc/>
    public Meaning Read(Utterance message)
    {
        ArgumentNullException.ThrowIfNull(message);
        var (tables, bareAnswers, parties, tongue) = _apparatus.Value;
        var words = tables.Reader.Read(message.Text);
        var evidence = Evidence.Weigh(tables.Rules, words, message.Public);
        var bare = message is { Public: false, Asked: { } asked } ? bareAnswers.Resolve(words, asked, message.Text) : null;
        var chances = tables.Classifier?.Chances(tables.Shown(message.Text, words, evidence, message.Public));
        var (intent, confidence) = bare ?? (words.Count == 0 ? (Intent.None, 0) : chances is null || Wordless(words, evidence) ? evidence.Choose() : Judgement.Of(evidence, chances));
        confidence = Math.Round(confidence, 2, MidpointRounding.ToZero);
        // Asked whether everything should stop, a yes is as certain as the word itself.
        var optOut = bare is (Intent.OptOut, _) ? OptOut.Certain
            : evidence.OptOut(intent, message.Public) is var said && (message.Public || bare is not null || words.Count == 0) ? said
            : Judgement.Stops(intent, said, evidence.Denied.Contains(Intent.OptOut), chances);
        optOut = optOut == OptOut.Certain && bare is null && AtTimes.IsIn(message.Text) ? OptOut.Review : optOut;
        var act = Acts.Of(intent, message.Public);
        return new Meaning(intent, confidence, optOut, act, Acts.Next(intent, confidence, optOut, message.Public, isSpoken: evidence.Fits(intent) || evidence.Besides(intent).Any(Acts.IsWish)),
            Withdrawn: act is ActKind.Support or ActKind.Subscription && intent is Intent.SupportWithdraw or Intent.OptOutTopic,
            Party: intent == Intent.RsvpYes ? parties.Count(words) : null,
            message.Language ?? tongue.Of(words),
            Besides(intent, evidence, chances));
    }

    // Of signs, numbers and greetings alone there is nothing to learn.
    private static bool Wordless(IReadOnlyList<Word> words, Evidence evidence) => words.All(word => word.Polite || word.Sign is not null) && evidence.Choose().Confidence > 0;

    // What rules were as sure of, then what is likely besides.
    private static List<Intent> Besides(Intent winner, Evidence evidence, double[]? chances) =>
        [.. evidence.Besides(winner).Concat(Intents.ByPrecedence.Where(intent => intent != winner && intent != Intent.None && chances?[(int)intent] >= Likely).OrderByDescending(intent => chances![(int)intent])).Distinct()];

    private sealed record Apparatus(Tables Tables, BareAnswers Bare, Parties Parties, Tongue Tongue)
    {
        public Apparatus(Tables tables) : this(tables, new(tables), new(tables), new(tables))
        {
        }
    }
}
