using NUnit.Framework;
using Relay.Core.Conversations.Settling;

namespace Relay.Store.Tests.Contract;

/// <content>Those who wait for a person of the federation.</content>
public sealed partial class Conversing
{
    private IWaitingList Waiting => Temporary.Store.Waiting;

    [Test]
    public async Task Wait_OnARequestAboutData_KeepsItsWordsUntilTheMonthIsOver()
    {
        var deadline = Now.AddMonths(1);
        var request = await HeardAsync("1", "Quelles données avez-vous sur moi ?");
        await Conversations.SettleAsync(Settled(request, await MeetAsync(1)) with { Waiting = new(WaitReason.DataRequest, deadline) }, default);

        Time.Advance(deadline - Now);
        await Inbox.PurgeAsync(Now, default);
        Assert.That((await Inbox.ListAsync(waiting: true, 9, default)).Select(one => one.State.Words!.Text), Is.EqualTo(new[] { "Quelles données avez-vous sur moi ?" }));

        Time.Advance(TimeSpan.FromSeconds(1));
        await Inbox.PurgeAsync(Now, default);
        Assert.That(await Inbox.ListAsync(waiting: true, 9, default), Is.Empty);
        Assert.That(await Waiting.OfAsync(WaitReason.DataRequest, 9, default), Has.Count.EqualTo(1), "that it was never answered stays known");
    }

    [Test]
    public async Task Count_BySomeTime_TellsTheFirstDeadlineOfEachReason()
    {
        var person = await MeetAsync(1);
        await Conversations.SettleAsync(Settled(await HeardAsync("1", "a"), person) with { Waiting = new(WaitReason.Human, Now.AddDays(1)) }, default);
        await Conversations.SettleAsync(Settled(await HeardAsync("2", "b"), person) with { Waiting = new(WaitReason.Human, Now.AddDays(2)) }, default);
        await Conversations.SettleAsync(Settled(await HeardAsync("3", "c"), null) with { Waiting = new(WaitReason.DataRequest, Now.AddMonths(1)) }, default);

        var counts = await Waiting.CountAsync(Now.AddDays(2), default);

        Assert.That(counts, Is.EqualTo(new Dictionary<WaitReason, WaitingCount> { [WaitReason.Human] = new(2, Now, Now.AddDays(1)) }));
        Assert.That((await Waiting.OfAsync(WaitReason.Human, 9, default)).Select(one => one.Contact), Is.EqualTo(new Guid?[] { person.Contact, person.Contact }));
        Assert.That((await Waiting.OfAsync(WaitReason.DataRequest, 9, default)).Single().Contact, Is.Null);
    }

    [Test]
    public async Task End_WhatAPersonHasSeenTo_WaitsNoMoreAndStandsInTheAudit()
    {
        var (one, other) = (await HeardAsync("1", "a"), await HeardAsync("2", "b"));
        await Conversations.SettleAsync(Settled(one, null) with { Waiting = new(WaitReason.Human, Now.AddDays(1)) }, default);
        await Conversations.SettleAsync(Settled(other, null) with { Waiting = new(WaitReason.Human, Now.AddDays(1)) }, default);

        Assert.That(await Waiting.FindAsync(one.Id[..12], 9, default), Is.EqualTo(new[] { one.Id }));
        Assert.That((await Waiting.EndAsync(one.Id, Claire, Now, default), await Waiting.EndAsync(one.Id, Claire, Now, default)), Is.EqualTo((true, false)));

        Assert.That((await Inbox.ListAsync(waiting: true, 9, default)).Select(left => left.Id), Is.EqualTo(new[] { other.Id }));
        Assert.That(await Waiting.FindAsync(one.Id[..12], 9, default), Is.Empty);
        Assert.That((await Audit.ReadAsync(one.Id, 1, default)).Select(entry => (entry.Action, entry.Actor)), Is.EqualTo(new[] { ("interaction.done", Claire) }));
        Assert.That((await Waiting.FindAsync("%", 9, default), await Waiting.FindAsync("", 9, default)), Is.EqualTo((Array.Empty<string>(), Array.Empty<string>())), "no id, or no beginning");
    }
}
