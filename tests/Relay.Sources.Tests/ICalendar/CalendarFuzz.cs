using System.Text;
using NUnit.Framework;
using Relay.Core.Items;
using Relay.Sources.ICalendar;
using Relay.Testing;

namespace Relay.Sources.Tests.ICalendar;

/// <summary>20,000 calendars spoilt at random: rows, or a source that is down, but never another exception. RELAY_SEED runs one seed again.</summary>
public sealed class CalendarFuzz
{
    private const int Runs = 20_000;

    private static readonly string[] Pieces =
    [
        "\r\n", "\n ", ":", ";", "=", ",", "\"", "\\n", "\\", "^n", "BEGIN:", "END:", "VEVENT", "VCALENDAR", "VTIMEZONE", "\r\nRRULE:", "FREQ=YEARLY", "FREQ=MONTHLY;", "BYDAY=-5MO,53SU", "BYMONTHDAY=-31", "BYSETPOS=-366",
        "COUNT=99999", "INTERVAL=999", "UNTIL=", "\r\nEXDATE:", "\r\nRDATE:", "\r\nRECURRENCE-ID:", "RANGE=THISANDFUTURE", "20261128T183000", "16000101", "21991231T235959Z", "99991231", "00000000", "TZID=", "Europe/Paris", "../../etc/passwd",
        "VALUE=DATE", "\r\nDURATION:P9999D", "PT99999H", "-", "+1400", "0", "9", "é", "٢", "\0", "\uFFFD", "😀", "<script>", "\r\nCLASS:PRIVATE", "\r\nGEO:91;181", "\r\nDTEND:", "Z",
    ];

    [Test]
    public void Read_SpoiltCalendars_NeverThrowsAnythingElse()
    {
        var seed = int.TryParse(Environment.GetEnvironmentVariable("RELAY_SEED"), out var given) ? given : Random.Shared.Next();
        TestContext.Out.WriteLine($"RELAY_SEED={seed}");
        var random = new Random(seed);
        var whole = Encoding.UTF8.GetBytes(Sample());
        var (rows, down) = (0, 0);
        for (var run = 0; run < Runs; run++)
        {
            var bytes = Spoil(whole, random);
            try
            {
                var read = IcalReading.Read(bytes, Calendars.Options, Calendars.Now);
                rows += read.Count;
                Assert.That(read.OfType<SourceRow.Good>().All(row => row.Item is Event { Title.Length: > 0, Key.Id.Length: <= 200 } item && item.Ends is null | item.Ends >= item.Starts), Is.True, () => Say(run, bytes));
            }
            catch (SourceUnavailableException)
            {
                down++;
            }
            catch (Exception fault) when (fault is not AssertionException)
            {
                Assert.Fail($"{fault}\n{Say(run, bytes)}");
            }
        }
        TestContext.Out.WriteLine($"{Runs} calendars: {rows} rows, {down} not whole.");
        Assert.That(down, Is.InRange(1, Runs / 2), "neither too spoilt nor too sound to show anything");
        Assert.That(rows, Is.GreaterThan(Runs));
    }

    private static byte[] Spoil(byte[] whole, Random random)
    {
        var bytes = whole.ToList();
        for (var times = random.Next(1, 6); times > 0; times--)
        {
            var (at, length) = (random.Next(bytes.Count), random.Next(1, 30));
            switch (random.Next(6))
            {
                case 0:
                    bytes[at] = (byte)random.Next(256);
                    break;
                case 1:
                    bytes.RemoveRange(at, Math.Min(length, bytes.Count - at - 1));
                    break;
                case 2:
                    bytes.InsertRange(at, bytes.GetRange(at, Math.Min(length, bytes.Count - at)));
                    break;
                case 3 when random.Next(10) == 0:
                    bytes.RemoveRange(at + 1, bytes.Count - at - 1);
                    break;
                default:
                    bytes.InsertRange(at, Encoding.UTF8.GetBytes(Pieces[random.Next(Pieces.Length)]));
                    break;
            }
        }
        return [.. bytes];
    }

    private static string Sample() => Calendars.Of([
        "BEGIN:VTIMEZONE", "TZID:Chez nous", "BEGIN:STANDARD", "DTSTART:19961027T030000", "TZOFFSETFROM:+0200", "TZOFFSETTO:+0100", "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10", "END:STANDARD", "END:VTIMEZONE",
        .. Calendars.Event("DTEND;TZID=Europe/Paris:20261128T203000", "LOCATION:Salle\\, 33000 Bordeaux", "GEO:44.8;-0.5", "URL:https://parti.example/1", "CATEGORIES:eau,climat", "STATUS:CONFIRMED"),
        .. Calendars.Event("UID:s", "RRULE:FREQ=WEEKLY;BYDAY=TU,TH;UNTIL=20270201T000000Z", "EXDATE;TZID=Europe/Paris:20261201T183000", "DURATION:PT1H"),
        .. Calendars.Event("UID:s", "RECURRENCE-ID;TZID=Europe/Paris:20261203T183000", "SUMMARY:Autre"),
        .. Calendars.Event("UID:j", "DTSTART;VALUE=DATE:20261205", "RRULE:FREQ=MONTHLY;BYDAY=1SA;COUNT=4"),
        .. Calendars.Event("UID:z", "DTSTART;TZID=Chez nous:20261210T183000", "X-ALT-DESC;FMTTYPE=text/html:<p>Un <b>deux</b></p>"),
    ]);

    private static string Say(int run, byte[] bytes) => $"run {run}:\n{Encoding.UTF8.GetString(bytes)}";
}
