using Relay.Core.Conversations.Understanding.Grammar;
using Relay.Core.Conversations.Understanding.Reading;

namespace Relay.Core.Conversations.Understanding;

/// <summary>Understands by the tables of words and rules that stand beside it: no model, no network, no memory of earlier messages.</summary>
public sealed class RuleUnderstanding : IUnderstand
{
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
        var (intent, confidence) = message is { Public: false, Asked: { } asked } && _bare.Resolve(words, asked, message.Text) is { } answer ? answer : evidence.Choose();
        if (confidence == 0)
        {
            (intent, confidence) = Unmatched(words);
        }
        var optOut = evidence.OptOut(intent, message.Public);
        var act = Acts.Of(intent, message.Public);
        return new Meaning(intent, confidence, optOut, act, Acts.Next(intent, confidence, optOut, message.Public),
            Withdrawn: act is ActKind.Support or ActKind.Subscription && intent is Intent.SupportWithdraw or Intent.OptOutTopic,
            Party: intent == Intent.RsvpYes ? _parties.Count(words) : null,
            message.Language ?? _tongue.Of(words),
            evidence.Besides(intent));
    }

    // Nothing fitted: a question is still a question, signs alone are talk.
    private static (Intent, double) Unmatched(IReadOnlyList<Word> words) =>
        words.Any(word => word.Asked) ? (Intent.Question, .6)
        : words.Count > 0 && words.All(word => word.Polite || word.Sign == "#EMOJI") ? (Intent.Smalltalk, .6)
        : (Intent.None, .4);
}
