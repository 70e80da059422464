using Relay.Core.Channels;
using Relay.Core.Channels.Connecting;
using Relay.Core.Channels.Proofs;
using Relay.Core.Deliveries;
using Relay.Networks.Tests.Contract;
using Relay.Networks.Tests.Sandbox;
using Relay.Sandbox;
using Relay.Sandbox.Faults;
using Relay.Testing.Http;

namespace Relay.Networks.Tests.Facebook;

/// <summary>The ladder of a Page, climbed at the rehearsal and in front of answers that the rehearsal does not give.</summary>
[TestFixture]
internal sealed class FacebookProverTests
{
    private const string Granted = """["pages_show_list","pages_read_engagement","pages_manage_posts"]""";

    [Test]
    public async Task ProveAsync_PermissionsToPublishOnly_NamesThePermissionOfEachRungAbove()
    {
        var world = SandboxWorld.Default;
        await using var rig = await SandboxRig.StartAsync(world with { Pages = [.. world.Pages.Select(page => page with { Scopes = ["pages_show_list", "pages_read_engagement", "pages_manage_posts"] })] });

        var proofs = await rig.Prover("facebook").ProveAsync(rig.Account("facebook"), new Target("100000000000002"), CancellationToken.None);

        Assert.That(proofs.Select(proof => (proof.Capability, proof.Result)), Is.EqualTo(new[]
        {
            (Capability.Authenticate, ProofResult.Proven), (Capability.Post, ProofResult.Proven), (Capability.Edit, ProofResult.Proven), (Capability.ReadOwnPosts, ProofResult.Proven),
            (Capability.ReadComments, ProofResult.Missing), (Capability.ReadMessages, ProofResult.Missing), (Capability.HearWebhooks, ProofResult.Missing),
        }));
        Assert.That(proofs.Skip(4).Select(proof => proof.Words.French.Split(' ')[0]), Is.EqualTo(new[] { "pages_read_user_content", "pages_messaging", "pages_manage_metadata" }));
        Assert.That(rig.Host.World.Posts(), Is.Empty, "nothing is published");
        Assert.That(rig.Faults("facebook"), Is.Empty);
    }

    [Test]
    public async Task ProveAsync_EveryPermission_ReadsEachThing()
    {
        await using var rig = await SandboxRig.StartAsync();
        var account = await ConnectedAsync(rig, 4);
        await rig.Network("facebook").CreateAsync(account, new Target("100000000000001"), new Part(Guid.NewGuid(), 0, "Bonjour", []), CancellationToken.None);

        var proofs = await rig.Prover("facebook").ProveAsync(account, null, CancellationToken.None);

        Assert.That(proofs.Where(proof => proof.Result is not ProofResult.Proven).Select(proof => (proof.Result, proof.Words.French)),
            Is.EqualTo(new[] { (ProofResult.NotOffered, "Relay va lire lui-même chez Facebook : rien à ouvrir vers l'extérieur.") }));
        Assert.That(rig.Faults("facebook"), Is.Empty);
    }

    [Test]
    public async Task ProveAsync_NoPostYet_LeavesCommentsUnknown()
    {
        await using var rig = await SandboxRig.StartAsync();

        var proofs = await rig.Prover("facebook").ProveAsync(await ConnectedAsync(rig, 4), null, CancellationToken.None);

        Assert.That(proofs.Single(proof => proof.Capability is Capability.ReadComments).Result, Is.EqualTo(ProofResult.Unknown));
    }

    [Test]
    public async Task ProveAsync_FacebookRepeatsTheTokenAskedAbout_IsNotToldInTheProof()
    {
        using var wire = new ScriptedHandler();
        wire.Routes(("GET /debug_token", 400, """{"error":{"message":"Malformed access token EAAtoken","type":"OAuthException","code":100}}"""));

        var proofs = await ProveAsync(wire);

        Assert.That(proofs[0].Words.English, Does.Contain("Malformed access token …"));
    }

    [TestCase(null, "0123456789abcdef0123456789abcdef", ProofResult.Missing, "VerifyToken")]
    [TestCase("verify-token", null, ProofResult.Missing, "AppSecret")]
    [TestCase("verify-token", "0123456789abcdef0123456789abcdef", ProofResult.Proven, "(feed)")]
    public async Task ProveAsync_WhereRelayListens_NamesTheSecretThatIsMissing(string? verify, string? secret, ProofResult result, string words)
    {
        using var wire = new ScriptedHandler();
        Answers(wire, Granted[..^1] + ",\"pages_manage_metadata\"]");
        var settings = new Dictionary<string, string> { ["PageId"] = "1234567890", ["AppId"] = "7", ["Token"] = "EAAtoken" };
        foreach (var (name, value) in new[] { ("VerifyToken", verify), ("AppSecret", secret) })
        {
            if (value is not null)
            {
                settings[name] = value;
            }
        }
        using var rig = new Rig("facebook", wire);

        var proof = (await rig.Prover.ProveAsync(rig.Account(settings) with { Webhook = new("https://relay.example/webhooks/test") }, new Target("1234567890"), CancellationToken.None)).Single(one => one.Capability is Capability.HearWebhooks);

        Assert.That((proof.Result, proof.Words.French.Contains(words, StringComparison.Ordinal)), Is.EqualTo((result, true)), proof.Words.French);
        Assert.That(proof.Words.French, result is ProofResult.Missing ? Does.Contain("relay connect facebook --name test") : Does.Not.Contain("relay"));
    }

