using System.Net.Http.Json;
using Relay.Core.Channels;
using Relay.Core.Channels.Connecting;
using Relay.Networks.Tests.Connecting;
using Relay.Networks.Tests.Sandbox;

namespace Relay.Networks.Tests.Assisted;

/// <summary>A coordinator connects whoever publishes by hand, at the rehearsal: no number and no id is typed.</summary>
[TestFixture]
internal sealed class AssistedConnectorTests
{
    private const string Camille = "700000007";

    private readonly HttpClient _http = new();
    private SandboxRig _rig = null!;
    private PlayedDialogue _she = null!;

    [SetUp]
    public async Task Start()
    {
        _rig = await SandboxRig.StartAsync();
        _she = new PlayedDialogue { Answers = { ["link"] = "https://m.facebook.com/groups/tilleul.gironde/?ref=share" } };
        _she.Doing["wrote"] = () => WriteAsync("bonjour");
    }

    [TearDown]
    public async Task Stop()
    {
        Assert.That(_rig.Faults("telegram"), Is.Empty);
        Assert.That(_rig.Host.World.Posts(journal: true), Is.Empty, "nobody is written to");
        _http.Dispose();
        await _rig.DisposeAsync();
    }

    [Test]
    public async Task ConnectAsync_SheWritesToTheBot_IsOfferedByNameAndBecomesTheAccount()
    {
        var connection = await ConnectAsync(Bot());

        Assert.That((connection.Name, connection.Title), Is.EqualTo(("camille-repetition", "Camille Répétition")));
        Assert.That(connection.Settings, Is.EqualTo(new Dictionary<string, string> { ["Bot"] = "bot33", ["Coordinator"] = Camille, ["Name"] = "Camille Répétition" }));
        Assert.That(connection.Secrets, Is.Empty);
        var place = connection.Channels.Single();
        Assert.That((place.Name, place.Title, place.Settings["Target"]), Is.EqualTo(("groupe-tilleul-gironde", "Groupe tilleul.gironde", "https://www.facebook.com/groups/tilleul.gironde")));
        Assert.That(_she.Asked, Does.Contain("wrote").And.Not.Contain("other-person"));
    }

    [Test]
    public async Task ConnectAsync_TheBotsOwnCoordinator_IsOfferedAtOnceAndNothingIsWaitedFor()
    {
        var connection = await ConnectAsync(Bot(("Coordinator", Camille), ("CoordinatorName", "Camille")));

        Assert.That((connection.Settings["Coordinator"], connection.Settings["Name"]), Is.EqualTo((Camille, "Camille")));
        Assert.That(_she.Asked, Does.Not.Contain("wrote"));
    }

    [Test]
    public async Task ConnectAsync_SheAlreadyHasAGroup_TheSecondJoinsHerAccount()
    {
        var first = await ConnectAsync(Bot());
        var hers = new Account("camille-a-bordeaux", "assisted", new Uri("https://example.org/")) { Secret = name => "", IsNetworksOwn = true, Settings = first.Settings, Limits = new(null, [], []) };
        _she = new PlayedDialogue { Answers = { ["link"] = "https://chat.whatsapp.com/AbCdEfGhIjKlMnOpQrStUv", ["group"] = "Les colleurs" } };

        var second = await _rig.Connector("assisted").ConnectAsync(_she, new ConnectPlace(null, null) { Others = [Bot(), hers] }, CancellationToken.None);

        Assert.That((second.Name, second.Channels.Single().Name), Is.EqualTo(("camille-a-bordeaux", "les-colleurs")));
        Assert.That(second.Remarks.Select(remark => remark.English), Has.Some.Contains("WhatsApp link"));
    }

    [Test]
    public async Task ConnectAsync_SomebodyElseHasTheName_GetsAnotherId()
    {
        var namesake = new Account("camille-repetition", "telegram", new Uri("https://example.org/")) { Secret = name => "", IsNetworksOwn = true, Limits = new(null, [], []) };
        _she.Answers["bot"] = "bot33";

        var connection = await _rig.Connector("assisted").ConnectAsync(_she, new ConnectPlace(null, null) { Others = [Bot(), namesake] }, CancellationToken.None);

        Assert.That(connection.Name, Is.EqualTo("camille-repetition-2"));
    }

    [Test]
    public void ConnectAsync_NoBot_SaysToConnectOneFirst()
        => Assert.That(() => ConnectAsync(), Throws.TypeOf<ConnectException>().With.Message.Contains("relay connect telegram"));

