using NUnit.Framework;
using Relay.Core.Texts;

namespace Relay.Core.Tests.Texts;

public sealed class PhraseTests
{
    private static readonly Phrase Sentence = new("Le réseau ne répond pas.", "The network does not answer.");

    [Test]
    public void ToString_OfAPhrase_IsWhatALogWants() => Assert.That($"{Sentence}", Is.EqualTo("The network does not answer."));

    [Test]
    public void Clause_OfASentence_StandsInsideAnother() => Assert.That(Sentence.Clause, Is.EqualTo(new Phrase("Le réseau ne répond pas", "The network does not answer")));

    [Test]
    public void Of_WhatWasKept_IsThePhraseAgain() => Assert.That((Phrase.Of(Sentence.Kept), Phrase.Of(Phrase.Said("HTTP 500").Kept)), Is.EqualTo((Sentence, Phrase.Said("HTTP 500"))));
}
