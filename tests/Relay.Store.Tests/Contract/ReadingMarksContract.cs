using NUnit.Framework;
using Relay.Core.Inbox;

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
}
