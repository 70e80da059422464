using Relay.Core.Conversations.Understanding.Reading;

namespace Relay.Core.Conversations.Understanding.Grammar;

/// <summary>A row of words to look for. Matched by the set of places it can have reached, never by going back: its cost is bounded by its length times <see cref="Window"/>, whatever the text.</summary>
internal sealed class Pattern(IReadOnlyList<Step> steps)
{
    /// <summary>The most words that one match covers.</summary>
    public const int Window = 60;

    /// <summary>The words that a match can begin with.</summary>
    public IEnumerable<int> Beginnings
    {
        get
        {
            foreach (var step in steps.Where(step => step.Kind == StepKind.Word))
            {
                foreach (var (atom, _) in step.Atoms)
                {
                    yield return atom;
                }
                if (!step.Optional)
                {
                    yield break;
                }
            }
        }
    }

    /// <summary>Where a match that begins at <paramref name="start"/> ends at the latest; -1 when there is none.</summary>
    public int End(IReadOnlyList<Word> words, int start)
    {
        var reached = 1UL;
        foreach (var step in steps)
        {
            reached = step.Kind switch
            {
                StepKind.Word => Words(words, start, step, reached),
                StepKind.Gap => Gap(words, start, step, reached),
                _ => Anchored(words, start, step.Kind, reached),
            };
            if (reached == 0)
            {
                return -1;
            }
        }
        return start + 63 - System.Numerics.BitOperations.LeadingZeroCount(reached);
    }

    private static ulong Words(IReadOnlyList<Word> words, int start, Step step, ulong reached)
    {
        var next = step.Optional ? reached : 0;
        for (var places = reached; places != 0; places &= places - 1)
        {
            var offset = System.Numerics.BitOperations.TrailingZeroCount(places);
            var at = start + offset;
            if (offset < Window && at < words.Count && (offset == 0 || words[at].Break != Break.Sentence || step.Across) && step.Fits(words[at]))
            {
                next |= 1UL << (offset + 1);
            }
        }
        return next;
    }

    private static ulong Gap(IReadOnlyList<Word> words, int start, Step step, ulong reached)
    {
        var (next, edge) = (step.Least == 0 ? reached : 0, reached);
        for (var left = step.Most; left > 0 && edge != 0; left--)
        {
            var further = 0UL;
            for (var places = edge; places != 0; places &= places - 1)
            {
                var offset = System.Numerics.BitOperations.TrailingZeroCount(places);
                var at = start + offset;
                if (offset < Window && at < words.Count && (step.Across || words[at].Break == Break.None || offset == 0))
                {
                    further |= 1UL << (offset + 1);
                }
            }
            next |= further;
            edge = further;
        }
        return next;
    }

    private static ulong Anchored(IReadOnlyList<Word> words, int start, StepKind kind, ulong reached)
    {
        var kept = 0UL;
        for (var places = reached; places != 0; places &= places - 1)
        {
            var offset = System.Numerics.BitOperations.TrailingZeroCount(places);
            var at = start + offset;
            var holds = kind switch
            {
                StepKind.ClauseStart => at == 0 || (at < words.Count && words[at].Break != Break.None),
                StepKind.ClauseEnd => at >= words.Count || words[at].Break != Break.None,
                StepKind.TextStart => at == 0,
                _ => at >= words.Count,
            };
            kept |= holds ? 1UL << offset : 0;
        }
        return kept;
    }
}
