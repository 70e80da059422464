using System.Net.Http.Json;
using System.Text.RegularExpressions;
using Relay.Core.Channels;
using Relay.Core.Channels.Connecting;
using Relay.Core.Texts;
using Relay.Networks.Tests.Connecting;
using Relay.Networks.Tests.Sandbox;
using Relay.Sandbox;
using Relay.Sandbox.Faults;

namespace Relay.Networks.Tests.Telegram.Connecting;

/// <summary>A coordinator connects a bot at the rehearsal; everything that passes is held against the Bot API's description.</summary>
[TestFixture]
internal sealed class TelegramConnectorTests
{
    private readonly HttpClient _http = new();
    private SandboxRig _rig = null!;
    private PlayedDialogue _she = null!;

    [SetUp]
    public async Task Start()
    {
        _rig = await SandboxRig.StartAsync();
        _she = new PlayedDialogue { Answers = { ["token"] = Bot.Token, ["chat"] = "Le Tilleul Gironde" } };
        _she.Doing["added"] = () => DoAsync("add", new { chat = "@tilleul_gironde", rights = "post+edit+delete" });
        _she.Doing["journal-added"] = MakeJournalAsync;
        _she.Doing["coordinator-start"] = PressStartAsync;
    }

    [TearDown]
    public async Task Stop()
    {
        _http.Dispose();
        await _rig.DisposeAsync();
    }

    [Test]
    public async Task ConnectAsync_FromATokenAlone_FindsChannelJournalAndCoordinator()
    {
        var connection = await ConnectAsync();

        Assert.That((connection.Name, connection.Title), Is.EqualTo(("tilleul-repetition-bot", Bot.Name)));
        Assert.That(connection.Secrets, Is.EqualTo(new Dictionary<string, string> { ["Token"] = Bot.Token }));
        Assert.That(connection.Settings["Journal"], Is.EqualTo($"{_rig.Host.World.Accounts.Chats.Single(chat => chat.Title == "Mon journal").Id}"));
        Assert.That((connection.Settings["Coordinator"], connection.Settings["CoordinatorName"]), Is.EqualTo(("700000007", "Camille Répétition")));
        Assert.That(connection.Channels.Single().Name, Is.EqualTo("le-tilleul-gironde-telegram"));
        Assert.That(connection.Channels.Single().Settings, Is.EqualTo(new Dictionary<string, string> { ["Target"] = "@tilleul_gironde" }));
        Assert.That(connection.Remarks.Select(remark => remark.English), Has.Some.Contains("no linked discussion group").And.Some.Contains("free"));
        Assert.That(string.Join('\n', _she.Said), Does.Contain($"https://t.me/{Bot.Username}?startchannel&admin=post_messages+edit_messages+delete_messages").And.Contain("startgroup&admin="));
        Assert.That(string.Join('\n', _she.Said) + connection, Does.Not.Contain(Bot.Token));
        Assert.That(_rig.Host.World.Posts().Single().Target, Is.EqualTo("700000007"), "nothing but the word of welcome is published");
        Assert.That(_rig.Faults("telegram"), Is.Empty);
    }

    [Test]
    public async Task ConnectAsync_WhatItFound_IsReadByTheProductWithoutAFault()
    {
        var connection = await ConnectAsync();
        using var rig = new Contract.Rig("telegram", new Relay.Testing.Http.ScriptedHandler());
        var faults = new List<Fault>();

        var account = rig.Account(new Dictionary<string, string>(connection.Settings.Concat(connection.Secrets)));
        var target = rig.ReadTarget(account, faults, [.. connection.Channels[0].Settings.Select(setting => (setting.Key, setting.Value))]);

        Assert.That(faults, Is.Empty);
        Assert.That(target, Is.EqualTo(new Target("@tilleul_gironde")));
    }

