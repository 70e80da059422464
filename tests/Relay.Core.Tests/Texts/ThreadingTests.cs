using NUnit.Framework;
using Relay.Core.Texts.Fitting;

namespace Relay.Core.Tests.Texts;

public sealed class ThreadingTests
{
    private static readonly string Long = string.Join("\n\n", Enumerable.Range(1, 6).Select(number => $"Paragraphe {number}. Une phrase de plus. Et encore une autre, un peu plus longue que la première.")) + "\n\nhttps://parti.example/e/1";

    [Test]
    public void Split_LongText_NumbersItsPartsWithinTheLimit()
    {
        var parts = Threading.Split(Long, new PlainRules(200, 10), withPictures: false, most: 10)!;

        Assert.That(parts, Has.Count.GreaterThan(2).And.All.Length.LessThanOrEqualTo(200));
        Assert.That(parts.Select((part, index) => part.EndsWith($" {index + 1}/{parts.Count}", StringComparison.Ordinal)), Has.All.True);
    }

    [Test]
    public void Split_LongText_LosesNoWordAndKeepsTheLinkLast()
    {
        var parts = Threading.Split(Long, new PlainRules(200, 10), withPictures: false, most: 10)!;

        var words = parts.SelectMany(part => part[..part.LastIndexOf(' ')].Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries));
        Assert.That(words, Is.EqualTo(Long.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries)));
        Assert.That(parts[^1], Does.Contain("https://parti.example/e/1"));
    }

    [Test]
    public void Split_LongText_PausesAtParagraphs()
    {
        var parts = Threading.Split(Long, new PlainRules(200, 10), withPictures: false, most: 10)!;

        Assert.That(parts.Skip(1), Has.All.StartsWith("Paragraphe").Or.StartsWith("https"));
    }

    [Test]
    public void Split_ShortText_IsOnePartWithoutNumber()
        => Assert.That(Threading.Split("Court.", new PlainRules(200, 10), withPictures: false, most: 10), Is.EqualTo(["Court."]));

    [Test]
    public void Split_WithPictures_MakesTheFirstPartShorter()
    {
        var parts = Threading.Split(Long, new PlainRules(200, 10), withPictures: true, most: 10)!;

        Assert.That(parts[0], Has.Length.LessThanOrEqualTo(100));
        Assert.That(parts[1], Has.Length.GreaterThan(100));
    }

    [Test]
    public void Split_MorePartsThanAllowed_IsRefused()
        => Assert.That(Threading.Split(Long, new PlainRules(200, 10), withPictures: false, most: 2), Is.Null);
}
