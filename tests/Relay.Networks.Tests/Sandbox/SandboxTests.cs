using Relay.Core.Channels;
using Relay.Core.Deliveries;
using Relay.Core.Items;
using Relay.Networks.Tests.Contract;
using Relay.Sandbox.Faults;

namespace Relay.Networks.Tests.Sandbox;

[TestFixture]
internal sealed class SandboxTests
{
    [TestCase("facebook", "100000000000002")]
    [TestCase("x", "@tilleul_33")]
    [TestCase("telegram", "@tilleul_gironde")]
    [TestCase("telegram", "-900000005")]
    [TestCase("telegram", "-1009000000006#5")]
    [TestCase("telegram", "700000007")]
    public async Task EveryOperation_AtTheRehearsal_SucceedsAndIsAsTheNetworkDescribes(string network, string target)
    {
        await using var rig = await SandboxRig.StartAsync();

        var failed = await EveryOperation.RunAsync(rig.Network(network), rig.Account(network), Target.Parse(target), rig.Pictures, rig.Clock);

        Assert.That(failed, Is.Empty);
        Assert.That(rig.Host.World.Posts(), Has.Count.GreaterThanOrEqualTo(4).And.All.Property("Deleted").True);
        Assert.That(rig.Faults(network), Is.Empty);
    }

    [TestCase("facebook", "100000000000002", "POST feed", true)]
    [TestCase("x", "@tilleul_33", "POST /2/tweets", true)]
    [TestCase("telegram", "@tilleul_gironde", "sendMessage", true)]
    [TestCase("telegram", "-1009000000006#5", "sendMessage", true)]
    [TestCase("facebook", "100000000000002", "POST feed", false)]
    [TestCase("x", "@tilleul_33", "POST /2/tweets", false)]
    [TestCase("telegram", "@tilleul_gironde", "sendMessage", false)]
    public async Task FindAsync_AnswerLost_TellsWhetherItIsThere(string network, string target, string operation, bool accepted)
    {
        await using var rig = await SandboxRig.StartAsync();
        var (adapter, account, where) = (rig.Network(network), rig.Account(network), Target.Parse(target));
        var before = await SendAsync(adapter, account, where, "Première annonce https://parti.example/e/1");
        rig.Host.World.Faults.Add(new FaultRule(accepted ? FaultKind.DropAfter : FaultKind.DropBefore) { Network = network, Operation = operation, Count = 1 });
        var doubtful = Words("Réunion à 19 h : venez ! https://parti.example/e/2");

        var outcome = await adapter.CreateAsync(account, where, doubtful, CancellationToken.None);
        var after = await SendAsync(adapter, account, where, "Troisième annonce https://parti.example/e/3");
        var known = new HashSet<string>([.. before, .. after]);
        var backwards = await EveryOperation.FindAsync(adapter, account, where, new Search(doubtful, rig.Clock.GetUtcNow(), null, after[0], known));
        var forwards = await EveryOperation.FindAsync(adapter, account, where, new Search(doubtful, rig.Clock.GetUtcNow(), before[0], null, known));
        var unguided = await EveryOperation.FindAsync(adapter, account, where, new Search(doubtful, rig.Clock.GetUtcNow(), null, null, known));

        Assert.That(((Outcome.Failed)outcome).Kind, Is.EqualTo(FailureKind.Unknown));
        var there = rig.Host.World.Posts().Where(post => post.Text.Contains("19 h", StringComparison.Ordinal)).Select(post => post.Id).ToArray();
        Assert.That(there, Has.Length.EqualTo(accepted ? 1 : 0));
        foreach (var finding in new[] { backwards, forwards, unguided })
        {
            Assert.That((finding as Finding.There)?.RemoteIds, accepted ? Is.EqualTo(there) : Is.Null);
            Assert.That(finding, accepted ? Is.TypeOf<Finding.There>() : Is.TypeOf<Finding.NotSeen>());
        }
        Assert.That(rig.Host.World.Posts(journal: true).Where(post => post.Journal && !post.Deleted), Is.Empty, "copies are taken away again");
    }

    [TestCase("facebook", "100000000000002", "POST photos", 1, 1)]
    [TestCase("facebook", "100000000000002", "POST feed", 3, 1)]
    [TestCase("x", "@tilleul_33", "POST /2/tweets", 2, 1)]
    [TestCase("telegram", "@tilleul_gironde", "sendPhoto", 1, 1)]
    [TestCase("telegram", "@tilleul_gironde", "sendMediaGroup", 3, 3)]
    public async Task FindAsync_AnswerToPicturesLost_FindsAllItsIds(string network, string target, string operation, int pictures, int ids)
    {
        await using var rig = await SandboxRig.StartAsync();
        var (adapter, account) = (rig.Network(network), rig.Account(network));
        var part = Words("Fête du quartier, avec affiches") with { Images = [.. Enumerable.Range(1, pictures).Select(number => new Image(new Uri(rig.Pictures, $"{number}.png"), "Affiche"))] };
        await SendAsync(adapter, account, new Target(target), "Première annonce");
        rig.Host.World.Faults.Add(new FaultRule(FaultKind.DropAfter) { Network = network, Operation = operation, Count = 1 });

        var outcome = await adapter.CreateAsync(account, new Target(target), part, CancellationToken.None);
        var finding = await EveryOperation.FindAsync(adapter, account, new Target(target), new Search(part, rig.Clock.GetUtcNow(), null, null, new HashSet<string>()));

        Assert.That(((Outcome.Failed)outcome).Kind, Is.EqualTo(FailureKind.Unknown));
        Assert.That(finding, Is.TypeOf<Finding.There>());
        Assert.That(((Finding.There)finding).RemoteIds, Has.Count.EqualTo(ids));
        Assert.That(((Finding.There)finding).RemoteIds, Is.SubsetOf(rig.Host.World.Posts().Select(post => post.Id)));
    }