    [Test]
    public async Task ConnectAsync_UnderTheKillSwitch_SendsNoWordOfWelcomeAndSaysSo()
    {
        var place = new ConnectPlace(_rig.Host.Telegram, null) { HaltedAsync = _ => Task.FromResult<Phrase?>(new("l'arrêt d'urgence est mis.", "the kill switch is on.")) };

        var connection = await _rig.Connector("telegram").ConnectAsync(_she, place, CancellationToken.None);

        Assert.That(_rig.Host.World.Posts(journal: true), Is.Empty);
        Assert.That(_she.Said, Has.Some.EqualTo("Found the chat of Camille Répétition; the word of welcome is not sent: the kill switch is on."));
        Assert.That(connection.Settings["Coordinator"], Is.EqualTo("700000007"));
    }

    [Test]
    public async Task ConnectAsync_GroupWithTopics_OffersThemByName()
    {
        await DoAsync("chats", new { title = "Militants du Tarn", topics = "Annonces|Covoiturage" });
        _she.Doing["added"] = () => DoAsync("add", new { chat = "Militants du Tarn" });
        _she.Doing["topic-seen"] = () => DoAsync("write", new { chat = "Militants du Tarn", topic = "Annonces", text = "bonjour" });
        _she.Answers["chat"] = "Militants du Tarn";
        _she.Answers["in-topic"] = "yes";
        _she.Answers["topic"] = "Annonces";

        var connection = await ConnectAsync();

        var group = _rig.Host.World.Accounts.Chats.Single(chat => chat.Title == "Militants du Tarn");
        Assert.That(connection.Channels.Single().Name, Is.EqualTo("militants-du-tarn-annonces-telegram"));
        Assert.That(connection.Channels.Single().Settings, Is.EqualTo(new Dictionary<string, string>
        {
            ["Target"] = $"{group.Id}", ["TargetKind"] = "Group", ["Topic"] = $"{group.Topics[0].Id}",
        }));
        Assert.That(_rig.Faults("telegram"), Is.Empty);
    }

    [Test]
    public async Task ConnectAsync_SeveralChatsOfOneName_AreToldApart()
    {
        await DoAsync("chats", new { title = "Le Tilleul Gironde", kind = "group" });
        _she.Doing["added"] = async () =>
        {
            await DoAsync("add", new { chat = "@tilleul_gironde" });
            await DoAsync("add", new { chat = $"{_rig.Host.World.Accounts.Chats[^1].Id}", rights = "member" });
        };
        _she.Answers["chat"] = $"Le Tilleul Gironde (@tilleul_gironde)|Le Tilleul Gironde ({_rig.Host.World.Accounts.Chats[^1].Id})";

        var connection = await ConnectAsync();

        Assert.That(connection.Channels.Select(channel => channel.Name), Is.EqualTo(new[] { "le-tilleul-gironde-telegram", "le-tilleul-gironde-telegram-2" }));
        Assert.That(connection.Remarks.Select(remark => remark.English), Has.Some.Contains("privacy mode"));
    }

    [Test]
    public async Task ConnectAsync_RightsGivenWhileItWaits_GoesOn()
    {
        _she.Doing["added"] = () => DoAsync("add", new { chat = "@tilleul_gironde", rights = "edit" });
        _she.Doing["rights"] = () => DoAsync("add", new { chat = "@tilleul_gironde", rights = "post+edit" });

        var connection = await ConnectAsync();

        Assert.That(connection.Channels, Has.Count.EqualTo(1));
        Assert.That(_she.Said, Has.Some.Contains("lacks the right \"Post messages\""));
    }

    [Test]
    public async Task ConnectAsync_ChannelThatPeopleRead_IsNeverTheJournal()
    {
        await DoAsync("chats", new { title = "Cercle fermé", people = 12 });
        _she.Doing["journal-added"] = () => DoAsync("add", new { chat = "Cercle fermé" });

        Assert.That(ConnectAsync, Throws.TypeOf<ConnectException>().With.Message.StartsWith("Journal step:"));
        Assert.That(_she.Said, Has.Some.EqualTo("\"Cercle fermé\" cannot be the journal: 12 other people read it."));
    }

