using System.Text.RegularExpressions;
using NUnit.Framework;
using Relay.Core.Audit;
using Relay.Core.Channels;
using Relay.Core.Deliveries;
using Relay.Core.Deliveries.Halts;
using Relay.Core.Items;
using Relay.Core.Texts;
using Relay.Testing;
using Relay.Worker.Cli;

namespace Relay.Worker.Tests.Cli;

/// <summary>Every command over a store in which everything has happened, in each language: no word of the other one, no machine's way of writing a time.</summary>
public sealed partial class SpokenLanguageTests
{
    private static readonly string[][] Commands =
    [
        ["status"], ["plan"], ["plan", "--diff"], ["why", "party/event/e1"], ["why", "party/event/bad1"], ["why", "party/event/none"], ["why", "party/initiative/i1"], ["why", "abcdef"], ["uncertain"],
        ["brake"], ["audit", "verify"], ["accounts"], ["check", "--offline"], ["go-live", "gironde"], ["go-live", "nowhere"], ["go-live", "gironde", "--back-to", "shadow"], ["uncertain", "resolve", "party/event/e1", "--send-again"],
        ["pause", "gironde"], ["resume", "gironde"], ["pause", "--account", "nobody"], ["brake", "accept", "party"], ["channel", "set", "gironde", "Slots", "Mon"], ["disconnect", "bot33", "--yes"],
        ["install", "--dry-run"], ["uninstall", "--dry-run"],
    ];

    private readonly CliBench _bench = new();

    [TearDown]
    public void RemoveFolder() => _bench.Dispose();

    [TestCaseSource(nameof(Commands))]
    public async Task Command_InFrench_SaysNoEnglishWordAndNoMachinesTime(params string[] command)
    {
        var said = await SaidAsync("fr", command);

        Assert.That(English().Matches(said).Select(match => match.Value), Is.Empty, said);
        Assert.That(MachineTime().Matches(said).Select(match => match.Value), Is.Empty, said);
    }

    [TestCaseSource(nameof(Commands))]
    public async Task Command_InEnglish_SaysNoFrenchWordAndNoMachinesTime(params string[] command)
    {
        var said = await SaidAsync("en", command);

        Assert.That(French().Matches(said).Select(match => match.Value), Is.Empty, said);
        Assert.That(MachineTime().Matches(said).Select(match => match.Value), Is.Empty, said);
    }

    [Test]
    public async Task Help_OfEachCommand_SpeaksTheLanguageAskedFor([Values("fr", "en")] string language)
    {
        string[][] all =
        [
            [], ["run"], ["install"], ["uninstall"], ["demo"], ["connect"], ["connect", "telegram"], ["connect", "facebook"], ["connect", "x"], ["accounts"], ["disconnect"], ["channel"], ["channel", "set"], ["channel", "unset"], ["check"],
            ["csv-template"], ["plan"], ["go-live"], ["test-post"], ["status"], ["why"], ["uncertain"], ["uncertain", "resolve"], ["pause"], ["resume"], ["brake"], ["brake", "accept"], ["audit"], ["audit", "verify"],
        ];
        foreach (var command in all)
        {
            await _bench.RunAsync([.. command, "--help", "--lang", language]);
        }

        var said = _bench.Output;
        Assert.That(_bench.Error, Is.Empty);
        Assert.That((language == "fr" ? EnglishHelp() : French()).Matches(said).Select(match => match.Value).Distinct(), Is.Empty, said);
    }

    private async Task<string> SaidAsync(string language, string[] command)
    {
        var store = new StoreBench(_bench);
        await store.LeaveEverythingAsync();
        await CommandLine.RunAsync([.. command, "--lang", language], _bench.Around(StoreBench.Time), CancellationToken.None);
        // What is typed, or stands in a file or on a network, is nobody's language.
        return Typed().Replace(_bench.Output + _bench.Error, " ").Replace(_bench.Folder, "", StringComparison.Ordinal);
    }

    [GeneratedRegex(@"«\s?(relay|sudo)[^»]*»|""(relay|sudo)[^""]*""|--[a-z-]+( [a-z|]+)?|https?://\S+|party/(event|initiative)/\S+|\(\w+Exception\)|^(> )?(sudo|systemctl|useradd|install) .*$|^[A-Z][A-Za-z]+=.*$|^\[[A-Z]\w+\]$|^ {6}.*$|""\w+"": ""\w+""|<yes\|no>", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex Typed();

    [GeneratedRegex(@"\b(the|and|of|is|are|was|not|no|with|without|announce|announced|shadow|draft|live|cancelled|reminder|due|queued|held|refused|unknown|event|initiative row|row|rows|item|items|read|never|nothing|answer|lost|network|account|channel|waits|paused|since|there|missing|Usage|Options|Commands|Arguments|Description|PATH|NAME|FILE|USER|required|default)\b", RegexOptions.ExplicitCapture)]
    private static partial Regex English();

    // Names of commands and settings, and words of the networks' own pages, are English in any language.
    [GeneratedRegex(@"\b(the|of|is|are|was|with|without|which|PATH|NAME|FILE|USER|default|REQUIRED|Usage|Commands)\b|\[command\]|Description:", RegexOptions.ExplicitCapture)]
    private static partial Regex EnglishHelp();

    [GeneratedRegex(@"\b(le|la|les|des|du|une|un|est|sont|pas|avec|sans|et|ou|dans|sur|pour|annonce|à blanc|brouillon|publiée|canal|compte|essai|lue|jamais|réseau|depuis|ligne|fiche|chemin|fichier)\b", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex French();

    [GeneratedRegex(@"\d{4}-\d\d-\d\d|\d\d:\d\d:\d\d|[+]\d\d:\d\d|\(s\)", RegexOptions.ExplicitCapture)]
    private static partial Regex MachineTime();
}