    [TestCase(FaultKind.TokenRevoked, ProofResult.Missing, "le jeton ne vaut plus : la personne a changé son mot de passe ; relancez relay connect facebook")]
    [TestCase(FaultKind.HtmlPage, ProofResult.Unknown, "Facebook n'a pas répondu (HTTP 502")]
    [TestCase(FaultKind.Throttled, ProofResult.Unknown, "Facebook demande d'attendre")]
    [TestCase(FaultKind.DropBefore, ProofResult.Unknown, "Facebook n'a pas répondu")]
    public async Task ProveAsync_FirstRungFails_LeavesTheOthersUnknown(FaultKind kind, ProofResult result, string words)
    {
        await using var rig = await SandboxRig.StartAsync();
        rig.Host.World.Faults.Add(new FaultRule(kind) { Network = "facebook" });

        var proofs = await rig.Prover("facebook").ProveAsync(rig.Account("facebook"), null, CancellationToken.None);

        Assert.That(proofs[0].Result, Is.EqualTo(result));
        Assert.That(proofs[0].Words.French, Does.StartWith(words));
        Assert.That(proofs.Skip(1).Select(proof => proof.Result), Has.Exactly(6).Items.And.All.EqualTo(ProofResult.Unknown));
    }

    [TestCase("published_posts", Capability.ReadOwnPosts)]
    [TestCase("GET page", Capability.Post)]
    public async Task ProveAsync_OneReadFails_LeavesThatRungUnknown(string operation, Capability rung)
    {
        await using var rig = await SandboxRig.StartAsync();
        rig.Host.World.Faults.Add(new FaultRule(FaultKind.HtmlPage) { Network = "facebook", Operation = operation.Contains(' ', StringComparison.Ordinal) ? operation : $"GET {operation}" });

        var proofs = await rig.Prover("facebook").ProveAsync(rig.Account("facebook"), null, CancellationToken.None);

        Assert.That(proofs.Single(proof => proof.Capability == rung).Result, Is.EqualTo(ProofResult.Unknown));
        Assert.That(proofs[0].Result, Is.EqualTo(ProofResult.Proven));
    }

    [TestCase("""{"data":{"is_valid":false,"error":{"code":190,"subcode":492,"message":"x"},"scopes":[]}}""", "le jeton ne vaut plus : la personne n'a plus de rôle sur la Page ;")]
    [TestCase("""{"data":{"is_valid":true,"type":"USER","expires_at":0,"app_id":"7","user_id":"8","scopes":[]}}""", "Token est un jeton de type USER, pas celui d'une Page ;")]
    [TestCase("""{"data":{"is_valid":true,"type":"PAGE","expires_at":0,"app_id":"7","profile_id":"99999","scopes":[]}}""", "Token est celui de la Page 99999, mais PageId dit 1234567890 ;")]
    [TestCase("""{"data":{"is_valid":true,"type":"PAGE","expires_at":1790000000,"app_id":"7","profile_id":1234567890,"scopes":[]}}""", "le jeton s'arrête le 2026-09-21")]
    [TestCase("""{"error":{"message":"(#100) The App_id in the input_token did not match the Viewing App","type":"OAuthException","code":100}}""", "Token et AppId ne vont pas ensemble :")]
    [TestCase("""{"error":{"message":"Invalid appsecret_proof provided in the API argument","type":"GraphMethodException","code":100}}""", "AppSecret manque ou n'est pas la clé")]
    [TestCase("""{"error":{"message":"x","type":"OAuthException","code":190,"error_subcode":458}}""", "le jeton ne vaut plus : l'application a été retirée par la personne ;")]
    public async Task ProveAsync_WrongToken_SaysWhichAndTheNextStep(string answer, string words)
    {
        using var wire = new ScriptedHandler();
        wire.Always(answer.Contains("error\":{\"message", StringComparison.Ordinal) ? 400 : 200, answer);

        var first = (await ProveAsync(wire))[0];

        Assert.That(first.Result, Is.EqualTo(ProofResult.Missing), first.Words.French);
        Assert.That(first.Words.French, Does.StartWith(words).And.Contain("relancez relay connect facebook"));
        Assert.That(first.Words.English, Does.Contain("relay connect facebook"));
    }

