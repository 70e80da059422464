using NUnit.Framework;

namespace Relay.Sources.Tests.Sql;

public sealed class SqlSourceSetupTests
{
    [Test]
    public void Read_SqliteWithARelativePath_StartsAtTheConfigurationsFolder()
    {
        var source = SourceBench.Read(new Dictionary<string, string?> { ["Kind"] = "sql", ["Engine"] = "sqlite", ["Path"] = "party.db" }, "/srv/relay", null, out var faults);

        Assert.That(faults, Is.Empty);
        Assert.That(async () => await source!.ListAsync(CancellationToken.None).GetAsyncEnumerator().MoveNextAsync(), Throws.Exception.With.Message.Contains(Path.GetFullPath("/srv/relay/party.db")));
    }

    [TestCase("Engine", "mysql", "Engine")]
    [TestCase("Engine", "sqlite", "Path")]
    [TestCase("Engine", "postgresql", "ConnectionStringFile")]
    [TestCase("EventsView", "events; drop table members", "EventsView")]
    [TestCase("InitiativesView", "a.b.c", "InitiativesView")]
    [TestCase("Timeout", "20", "Timeout")]
    [TestCase("Pth", "party.db", "Pth")]
    [TestCase("Kinds:0", "concert", "Kinds:0")]
    public void Read_AWrongSetting_IsNamedInBothLanguages(string name, string value, string faulty)
    {
        var settings = new Dictionary<string, string?> { ["Kind"] = "sql", ["Engine"] = "sqlite" };
        if (name != "Engine")
        {
            settings["Path"] = "party.db";
        }
        settings[name] = value;

        var source = SourceBench.Read(settings, "/srv/relay", null, out var faults);

        Assert.That(source, Is.Null);
        Assert.That(faults.Select(fault => fault.Setting), Is.EqualTo([$"Relay:Sources:party:{faulty}"]));
        Assert.That(faults[0].In("fr"), Is.Not.EqualTo(faults[0].In("en")));
    }

    [Test]
    public void Read_SeveralWrongSettings_ReportsAllAtOnce()
    {
        var settings = new Dictionary<string, string?> { ["Kind"] = "sql", ["Engine"] = "postgresql", ["EventsView"] = "a-b", ["Timeout"] = "x", ["Colour"] = "red" };

        SourceBench.Read(settings, "/srv/relay", null, out var faults);

        Assert.That(faults.Select(fault => fault.Setting.Split(':')[^1]), Is.EquivalentTo(["ConnectionStringFile", "EventsView", "Timeout", "Colour"]));
    }
}
