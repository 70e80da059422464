using System.Globalization;
using System.Numerics;
using Relay.Core.Deliveries;

namespace Relay.Networks.Telegram;

/// <summary>How a journal look gets from one message id to the next. A value; its text form is the pump's cursor.</summary>
/// <param name="Stage">What it is doing.</param>
/// <param name="Next">The id to look at.</param>
/// <param name="Low">An id known to be older than the attempt; 0 when none is.</param>
/// <param name="High">An id known to be newer, or where nothing stood; 0 when none is.</param>
/// <param name="Misses">Ids in a row where nothing stood.</param>
/// <param name="Copies">Ids of forwarded copies in the journal, still to be taken away.</param>
/// <param name="Found">With <see cref="WalkStage.End"/>, the ids that were found; empty for none.</param>
internal sealed record JournalWalk(WalkStage Stage, long Next, long Low, long High, int Misses, IReadOnlyList<long> Copies, IReadOnlyList<long> Found)
{
    // Nothing stands at so many ids in a row: the chat has ended there. Deleted messages leave gaps, seldom longer ones; right after a message of the last minutes, short ones.
    private const int GapThatEnds = 20;
    private const int GapAfterTheNewest = 3;
    private const int GapBetweenKnown = 200;
    private const int GapInHalving = 12;
    private const int ShortEnoughToWalk = 8;
    private const int TriesAtALeap = 2;
    private const long HighestLeap = 1 << 24;

    /// <summary>Starts from the nearest id that is known, or by leaps when none is.</summary>
    public static JournalWalk Start(Search search)
        => Id(search.Before) is { } before ? At(WalkStage.Back, before - 1)
            : Id(search.After) is { } after ? At(WalkStage.Forward, after + 1)
            : At(WalkStage.Leap, 1);

