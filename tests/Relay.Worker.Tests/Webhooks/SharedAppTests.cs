using System.Text;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using NUnit.Framework;
using Relay.Core.Contacts;
using Relay.Core.Contacts.Suppressions;
using Relay.Core.Inbox;
using Relay.Core.Inbox.Arrivals;
using Relay.Testing;

namespace Relay.Worker.Tests.Webhooks;

/// <summary>One app hears of several Pages at one address and signs with its one secret: each entry is for the account of its Page.</summary>
public sealed class SharedAppTests
{
    private static readonly string Batch = $$"""
        {"object":"page","entry":[
          {"id":"{{HookBench.Page33}}","time":1771000000,"changes":[{"field":"feed","value":{"item":"comment","verb":"add","from":{"id":"71","name":"Ana"},"post_id":"{{HookBench.Page33}}_1","comment_id":"1_5","parent_id":"{{HookBench.Page33}}_1","message":"Je viens","created_time":1771000000} }]},
          {"id":"{{HookBench.Page44}}","time":1771000000,"changes":[{"field":"feed","value":{"item":"comment","verb":"add","from":{"id":"72","name":"Zoé"},"post_id":"{{HookBench.Page44}}_1","comment_id":"1_6","parent_id":"{{HookBench.Page44}}_1","message":"C'est o\u00f9 ?","created_time":1771000000} }]},
          {"id":"{{HookBench.Page44}}","time":1771000000,"messaging":[{"sender":{"id":"73"},"recipient":{"id":"{{HookBench.Page44}}"},"timestamp":1771000000000,"message":{"mid":"m_1","text":"Bonjour"} }]},
          {"id":"1000000000099","time":1771000000,"changes":[{"field":"feed","value":{"item":"comment","verb":"add","from":{"id":"74","name":"Eve"},"post_id":"1000000000099_1","comment_id":"1_7","parent_id":"1000000000099_1","message":"Ailleurs","created_time":1771000000} }]}
        ]}
        """;

    [Test]
    public async Task Bring_BatchOfTwoPagesAtTheAddressOfOne_EachIsForTheAccountOfItsPage()
    {
        using var bench = new HookBench();
        await using var temporary = await TemporaryStore.SqliteAsync(bench.Time);
        var store = temporary.Store;

        Assert.That((await bench.BringAsync("page33", Encoding.UTF8.GetBytes(Batch))).Status, Is.EqualTo(200));
        await store.Inbox.KeepAsync(new(bench.Kept), default);
        await Loop(bench, temporary).ReadWaitingAsync(default);

        var came = await store.Inbox.ListAsync(waiting: true, 10, default);
        Assert.That(came.Select(one => (one.Account, one.State.Words!.Text)), Is.EquivalentTo(new[] { ("page33", "Je viens"), ("page44", "C'est où ?"), ("page44", "Bonjour") }));
        Assert.That(await store.Inbox.SetAsideAsync(10, default), Is.Empty, "words for a Page that is nobody's are not kept");
    }

    [Test]
    public async Task Bring_CallProvenByOneAppThatNamesAPageOfAnother_IsNotTakenForThatPage()
    {
        using var bench = new HookBench();
        await using var temporary = await TemporaryStore.SqliteAsync(bench.Time);

        Assert.That((await bench.BringAsync("page33", Message(HookBench.Page55, "STOP"))).Status, Is.EqualTo(200));
        await temporary.Store.Inbox.KeepAsync(new(bench.Kept), default);
        await Loop(bench, temporary).ReadWaitingAsync(default);

        Assert.That(await temporary.Store.Inbox.ListAsync(waiting: true, 10, default), Is.Empty);
        var aside = (await temporary.Store.Inbox.SetAsideAsync(10, default)).Single();
        Assert.That((aside.Account, aside.Pieces.Single().Kind, aside.Pieces.Single().Reason), Is.EqualTo(("page33", "account", "It is for account page55, which is not known to be of the app that called: give both accounts the same app (its number and its secret).")));
    }

    [Test]
    public async Task Bring_PagesThatNoAccountIsConnectedTo_NothingOfThemIsKeptAndItIsSaidOnce()
    {
        using var bench = new HookBench();
        await using var temporary = await TemporaryStore.SqliteAsync(bench.Time);
        var reaction = """{"object":"page","entry":[{"id":"1000000000099","time":1771000000,"changes":[{"field":"feed","value":{"item":"reaction","verb":"add","from":{"id":"74","name":"Eve"},"post_id":"1000000000099_1"} }]}]}""";

        await bench.BringAsync("page33", Message("1000000000099", "Je suis malade"));
        await bench.BringAsync("page33", Encoding.UTF8.GetBytes(reaction));
        await temporary.Store.Inbox.KeepAsync(new(bench.Kept), default);
        await Loop(bench, temporary).ReadWaitingAsync(default);

        Assert.That(await temporary.Store.Inbox.WaitingAsync(0, 10, default), Is.Empty);
        Assert.That(await temporary.Store.Inbox.SetAsideAsync(10, default), Is.Empty);
        Assert.That(bench.Logs.Lines, Has.One.Contains("nothing of it is kept").And.Contains("page33"));
    }

    [Test]
    public async Task Bring_ProfileThatMayBeAnAccountsWithoutItsNumber_IsSetAsideWithWhatToWrite()
    {
        using var bench = new HookBench();
        await using var temporary = await TemporaryStore.SqliteAsync(bench.Time);
        var mention = """{"data":{"filter":{"user_id":"1600"},"event_type":"post.mention.create","payload":{"id":"1900","text":"Bonjour","author_id":"9"} } }""";

        Assert.That((await bench.BringAsync("x44", Encoding.UTF8.GetBytes(mention))).Status, Is.EqualTo(200));
        await temporary.Store.Inbox.KeepAsync(new(bench.Kept), default);
        await Loop(bench, temporary).ReadWaitingAsync(default);

        Assert.That(await temporary.Store.Inbox.ListAsync(waiting: true, 10, default), Is.Empty);
        Assert.That((await temporary.Store.Inbox.SetAsideAsync(10, default)).Single().Pieces.Single().Reason, Does.Contain("account x33").And.Contain("UserId"));
    }

    private static byte[] Message(string page, string text)
        => Encoding.UTF8.GetBytes($$"""{"object":"page","entry":[{"id":"{{page}}","time":1771000000,"messaging":[{"sender":{"id":"73"},"recipient":{"id":"{{page}}"},"timestamp":1771000000000,"message":{"mid":"m_1","text":"{{text}}"} }]}]}""");

    private static ArrivalLoop Loop(HookBench bench, TemporaryStore temporary)
    {
        var list = new SuppressionList(temporary.Store.Suppressions, new KeysInMemory(), bench.Time);
        var book = new ContactBook(temporary.Store.Contacts, temporary.Store.Links, list, new(new()), bench.Time);
        return new(temporary.Store.Inbox, bench.Channels, bench.Readers, new(bench.Channels, bench.Readers), new(book, bench.Readers, bench.Time, NullLogger<Correspondence>.Instance), new(list), new(bench.Time), bench.Time, new Logger<ArrivalLoop>(new LoggerFactory([bench.Logs])));
    }
}
