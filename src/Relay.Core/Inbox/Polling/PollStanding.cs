using Relay.Core.Texts;

namespace Relay.Core.Inbox.Polling;

/// <summary>How the reading of an account stands, as its marks tell.</summary>
/// <param name="Account">Id of the account.</param>
/// <param name="Streams">How many streams were read, and go on to be.</param>
/// <param name="LastRead">When one of them was last read.</param>
/// <param name="CatchingUp">How many of them have older pages to be read.</param>
/// <param name="Behind">How late the latest of them is; zero when none is late.</param>
/// <param name="ReadsUsd">What reading has cost in the month of its last paid read.</param>
public sealed record PollStanding(string Account, int Streams, DateTimeOffset LastRead, int CatchingUp, TimeSpan Behind, decimal ReadsUsd)
{
    /// <summary>A reader that is late by less has others in front of it.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <summary>Reads the marks of an account; null when nothing was ever read for it.</summary>
    public static PollStanding? Of(string account, IReadOnlyDictionary<string, ReadingMark> marks, PollRhythm rhythm, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(marks);
        ArgumentNullException.ThrowIfNull(rhythm);
        var read = marks.Values.Select(kept => (Mark: PollMark.Parse(kept.Value, kept.KeptAt), kept.KeptAt)).Where(kept => kept.Mark.WasRead).ToList();
        if (read.Count == 0)
        {
            return null;
        }
        var late = read.Max(one => now - rhythm.DueAt(one.Mark, one.KeptAt));
        var month = read.Max(one => one.Mark.Month);
        return new(account, read.Count(one => !one.Mark.IsMissing), read.Max(one => one.KeptAt), read.Count(one => one.Mark.Cursor is not null), late > Patience ? late : TimeSpan.Zero, read.Where(one => one.Mark.Month == month).Sum(one => one.Mark.Usd));
    }

    /// <summary>In words for a coordinator.</summary>
    /// <param name="at">How an instant is written.</param>
    public Phrase Say(Func<DateTimeOffset, string> at)
    {
        ArgumentNullException.ThrowIfNull(at);
        var (french, english) = ($"lu le {at(LastRead)}, {Streams} {(Streams > 1 ? "fils" : "fil")} de commentaires, mentions ou messages", $"read on {at(LastRead)}, {Streams} {(Streams == 1 ? "stream" : "streams")} of comments, mentions or messages");
        if (Behind > TimeSpan.Zero)
        {
            (french, english) = ($"{french} ; en retard de {Long(Behind, "j")}", $"{english}; behind by {Long(Behind, "d")}");
        }
        if (CatchingUp > 0)
        {
            (french, english) = ($"{french} ; {CatchingUp} à rattraper", $"{english}; {CatchingUp} to catch up with");
        }
        return ReadsUsd > 0 ? new($"{french} ; {Money.Usd(ReadsUsd).French} de lecture ce mois-ci au plus", $"{english}; reading cost {Money.Usd(ReadsUsd).English} at most this month") : new(french, english);
    }

    private static string Long(TimeSpan time, string day) => time.TotalDays >= 2 ? $"{(int)time.TotalDays} {day}" : time.TotalHours >= 2 ? $"{(int)time.TotalHours} h" : $"{Math.Max(1, (int)time.TotalMinutes)} min";
}
