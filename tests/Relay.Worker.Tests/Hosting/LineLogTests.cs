using Microsoft.Extensions.Logging;
using NUnit.Framework;
using Relay.Core.Broadcasts;
using Relay.Core.Texts;
using Relay.Testing;
using Relay.Worker.Hosting;

namespace Relay.Worker.Tests.Hosting;

public sealed class LineLogTests
{
    [Test]
    public void Log_IntoTheJournal_GivesEachLineItsPriorityAndLeavesTheTimeToIt()
    {
        using var written = new StringWriter();
        using var provider = new LineLogProvider(written, "[REHEARSAL] ", LogLevel.Trace, new ManualTime(), journal: true);

        provider.CreateLogger("Relay.Worker.Service.Heartbeat").Log(LogLevel.Error, new EventId(5020), "two\nlines", new InvalidOperationException("why\nso"), (state, _) => state);

        Assert.That(written.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries), Is.EqualTo(new[]
        {
            "<3>[REHEARSAL] Heartbeat[5020] two lines", "<3>[REHEARSAL]     System.InvalidOperationException: why", "<3>[REHEARSAL]     so",
        }));
    }

    [Test]
    public void Log_ElsewhereThanTheJournal_NamesTimeAndLevel()
    {
        using var written = new StringWriter();
        using var provider = new LineLogProvider(written, "", LogLevel.Information, new ManualTime());

        provider.CreateLogger("A.B").Log(LogLevel.Warning, new EventId(7), "done", exception: null, (state, _) => state);

        Assert.That(written.ToString().TrimEnd(), Is.EqualTo("2026-03-02T08:00:00.000Z warn B[7] done"));
    }

    [TestCase("fr", false, "La source party n'a pas répondu ; ses fiches restent comme elles étaient : La base est en panne.")]
    [TestCase("en", false, "Source party did not answer; its items keep the state they had: The database is down.")]
    [TestCase("fr", true, "Source party did not answer; its items keep the state they had: The database is down.")]
    public void Log_WarningThatACoordinatorReads_SpeaksHerLanguageButNotToTheJournal(string language, bool journal, string message)
    {
        using var written = new StringWriter();
        using var provider = new LineLogProvider(written, "", LogLevel.Information, new ManualTime(), journal, language);
        KeyValuePair<string, object?>[] values = [new("Source", "party"), new("Reason", new Phrase("La base est en panne.", "The database is down."))];

        provider.CreateLogger("A.Harvester").Log(LogLevel.Warning, new EventId(1002), values, exception: null,
            (_, _) => "Source party did not answer; its items keep the state they had: The database is down.");

        Assert.That(written.ToString().TrimEnd(), Does.EndWith($"Harvester[1002] {message}"));
    }

    [Test]
    public void Log_BroadcastThatEnds_NamesItsStateInFrench()
    {
        using var written = new StringWriter();
        using var provider = new LineLogProvider(written, "", LogLevel.Information, new ManualTime(), journal: false, "fr");
        KeyValuePair<string, object?>[] values = [new("Broadcast", 3L), new("State", BroadcastState.Cancelled), new("Drafted", 12), new("PassedOver", 1)];

        provider.CreateLogger("A.BroadcastLoop").Log(LogLevel.Information, new EventId(3190), values, exception: null, (_, _) => "Broadcast 3 is Cancelled.");

        Assert.That(written.ToString().TrimEnd(), Does.EndWith("BroadcastLoop[3190] Diffusion 3 arrêtée ; personnes à qui écrire : 12, laissées de côté : 1."));
    }
}
