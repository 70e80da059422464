using System.Net.Http.Headers;
using Relay.Core.Channels;
using Relay.Core.Channels.Connecting;
using Relay.Core.Deliveries;
using Relay.Networks.Tests.Contract;
using Relay.Networks.Tests.Sandbox;
using Relay.Sandbox;
using Relay.Sandbox.Faults;
using Relay.Testing.Http;

namespace Relay.Networks.Tests.Facebook;

/// <summary>A coordinator connects her Page at the rehearsal, and every way in which that can fail ends in a sentence.</summary>
[TestFixture]
internal sealed class FacebookConnectorTests
{
    private SandboxRig _rig = null!;

    private SandboxWorld World => _rig.Host.World.Accounts;

    [SetUp]
    public async Task Start() => _rig = await SandboxRig.StartAsync();

    [TearDown]
    public async Task Stop() => await _rig.DisposeAsync();

    [Test]
    public async Task ConnectAsync_TokenOfTheExplorer_EndsInAnAccountThatPosts()
    {
        var her = new Coordinator(Pasted(0, ("page", "Le Tilleul La Réunion")));

        var made = await ConnectAsync(her);

        Assert.That((made.Name, made.Title), Is.EqualTo(("le-tilleul-la-reunion-facebook", "Le Tilleul La Réunion")));
        Assert.That(made.Settings, Is.EquivalentTo(new Dictionary<string, string>
        {
            ["PageId"] = "100000000000004", ["AppId"] = World.Apps[0].Id, ["BaseAddress"] = $"{_rig.Host.Facebook}",
        }));
        Assert.That(made.Secrets.Keys, Is.EquivalentTo(new[] { "Token", "AppSecret" }));
        Assert.That(made.Channels.Select(place => (place.Title, place.Settings.Count)), Is.EqualTo(new[] { ("Le Tilleul La Réunion", 0) }));
        Assert.That(her.Asked, Is.EqualTo(new[]
        {
            "app-secret", "user-token", "page: Le Tilleul | Le Tilleul Gironde | Le Tilleul Corse | Le Tilleul La Réunion | Le Tilleul Auvergne-Rhône-Alpes",
        }), "no identifier is typed, and every answer of the list is read");
        Assert.That(await PostsAsync(made), Is.TypeOf<Outcome.Done>());
        Assert.That(_rig.Faults("facebook"), Is.Empty);
    }

