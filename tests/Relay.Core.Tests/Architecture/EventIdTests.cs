using System.Globalization;
using System.Text.RegularExpressions;
using NUnit.Framework;

namespace Relay.Core.Tests.Architecture;

/// <summary>An event id says which part of Relay speaks, and one id is one message: operators search by it.</summary>
internal sealed partial class EventIdTests
{
    // The first line that fits a path counts.
    private static readonly (string Folder, int From, int To)[] Ranges =
    [
        ("src/Relay.Core/Items/", 1000, 1999), ("src/Relay.Sources/", 1000, 1999),
        ("src/Relay.Networks/Facebook/", 2100, 2199), ("src/Relay.Networks/X/", 2200, 2299), ("src/Relay.Networks/Telegram/", 2300, 2399), ("src/Relay.Networks/", 2000, 2999),
        ("src/Relay.Core/Inbox/", 4000, 4999), ("src/Relay.Core/Conversations/", 4000, 4999), ("src/Relay.Core/", 3000, 3999), ("src/Relay.Store/", 3000, 3999),
        ("src/Relay.Worker/Web/", 6000, 6999), ("src/Relay.Worker/", 5000, 5999), ("src/Relay.Sandbox/", 7000, 7999),
    ];

    [Test]
    public void Messages_OfTheSources_HaveIdsOfTheirOwnInTheirRange() =>
        Assert.That(Faults(SourceFile.Under("src", ".cs")), Is.Empty);

    [TestCase("src/Relay.Worker/A.cs", "[LoggerMessage(3001, LogLevel.Error, \"a\")]", "3001 is outside 5000 to 5999")]
    [TestCase("src/Relay.Networks/X/A.cs", "[LoggerMessage(2301, LogLevel.Error, \"a\")]", "2301 is outside 2200 to 2299")]
    [TestCase("src/Relay.Worker/A.cs", "[LoggerMessage(Level = LogLevel.Error, Message = \"a\")]", "a message without an id")]
    [TestCase("src/Relay.Worker/A.cs", "[LoggerMessage(5001, LogLevel.Error, \"a\")] [LoggerMessage(5001, LogLevel.Error, \"b\")]", "5001 is there twice")]
    [TestCase("src/Relay.Worker/A.cs", "[LoggerMessage(EventId = 6001)]", "6001 is outside 5000 to 5999")]
    public void Faults_OfAnOffender_AreNamed(string path, string text, string fault) =>
        Assert.That(Faults([new SourceFile(path, text)]), Is.EqualTo(new[] { $"{path}: {fault}" }));

    private static IEnumerable<string> Faults(IEnumerable<SourceFile> files)
    {
        var seen = new HashSet<int>();
        foreach (var file in files)
        {
            foreach (Match message in Messages().Matches(file.Text))
            {
                var range = Ranges.First(range => file.Path.StartsWith(range.Folder, StringComparison.Ordinal));
                var fault = !int.TryParse(message.Groups["id"].Value, CultureInfo.InvariantCulture, out var id) ? "a message without an id"
                    : id < range.From || id > range.To ? $"{id} is outside {range.From} to {range.To}"
                    : !seen.Add(id) ? $"{id} is there twice" : null;
                if (fault is not null)
                {
                    yield return $"{file.Path}: {fault}";
                }
            }
        }
    }

    [GeneratedRegex(@"\[LoggerMessage\((\s*(EventId\s*=\s*)?(?<id>\d+))?")]
    private static partial Regex Messages();
}
