using NUnit.Framework;
using Relay.Core.Inbox;
using Relay.Core.Inbox.Polling;

namespace Relay.Store.Tests.Contract;

[TestFixture(StoreEngine.Sqlite)]
[TestFixture(StoreEngine.PostgreSql)]
public sealed class ReadingMarksContract(StoreEngine engine) : StoreContract(engine)
{
    [Test]
    public async Task Keep_LaterMark_StandsInPlaceOfTheFirstAlsoAfterARestart()
    {
        await Temporary.Store.Inbox.KeepAsync(new([], ("telegram:7", new("800000001", Now))), default);
        Time.Advance(TimeSpan.FromMinutes(1));
        await Temporary.Store.Inbox.KeepAsync(new([], ("telegram:7", new("800000002", Now))), default);

        await Temporary.ReopenAsync();

        Assert.That(await Temporary.Store.Marks.FindAsync("telegram:7", default), Is.EqualTo(new ReadingMark("800000002", Now)));
        Assert.That(await Temporary.Store.Marks.FindAsync("telegram:8", default), Is.Null);
    }

    [Test]
    public async Task List_MarksOfOneAccount_AreThoseThatBeginAlike()
    {
        foreach (var reader in (string[])["poll:page33:comments:1_2", "poll:page33:conversations", "poll:page331:comments:1_2", "telegram:7"])
        {
            await Temporary.Store.Inbox.KeepAsync(new([], (reader, new("m", Now))), default);
        }

        var marks = await Temporary.Store.Marks.ListAsync("poll:page33:", default);

        Assert.That(marks.Keys, Is.EquivalentTo(new[] { "poll:page33:comments:1_2", "poll:page33:conversations" }));
        Assert.That(marks.Values, Has.All.EqualTo(new ReadingMark("m", Now)));
    }

    [Test]
    public async Task OwnPosts_AnswersDeletionsAndOtherTargets_AreLeftOut()
    {
        await ConfirmedAsync(Wanted(1), "800", "801");
        await ConfirmedAsync(Wanted(2, "@parti_40"), "900");
        await UncertainAsync(Wanted(3));
        var early = Now;
        Time.Advance(TimeSpan.FromHours(1));
        var late = await ConfirmedAsync(Wanted(4), "810");
        await Ledger.TakeBackAsync(late.Id, Claire, Now, default);

        var all = await Temporary.Store.Posts.SinceAsync(Network, ChatKey, DateTimeOffset.MinValue, default);
        var since = await Temporary.Store.Posts.SinceAsync(Network, ChatKey, Now, default);

        Assert.That(all, Is.EqualTo(new[] { new OwnPost("800", early), new OwnPost("801", early), new OwnPost("810", Now) }));
        Assert.That(since.Single().RemoteId, Is.EqualTo("810"));
    }
}
