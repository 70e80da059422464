using NUnit.Framework;
using Relay.Core.Items;

namespace Relay.Sources.Tests.Sql;

public sealed class SqliteSourceTests() : SourceContract("sqlite")
{
    [TestCase("'2026-01-02 08:00:00'")]
    [TestCase("'2026-01-02T08:00:00Z'")]
    [TestCase("'2026-01-02T10:00:00.250+02:00'")]
    [TestCase("1767340800")]
    [TestCase("1767340800000")]
    [TestCase("null")]
    [TestCase("'avant-hier'")]
    public async Task ReadAsync_SinceAChange_FindsItHoweverItsTimeIsWritten(string written)
    {
        await InsertAsync("a");
        await Bench.ExecuteAsync($"create table written as select * from relay_events; drop table relay_events; update written set updated_at = {written}; create view relay_events as select * from written");

        var due = await Bench.ReadAsync(new DateTimeOffset(2026, 1, 2, 8, 0, 0, TimeSpan.Zero));
        var later = await Bench.ReadAsync(new DateTimeOffset(2026, 1, 2, 8, 1, 0, TimeSpan.Zero));

        Assert.That((due.Count, later.Count), Is.EqualTo((1, written.StartsWith("'2026", StringComparison.Ordinal) || written.StartsWith('1') ? 0 : 1)));
    }

    [Test]
    public void ListAsync_FileThatIsNotThere_IsNoEmptySourceAndIsNotCreated()
    {
        var source = Bench.Source(("Path", "other.db"));

        Assert.That(async () => await source.ListAsync(CancellationToken.None).GetAsyncEnumerator().MoveNextAsync(), Throws.InstanceOf<SourceUnavailableException>().With.Message.Contains("is not there"));
        Assert.That(Path.Combine(Path.GetDirectoryName(Bench.File)!, "other.db"), Does.Not.Exist);
    }

    [Test]
    public void ListAsync_FileThatIsNoDatabase_IsNoEmptySource()
    {
        File.WriteAllText(Path.Combine(Path.GetDirectoryName(Bench.File)!, "text.db"), string.Concat(Enumerable.Repeat("du texte ", 1_000)));
        var source = Bench.Source(("Path", "text.db"));

        Assert.That(async () => await source.ListAsync(CancellationToken.None).GetAsyncEnumerator().MoveNextAsync(), Throws.InstanceOf<SourceUnavailableException>().With.Message.Contains("not a database"));
    }
}
