using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;
using Npgsql;
using Relay.Core.Channels;
using Relay.Core.Conversations.Settling;
using Relay.Core.Items;
using Relay.Core.Returns;
using Relay.Sources.Tests.Sql;
using Relay.Testing;

namespace Relay.Sources.Tests.Returns;

public sealed class ReturnTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 10, 18, 30, 0, TimeSpan.Zero);
    private static readonly Guid Person = Guid.Parse("0197a3f0-0000-7000-8000-000000000001");
    private static readonly ItemKey Meeting = new("party", ItemKind.Event, "42");

    private readonly string _folder = Directory.CreateTempSubdirectory("relay-return-").FullName;

    [TearDown]
    public void RemoveFolder() => Directory.Delete(_folder, recursive: true);

    [TestCase("sqlite")]
    [TestCase("postgresql")]
    public async Task Write_TheSameActsTwice_LeavesEachOnceInThePartysTable(string engine)
    {
        await using var bench = await SourceBench.StartAsync(engine);
        await bench.ExecuteAsync(await File.ReadAllTextAsync(Repository.PathOf("docs", "sources", "ddl", $"return-{engine}.sql")));
        var party = engine == "sqlite" ? Read("sqlite", bench.File) : Read("postgresql", null, new NpgsqlConnectionStringBuilder(bench.Connection.ConnectionString) { Pooling = false }.ConnectionString);
        var acts = new[] { Opposition("1"), Coming("2"), Act("3", new Act.Proposal(true, "Un repas 'partagé'")), Act("4", new Act.ContactData(Mail: "new@example.org")), Act("5", new Act.Subscription("territory:DEP-33", "Oui, je veux")) };

        await party.WriteAsync(acts, CancellationToken.None);
        await party.WriteAsync([.. acts, Act("6", new Act.Support(new("party", ItemKind.Initiative, "i1"), Withdrawn: true))], CancellationToken.None);

        Assert.That(await AskAsync(bench, "SELECT count(*) FROM relay_return"), Is.EqualTo(6));
        Assert.That(await AskAsync(bench, "SELECT count(*) FROM relay_return WHERE kind = 'rsvp' AND status = 'accepted' AND party_size = 3 AND item_id = '42' AND given_name = 'Élodie' AND email_address = 'elodie@example.org'"), Is.EqualTo(1));
        Assert.That(await AskAsync(bench, "SELECT count(*) FROM relay_return WHERE kind = 'contact' AND email_address = 'new@example.org'"), Is.EqualTo(1));
        Assert.That(await AskAsync(bench, "SELECT count(*) FROM relay_return WHERE kind = 'opposition' AND reason = 'erasure' AND given_name IS NULL"), Is.EqualTo(1));
    }

    [Test]
    public async Task Write_WithTheRightToInsertAndNoOther_IsEnough()
    {
        await using var bench = await SourceBench.StartAsync("postgresql");
        await bench.ExecuteAsync(await File.ReadAllTextAsync(Repository.PathOf("docs", "sources", "ddl", "return-postgresql.sql")));
        var role = $"relay_writer_{Guid.NewGuid():N}"[..40];
        await bench.ExecuteAsync($"CREATE ROLE {role} LOGIN PASSWORD 'secret'; GRANT INSERT ON relay_return TO {role}");
        var party = Read("postgresql", null, new NpgsqlConnectionStringBuilder(bench.Connection.ConnectionString) { Username = role, Password = "secret", Pooling = false }.ConnectionString);

        await party.WriteAsync([Coming("1")], CancellationToken.None);
        await party.WriteAsync([Coming("1")], CancellationToken.None);

        Assert.That(await AskAsync(bench, "SELECT count(*) FROM relay_return"), Is.EqualTo(1));
        await bench.ExecuteAsync($"DROP OWNED BY {role}; DROP ROLE {role}");
    }

    [TestCase("sqlite")]
    [TestCase("postgresql")]
    public async Task Write_WithoutTheTable_SaysSoAndNoValue(string engine)
    {
        await using var bench = await SourceBench.StartAsync(engine);
        await bench.ExecuteAsync("CREATE TABLE other (id integer)");
        var party = engine == "sqlite" ? Read("sqlite", bench.File) : Read("postgresql", null, new NpgsqlConnectionStringBuilder(bench.Connection.ConnectionString) { Pooling = false }.ConnectionString);

        Assert.That(
            () => party.WriteAsync([Coming("1")], CancellationToken.None),
            Throws.TypeOf<ReturnUnavailableException>().With.Property(nameof(ReturnUnavailableException.Reason)).Property("French").Contains("relay_return").And.Message.Not.Contains("lodie"));
    }

    [Test]
    public void Write_NoFileOfTheParty_MakesNone()
    {
        var path = Path.Combine(_folder, "party.db");

        Assert.That(() => Read("sqlite", path).WriteAsync([Coming("1")], CancellationToken.None), Throws.TypeOf<ReturnUnavailableException>());
        Assert.That(File.Exists(path), Is.False);
    }

    [TestCase("ndjson")]
    [TestCase("csv")]
    public async Task Write_FilesCutOffInALine_HoldEachActOnce(string kind)
    {
        var party = Read(kind, _folder);
        await party.WriteAsync([Coming("1"), Coming("2")], CancellationToken.None);
        var path = Directory.GetFiles(_folder).Single();
        await using (var stream = File.OpenWrite(path))
        {
            stream.SetLength(stream.Length - 9);
        }

        await party.WriteAsync([Coming("1"), Coming("2"), Coming("3")], CancellationToken.None);

        var lines = await File.ReadAllLinesAsync(path);
        Assert.That(lines.Select(line => Enumerable.Range(1, 3).Where(number => line.Contains(IdOf($"{number}"), StringComparison.Ordinal))).SelectMany(numbers => numbers), Is.EqualTo(new[] { 1, 2, 3 }));
        Assert.That(lines, Has.Length.EqualTo(kind == "csv" ? 4 : 3));
        Assert.That(Path.GetFileName(path), Is.EqualTo($"relay-return-2026-03-10.{kind}"));
    }

    [Test]
    public async Task Write_CsvOfAFormula_IsAText()
    {
        await Read("csv", _folder).WriteAsync([Act("1", new Act.Proposal(false, "=HYPERLINK(\"http://x\",\"y\")\nsuite"))], CancellationToken.None);

        Assert.That(await File.ReadAllTextAsync(Directory.GetFiles(_folder).Single()), Does.Contain("\"'=HYPERLINK(\"\"http://x\"\",\"\"y\"\") suite\"").And.Contain("+33612345678"));
    }

    [Test]
    public void Read_FaultsOfTheSection_AreAllNamed()
    {
        var faults = new List<Fault>();
        Setup().Read(Section(("Kind", "ndjson"), ("Table", "a;b"), ("Tabel", "x")), _folder, new OneSecret(null), faults);

        Assert.That(faults.Select(fault => fault.Setting), Is.EquivalentTo(new[] { "Relay:Return:Path", "Relay:Return:Table", "Relay:Return:Tabel" }));
    }

    private static ReturnedAct Coming(string number) => Act(number, new Act.Rsvp(Meeting, RsvpAnswer.Yes, 3));

    private static ReturnedAct Opposition(string number) => Act(number, new Act.Opposition()) with { Reason = "erasure", Told = null };

    private static ReturnedAct Act(string number, Act act) => new(IdOf(number), 1, Person, act, Now)
    {
        Told = new("Élodie", null, "Élodie 🌹", "elodie@example.org", "+33612345678", "33000", "DEP-33", "fr", "telegram"),
    };

    private static string IdOf(string number) => number.PadLeft(32, 'f');

    private static IReturn Read(string kind, string? path, string? connection = null)
    {
        var faults = new List<Fault>();
        return Setup().Read(Section([("Kind", kind), .. path is null ? [] : new[] { ("Path", path) }]), "/", new OneSecret(connection), faults) ?? throw new InvalidOperationException(string.Join(' ', faults));
    }

    private static IReturnSetup Setup() => new ServiceCollection().AddRelaySources().BuildServiceProvider().GetRequiredService<IReturnSetup>();

    private static IConfigurationSection Section(params (string Name, string Value)[] values)
        => new ConfigurationBuilder().AddInMemoryCollection(values.Select(pair => KeyValuePair.Create($"Relay:Return:{pair.Name}", (string?)pair.Value))).Build().GetSection("Relay:Return");

    private static async Task<long> AskAsync(SourceBench bench, string sql)
    {
        await using var command = bench.Connection.CreateCommand();
        command.CommandText = sql;
        return Convert.ToInt64(await command.ExecuteScalarAsync(), System.Globalization.CultureInfo.InvariantCulture);
    }

    private sealed class OneSecret(string? value) : ISecrets
    {
        public Func<string>? Find(string setting, ICollection<Fault> faults) => value is null || !setting.EndsWith(":ConnectionString", StringComparison.Ordinal) ? null : () => value;
    }
}
