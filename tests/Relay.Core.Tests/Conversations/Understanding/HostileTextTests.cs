using System.Diagnostics;
using System.Globalization;
using NUnit.Framework;
using Relay.Core.Conversations.Understanding;

namespace Relay.Core.Tests.Conversations.Understanding;

/// <summary>Texts meant to break or to slow a reader.</summary>
internal sealed class HostileTextTests
{
    private const int Length = 100_000;
    private static readonly RuleUnderstanding Rules = new();

    private static IEnumerable<TestCaseData> Texts()
    {
        string[] units = ["stop ", "je ne viens pas ", "a", "a.", "s t o p ", "e\u0301", "\u0301", "👍🏽", "@", "?", "0", "+33 6 ", "ne pas ", "si je viens ", "plus d'infos ", "\uD800", "\uFFFE", "\u202E", "\u200B", "﷽", "http://", "a@b.c ", "\0", "je propose une réunion chez moi ", "mot-"];
        foreach (var unit in units)
        {
            yield return new TestCaseData(string.Concat(Enumerable.Repeat(unit, (Length / unit.Length) + 1))).SetArgDisplayNames(string.Concat(unit.Select(letter => $"{(int)letter:x4}")));
        }
        yield return new TestCaseData(string.Concat(Enumerable.Range(0, 12_000).Select(number => $"m{(char)('a' + (number % 26))}{(char)('a' + (number / 26 % 26))}{(char)('a' + (number / 676))}otx "))).SetArgDisplayNames("different words");
    }

    [TestCaseSource(nameof(Texts))]
    public void Read_AHundredThousandLettersOfAnything_TakesProcessorTimeInProportion(string text)
    {
        Rules.Read(new Utterance(text[..1000]));
        var before = Environment.CpuUsage.TotalTime;

        var meaning = Rules.Read(new Utterance(text));

        Assert.That(meaning, Is.Not.Null);
        Assert.That(Environment.CpuUsage.TotalTime - before, Is.LessThan(TimeSpan.FromSeconds(10)), "a quadratic reader needs minutes");
    }

    [TestCase("s\u200Bt\u200Bo\u200Bp")]
    [TestCase("ＳＴＯＰ")]
    [TestCase("𝐒𝐓𝐎𝐏")]
    [TestCase("S̶T̶O̶P̶")]
    [TestCase("ѕтор")]
    [TestCase("\u202Estop")]
    [TestCase("S-T-O-P")]
    [TestCase("s.t.o.p")]
    [TestCase("st0p")]
    [TestCase("STOOOOOP !!!!")]
    public void Read_StopInDisguise_IsStillStop(string text) =>
        Assert.That(Rules.Read(new Utterance(text)).OptOut, Is.EqualTo(OptOut.Certain));

    [TestCase("tr-TR")]
    [TestCase("fr-FR")]
    [TestCase("th-TH")]
    public void Read_UnderAnyCulture_MeansTheSame(string culture)
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);

            var meaning = Rules.Read(new Utterance("INSCRIVEZ-MOI À LA LETTRE D'INFORMATION"));

            Assert.That(meaning.Intent, Is.EqualTo(Intent.Subscribe));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }
}
