using Relay.Core.Conversations.Understanding.Grammar;
using Relay.Core.Conversations.Understanding.Reading;

namespace Relay.Core.Conversations.Understanding;

/// <summary>Understands by the tables of words and rules that stand beside it: no model, no network, no memory of earlier messages.</summary>
public sealed class RuleUnderstanding : IUnderstand
{
    /// <summary>From here on what the rules say stands alone.</summary>
    private const double Plain = .87;

    /// <summary>How sure a guess by single words is: Relay asks, never records.</summary>
    private const double Guessed = .55;

    private const double Nothing = .4;

    private readonly Tables _tables;
    private readonly BareAnswers _bare;
    private readonly Parties _parties;
    private readonly Tongue _tongue;

    /// <summary>With the program's own tables.</summary>
    public RuleUnderstanding() : this(Tables.Own)
    {
    }

    internal RuleUnderstanding(Tables tables)
    {
        _tables = tables;
        _bare = new BareAnswers(tables);
        _parties = new Parties(tables);
        _tongue = new Tongue(tables);
    }

    /// <inheritdoc/>
    public Meaning Read(Utterance message)
    {
        ArgumentNullException.ThrowIfNull(message);
        var words = _tables.Reader.Read(message.Text);
        var evidence = Evidence.Weigh(_tables.Rules, words, message.Public);
        var bare = message is { Public: false, Asked: { } asked } ? _bare.Resolve(words, asked, message.Text) : null;
        var (intent, confidence) = bare is { } answer ? answer
            : evidence.Choose() is var found && found.Confidence >= Plain ? found
            : Doubtful(found.Intent, found.Confidence, words, evidence.Denied, message.Public);
        // Asked whether everything should stop, a yes is as certain as the word itself.
        var optOut = bare is (Intent.OptOut, _) ? OptOut.Certain : evidence.OptOut(intent, message.Public);
        if (intent == Intent.OptOut && optOut == OptOut.None && !message.Public)
        {
            optOut = OptOut.Review; // a guess: everything pauses, a person decides
        }
        var act = Acts.Of(intent, message.Public);
        return new Meaning(intent, confidence, optOut, act, Acts.Next(intent, confidence, optOut, message.Public),
            Withdrawn: act is ActKind.Support or ActKind.Subscription && intent is Intent.SupportWithdraw or Intent.OptOutTopic,
            Party: intent == Intent.RsvpYes ? _parties.Count(words) : null,
            message.Language ?? _tongue.Of(words),
            evidence.Besides(intent));
    }

    // Where rules are unsure, single words decide; danger, death and opt-out stay what a rule said, and a yes is never made of a no.
    private (Intent, double) Doubtful(Intent intent, double confidence, IReadOnlyList<Word> words, IReadOnlySet<Intent> denied, bool inPublic)
    {
        if ((intent is Intent.Threat or Intent.Deceased or Intent.OptOut && confidence >= Guessed) || words.Count == 0 || words.All(word => word.Polite || word.Sign is not null))
        {
            return confidence > 0 ? (intent, confidence) : Unmatched(words);
        }
        var guess = _tables.Cues.Guess(_tables.Features(words, inPublic), denied);
        return guess is null || guess == intent || (guess == Intent.None && confidence >= Guessed) || (guess, intent) is (Intent.RsvpYes, Intent.RsvpNo) or (Intent.RsvpNo, Intent.RsvpYes)
            ? confidence > 0 ? (intent, confidence) : Unmatched(words)
            : (guess.Value, guess == Intent.None ? Nothing : Guessed);
    }

    // Nothing fitted: a question is still a question, signs alone are talk.
    private static (Intent, double) Unmatched(IReadOnlyList<Word> words) =>
        words.Any(word => word.Asked) ? (Intent.Question, .6)
        : words.Count > 0 && words.All(word => word.Polite || word.Sign == "#EMOJI") ? (Intent.Smalltalk, .6)
        : (Intent.None, .4);
}