    /// <summary>Reads a cursor back; starts anew when it can't be read.</summary>
    public static JournalWalk Parse(Search search)
    {
        var fields = search.Cursor?.Split(';') ?? [];
        return fields.Length == 7 && Enum.TryParse<WalkStage>(fields[0], out var stage)
            && long.TryParse(fields[1], CultureInfo.InvariantCulture, out var next) && long.TryParse(fields[2], CultureInfo.InvariantCulture, out var low)
            && long.TryParse(fields[3], CultureInfo.InvariantCulture, out var high) && int.TryParse(fields[4], CultureInfo.InvariantCulture, out var misses)
            ? new JournalWalk(stage, next, low, high, misses, Numbers(fields[5]), Numbers(fields[6])).Past(search)
            : Start(search).Past(search);
    }

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Stage};{Next};{Low};{High};{Misses};{string.Join(',', Copies)};{string.Join(',', Found)}");

    /// <summary>Ends with what was found.</summary>
    public JournalWalk End(params IReadOnlyList<long> found) => this with { Stage = WalkStage.End, Found = found };

    /// <summary>Goes on where nothing stood.</summary>
    public JournalWalk Missed(Search search)
    {
        var missed = this with { Misses = Misses + 1 };
        return Stage switch
        {
            WalkStage.Leap when missed.Misses < TriesAtALeap => missed with { Next = Next + 1 },
            WalkStage.Leap => Leap(),
            WalkStage.Halve when missed.Misses < GapInHalving && Next + 1 < High => missed with { Next = Next + 1 },
            WalkStage.Halve => (this with { High = Middle }).Narrow(),
            _ => missed.Misses >= missed.Gap(search) ? missed.Over(search) : missed.Step(search),
        };
    }

    /// <summary>Goes on past a message that is not ours.</summary>
    /// <param name="search">What is looked for.</param>
    /// <param name="age">When it was sent, seen from the attempt.</param>
    public JournalWalk Passed(Search search, Age age) => (Stage, age) switch
    {
        (WalkStage.Leap, Age.Unknown) => Missed(search),
        (WalkStage.Leap, Age.Older) => (this with { Low = Next }).Leap(),
        (WalkStage.Leap, _) => (this with { High = Next }).Narrow(),
        (WalkStage.Halve, Age.Unknown) => Next + 1 < High ? this with { Next = Next + 1, Misses = 0 } : (this with { High = Middle }).Narrow(),
        (WalkStage.Halve, Age.Older) => (this with { Low = Next }).Narrow(),
        (WalkStage.Halve, _) => (this with { High = Next }).Narrow(),
        (WalkStage.Back, Age.Older) or (WalkStage.Forward, Age.Newer) => Over(search),
        _ => (this with { Misses = 0 }).Step(search),
    };

    private long Middle => Low + ((High - Low) / 2);

    /// <summary>To the next power of two; when the leaps are over, to what lies after the last message that is older.</summary>
    private JournalWalk Leap()
    {
        var next = (long)BitOperations.RoundUpToPowerOf2((ulong)Next + 1);
        return next <= HighestLeap ? this with { Next = next, Misses = 0 }
            : Low == 0 ? At(WalkStage.Forward, 1) with { Copies = Copies }
            : (this with { High = Next }).Narrow();
    }

    private JournalWalk Narrow() => High - Low <= ShortEnoughToWalk
        ? this with { Stage = WalkStage.Forward, Next = Low + 1, Misses = 0 }
        : this with { Stage = WalkStage.Halve, Next = Middle, Misses = 0 };

    private JournalWalk Step(Search search) => (this with { Next = Stage is WalkStage.Back ? Next - 1 : Next + 1 }).Past(search);

    /// <summary>Steps over ids that belong to other parts, and ends where there is nothing more to look at.</summary>
    private JournalWalk Past(Search search)
    {
        if (Stage is not (WalkStage.Back or WalkStage.Forward))
        {
            return this;
        }
        var next = Next;
        while (search.Taken.Contains(next.ToString(CultureInfo.InvariantCulture)))
        {
            next += Stage is WalkStage.Back ? -1 : 1;
        }
        return Stage is WalkStage.Back && (next < 1 || next <= (Id(search.After) ?? 0)) ? Over(search) : this with { Next = next };
    }

    /// <summary>
    /// Ends, or after the way back looks beyond the message that came later: a call that was slow to be carried out (Telegram fetches pictures itself) stands after one that
    /// began later and was answered sooner.
    /// </summary>
    private JournalWalk Over(Search search)
        => Stage is WalkStage.Back && Id(search.Before) is { } before ? (this with { Stage = WalkStage.Forward, Next = before + 1, Misses = 0 }).Past(search) : End();

    private int Gap(Search search)
    {
        var newest = search.Taken.Append(search.Before).Max(Id);
        return Stage is WalkStage.Back ? (search.After is null ? GapThatEnds : GapBetweenKnown)
            : search.Before is null ? GapThatEnds
            : Next > newest ? GapAfterTheNewest
            : GapBetweenKnown;
    }

    private static JournalWalk At(WalkStage stage, long next) => new(stage, next, 0, 0, 0, [], []);

    private static long? Id(string? text) => long.TryParse(text, CultureInfo.InvariantCulture, out var id) ? id : null;

    private static long[] Numbers(string text) => [.. text.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(number => Id(number) ?? 0).Where(number => number > 0)];
}

/// <summary>What a walk is doing.</summary>
internal enum WalkStage
{
    /// <summary>From the first id known before the attempt, upwards.</summary>
    Forward,

    /// <summary>From the first id known after the attempt, downwards.</summary>
    Back,

    /// <summary>No id is known: doubling ids until one is newer than the attempt, or none stands there.</summary>
    Leap,

    /// <summary>Halving what lies between.</summary>
    Halve,

    /// <summary>Known; the copies are still to be taken away.</summary>
    End,
}

/// <summary>When a message was sent, seen from the attempt.</summary>
internal enum Age
{
    /// <summary>About the same time.</summary>
    Near,

    /// <summary>Not told: a service message, or an origin without a date.</summary>
    Unknown,

    /// <summary>Before it.</summary>
    Older,

    /// <summary>Long after it.</summary>
    Newer,
}
