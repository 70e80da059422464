using Relay.Core.Conversations.Understanding.Grammar;
using Relay.Core.Conversations.Understanding.Reading;

namespace Relay.Core.Conversations.Understanding;

/// <summary>What the rules found in one message, and what follows by CV-02.</summary>
internal sealed class Evidence
{
    /// <summary>Intents this much less sure than the surest still compete; the order of CV-02 decides among them.</summary>
    private const double Margin = .09;

    /// <summary>What must not be missed competes from here on, however sure something else is.</summary>
    private const double Urgent = .6;

    /// <summary>A rule as sure as this stands against whatever rules its intent out.</summary>
    private const double Plain = .97;

    private readonly Dictionary<Intent, double> _sure = [];
    private readonly Dictionary<Intent, (double Sure, OptOut OptOut)> _first = [];
    private readonly HashSet<Intent> _denied = [];
    private OptOut _optOut;

    private Evidence()
    {
    }

    /// <summary>Weighs a message with its greetings and without them: "merci de m'effacer" and "bonjour, stop".</summary>
    public static Evidence Weigh(RuleBook rules, IReadOnlyList<Word> words, bool inPublic)
    {
        var core = words.Where(word => !word.Polite && word.Sign is not ("#EMOJI" or "#MENTION")).ToList();
        List<List<Match>> readings = [Found(rules, words, inPublic)];
        if (core.Count > 0 && core.Count < words.Count)
        {
            readings.Add(Found(rules, core, inPublic));
        }
        var excluded = readings.SelectMany(found => found).Where(match => match.Rule.Effect == Effect.Excludes).Select(match => match.Rule.Intent).ToHashSet();
        var evidence = new Evidence();
        foreach (var found in readings)
        {
            evidence.Add(found, excluded);
        }
        return evidence;
    }

    /// <summary>Intents that some rules spoke for and others ruled out.</summary>
    public IReadOnlySet<Intent> Denied => _denied;

    /// <summary>Whether some rule speaks for an intent, and none against it.</summary>
    public bool Fits(Intent intent) => _sure.ContainsKey(intent);

    /// <summary>The intent that wins, and how sure it is; none with 0 when nothing fitted.</summary>
    public (Intent Intent, double Confidence) Choose()
    {
        if (_sure.Count == 0)
        {
            return (Intent.None, 0);
        }
        if (Preferred() is { } preferred)
        {
            return (preferred, _first[preferred].Sure);
        }
        var best = _sure.Values.Max();
        var winner = Intents.ByPrecedence.First(intent => _sure.TryGetValue(intent, out var sure)
            && (sure >= best - Margin || (sure >= Urgent && intent is Intent.Threat or Intent.Deceased or Intent.OptOut)));
        return (winner, _sure[winner]);
    }

    // "Retirez ma signature" asks for that alone, whatever else its words would fit.
    private Intent? Preferred()
    {
        var danger = _sure.Where(found => found.Key is Intent.Threat or Intent.Deceased).Select(found => found.Value).DefaultIfEmpty().Max();
        return danger >= Urgent || _first.Count == 0 ? null : _first.OrderByDescending(found => found.Value.Sure).ThenBy(found => found.Key).First().Key;
    }

    /// <summary>The other intents that were about as sure.</summary>
    public IReadOnlyList<Intent> Besides(Intent winner) =>
        [.. _sure.Where(found => found.Key != winner && found.Key != Intent.None && found.Value >= .75).OrderByDescending(found => found.Value).ThenBy(found => found.Key).Select(found => found.Key)];

    /// <summary>What was found, by names to learn from.</summary>
    public IEnumerable<string> Names()
    {
        foreach (var (intent, sure) in _sure)
        {
            yield return $"r{intent}";
            yield return $"r{intent} {(int)(sure * 20)}";
        }
        foreach (var intent in _denied)
        {
            yield return $"r!{intent}";
        }
        foreach (var intent in _first.Keys)
        {
            yield return $"rfirst {intent}";
        }
        var (winner, confidence) = Choose();
        yield return $"rwins {winner}";
        yield return $"rwins {winner} {(int)(confidence * 20)}";
        yield return $"rstops {_optOut}";
    }

    /// <summary>Whether our messages stop. In public nobody is opposed by a word, and only a plain request to us is looked at.</summary>
    public OptOut OptOut(Intent winner, bool inPublic)
    {
        if (inPublic)
        {
            return winner == Intent.OptOut && _optOut == Understanding.OptOut.Certain ? Understanding.OptOut.Review : Understanding.OptOut.None;
        }
        return _first.TryGetValue(winner, out var first) ? first.OptOut
            : winner != Intent.OptOut && _optOut == Understanding.OptOut.Certain ? Understanding.OptOut.Review
            : _optOut;
    }

    private static List<Match> Found(RuleBook rules, IReadOnlyList<Word> words, bool inPublic) =>
        [.. rules.Find(words).Where(match => match.Rule.Public is null || match.Rule.Public == inPublic)];

    private void Add(List<Match> found, HashSet<Intent> excluded)
    {
        var fitting = found.Where(match => match.Rule.Effect == Effect.Fits).Select(match => match.Rule.Intent).ToHashSet();
        var hidden = new HashSet<(Intent, int)>();
        foreach (var match in found.Where(match => match.Rule.Effect == Effect.Hides))
        {
            hidden.UnionWith(Enumerable.Range(match.Start, match.End - match.Start).Select(at => (match.Rule.Intent, at)));
        }
        foreach (var match in found.Where(match => match.Rule.Effect == Effect.Fits && (match.Rule.Confidence >= Plain || !excluded.Contains(match.Rule.Intent))))
        {
            if (hidden.Count == 0 || !Enumerable.Range(match.Start, match.End - match.Start).Any(at => hidden.Contains((match.Rule.Intent, at))))
            {
                Count(match.Rule);
            }
        }
        _denied.UnionWith(fitting.Where(intent => !_sure.ContainsKey(intent)));
    }

    private void Count(Rule rule)
    {
        _sure[rule.Intent] = Math.Max(rule.Confidence, _sure.GetValueOrDefault(rule.Intent));
        _optOut = (OptOut)Math.Max((int)_optOut, (int)rule.OptOut);
        if (rule.First)
        {
            var before = _first.GetValueOrDefault(rule.Intent);
            _first[rule.Intent] = (Math.Max(before.Sure, rule.Confidence), (OptOut)Math.Max((int)before.OptOut, (int)rule.OptOut));
        }
    }
}