    [TestCase(90, "l'accès aux données vaut jusqu'au")]
    [TestCase(10, "mais Facebook coupe l'accès aux données le")]
    [TestCase(-1, "mais l'accès aux données est coupé depuis le")]
    public async Task ProveAsync_AccessToDataNearItsEnd_SaysSo(int days, string words)
    {
        using var wire = new ScriptedHandler();
        Answers(wire, Granted, days: days);

        Assert.That((await ProveAsync(wire))[0].Words.French, Does.Contain(words));
    }

    [TestCase("""["pages_show_list","pages_manage_posts"]""", "pages_read_engagement manque")]
    [TestCase("""["pages_show_list","pages_read_engagement"]""", "pages_manage_posts manque")]
    public async Task ProveAsync_PermissionTakenAway_NamesIt(string scopes, string words)
    {
        using var wire = new ScriptedHandler();
        Answers(wire, scopes);

        var post = (await ProveAsync(wire))[1];

        Assert.That((post.Result, post.Words.French.Split(',')[0]), Is.EqualTo((ProofResult.Missing, words)));
    }

    [Test]
    public async Task ProveAsync_PermissionForAnotherPageOnly_IsMissing()
    {
        using var wire = new ScriptedHandler();
        Answers(wire, Granted, granular: """[{"scope":"pages_manage_posts","target_ids":["555"]}]""");

        Assert.That((await ProveAsync(wire))[1].Result, Is.EqualTo(ProofResult.Missing));
    }

    [Test]
    public async Task ProveAsync_TaskTakenAway_IsMissing()
    {
        using var wire = new ScriptedHandler();
        Answers(wire, Granted[..^1] + ",\"pages_manage_metadata\"]", tasks: """["MODERATE"]""");

        var post = (await ProveAsync(wire))[1];

        Assert.That(post.Result, Is.EqualTo(ProofResult.Missing), post.Words.French);
        Assert.That(post.Words.French, Does.Contain("CREATE_CONTENT"));
    }

    [Test]
    public async Task ProveAsync_PageNotPublished_SaysThatNobodySees()
    {
        using var wire = new ScriptedHandler();
        Answers(wire, Granted, published: "false");

        var post = (await ProveAsync(wire))[1];

        Assert.That(post.Result, Is.EqualTo(ProofResult.Proven));
        Assert.That(post.Words.French, Does.Contain("n'est pas publiée"));
    }

    private static void Answers(ScriptedHandler wire, string scopes, int days = 90, string granular = "[]", string tasks = "[]", string published = "true")
    {
        var ends = new Testing.ManualTime().GetUtcNow().AddDays(days).ToUnixTimeSeconds();
        wire.Routes(
            ("GET /debug_token", 200, $$$"""{"data":{"is_valid":true,"type":"PAGE","expires_at":0,"data_access_expires_at":{{{ends}}},"app_id":7,"profile_id":"1234567890","user_id":"8","scopes":{{{scopes}}},"granular_scopes":{{{granular}}}}}"""),
            ("GET /published_posts", 200, """{"data":[{"id":"1234567890_1"}]}"""),
            ("GET /roles", 200, $$"""{"data":[{"id":"8","tasks":{{tasks}}}]}"""),
            ("GET /subscribed_apps", 200, """{"data":[{"id":"7","subscribed_fields":["feed"]}]}"""),
            ("GET /1234567890?", 200, $$"""{"id":"1234567890","name":"Le Tilleul","is_published":{{published}}}"""));
    }

    private static async Task<IReadOnlyList<Proof>> ProveAsync(ScriptedHandler wire)
    {
        using var rig = new Rig("facebook", wire);
        var account = rig.Account(new Dictionary<string, string> { ["PageId"] = "1234567890", ["AppId"] = "7", ["Token"] = "EAAtoken", ["AppSecret"] = "0123456789abcdef0123456789abcdef" });
        var proofs = await rig.Prover.ProveAsync(account, new Target("1234567890"), CancellationToken.None);
        Assert.That(proofs.Select(proof => proof.Words.French + proof.Words.English), Has.None.Contains("EAAtoken").And.None.Contains("0123456789abcdef"));
        Assert.That(proofs.Select(proof => proof.Capability), Is.EqualTo(Enum.GetValues<Capability>()));
        return proofs;
    }

    /// <summary>An account connected by one of the rehearsal's people.</summary>
    private static async Task<Account> ConnectedAsync(SandboxRig rig, int person)
    {
        var world = rig.Host.World.Accounts;
        var her = new Coordinator(new Dictionary<string, string> { ["app-secret"] = world.Apps[0].Secret, ["user-token"] = world.People[person].ExplorerToken, ["page"] = "Le Tilleul" });
        var made = await rig.Connector("facebook").ConnectAsync(her, new ConnectPlace(rig.Host.Facebook, null), CancellationToken.None);
        using var reader = new Rig("facebook", new ScriptedHandler());
        return reader.Account(made.Settings.Concat(made.Secrets).ToDictionary(pair => pair.Key, pair => pair.Value));
    }
}
