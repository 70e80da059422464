using System.Text.Json;
using NUnit.Framework;
using Relay.Worker.Cli;

namespace Relay.Worker.Tests.Cli;

/// <summary><c>relay understand</c> and <c>relay territory</c>, in a folder without a configuration.</summary>
public sealed class UnderstandCommandTests
{
    private readonly CliBench _bench = new();

    [TearDown]
    public void Remove() => _bench.Dispose();

    [Test]
    public async Task Understand_SentencesOnTheInput_GivesOneObjectALine()
    {
        _bench.Input = new StringReader("Je viens, on sera 3\n\nSTOP\n");

        var exit = await _bench.RunAsync("understand", "--private");

        var said = _bench.Output.TrimEnd().Split(Environment.NewLine).Select(line => JsonDocument.Parse(line).RootElement).ToList();
        Assert.That((exit, said.Count), Is.EqualTo((ExitCode.Done, 3)));
        Assert.That((said[0].GetProperty("text").GetString(), said[0].GetProperty("intent").GetString(), said[0].GetProperty("act").GetString(), said[0].GetProperty("party").GetInt32()), Is.EqualTo(("Je viens, on sera 3", "rsvp_yes", "rsvp", 3)));
        Assert.That((said[2].GetProperty("intent").GetString(), said[2].GetProperty("optOut").GetString()), Is.EqualTo(("optout", "certain")));
        Assert.That(said[2].GetProperty("confidence").GetDouble(), Is.InRange(.9, 1));
    }

    [TestCase(true, "Write one sentence a line")]
    [TestCase(false, null)]
    public async Task Understand_AtATerminal_SaysWhatItWaitsFor(bool terminal, string? hint)
    {
        _bench.Input = terminal ? new StringReader("") : null;

        await _bench.RunAsync("understand");

        Assert.That(_bench.Output, Is.Empty, "what is read by a program stays clean");
        Assert.That(_bench.Error, hint is null ? Is.Empty : Does.Contain(hint));
    }

    [Test]
    public async Task Understand_InPublic_TakesNoSignUp()
    {
        _bench.Input = new StringReader("Je viens jeudi\n");

        await _bench.RunAsync("understand", "--public");

        Assert.That(_bench.Output, Does.Contain("\"act\":\"none\"").And.Contain("\"next\":\"invite\""));
    }

    [Test]
    public async Task Understand_AfterAQuestion_ReadsTheBareAnswer()
    {
        _bench.Input = new StringReader("2\n");

        await _bench.RunAsync("understand", "--asked", "attendance");

        Assert.That(_bench.Output, Does.Contain("\"intent\":\"rsvp_maybe\""));
    }

    [Test]
    public async Task Understand_BothPrivateAndPublic_IsRefused() =>
        Assert.That(await _bench.RunAsync("understand", "--private", "--public"), Is.EqualTo(ExitCode.Usage));

    [TestCase("33000 Bordeaux", """{"code":"DEP-33"}""")]
    [TestCase("01200", """{"ask":["DEP-01","DEP-74"]}""")]
    [TestCase("bonjour", """{"code":null}""")]
    public async Task Territory_OfAText_IsPrinted(string text, string expected)
    {
        await _bench.RunAsync("territory", text);

        Assert.That(_bench.Output.Trim(), Is.EqualTo(expected));
    }

    [Test]
    public async Task Territory_WordsWithoutQuotes_AreOneText()
    {
        await _bench.RunAsync("territory", "33", "000");

        Assert.That(_bench.Output.Trim(), Is.EqualTo("""{"code":"DEP-33"}"""));
    }
}