    [Test]
    public async Task ConnectAsync_ThroughTheBrowser_EndsInAnAccountThatPosts()
    {
        var her = new Coordinator(InBrowser(("page", "Le Tilleul Gironde"))) { Opens = link => VisitAsync(link, "allow") };

        var made = await ConnectAsync(her);

        Assert.That(made.Settings["PageId"], Is.EqualTo("100000000000002"));
        Assert.That(her.Heard.Select(line => line.French), Has.Some.Contains($"{_rig.Host.Facebook}v26.0/dialog/oauth?client_id={World.Apps[0].Id}"));
        Assert.That(await PostsAsync(made), Is.TypeOf<Outcome.Done>());
        Assert.That(_rig.Faults("facebook"), Is.Empty);
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task ConnectAsync_ThroughTheBrowser_AsksForTheRightToBeCalledOnlyWhereRelayListens(bool listens)
    {
        var her = new Coordinator(InBrowser(("page", "Le Tilleul Gironde"))) { Opens = link => VisitAsync(link, "allow") };

        await _rig.Connector("facebook").ConnectAsync(her, new ConnectPlace(_rig.Host.Facebook, null) { IsCalled = listens }, CancellationToken.None);

        Assert.That(her.Heard.Any(line => line.French.Contains("pages_manage_metadata", StringComparison.Ordinal) && line.French.Contains("dialog/oauth", StringComparison.Ordinal)), Is.EqualTo(listens));
    }

    [Test]
    public async Task ConnectAsync_OnlyWhatPublishingNeeds_SaysWhatEachOtherPermissionWouldBring()
    {
        var least = (await ConnectAsync(new Coordinator(Pasted(0, ("page", "Le Tilleul"))))).Remarks.Select(remark => remark.French).ToList();
        var all = (await ConnectAsync(new Coordinator(Pasted(4, ("page", "Le Tilleul"))))).Remarks.Select(remark => remark.French).ToList();

        Assert.That(least, Has.Some.StartsWith("Publier marche aujourd'hui"));
        Assert.That(least, Has.Some.EqualTo("Sans pages_read_user_content, Relay ne pourra pas lire les commentaires du public ; les commentaires des inconnus demandent l'accès avancé."));
        Assert.That(all, Has.Some.EqualTo("pages_read_user_content est là ; les commentaires des inconnus demandent l'accès avancé."));
        Assert.That(least, Has.Some.Contains("en développement"));
        Assert.That(least, Has.Some.Contains($"jusqu'au {_rig.Clock.GetUtcNow().AddDays(90):yyyy-MM-dd}"));
    }

    [Test]
    public async Task ConnectAsync_EveryCallWithAToken_CarriesTheProofAndNoSecretInItsAddress()
    {
        await ConnectAsync(new Coordinator(InBrowser(("page", "Le Tilleul"))) { Opens = link => VisitAsync(link, "allow") });

        var withToken = _rig.Exchanges.Where(exchange => exchange.Request.Headers.Authorization is not null).Select(exchange => exchange.Request.Address.Query).ToList();
        Assert.That(withToken, Has.Count.GreaterThan(4).And.All.Contains("appsecret_proof="));
        Assert.That(_rig.Exchanges.Select(exchange => exchange.Request.Address.AbsoluteUri), Has.None.Contains(World.Apps[0].Secret));
    }

    [TestCase(2, "Le Tilleul Gironde", "Liste des Pages : vous ne pouvez pas publier sur « Le Tilleul Gironde » (il manque la tâche « Contenu », CREATE_CONTENT)")]
    [TestCase(1, null, "Liste des Pages : Facebook n'en montre aucune à cette personne")]
    [TestCase(3, null, "Clé secrète de l'application : elle ne va pas avec l'application qui a donné le jeton")]
    public async Task ConnectAsync_PersonWhoCannot_IsToldWhy(int person, string? page, string sentence)
        => await Fails(new Coordinator(page is null ? Pasted(person) : Pasted(person, ("page", page))), sentence);

    [TestCase("un jeton", "Jeton d'utilisateur : ce qui a été donné contient une espace")]
    [TestCase("EAAnobodysToken", "Jeton d'utilisateur : il ne vaut plus (il est inconnu ou annulé)")]
    public async Task ConnectAsync_TokenThatIsNone_IsToldWhy(string token, string sentence)
        => await Fails(new Coordinator(new Dictionary<string, string> { ["app-secret"] = World.Apps[0].Secret, ["user-token"] = token }), sentence);

    [Test]
    public async Task ConnectAsync_TokenOfAPage_IsToldToTakeAPersons()
        => await Fails(new Coordinator(new Dictionary<string, string> { ["app-secret"] = World.Apps[0].Secret, ["user-token"] = World.Pages[0].Token }),
            "Jeton d'utilisateur : c'est un jeton de type PAGE");

    [Test]
    public async Task ConnectAsync_TokenThatWaitedTooLong_IsToldToMakeANewOne()
    {
        _rig.Clock.Advance(TimeSpan.FromHours(3));

        await Fails(new Coordinator(Pasted(0)), "Jeton d'utilisateur : il ne vaut plus (il a expiré)");
    }

    [TestCase(FaultKind.ConsentDenied, "Accord sur Facebook : vous avez refusé sur Facebook")]
    [TestCase(FaultKind.StateMismatch, "Étape de l'accord : la réponse du navigateur n'appartient pas à cette demande (state différent)")]
    [TestCase(FaultKind.CodeExpired, "Échange du code : le code donné par Facebook a expiré")]
    [TestCase(FaultKind.ScopeMissing, "Accord sur Facebook : il manque pages_manage_posts, sans quoi Relay ne peut pas publier")]
    [TestCase(FaultKind.SecretWrong, "Clé secrète de l'application : elle ne va pas avec l'application")]
    [TestCase(FaultKind.TokenShortLived, "Jeton de la Page : celui de « Le Tilleul » ne vivrait que jusqu'au 2")]
    public async Task ConnectAsync_FaultOfTheAuthorisation_EndsInASentence(FaultKind kind, string sentence)
    {
        _rig.Host.World.Faults.Add(new FaultRule(kind) { Network = "facebook" });

        await Fails(new Coordinator(InBrowser(("page", "Le Tilleul"))) { Opens = link => VisitAsync(link, "allow") }, sentence);
    }

    [Test]
    public async Task ConnectAsync_SaidNo_IsToldThatNothingChanged()
        => await Fails(new Coordinator(InBrowser()) { Opens = link => VisitAsync(link, "deny") }, "Accord sur Facebook : vous avez refusé");

    [Test]
    public async Task ConnectAsync_GaveUpWaiting_IsToldTheOtherWay()
        => await Fails(new Coordinator(InBrowser()), "Accord sur Facebook : aucun accord n'est venu");

    [TestCase("POST access_token", "Prolongation du jeton : Facebook n'a pas répondu comme il faut")]
    [TestCase("GET debug_token", "Jeton d'utilisateur : Facebook n'a pas répondu comme il faut")]
    [TestCase("GET accounts", "Liste des Pages : Facebook n'a pas répondu comme il faut")]
    public async Task ConnectAsync_NoAnswer_NamesTheStep(string operation, string sentence)
    {
        _rig.Host.World.Faults.Add(new FaultRule(FaultKind.DropBefore) { Network = "facebook", Operation = operation });

        await Fails(new Coordinator(Pasted(0, ("page", "Le Tilleul"))), sentence);
    }

    [Test]
    public async Task ConnectAsync_AgainForAnAccount_KeepsItsPageAndItsIdWithoutAsking()
    {
        var her = new Coordinator(new Dictionary<string, string> { ["user-token"] = World.People[0].ExplorerToken });

        var made = await ConnectAsync(her, Existing(World.Pages[3].Id));

        Assert.That((made.Name, made.Settings["PageId"]), Is.EqualTo(("page974", World.Pages[3].Id)));
        Assert.That(her.Asked, Is.EqualTo(new[] { "app-secret", "user-token" }));
        Assert.That(made.Secrets["AppSecret"], Is.EqualTo(World.Apps[0].Secret), "the known one is kept");
    }

    [Test]
    public async Task ConnectAsync_AgainAfterTheRoleIsLost_SaysWhoseItIs()
        => await Fails(new Coordinator(Pasted(4)), $"Liste des Pages : cette personne n'a plus de rôle sur la Page {World.Pages[3].Id}", Existing(World.Pages[3].Id));

    [Test]
    public async Task ConnectAsync_AgainWithAnotherApp_NamesBoth()
        => await Fails(new Coordinator(Pasted(0)), $"Jeton d'utilisateur : il vient d'une autre application ({World.Apps[0].Id}) que celle du compte (990000000000099)", Existing(World.Pages[3].Id, "990000000000099"));

    [Test]
    public async Task ConnectAsync_PermissionsForAnotherPageOnly_NamesThePage()
    {
        using var wire = new ScriptedHandler();
        const string Scopes = "\"scopes\":[\"pages_show_list\",\"pages_read_engagement\",\"pages_manage_posts\"],\"granular_scopes\":[{\"scope\":\"pages_manage_posts\",\"target_ids\":[\"55555\"]}]}}";
        wire.Routes(
            ("GET /app", 200, """{"id":"7","name":"Relay"}"""),
            ("GET /debug_token?input_token=EAAuser", 200, "{\"data\":{\"is_valid\":true,\"type\":\"USER\",\"expires_at\":1900000000,\"app_id\":7," + Scopes),
            ("GET /debug_token?input_token=EAApage", 200, "{\"data\":{\"is_valid\":true,\"type\":\"PAGE\",\"expires_at\":0,\"app_id\":\"7\",\"profile_id\":\"1234567890\"," + Scopes),
            ("POST /oauth/access_token", 200, """{"access_token":"EAAlong","token_type":"bearer","expires_in":5184000}"""),
            ("GET /me/accounts", 200, """{"data":[{"id":"1234567890","name":"Le Tilleul","access_token":"EAApage"}]}"""));
        using var rig = new Rig("facebook", wire);
        var her = new Coordinator(new Dictionary<string, string> { ["app-secret"] = "secret", ["user-token"] = "EAAuser", ["page"] = "Le Tilleul" });

        var fault = (await Assert.ThrowsAsync<ConnectException>(() => rig.Connector.ConnectAsync(her, new ConnectPlace(null, null), CancellationToken.None)))!;

        Assert.That(fault.Sentence.French, Does.StartWith("Jeton de la Page : il manque pages_manage_posts pour « Le Tilleul », sans quoi Relay ne peut pas publier ;"));
        Assert.That(wire.Requests.Select(request => request.Address.Host).Distinct(), Is.EqualTo(new[] { "graph.facebook.com" }));
    }

    private Account Existing(string page, string? app = null)
    {
        using var rig = new Rig("facebook", new ScriptedHandler());
        var read = rig.Account(new Dictionary<string, string> { ["PageId"] = page, ["AppId"] = app ?? World.Apps[0].Id, ["Token"] = "dead", ["AppSecret"] = World.Apps[0].Secret });
        return new Account("page974", read.Network, read.BaseAddress) { Secret = read.Secret, IsNetworksOwn = false, Settings = read.Settings, Limits = read.Limits };
    }

    private Dictionary<string, string> Pasted(int person, params (string Key, string Value)[] further)
        => With(further, ("app-secret", World.Apps[0].Secret), ("user-token", World.People[person].ExplorerToken));

    private Dictionary<string, string> InBrowser(params (string Key, string Value)[] further)
        => With(further, ("app-secret", World.Apps[0].Secret), ("app-id", World.Apps[0].Id));

    private static Dictionary<string, string> With((string Key, string Value)[] further, params (string Key, string Value)[] first)
        => first.Concat(further).ToDictionary(pair => pair.Key, pair => pair.Value);

    private Task<Connection> ConnectAsync(Coordinator her, Account? existing = null)
        => _rig.Connector("facebook").ConnectAsync(her, new ConnectPlace(_rig.Host.Facebook, existing), CancellationToken.None);

    private async Task Fails(Coordinator her, string sentence, Account? existing = null)
    {
        var fault = (await Assert.ThrowsAsync<ConnectException>(() => ConnectAsync(her, existing)))!;

        Assert.That(fault.Sentence.French, Does.StartWith(sentence));
        Assert.That(fault.Sentence.French.TrimEnd('.'), Does.Not.Contain(". "), "one sentence");
        Assert.That(fault.Sentence.English, Is.Not.Empty.And.Not.EqualTo(fault.Sentence.French));
        Assert.That($"{fault}{fault.Sentence}", Does.Not.Contain(World.Apps[0].Secret).And.Not.Contain("EAA"));
    }

    private async Task<Outcome> PostsAsync(Connection made)
    {
        using var rig = new Rig("facebook", new ScriptedHandler());
        var account = rig.Account(made.Settings.Concat(made.Secrets).ToDictionary(pair => pair.Key, pair => pair.Value));
        return await _rig.Network("facebook").CreateAsync(account, new Target(made.Settings["PageId"]), new Part(Guid.NewGuid(), 0, "Bonjour", []), CancellationToken.None);
    }

    /// <summary>What her browser does: it opens the link, she answers, it follows the redirect.</summary>
    private static async Task VisitAsync(Uri link, string answer)
    {
        using var http = new HttpClient();
        http.DefaultRequestHeaders.UserAgent.Add(new ProductInfoHeaderValue("Browser", "1.0"));
        using var shown = await http.GetAsync(new Uri($"{link.AbsoluteUri}&rehearsal={answer}"));
    }
}
