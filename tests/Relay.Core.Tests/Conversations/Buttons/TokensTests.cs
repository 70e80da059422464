using System.Text;
using NUnit.Framework;
using Relay.Core.Conversations.Buttons;
using Relay.Core.Deliveries;
using Relay.Core.Items;
using Relay.Testing;

namespace Relay.Core.Tests.Conversations.Buttons;

public sealed class TokensTests
{
    private static readonly ItemKey Item = new("party", ItemKind.Event, "42");
    private readonly Tokens _tokens = new([.. Enumerable.Range(0, 32).Select(number => (byte)number)]);

    private static IEnumerable<Choice> Choices() => Enum.GetValues<ChoiceVerb>().SelectMany(verb => new[]
    {
        new Choice(verb), new Choice(verb, Item), new Choice(verb, Item, "99"), new Choice(verb, null, "DEP-33"), new Choice(verb, Item, new string('x', Choice.LongestArgument)),
    });

    [TestCaseSource(nameof(Choices))]
    public void Read_WhatWasWritten_IsTheSameAndFitsAButton(Choice choice)
    {
        var data = _tokens.Write(choice, "500", Some.Now);

        Assert.That(Encoding.UTF8.GetByteCount(data), Is.LessThanOrEqualTo(Button.LongestData));
        Assert.That(_tokens.Read(data, "500", Some.Now), Is.EqualTo(new SignedChoice(choice.Verb, choice.Item is null ? null : Tokens.RefOf(Item), choice.Argument)));
    }

    [Test]
    public void Read_PressedElsewhere_IsNothingUnlessEverybodyMay()
    {
        Assert.That(_tokens.Read(_tokens.Write(new(ChoiceVerb.Come, Item), "500", Some.Now), "501", Some.Now), Is.Null);
        Assert.That(_tokens.Read(_tokens.Write(new(ChoiceVerb.Come, Item), "", Some.Now), "501", Some.Now), Is.Not.Null);
    }

    [Test]
    public void Read_TooOld_IsNothing()
    {
        var data = _tokens.Write(new(ChoiceVerb.Come, Item), "500", Some.Now);

        Assert.That(_tokens.Read(data, "500", Some.Now + Tokens.Life - TimeSpan.FromMinutes(2)), Is.Not.Null);
        Assert.That(_tokens.Read(data, "500", Some.Now + Tokens.Life + TimeSpan.FromMinutes(2)), Is.Null);
    }

    [Test]
    public void Read_StopOfLongAgo_StillEndsEverything()
        => Assert.That(_tokens.Read(_tokens.Write(new(ChoiceVerb.StopAll), "500", Some.Now), "500", Some.Now.AddYears(2)), Is.EqualTo(new SignedChoice(ChoiceVerb.StopAll, null, "")));

    [Test]
    public void Read_AnyLetterChanged_IsNothing()
    {
        var data = _tokens.Write(new(ChoiceVerb.Come, Item, "3"), "500", Some.Now);

        foreach (var at in Enumerable.Range(0, data.Length))
        {
            var changed = $"{data[..at]}{(data[at] == '7' ? '8' : '7')}{data[(at + 1)..]}";
            Assert.That(_tokens.Read(changed, "500", Some.Now), Is.Null, changed);
        }
    }

    [TestCase("")]
    [TestCase("r:")]
    [TestCase("r:.")]
    [TestCase("r:y.............................................................")]
    [TestCase("hand:1")]
    [TestCase("r:\ud800")]
    public void Read_Hostile_IsNothing(string data)
    {
        Assert.That(_tokens.Read(data, "500", Some.Now), Is.Null);
        Assert.That(_tokens.ReadLink(data), Is.Null);
    }

    [Test]
    public void ReadLink_OwnLink_LeadsToTheItemAndAForgedOneNowhere()
    {
        var link = _tokens.LinkTo(Item);

        Assert.That(link, Does.Match("^[A-Za-z0-9_-]{1,64}$"), "what Telegram takes behind ?start=");
        Assert.That(_tokens.ReadLink(link), Is.EqualTo(Tokens.RefOf(Item)));
        Assert.That(_tokens.ReadLink(new Tokens(new byte[32]).LinkTo(Item)), Is.Null);
    }

    [Test]
    public void ReadCopy_WhatWasWritten_IsTheSameAndFitsAStartPayload()
    {
        for (var number = 0; number < 200; number++)
        {
            var copy = Guid.CreateVersion7(Some.Now.AddMinutes(number));
            var payload = _tokens.LinkTo(copy);

            Assert.That(payload, Does.Match("^[A-Za-z0-9_-]{1,64}$"));
            Assert.That((_tokens.ReadShared($"{payload}tDEP-33"), _tokens.ReadShared(payload), _tokens.ReadShared($"x{payload}")), Is.EqualTo((((Guid?)copy, "tDEP-33"), ((Guid?)null, payload), ((Guid?)null, $"x{payload}"))));
            Assert.That((_tokens.ReadCopy(payload), _tokens.ReadLink(payload), _tokens.LinkTo(copy)), Is.EqualTo(((Guid?)copy, (string?)null, payload)));
        }
    }

    [Test]
    public void ReadCopy_AnyLetterChangedOrOfAnotherKey_IsNothing()
    {
        var payload = _tokens.LinkTo(Guid.CreateVersion7(Some.Now));

        foreach (var at in Enumerable.Range(0, payload.Length))
        {
            var changed = $"{payload[..at]}{(payload[at] == '7' ? '8' : '7')}{payload[(at + 1)..]}";
            Assert.That(_tokens.ReadCopy(changed), Is.Null, changed);
        }
        Assert.That(new Tokens(new byte[32]).ReadCopy(payload), Is.Null);
    }

    [TestCase("")]
    [TestCase("c")]
    [TestCase("cAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [TestCase("c=====================\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0")]
    [TestCase("iAAAAAAAAAAAAAAAAAAAAAAAAA")]
    public void ReadCopy_Rubbish_IsNothing(string payload) => Assert.That(_tokens.ReadCopy(payload), Is.Null);
}
