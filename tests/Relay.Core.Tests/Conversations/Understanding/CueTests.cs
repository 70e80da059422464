using NUnit.Framework;
using Relay.Core.Conversations.Understanding;
using Relay.Core.Conversations.Understanding.Cues;
using Relay.Core.Conversations.Understanding.Grammar;

namespace Relay.Core.Tests.Conversations.Understanding;

/// <summary>Guesses by single words, where no rule is sure.</summary>
internal sealed class CueTests
{
    private static readonly HashSet<Intent> None = [];
    private static readonly CueTable Table = new(["bateau propose_event:3 none:-1", "message optout:9", "MESSAGE optout:9 complaint:1", "triste deceased:5 complaint:2", "@private optout:50"]);

    [Test]
    public void Guess_KnownWords_IsWhatTheySpeakForMost() =>
        Assert.That(Table.Guess(new HashSet<string> { "bateau" }, None), Is.EqualTo(Intent.ProposeEvent));

    [Test]
    public void Guess_UnknownWordsInAKnownPlace_IsNothing() =>
        Assert.That(Table.Guess(new HashSet<string> { "inconnu", "@private" }, None), Is.Null);

    [Test]
    public void Guess_OfNoMessages_IsNoOptOut() =>
        Assert.That((Table.Guess(new HashSet<string> { "message" }, None) == Intent.OptOut, Table.Guess(new HashSet<string> { "MESSAGE" }, None) == Intent.OptOut), Is.EqualTo((false, true)));

    [Test]
    public void Guess_OfNoKin_IsNoDeath() =>
        Assert.That(Table.Guess(new HashSet<string> { "triste" }, None), Is.EqualTo(Intent.Complaint));

    [Test]
    public void Read_WhatNoRuleKnows_IsAskedNeverRecorded()
    {
        var rules = new RuleUnderstanding(new Tables([("a.words", "BATEAU: bateau voilier"), ("words.cues", "BATEAU rsvp_yes:5")]));

        var meaning = rules.Read(new Utterance("vive le voilier"));

        Assert.That((meaning.Intent, meaning.Next), Is.EqualTo((Intent.RsvpYes, NextStep.Ask)));
        Assert.That(meaning.Confidence, Is.LessThan(.8));
    }

    [Test]
    public void Tables_AWordInNoClass_IsRefusedWithItsLine() =>
        Assert.That(() => new Tables([("optout.rules", ".9 ABSENCE stop")]), Throws.TypeOf<FormatException>().With.Message.Contains("optout.rules").And.Message.Contains("ABSENCE"));
}
