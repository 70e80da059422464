using System.IO.Enumeration;

namespace Relay.Sandbox.Faults;

/// <summary>The faults that stand at the moment. Rules are tried in the order in which they came; the first that strikes wins. Thread-safe.</summary>
public sealed class FaultBoard
{
    private readonly Lock _gate = new();
    private readonly List<Standing> _standing = [];
    private int _added;

    /// <summary>Lets a fault loose.</summary>
    public FaultReading Add(FaultRule rule)
    {
        ArgumentNullException.ThrowIfNull(rule);
        if (rule.Probability is not (> 0 and <= 1) || rule.Count is < 1 || rule.Delay < TimeSpan.Zero || rule.RetryAfter < TimeSpan.Zero)
        {
            throw new ArgumentException("A probability lies above 0 and at most at 1, a count is 1 or more, a duration is never negative.", nameof(rule));
        }
        lock (_gate)
        {
            var standing = new Standing($"{++_added}", rule);
            _standing.Add(standing);
            return standing.Reading();
        }
    }

    /// <summary>Every fault added since the last <see cref="Clear"/>, spent ones included, with its counts.</summary>
    public IReadOnlyList<FaultReading> List()
    {
        lock (_gate)
        {
            return [.. _standing.Select(standing => standing.Reading())];
        }
    }

    /// <summary>Takes one fault away; false when there is none with that id.</summary>
    public bool Remove(string id)
    {
        lock (_gate)
        {
            return _standing.RemoveAll(standing => standing.Id == id) > 0;
        }
    }

    /// <summary>Takes all faults away, with their counts.</summary>
    public void Clear()
    {
        lock (_gate)
        {
            _standing.Clear();
        }
    }

    /// <summary>The rule that strikes this request, counted; null when none does.</summary>
    internal FaultRule? Strike(FaultKind kind, FaultSubject subject)
    {
        lock (_gate)
        {
            return _standing.Find(standing => standing.Strikes(kind, subject))?.Rule;
        }
    }

    private sealed class Standing(string id, FaultRule rule)
    {
        private readonly Random _chance = new(rule.Seed);
        private int _seen;
        private int _struck;

        public string Id => id;

        public FaultRule Rule => rule;

        public FaultReading Reading() => new(id, rule, _seen, _struck);

        public bool Strikes(FaultKind kind, FaultSubject subject)
        {
            if (rule.Kind != kind || _struck == rule.Count || !Matches(subject))
            {
                return false;
            }
            _seen++;
            if (rule.Probability < 1 && _chance.NextDouble() >= rule.Probability)
            {
                return false;
            }
            _struck++;
            return true;
        }

        private static bool Fits(string? pattern, string value) => pattern is null || FileSystemName.MatchesSimpleExpression(pattern, value);

        private bool Matches(FaultSubject subject)
            => (rule.Network is null || rule.Network == subject.Network)
                && (Fits(rule.Operation, subject.Operation) || Fits(rule.Operation, $"{subject.Method} {subject.Path}"))
                && Fits(rule.Path, subject.Path);
    }
}
