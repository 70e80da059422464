using NUnit.Framework;
using Relay.Core.Audit;
using Relay.Core.Channels;
using Relay.Core.Channels.Connecting;

namespace Relay.Store.Tests.Contract;

[TestFixture(StoreEngine.Sqlite)]
[TestFixture(StoreEngine.PostgreSql)]
public sealed class SettingsContract(StoreEngine engine) : StoreContract(engine)
{
    private const string Token = "Relay:Accounts:bot33:Token";

    private static readonly KeptSection Bot = new(SectionKind.Account, "bot33", new Dictionary<string, string> { ["Network"] = "telegram", ["Journal"] = "-1001" });
    private static readonly KeptSection Gironde = new(SectionKind.Channel, "gironde", new Dictionary<string, string> { ["Account"] = "bot33", ["Target"] = "@gironde", ["Slots:0"] = "Mon-Fri 08:00-20:00" });

    [Test]
    public async Task Change_AccountChannelAndSecret_AreThereAfterARestart()
    {
        await KeepAsync([Bot, Gironde], (Token, "s3cret"));

        await Temporary.ReopenAsync();

        var sections = await Temporary.Settings.SectionsAsync(default);
        Assert.That(sections.Select(section => (section.Kind, section.Id)), Is.EquivalentTo(new[] { (SectionKind.Account, "bot33"), (SectionKind.Channel, "gironde") }));
        Assert.That(sections.Single(section => section.Id == "gironde").Values, Is.EquivalentTo(Gironde.Values));
        Assert.That(Temporary.Secrets.Find(Token), Is.EqualTo("s3cret"));
    }

    [Test]
    public async Task Change_Secret_IsInTheDatabaseAsCiphertextAlone()
    {
        await KeepAsync([Bot], (Token, "s3cret"));

        Assert.That(await RawAsync<string>("SELECT cipher FROM kept_secrets"), Is.EqualTo($"{Token}=terc3s"));
        Assert.That(await RawAsync<long>("SELECT count(*) FROM audit WHERE detail LIKE '%s3cret%' OR subject LIKE '%s3cret%'"), Is.Zero);
    }

    [Test]
    public async Task Change_Audit_HasNamesAndNoValues()
    {
        await KeepAsync([Bot], (Token, "s3cret"));
        await KeepAsync([Bot with { Values = new Dictionary<string, string> { ["Network"] = "telegram", ["Journal"] = "-1002" } }]);

        var lines = await Audit.ReadAsync(null, 9, default);

        Assert.That(lines.Select(line => (line.Action, line.Subject, line.Detail)), Is.EqualTo(new[]
        {
            ("settings.changed", "account bot33", (string?)"Journal"),
            ("secret.kept", Token, null),
            ("settings.made", "account bot33", "Journal, Network"),
        }));
        Assert.That(lines.Select(line => line.Actor), Is.All.EqualTo(Claire));
        Assert.That((await Audit.VerifyAsync(default)).BrokenAt, Is.Null);
    }

    [Test]
    public async Task Change_SectionAsItIs_WritesNothing()
    {
        await KeepAsync([Bot]);
        await KeepAsync([Bot]);

        Assert.That(await Audit.ReadAsync(null, 9, default), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Change_AccountRemoved_TakesItsSecretsAndNoOthers()
    {
        const string Neighbour = "Relay:Accounts:bot334:Token";
        await KeepAsync([Bot, Gironde], (Token, "s3cret"), (Neighbour, "other"));

        await ChangeAsync(new([], [(SectionKind.Account, "bot33"), (SectionKind.Channel, "gironde")], new Dictionary<string, string>()));

        Assert.That(await Temporary.Settings.SectionsAsync(default), Is.Empty);
        Assert.That((Temporary.Secrets.Holds(Token), Temporary.Secrets.Find(Token), Temporary.Secrets.Find(Neighbour)), Is.EqualTo((false, (string?)null, "other")));
        Assert.That((await Audit.ReadAsync(Token, 9, default))[0].Action, Is.EqualTo("secret.forgotten"));
    }

    [Test]
    public async Task Keep_RotatedToken_CountsAtOnceAndAfterARestart()
    {
        await KeepAsync([Bot], (Token, "first"));

        await Temporary.Secrets.KeepAsync(new Dictionary<string, string> { [Token] = "second" }, Actor.System, Now, default);

        Assert.That(Temporary.Secrets.Find(Token.ToUpperInvariant()), Is.EqualTo("second"));
        await Temporary.ReopenAsync();
        Assert.That(Temporary.Secrets.Find(Token), Is.EqualTo("second"));
    }

    [Test]
    public async Task Open_ForReading_SeesWhatIsKeptAndChangesNothing()
    {
        await KeepAsync([Bot], (Token, "s3cret"));
        await using var reader = await RelayStore.OpenReadOnlyAsync(Temporary.Options, Time, null, default);

        Assert.That((await reader.Settings.SectionsAsync(default)).Single().Id, Is.EqualTo("bot33"));
        Assert.That(reader.Secrets.Find(Token), Is.EqualTo("s3cret"));
        Assert.That(() => reader.Settings.ChangeAsync(new([Gironde], [], new Dictionary<string, string>()), Claire, Now, default), Throws.InvalidOperationException);
    }

    [Test]
    public async Task Find_StoreOpenedWithoutKeys_SaysSoAndNotWhatIsKept()
    {
        await KeepAsync([Bot], (Token, "s3cret"));
        var bare = new StoreOptions { Engine = Temporary.Options.Engine, Path = Temporary.Options.Path, ConnectionString = Temporary.Options.ConnectionString, Schema = Temporary.Options.Schema };
        await using var reader = await RelayStore.OpenReadOnlyAsync(bare, Time, null, default);

        Assert.That(() => reader.Secrets.Find(Token), Throws.TypeOf<SecretMissingException>().With.Message.Contains(Token).And.Message.Not.Contains("terc3s"));
    }

    private Task KeepAsync(IReadOnlyList<KeptSection> sections, params (string Setting, string Secret)[] secrets)
        => ChangeAsync(new(sections, [], secrets.ToDictionary(pair => pair.Setting, pair => pair.Secret)));

    private Task ChangeAsync(SettingsChange change) => Temporary.Settings.ChangeAsync(change, Claire, Now, default);
}
