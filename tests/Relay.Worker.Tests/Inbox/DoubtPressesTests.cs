using Microsoft.Extensions.Logging.Abstractions;
using Moq;
using NUnit.Framework;
using Relay.Core.Alarms;
using Relay.Core.Channels;
using Relay.Core.Deliveries;
using Relay.Core.Deliveries.Halts;
using Relay.Core.Deliveries.Hands;
using Relay.Core.Deliveries.Shadows;
using Relay.Core.Inbox;
using Relay.Core.Items;
using Relay.Core.Texts;
using Relay.Store;
using Relay.Testing;
using Relay.Worker.Control;
using Relay.Worker.Inbox;
using Relay.Worker.Tests.Cli;

namespace Relay.Worker.Tests.Inbox;

/// <summary>A coordinator's press on Oui or Non under the question about an uncertain post.</summary>
public sealed class DoubtPressesTests
{
    private const string Chat = "4711";

    private readonly CliBench _bench = new();
    private readonly List<string> _edits = [];
    private readonly HaltBoard _halts = new();
    private bool _tokenIsMissing;

    [TearDown]
    public void RemoveFolder() => _bench.Dispose();

    [TestCase(true, DeliveryState.Confirmed, "Noté : le message y est.")]
    [TestCase(false, DeliveryState.Queued, "Noté : Relay l'envoie de nouveau.")]
    public async Task Press_OfTheCoordinator_SettlesTheDoubtOnceAndTheQuestionSaysSo(bool isThere, DeliveryState state, string said)
    {
        await using var store = await AskedAsync();
        var (presses, question) = await PressesAsync(store);

        var first = await PressAsync(presses, isThere ? question.Yes : question.No);
        var again = await PressAsync(presses, isThere ? question.No : question.Yes);

        Assert.That((first, again), Is.EqualTo((said, "Déjà réglé : il n'y a plus rien à dire de ce message.")));
        Assert.That((await store.Ledger.FindAsync(question.Delivery, CancellationToken.None))!.State, Is.EqualTo(state));
        Assert.That(_edits, Is.EqualTo(new[] { first, again }));
        var audited = await store.Audit.ReadAsync(question.Delivery.ToString(), 20, CancellationToken.None);
        Assert.That(audited.Where(entry => entry.Action.StartsWith("doubt.", StringComparison.Ordinal)).Select(entry => entry.Actor.ToString()), Has.One.EqualTo("coordinator:Claire"));
    }

    [TestCase("4712", Chat, null, Description = "Somebody else in a chat of that number.")]
    [TestCase("4712", "4712", null, Description = "Another chat.")]
    [TestCase(Chat, Chat, "doubt:y:nonsense", Description = "No question of ours.")]
    public async Task Press_OfSomebodyElse_ChangesNothing(string person, string chat, string? data)
    {
        await using var store = await AskedAsync();
        var (presses, question) = await PressesAsync(store);

        var said = await presses.HandleAsync(Some.Account(), new Press("p1", data ?? question.Yes, person, chat, "7", "fr"), CancellationToken.None);

        Assert.That((said, (await store.Ledger.FindAsync(question.Delivery, CancellationToken.None))!.State), Is.EqualTo(("Ce bouton n'est pas pour vous.", DeliveryState.Uncertain)));
        Assert.That(_edits, Is.Empty);
    }

    [Test]
    public async Task Press_WhileTheKillSwitchIsOn_IsNotedAndNothingLeaves()
    {
        await using var store = await AskedAsync();
        var (presses, question) = await PressesAsync(store);
        _halts.Switch(new(HaltScope.KillSwitch, "relay.stop", "file", Some.Now));

        await PressAsync(presses, question.Yes);

        Assert.That(((await store.Ledger.FindAsync(question.Delivery, CancellationToken.None))!.State, _edits.Count), Is.EqualTo((DeliveryState.Confirmed, 0)));
    }

    [Test]
    public async Task Press_NoWhileTheChannelIsPaused_PromisesNothingAndSaysWhy()
    {
        await using var store = await AskedAsync();
        var (presses, question) = await PressesAsync(store);
        _halts.Use([new(HaltScope.Channel, "gironde", "coordinator:claire", Some.Now)]);

        var said = await PressAsync(presses, question.No);

        Assert.That(said, Does.StartWith("Noté : il n'y est pas. Attend : le canal gironde est mis en pause depuis"));
    }

    [TestCase(true, "Non envoyée : l'événement est annulé.")]
    [TestCase(false, "Non envoyée : trop tard pour être utile.")]
    public async Task Press_NoForWhatIsCalledOffOrOver_PromisesNothingAndSaysWhy(bool calledOff, string why)
    {
        await using var store = await AskedAsync();
        var (presses, question) = await PressesAsync(store, calledOff ? default : TimeSpan.FromDays(60));
        if (calledOff)
        {
            var pass = await store.Items.BeginPassAsync("party", true, Some.Now, CancellationToken.None);
            var item = Some.Event() with { Status = EventStatus.Cancelled };
            await store.Items.KeepAsync(pass, [new ItemVersion(item, ItemVersions.Hash(item))], Some.Now, CancellationToken.None);
            await store.Items.EndPassAsync(pass, 3, null, [], Some.Now, Some.Now, CancellationToken.None);
        }

        var said = await PressAsync(presses, question.No);

        Assert.That(said, Is.EqualTo($"Noté : il n'y est pas. {why}"));
    }