    [TestCase("facebook", "100000000000002", "POST photos", FaultKind.DropAfter)]
    [TestCase("x", "@tilleul_33", "POST /2/media/upload", FaultKind.DropBefore)]
    [TestCase("x", "@tilleul_33", "POST /2/media/metadata", FaultKind.DropBefore)]
    public async Task CreateAsync_PreparingLost_LeavesNothingAndNoDoubt(string network, string target, string operation, FaultKind fault)
    {
        await using var rig = await SandboxRig.StartAsync();
        var part = Words("Fête du quartier") with { Images = [new Image(new Uri(rig.Pictures, "1.png"), "Affiche"), new Image(new Uri(rig.Pictures, "2.png"), "Affiche")] };
        rig.Host.World.Faults.Add(new FaultRule(fault) { Network = network, Operation = operation, Count = 1 });

        var outcome = await rig.Network(network).CreateAsync(rig.Account(network), new Target(target), part, CancellationToken.None);
        var posts = rig.Host.World.Posts().Where(post => post.Published).ToList();
        var again = await rig.Network(network).CreateAsync(rig.Account(network), new Target(target), part, CancellationToken.None);

        Assert.That((outcome as Outcome.Failed)?.Kind, Is.EqualTo(FailureKind.Unavailable));
        Assert.That(posts, Is.Empty);
        Assert.That(again, Is.TypeOf<Outcome.Done>());
    }

    [Test]
    public async Task FindAsync_TelegramWithoutAJournal_CannotTell()
    {
        await using var rig = await SandboxRig.StartAsync();
        var account = rig.Account("telegram") with { Settings = new Dictionary<string, string>() };

        var finding = await EveryOperation.FindAsync(rig.Network("telegram"), account, new Target("@tilleul_gironde"), new Search(Words("a"), rig.Clock.GetUtcNow(), null, null, new HashSet<string>()));

        Assert.That(finding, Is.TypeOf<Finding.CannotTell>());
        Assert.That(rig.Exchanges, Is.Empty);
    }

    [Test]
    public async Task FindAsync_TelegramPrivateChat_CannotTell()
    {
        await using var rig = await SandboxRig.StartAsync();

        var finding = await EveryOperation.FindAsync(
            rig.Network("telegram"), rig.Account("telegram"), new Target("700000007", Kind: TargetKind.Private), new Search(Words("a"), rig.Clock.GetUtcNow(), null, null, new HashSet<string>()));

        Assert.That(finding, Is.TypeOf<Finding.CannotTell>());
    }

    [TestCase(FaultKind.Throttled, FailureKind.Throttled)]
    [TestCase(FaultKind.HtmlPage, FailureKind.Unknown)]
    [TestCase(FaultKind.TokenRevoked, FailureKind.Unauthorized)]
    [TestCase(FaultKind.ErrorAfter, FailureKind.Unknown)]
    [TestCase(FaultKind.Reset, FailureKind.Unknown)]
    [TestCase(FaultKind.DropBefore, FailureKind.Unknown)]
    [TestCase(FaultKind.UserAgentRequired, null)]
    public async Task CreateAsync_FaultOfTheRehearsal_IsUnderstood(FaultKind fault, FailureKind? kind)
    {
        await using var rig = await SandboxRig.StartAsync();
        rig.Host.World.Faults.Add(new FaultRule(fault) { RetryAfter = TimeSpan.FromSeconds(7) });
        foreach (var (network, target) in new[] { ("facebook", "100000000000002"), ("x", "@tilleul_33"), ("telegram", "@tilleul_gironde") })
        {
            var outcome = await rig.Network(network).CreateAsync(rig.Account(network), new Target(target), Words("Annonce"), CancellationToken.None);

            Assert.That((outcome as Outcome.Failed)?.Kind, Is.EqualTo(kind), $"{network}: {outcome}");
            Assert.That((outcome as Outcome.Failed)?.RetryAfter, Is.EqualTo(fault is FaultKind.Throttled ? TimeSpan.FromSeconds(7) : (TimeSpan?)null), network);
        }
    }

    [Test]
    public async Task CreateAsync_SameWordsAgainOnX_IsADuplicateThatCanBeFound()
    {
        await using var rig = await SandboxRig.StartAsync();
        var (adapter, account, target) = (rig.Network("x"), rig.Account("x"), new Target("@tilleul_33"));
        var ids = await SendAsync(adapter, account, target, "Annonce");

        var again = await adapter.CreateAsync(account, target, Words("Annonce"), CancellationToken.None);
        var found = await EveryOperation.FindAsync(adapter, account, target, new Search(Words("Annonce"), rig.Clock.GetUtcNow(), null, null, new HashSet<string>()));

        Assert.That(((Outcome.Failed)again).Kind, Is.EqualTo(FailureKind.Duplicate));
        Assert.That(((Finding.There)found).RemoteIds, Is.EqualTo(ids));
    }

    private static Part Words(string text) => new(Guid.NewGuid(), 0, text, [], null, null);

    private static async Task<IReadOnlyList<string>> SendAsync(INetwork network, Account account, Target target, string text)
        => ((Outcome.Done)await network.CreateAsync(account, target, Words(text), CancellationToken.None)).RemoteIds;
}
