using System.Net.Http.Json;
using Relay.Core.Channels;
using Relay.Core.Deliveries;
using Relay.Core.Inbox;
using Relay.Core.Inbox.Arrivals;
using Relay.Networks.Tests.Sandbox;

namespace Relay.Networks.Tests.Telegram.Asking;

/// <summary>A press of a button at the rehearsal, from the card to the line that the person is shown.</summary>
[TestFixture]
internal sealed class TelegramReaderTests
{
    private static readonly Target Camille = new("700000007", Kind: TargetKind.Private);

    private readonly HttpClient _http = new();
    private SandboxRig _rig = null!;

    [SetUp]
    public async Task Start() => _rig = await SandboxRig.StartAsync();

    [TearDown]
    public async Task Stop()
    {
        _http.Dispose();
        await _rig.DisposeAsync();
    }

    [Test]
    public async Task ReadAsync_PressUnderACard_ComesOnceAndIsAnswered()
    {
        var account = Account();
        var card = new Part(Guid.NewGuid(), 0, "À publier", []) { Buttons = [new("Publié", "hand:1"), new("Voir", Link: new Uri("https://parti.example/e/1"))] };
        var sent = (Outcome.Done)await _rig.Network("telegram").CreateAsync(account, Camille, card, CancellationToken.None);
        await DoAsync("press", new { chat = Camille.Value, message = sent.RemoteIds[0], button = "Publié" });

        var came = (Reading.Came)await _rig.Updates("telegram").ReadAsync(account, null, CancellationToken.None);
        var press = came.Updates.Single().Press!;
        var again = (Reading.Came)await _rig.Updates("telegram").ReadAsync(account, null, CancellationToken.None);
        var failure = await _rig.Updates("telegram").AnswerAsync(account, press, "Noté : publié.", CancellationToken.None);

        Assert.That(press with { Id = "" }, Is.EqualTo(new Press("", "hand:1", "700000007", "700000007", sent.RemoteIds[0], "fr")));
        Assert.That(again.Updates.Select(update => (update.Mark, update.Press)), Is.EqualTo(came.Updates.Select(update => (update.Mark, update.Press))), "what was not told to be handled stays");
        Assert.That(failure, Is.Null);
        Assert.That(await _http.GetStringAsync(new Uri(_rig.Host.Console, "_sandbox/telegram/presses")), Does.Contain("Noté : publié."));
        await DoAsync("press", new { chat = Camille.Value, message = sent.RemoteIds[0], button = "Publié" });
        var next = (Reading.Came)await _rig.Updates("telegram").ReadAsync(account, came.Updates[0].Mark, CancellationToken.None);
        Assert.That(next.Updates.Single().Press!.Id, Is.Not.EqualTo(press.Id));
        Assert.That(_rig.Faults("telegram"), Is.Empty);
    }

    [Test]
    public async Task EditAsync_CardThatIsDone_LosesItsButtons()
    {
        var account = Account();
        var card = new Part(Guid.NewGuid(), 0, "À publier", []) { Buttons = [new("Publié", "hand:1")] };
        var sent = (Outcome.Done)await _rig.Network("telegram").CreateAsync(account, Camille, card, CancellationToken.None);
        Assert.That(_rig.Host.World.Posts().Single().Buttons, Is.EqualTo(new[] { "Publié" }));

        await ((IEditPosts)_rig.Network("telegram")).EditAsync(account, Camille, sent.RemoteIds, card with { Text = "Publié par Camille", Buttons = [] }, CancellationToken.None);

        Assert.That(_rig.Host.World.Posts().Single().Buttons, Is.Empty);
        Assert.That(_rig.Faults("telegram"), Is.Empty);
    }

    [Test]
    public async Task AnswerAsync_TooLate_IsDone()
    {
        var failure = await _rig.Updates("telegram").AnswerAsync(Account(), new Press("5", "hand:1", "7", "7", "1", "fr"), "Noté", CancellationToken.None);

        Assert.That(failure, Is.Null);
    }

    [Test]
    public async Task ReadAsync_WebhookOfAnotherProgram_SaysWhatToDo()
    {
        var bot = _rig.Host.World.Accounts.Bots[0];
        (await _http.PostAsJsonAsync(new Uri($"{_rig.Host.Telegram}bot{bot.Token}/setWebhook"), new { url = "https://old.example/hook" })).EnsureSuccessStatusCode();

        var reading = await _rig.Updates("telegram").ReadAsync(Account(), null, CancellationToken.None);

        Assert.That((reading as Reading.Taken)?.Words.English, Does.Contain("webhook").And.Contain("relay connect telegram"));
    }

    [Test]
    public async Task ReadAsync_SecondReader_TheFirstIsToldSo()
    {
        var first = _rig.Updates("telegram").ReadAsync(Account(), null, CancellationToken.None);
        while (_rig.Exchanges.Count == 0 && _rig.Clock.Waiting < 2)
        {
            await Task.Yield();
        }
        var bot = _rig.Host.World.Accounts.Bots[0];
        (await _http.PostAsJsonAsync(new Uri($"{_rig.Host.Telegram}bot{bot.Token}/getUpdates"), new { timeout = 0 })).EnsureSuccessStatusCode();

        Assert.That((await first as Reading.Taken)?.Words.English, Does.Contain("another program reads"));
    }

    [Test]
    public async Task ReadAsync_Aborted_EndsAtOnce()
    {
        using var abort = new CancellationTokenSource();
        var reading = _rig.Updates("telegram").ReadAsync(Account(), null, abort.Token);

        await abort.CancelAsync();

        Assert.That(() => reading, Throws.InstanceOf<OperationCanceledException>());
    }

    [Test]
    public async Task ReadAsync_Words_ComeAsTelegramWroteThem()
    {
        await DoAsync("write", new { chat = Camille.Value, text = "Je viens à 3 !" });

        var came = (Reading.Came)await _rig.Updates("telegram").ReadAsync(Account(), null, CancellationToken.None);

        var words = came.Updates[^1];
        var read = _rig.Arrivals("telegram").Read(Account(), new("bot33", Door.Poll, "updates", words.Payload!.Value, default));
        Assert.That(words.Press, Is.Null);
        var said = (Happening.Said)read.Happenings.Single();
        Assert.That((said.Text, said.Author.Id, said.Kind, read.Unread.Count), Is.EqualTo(("Je viens à 3 !", Camille.Value, InteractionKind.PrivateMessage, 0)));
    }

    [Test]
    public void ReaderOf_AnyBot_IsItsNumber()
    {
        var bare = _rig.Account("telegram");

        Assert.That(_rig.Updates("telegram").ReaderOf(bare, new Dictionary<string, Account> { [bare.Id] = bare }), Is.EqualTo("7000000001"), "people write to a bot that has no coordinator too");
    }

    private Account Account()
    {
        var account = _rig.Account("telegram");
        return account with { Settings = new Dictionary<string, string>(account.Settings) { ["Coordinator"] = Camille.Value } };
    }

    private async Task DoAsync(string action, object fields) => (await _http.PostAsJsonAsync(new Uri(_rig.Host.Console, $"_sandbox/telegram/{action}"), fields)).EnsureSuccessStatusCode();
}