    [Test]
    public async Task Press_FromADeviceInEnglish_AnswersHerInEnglishAndTheChatInItsOwnLanguage()
    {
        await using var store = await AskedAsync();
        var (presses, question) = await PressesAsync(store);

        var said = await PressAsync(presses, question.Yes, "en");
        var again = await PressAsync(presses, question.Yes, "en");

        Assert.That((said, again), Is.EqualTo(("Noted: the message is there.", "Settled already: there is nothing more to say of this message.")));
        Assert.That(_edits, Is.EqualTo(new[] { "Noté : le message y est.", "Déjà réglé : il n'y a plus rien à dire de ce message." }));
    }

    [Test]
    public async Task Press_TokenIsGoneWhenTheQuestionIsToBeClosed_IsNotAnsweredAsIfNothingHadChanged()
    {
        await using var store = await AskedAsync();
        var (presses, question) = await PressesAsync(store);
        _tokenIsMissing = true;

        var said = await new PressDesk([presses], StoreBench.Time, NullLogger<PressDesk>.Instance).HandleAsync(Some.Account(), new Press("p1", question.Yes, Chat, Chat, "7", "fr"), CancellationToken.None);

        Assert.That((said, _edits.Count), Is.EqualTo(("Noté : le message y est.", 1)));
    }

    private static Task<string> PressAsync(DoubtPresses presses, string data, string language = "fr") => presses.HandleAsync(Some.Account(), new Press("p1", data, Chat, Chat, "7", language), CancellationToken.None);

    private async Task<RelayStore> AskedAsync()
    {
        var id = await new StoreBench(_bench).LeaveADoubtAsync();
        var store = await RelayStore.OpenForWorkAsync(new StoreOptions { Path = Path.Combine(_bench.Folder, "data", "relay.db") }, StoreBench.Time, null, CancellationToken.None);
        var doubt = (await store.Ledger.FindAsync(id, CancellationToken.None))!.Parts[0].Doubt!;
        await store.Ledger.DoubtAsync(id, 0, doubt with { Ask = "There is no journal.", NextAt = null }, CancellationToken.None);
        return store;
    }

    private async Task<(DoubtPresses Presses, DoubtQuestion Question)> PressesAsync(RelayStore store, TimeSpan later = default)
    {
        var asking = (await store.Ledger.DoubtsAsync(null, null, 10, CancellationToken.None)).Single();
        var bot = Some.Account() with { Settings = new Dictionary<string, string> { ["Coordinator"] = Chat, ["CoordinatorName"] = "Claire" } };
        var channels = Some.Channels([Some.Channel()], [bot]);
        var network = new Mock<INetwork>(MockBehavior.Strict);
        network.SetupGet(one => one.Key).Returns("telegram");
        network.As<IEditPosts>().Setup(one => one.EditAsync(bot, It.IsAny<Target>(), It.IsAny<IReadOnlyList<string>>(), It.IsAny<Part>(), It.IsAny<CancellationToken>()))
            .ReturnsAsync((Account _, Target _, IReadOnlyList<string> ids, Part part, CancellationToken _) =>
            {
                _edits.Add(part.Text);
                if (_tokenIsMissing)
                {
                    throw new SecretMissingException("Relay:Accounts:bot33:Token is missing.", "Relay:Accounts:bot33:Token manque.");
                }
                return new Outcome.Done(ids);
            });
        var rules = new Mock<ITextRules>(MockBehavior.Strict);
        rules.SetupGet(one => one.Network).Returns("telegram");
        rules.Setup(one => one.Escape(It.IsAny<string>(), false)).Returns((string plain, bool _) => plain);
        var caller = new NetworkCaller([network.Object], new ShadowCaller([], channels, NullLogger<ShadowCaller>.Instance), new HandCaller([], channels), NullLogger<NetworkCaller>.Instance);
        var time = new ManualTime(StoreBench.Time.GetUtcNow() + later);
        var prospect = new Prospect(store.Ledger, channels, store.Items, new Explainer(channels, _halts, time), new EngineOptions(), time);
        var configuration = new ConfigurationInForce
        {
            Folder = "", Party = new(null, null, null), Language = "fr", Store = null!, KillSwitch = "", Watchdog = new(), Sources = new Dictionary<string, SourceSettings>(),
            Accounts = channels.Accounts, Channels = channels.Channels, Engine = new(), Harvest = null!,
        };
        return (new(new ResolveDoubt(store.Ledger, prospect, new PumpBell(), StoreBench.Time), prospect, store.Ledger, channels, new WatchdogSettings(), configuration, caller, [rules.Object], _halts, NullLogger<DoubtPresses>.Instance), DoubtQuestion.Of(asking)!);
    }
}
