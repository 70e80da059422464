using NUnit.Framework;
using Relay.Core.Deliveries.Answers;
using Relay.Core.Planning;
using Relay.Testing;

namespace Relay.Core.Tests.Engine;

/// <summary>What the desk makes of drafts before they stand in the ledger.</summary>
public sealed class AnswerFittingTests
{
    [Test]
    public async Task Admit_WhatTheNetworkDoesNotAllow_IsRefusedByItsRule(CancellationToken cancel)
    {
        await using var rig = await EngineRig.StartAsync();
        var messenger = Some.Answer(1) with { Network = "facebook", SaidAt = rig.Time.GetUtcNow().AddHours(-25) };
        AnswerDraft[] drafts = [messenger, messenger with { SaidAt = null }, OnX(2) with { Summoned = false }, Some.Answer(3) with { Network = "mastodon" }, messenger with { SaidAt = rig.Time.GetUtcNow().AddHours(-23) }];

        var admitted = await rig.Desk.AdmitAsync(drafts, cancel);

        Assert.That(admitted.Refused.Select(one => one.Rule), Is.EqualTo(new[] { Rules.WindowClosed, Rules.WindowClosed, Rules.NotSummoned, Rules.AnswerNotOffered }));
        Assert.That(admitted.Admitted.Single().Subject, Is.EqualTo(messenger.Subject));
    }

    [Test]
    public async Task Admit_TwoWhoAskTheSameOnX_HearItInWordsThatDiffer(CancellationToken cancel)
    {
        await using var rig = await EngineRig.StartAsync();
        var fitted = (await rig.Desk.AdmitAsync([OnX(1), OnX(2), OnX(1), OnX(3) with { Text = string.Join(' ', Enumerable.Repeat("réunion", 60)) }], cancel)).Admitted;
        Assert.That(fitted[0].Text, Does.Match(@" \(réponse automatique, réf\. [0-9a-f]{5}\)$").And.Not.EqualTo(fitted[1].Text).And.EqualTo(fitted[2].Text));
        Assert.That(fitted[3].Text, Has.Length.LessThanOrEqualTo(280).And.Match(@"… \(réponse automatique, réf\. [0-9a-f]{5}\)$"), "X refuses the same words twice");
    }

    [Test]
    public async Task Admit_LinkThatTheNetworkHasNoButtonFor_StandsBelowTheWordsHoweverLongTheyAre(CancellationToken cancel)
    {
        await using var rig = await EngineRig.StartAsync();
        var messenger = Some.Answer(1) with { Network = "facebook", SaidAt = rig.Time.GetUtcNow(), Text = $"{string.Join(' ', Enumerable.Repeat("réunion", 400))}", Buttons = [new("En savoir plus", Link: new("https://parti.example/e/1"))] };

        var fitted = (await rig.Desk.AdmitAsync([messenger, messenger with { Text = "Bonjour" }], cancel)).Admitted;

        Assert.That(fitted[0].Text, Does.EndWith(" réunion…\nEn savoir plus : https://parti.example/e/1").And.Length.LessThanOrEqualTo(2000));
        Assert.That((fitted[0].Buttons.Count, fitted[1].Text, fitted[1].Buttons.Count), Is.EqualTo((0, "Bonjour", 1)));
    }

    [Test]
    public async Task Admit_TooLongOrWithButtonsThatTheNetworkLacks_IsFitted(CancellationToken cancel)
    {
        await using var rig = await EngineRig.StartAsync();
        var messenger = Some.Answer(1) with { Network = "facebook", Text = $"  {string.Join(' ', Enumerable.Repeat("réunion", 400))}  ", Buttons = [new("Je viens", "rsvp:1")] };

        var fitted = (await rig.Desk.AdmitAsync([messenger, Some.Answer(2) with { Buttons = [new("Je viens", "rsvp:1")] }], cancel)).Admitted;

        Assert.That(fitted[0].Text, Has.Length.LessThanOrEqualTo(2000).And.Length.GreaterThan(1980));
        Assert.That(fitted[0].Text, Does.EndWith(" réunion…").And.StartWith("réunion"));
        Assert.That((fitted[0].Buttons.Count, fitted[1].Buttons.Count), Is.EqualTo((1, 1)));
    }

    private static AnswerDraft OnX(int number) => Some.Reply(number) with { Account = "x33", Network = "x", Target = new("@parti"), Summoned = true };
}
