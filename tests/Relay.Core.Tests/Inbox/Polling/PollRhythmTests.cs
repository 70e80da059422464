using NUnit.Framework;
using Relay.Core.Inbox;
using Relay.Core.Inbox.Polling;
using Relay.Testing;

namespace Relay.Core.Tests.Inbox.Polling;

public sealed class PollRhythmTests
{
    private static readonly PollRhythm Rhythm = new(TimeSpan.FromMinutes(2));

    [TestCase("00:10:00", "00:02:00")]
    [TestCase("02:00:00", "00:05:00")]
    [TestCase("12:00:00", "00:10:00")]
    [TestCase("2.00:00:00", "00:30:00")]
    [TestCase("5.00:00:00", "01:00:00")]
    [TestCase("20.00:00:00", "06:00:00")]
    [TestCase("4000.00:00:00", "1.00:00:00")]
    public void Between_QuietPost_IsReadLessOftenAndNeverNotAtAll(string quiet, string between)
        => Assert.That(Rhythm.Between(Mark(), Some.Now + TimeSpan.Parse(quiet, null)), Is.EqualTo(TimeSpan.Parse(between, null)));

    [Test]
    public void Between_OldPostUnderWhichSomebodyWrites_IsReadOftenAgain()
        => Assert.That(Rhythm.Between(Mark() with { Active = Some.Now.AddDays(90) }, Some.Now.AddDays(90).AddMinutes(5)), Is.EqualTo(TimeSpan.FromMinutes(2)));

    [Test]
    public void Between_StreamOfTheAccountItself_StaysQuick()
        => Assert.That(Rhythm.Between(new PollMark(Some.Now), Some.Now.AddYears(1)), Is.EqualTo(TimeSpan.FromMinutes(2)));

    [Test]
    public void DueAt_OlderPagesLeft_IsAtOnce()
        => Assert.That(Rhythm.DueAt(Mark() with { Cursor = "c" }, Some.Now.AddDays(3)), Is.EqualTo(Some.Now.AddDays(3)));

    [Test]
    public void FirstAt_AThousandOldPosts_AreSpreadOverTheTimeTheyRest()
    {
        var now = Some.Now.AddDays(60);
        var due = Enumerable.Range(0, 1000).Select(number => Rhythm.FirstAt($"comments:123_{number}", Mark(), now)).ToList();

        Assert.That(due, Has.All.InRange(now, now.AddDays(1)));
        Assert.That(due.GroupBy(at => at.Hour).Select(hour => hour.Count()).ToList(), Has.Count.EqualTo(24).And.All.LessThan(100));
    }

    [Test]
    public void Next_StreamWithEndlessPages_LetsTheOthersHaveTheirTurns()
    {
        var (schedule, now) = (new PollSchedule(Rhythm), Some.Now);
        foreach (var name in (string[])["deep", "a", "b"])
        {
            schedule.Add(new(name), new ReadingMark(new PollMark(now).ToString(), now.AddHours(-1)), now);
        }
        var read = new List<string>();
        for (var turn = 0; turn < 9; turn++, now += TimeSpan.FromMinutes(1))
        {
            var stream = schedule.Next(now).Stream!;
            read.Add(stream.Stream.Name);
            schedule.Done(stream with { Mark = stream.Mark with { Cursor = stream.Stream.Name == "deep" ? $"{turn}" : null } }, now);
        }

        Assert.That(read.Count(name => name == "a"), Is.InRange(2, 4));
        Assert.That(read.Count(name => name == "deep"), Is.InRange(3, 6));
    }

    [Test]
    public void Mark_EveryField_ComesBack()
    {
        var mark = new PollMark(Some.Now) { Born = Some.Now.AddDays(-1), Active = Some.Now.AddHours(1), Known = "1=2&3", Newest = "é", Cursor = "QVF=", Digest = "ab", IsMissing = true };

        Assert.That(PollMark.Parse(mark.ToString(), Some.Now.AddDays(9)), Is.EqualTo(mark));
        Assert.That(PollMark.Parse("800000001", Some.Now), Is.EqualTo(new PollMark(Some.Now)), "what cannot be read is as at the first time");
    }

    private static PollMark Mark() => new(Some.Now) { Born = Some.Now };
}
