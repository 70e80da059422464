using NUnit.Framework;
using Relay.Core.Items;
using Relay.Sources.ICalendar;
using Relay.Sources.ICalendar.Feeds;
using Relay.Sources.Tests.ICalendar;
using Relay.Testing;

namespace Relay.Sources.Tests.Harvests;

/// <summary>What becomes of a calendar in the store, from poll to poll.</summary>
public sealed class IcalHarvestTests
{
    private readonly string _file = Path.Combine(Directory.CreateTempSubdirectory("relay-ical-").FullName, "agenda.ics");
    private readonly ManualTime _time = new(Calendars.Now);
    private HarvestBench _bench = null!;

    [SetUp]
    public void Create() => _bench = new HarvestBench(() => new IcalSource(Calendars.Options, new FileFeed(_file), _time), _time);

    [TearDown]
    public void Remove() => Directory.Delete(Path.GetDirectoryName(_file)!, recursive: true);

    [Test]
    public async Task Poll_NewIdsAtEachDownload_KeepTheFirst()
    {
        for (var download = 0; download < 6; download++)
        {
            Write([.. Enumerable.Range(1, 30).SelectMany(n => Calendars.Event($"UID:{Guid.NewGuid()}", $"SUMMARY:Réunion {n}", "LOCATION:Salle"))]);
            await _bench.PollAsync();
        }

        Assert.That(_bench.Store.All, Has.Count.EqualTo(30).And.All.Matches<StoredItem>(stored => stored is { Presence: ItemPresence.Present, Revision: 1 }));
    }

    [Test]
    public async Task Poll_TwoAlikeUnderNewIds_StayTwo()
    {
        for (var download = 0; download < 4; download++)
        {
            Write([.. Calendars.Event($"UID:a{download}"), .. Calendars.Event($"UID:b{download}")]);
            await _bench.PollAsync();
        }

        Assert.That(_bench.Stored, Is.EqualTo(new[] { "a0 Present Confirmed r1", "b0 Present Confirmed r1" }));
    }

    [Test]
    public async Task Poll_NewIdAndEdit_IsSeenAsAnEdit()
    {
        Write(Calendars.Event("UID:a"));
        await _bench.PollAsync();
        Write(Calendars.Event("UID:b", "STATUS:CANCELLED"));

        var report = await _bench.PollAsync();

        Assert.That((report.New, report.TakenBack), Is.EqualTo((0, 1)));
        Assert.That(_bench.Stored, Is.EqualTo(new[] { "a Present Cancelled r2" }));
    }

    [Test]
    public async Task Poll_NewIdsAndAFaultyEvent_CallNothingOff()
    {
        Write([.. Calendars.Event("UID:a1"), .. Calendars.Event("UID:b1", "SUMMARY:Autre")]);
        await _bench.PollAsync();
        for (var download = 2; download < 8; download++)
        {
            Write([.. Calendars.Event($"UID:a{download}"), .. Calendars.Event($"UID:b{download}", "SUMMARY:Autre", "URL:faux")]);
            await _bench.PollAsync();
        }

        Assert.That(_bench.Stored, Is.EqualTo(new[] { "a1 Present Confirmed r1", "b1 Missing Confirmed r1" }));
    }

    [Test]
    public async Task Poll_EventThatBecomesASeries_KeepsItsFirstDate()
    {
        Write(Calendars.Event());
        await _bench.PollAsync();
        Write(Calendars.Event("RRULE:FREQ=WEEKLY;COUNT=2"));
        await _bench.PollAsync(4);

        Assert.That(_bench.Stored, Is.EqualTo(new[] { "e1@parti.example Present Confirmed r1", "e1@parti.example#20261205 Present Confirmed r1" }));
    }

    [Test]
    public async Task Poll_SeriesThatChangesItsHour_KeepsItsDates()
    {
        Write(Calendars.Event("RRULE:FREQ=WEEKLY;COUNT=2"));
        await _bench.PollAsync();
        Write(Calendars.Event("RRULE:FREQ=WEEKLY;COUNT=2", "DTSTART;TZID=Europe/Paris:20261128T193000"));

        var report = await _bench.PollAsync();

        Assert.That((report.New, report.Edited, report.Unlisted), Is.EqualTo((0, 2, 0)));
    }

    [Test]
    public async Task Poll_EventsThatAreOver_LeaveWithoutTheBrake()
    {
        Write([.. Enumerable.Range(1, 40).SelectMany(n => Calendars.Event($"UID:e{n}", $"SUMMARY:Réunion {n}")), .. Calendars.Event("UID:later", "DTSTART:20270101T100000Z")]);
        await _bench.PollAsync();
        _time.MoveTo(Calendars.Now.AddDays(9));

        var report = await _bench.PollAsync();

        Assert.That((report.Brake, report.Unlisted, report.Listed), Is.EqualTo(((string?)null, 0, 1)));
    }

    [Test]
    public async Task Poll_ComingEventsThatVanishTogether_TripTheBrake()
    {
        Write([.. Enumerable.Range(1, 40).SelectMany(n => Calendars.Event($"UID:e{n}", $"SUMMARY:Réunion {n}"))]);
        await _bench.PollAsync();
        Write([]);

        Assert.That((await _bench.PollAsync()).Brake, Is.EqualTo("40/40 40+0"));
    }

    [Test]
    public async Task Poll_CancelledStatus_TakesTheEventBackAtOnce()
    {
        Write(Calendars.Event());
        await _bench.PollAsync();
        Write(Calendars.Event("STATUS:CANCELLED"));
        await _bench.PollAsync();

        Assert.That(_bench.Stored, Is.EqualTo(new[] { "e1@parti.example Present Cancelled r2" }));
    }

    [Test]
    public async Task Poll_EventThatVanished_IsMissingThenWithdrawn()
    {
        Write([.. Calendars.Event(), .. Calendars.Event("UID:e2", "SUMMARY:Autre")]);
        await _bench.PollAsync();
        Write(Calendars.Event());
        await _bench.PollAsync();
        var first = _bench.Stored.Last();
        await _bench.PollAsync(2);

        Assert.That((first, _bench.Stored.Last()), Is.EqualTo(("e2 Missing Confirmed r1", "e2 Withdrawn Confirmed r1")));
    }

    [Test]
    public async Task Poll_SeriesThatIsNoLongerUnderstood_LosesNoDate()
    {
        Write(Calendars.Event("RRULE:FREQ=WEEKLY;COUNT=3"));
        await _bench.PollAsync();
        Write(Calendars.Event("RRULE:FREQ=WEEKLY;BYHOUR=18"));
        await _bench.PollAsync(6);

        Assert.That(_bench.Store.All, Has.Count.EqualTo(3).And.All.Matches<StoredItem>(stored => stored is { Presence: ItemPresence.Missing }));
    }

    [Test]
    public async Task Poll_WebPageInstead_ChangesNothing()
    {
        Write(Calendars.Event());
        await _bench.PollAsync();
        await File.WriteAllTextAsync(_file, "<html><body>Connectez-vous</body></html>");

        var report = await _bench.PollAsync(5);

        Assert.That((report.Failure, _bench.Stored.Single()), Is.EqualTo(("a web page answered, not a calendar: the address has changed, or asks to log in.", "e1@parti.example Present Confirmed r1")));
    }

    private void Write(string[] lines) => File.WriteAllText(_file, Calendars.Of(lines));
}