    [Test]
    public void ConnectAsync_NobodyWrites_NamesTheStepAndTheLink()
    {
        _she.Doing.Clear();

        Assert.That(() => ConnectAsync(Bot()), Throws.TypeOf<ConnectException>().With.Message.StartsWith("Person step:").And.Message.Contains("https://t.me/"));
    }

    [TestCase("facebook.com/groups/tilleul", "https://www.facebook.com/groups/tilleul")]
    [TestCase("www.facebook.com/groups/5/?ref=share", "https://www.facebook.com/groups/5")]
    [TestCase("http://m.facebook.com/groups/5", "https://www.facebook.com/groups/5")]
    [TestCase("HTTPS://Facebook.com/groups/5", "https://www.facebook.com/groups/5")]
    [TestCase("Suis ce lien pour rejoindre mon groupe WhatsApp : https://chat.whatsapp.com/AbCdEfGhIjKlMnOpQrStUv", "https://chat.whatsapp.com/AbCdEfGhIjKlMnOpQrStUv")]
    public async Task ConnectAsync_LinkWithoutHttps_IsCompletedAndShownAsUnderstood(string written, string link)
    {
        _she.Answers["link"] = written;

        var connection = await ConnectAsync(Bot(("Coordinator", Camille)));

        Assert.That(connection.Channels.Single().Settings["Target"], Is.EqualTo(link));
        Assert.That(_she.Said, Has.Some.EndsWith(link));
    }

    [Test]
    public async Task ConnectAsync_AskedWhetherSomebodyElsePublishes_IsToldWhoThereIsFirst()
    {
        await ConnectAsync(Bot(("Coordinator", Camille), ("CoordinatorName", "Camille")));

        Assert.That(_she.Questions["other-person"].English, Is.EqualTo("The bot can write to \"Camille\" already. Is it somebody else who will publish, and who writes to the bot now?"));
    }

    [TestCase("https://www.facebook.com/lestilleuls")]
    [TestCase("https://www.facebook.com/groups/")]
    [TestCase("https://www.facebook.com/groups/5/posts/6")]
    [TestCase("https://chat.whatsapp.com/")]
    [TestCase("https://wa.me/33600000000")]
    [TestCase("https://facebook.com.example.org/groups/5")]
    [TestCase("groups/5")]
    [TestCase("facebook.com")]
    [TestCase("javascript:facebook.com/groups/5")]
    [TestCase("https://name:word@www.facebook.com/groups/5")]
    public void ConnectAsync_LinkOfNoGroup_IsRefusedWithWhereToFindIt(string link)
    {
        _she.Answers["link"] = link;

        Assert.That(() => ConnectAsync(Bot(("Coordinator", Camille))), Throws.TypeOf<ConnectException>().With.Message.StartsWith("Group step:").And.Message.Contains("https://chat.whatsapp.com/"));
    }

    [Test]
    public async Task ConnectAsync_WhatItFound_IsReadByTheProductWithoutAFault()
    {
        var connection = await ConnectAsync(Bot());
        using var rig = new Contract.Rig("assisted", new Relay.Testing.Http.ScriptedHandler());
        var faults = new List<Fault>();

        var account = rig.Account(connection.Settings);
        var target = rig.ReadTarget(account, faults, [.. connection.Channels[0].Settings.Select(setting => (setting.Key, setting.Value))]);

        Assert.That((faults.Count, target?.Value), Is.EqualTo((0, connection.Channels[0].Settings["Target"])));
    }

    private Account Bot(params (string Name, string Value)[] settings)
    {
        var bot = _rig.Account("telegram");
        return bot with { Id = "bot33", Settings = bot.Settings.Concat(settings.Select(one => KeyValuePair.Create(one.Name, one.Value))).ToDictionary(StringComparer.OrdinalIgnoreCase) };
    }

    private Task<Connection> ConnectAsync(params Account[] others) => _rig.Connector("assisted").ConnectAsync(_she, new ConnectPlace(null, null) { Others = others }, CancellationToken.None);

    private async Task WriteAsync(string text)
        => Assert.That((int)(await _http.PostAsJsonAsync(new Uri(_rig.Host.Console, "_sandbox/telegram/write"), new { chat = Camille, text })).StatusCode, Is.EqualTo(200));
}