    [Test]
    public async Task ConnectAsync_JournalWithASecondBot_IsTaken()
    {
        _she.Doing["journal-added"] = async () =>
        {
            await MakeJournalAsync();
            await DoAsync("add", new { chat = "Mon journal", bot = _rig.Host.World.Accounts.Bots[1].Username });
        };

        var connection = await ConnectAsync();

        Assert.That(connection.Settings["Journal"], Is.EqualTo($"{_rig.Host.World.Accounts.Chats.Single(chat => chat.Title == "Mon journal").Id}"));
    }

    [Test]
    public async Task ConnectAsync_SecondChatAskedFor_IsToldWhatWasSeen()
    {
        await ConnectAsync();

        Assert.That(_she.Questions["more"].English, Does.StartWith("Seen: \"").And.EndWith("Add the bot to another channel or group?"));
    }

    [Test]
    public async Task ConnectAsync_WebhookOfAnotherProgram_IsTakenAwayOnlyOnHerWord()
    {
        await CallAsync("setWebhook", new { url = "https://old.example/hook/s3cret" });

        Assert.That(ConnectAsync, Throws.TypeOf<ConnectException>().With.Message.StartsWith("Webhook step:").And.Message.Contains("old.example").And.Message.Not.Contains("s3cret"));

        _she.Answers["remove-webhook"] = "yes";
        Assert.That((await ConnectAsync()).Channels, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task ConnectAsync_NothingButLooking_LeavesWhatWaitsForTheWorker()
    {
        await ConnectAsync();

        var waiting = await (await _http.PostAsJsonAsync(new Uri($"{_rig.Host.Telegram}bot{Bot.Token}/getWebhookInfo"), new { })).Content.ReadAsStringAsync();
        Assert.That(waiting, Does.Contain("\"pending_update_count\":3"), "the channel, the journal and the start still wait");
    }

    [Test]
    public async Task ConnectAsync_MoreWaitsThanOnePage_SeesTheLastToo()
    {
        _she.Doing["added"] = async () =>
        {
            for (var message = 0; message < 130; message++)
            {
                await DoAsync("write", new { chat = "@tilleul_reunion", text = $"message {message}" });
            }
            await DoAsync("add", new { chat = "@tilleul_gironde" });
        };

        Assert.That((await ConnectAsync()).Channels, Has.Count.EqualTo(1));
    }

    [TestCase("token", "123:short", "Token step:")]
    [TestCase("token", "7000000001:AAREHEARSALrehearsalREHEARSALunknown", "Token step:")]
    [TestCase("added", null, "Chats step:")]
    [TestCase("journal-added", null, "Journal step:")]
    [TestCase("coordinator-start", null, "Coordinator step:")]
    public async Task ConnectAsync_StepNotPassed_IsOneSentenceThatNamesIt(string key, string? answer, string beginning)
    {
        if (answer is null)
        {
            _she.Doing.Remove(key);
        }
        else
        {
            _she.Answers[key] = answer;
        }

        var fault = (await Assert.CatchAsync<ConnectException>(ConnectAsync))!;

        Assert.That(fault.Sentence.English, Does.StartWith(beginning).And.EndsWith(".").And.Not.Contain("\n"));
        Assert.That(fault.Sentence.French, Does.StartWith("Étape").And.EndsWith(".").And.Not.EqualTo(fault.Sentence.English));
    }

    [TestCase(FaultKind.TokenRevoked, "Token step:")]
    [TestCase(FaultKind.Throttled, "Telegram does not answer")]
    [TestCase(FaultKind.DropBefore, "Telegram does not answer")]
    [TestCase(FaultKind.HtmlPage, "Telegram does not answer")]
    public void ConnectAsync_TelegramInTrouble_SaysSo(FaultKind kind, string beginning)
    {
        _rig.Host.World.Faults.Add(new FaultRule(kind) { Network = "telegram", Operation = "getMe" });

        Assert.That(ConnectAsync, Throws.TypeOf<ConnectException>().With.Message.StartsWith(beginning));
    }

    [Test]
    public async Task ConnectAsync_TokenRenewed_KeepsWhatWasSetAndAsksNoMore()
    {
        var first = await ConnectAsync();
        using var rig = new Contract.Rig("telegram", new Relay.Testing.Http.ScriptedHandler());
        var account = rig.Account(new Dictionary<string, string>(first.Settings.Concat(first.Secrets)));
        _she = new PlayedDialogue { Answers = { ["token"] = Bot.Token } };

        var renewed = await _rig.Connector("telegram").ConnectAsync(_she, new ConnectPlace(_rig.Host.Telegram, account), CancellationToken.None);

        Assert.That((renewed.Name, renewed.Settings["Journal"], renewed.Settings["Coordinator"]), Is.EqualTo((account.Id, first.Settings["Journal"], first.Settings["Coordinator"])));
        Assert.That(renewed.Channels, Is.Empty);
        _she.Answers["token"] = _rig.Host.World.Accounts.Bots[1].Token;
        Assert.That(
            () => _rig.Connector("telegram").ConnectAsync(_she, new ConnectPlace(_rig.Host.Telegram, account), CancellationToken.None),
            Throws.TypeOf<ConnectException>().With.Message.Contains("another bot (@tilleul_outremer_bot)"));
    }

    [Test]
    public async Task ConnectAsync_AccountRenewedToAddItsJournal_DoesNotAskForTheKeptTokenAgain()
    {
        var existing = new Account("bot33", "telegram", _rig.Host.Telegram) { Secret = name => name == "Token" ? Bot.Token : "", IsNetworksOwn = false, Limits = new(null, [], []) };
        _she.Answers.Remove("token");

        var connection = await _rig.Connector("telegram").ConnectAsync(_she, new ConnectPlace(_rig.Host.Telegram, existing), CancellationToken.None);

        Assert.That(connection.Secrets["Token"], Is.EqualTo(Bot.Token));
        Assert.That(connection.Settings, Contains.Key("Journal"));
        Assert.That(string.Join('\n', _she.Said), Does.Contain("The token of account bot33 is kept").And.Not.Contain("@BotFather, send /newbot").And.Not.Contain(Bot.Token));
    }

    [Test]
    public void Questions_OfTheConnector_HaveKeysOfTheirOwn()
        => Assert.That(_rig.Connector("telegram").Questions.Select(question => question.Key), Is.Unique.And.SupersetOf(_she.Answers.Keys));

    private TelegramBot Bot => _rig.Host.World.Accounts.Bots[0];

    private Task<Connection> ConnectAsync() => _rig.Connector("telegram").ConnectAsync(_she, new ConnectPlace(_rig.Host.Telegram, null), CancellationToken.None);

    private async Task MakeJournalAsync()
    {
        await DoAsync("chats", new { title = "Mon journal", kind = "channel" });
        await DoAsync("add", new { chat = "Mon journal" });
    }

    private Task PressStartAsync()
    {
        var code = Regex.Match(string.Join('\n', _she.Said), @"\?start=(?<code>\w+)", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1)).Groups["code"].Value;
        return DoAsync("write", new { chat = "700000007", text = $"/start {code}" });
    }

    private async Task DoAsync(string action, object fields)
        => Assert.That((int)(await _http.PostAsJsonAsync(new Uri(_rig.Host.Console, $"_sandbox/telegram/{action}"), fields)).StatusCode, Is.EqualTo(200), action);

    private async Task CallAsync(string method, object body)
        => (await _http.PostAsJsonAsync(new Uri($"{_rig.Host.Telegram}bot{Bot.Token}/{method}"), body)).EnsureSuccessStatusCode();
}
