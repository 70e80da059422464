using System.Text.Json;
using Microsoft.Extensions.Configuration;
using Relay.Core.Channels;
using Relay.Core.Deliveries;
using Relay.Core.Deliveries.Hands;
using Relay.Core.Inbox;
using Relay.Core.Items;
using Relay.Core.Texts;
using Relay.Networks.Telegram;
using Relay.Networks.Tests.Contract;
using Relay.Testing;
using Relay.Testing.Http;
using Relay.Testing.Specs;

namespace Relay.Networks.Tests.Assisted;

/// <summary>What a coordinator is handed in Telegram, and whose press counts.</summary>
internal sealed class AssistedTests
{
    private const string Token = "123456789:AAE-secret_secret_secret_secret_1234";
    private static readonly Target Group = new("https://www.facebook.com/groups/5", Kind: TargetKind.Private);
    private static readonly HandCard Card = new(Guid.Parse("01900000-0000-7000-8000-000000000001"), HandTask.Publish, "bordeaux", "fr", IsLast: true);
    private readonly ScriptedHandler _wire = new();
    private Rig _rig = null!;

    [SetUp]
    public void Build()
    {
        using var telegram = new Rig("telegram", _wire);
        var bot = telegram.Account(new Dictionary<string, string> { ["Token"] = Token, ["Coordinator"] = "4242" }) with { Id = "bot33" };
        _rig = new Rig("assisted", _wire, Some.Channels([], [bot]));
        _wire.Always(200, """{"ok":true,"result":{"message_id":7,"date":1772438400,"chat":{"id":4242,"type":"private"}}}""");
    }

    [TearDown]
    public void CleanUp()
    {
        var requests = _wire.Requests.ToList();
        _rig.Dispose();
        _wire.Dispose();
        if (Specifications.AreHere)
        {
            Assert.That(requests.SelectMany(request => Specifications.Of("telegram").SelectMany(specification => specification.Check(request))), Is.Empty);
        }
    }

    [TestCase(HandTask.Publish, "fr", "À publier à la main → bordeaux", "Publié")]
    [TestCase(HandTask.Correct, "fr", "À corriger à la main → bordeaux", "Publié")]
    [TestCase(HandTask.TakeBack, "fr", "À retirer à la main → bordeaux", "Publié")]
    [TestCase(HandTask.TakeBack, "en", "To be taken back by hand → bordeaux", "Published")]
    public async Task Hand_LastPart_IsACardWithTheTextToCopyTheGroupAndTheButtons(HandTask task, string language, string heading, string yes)
    {
        var outcome = await HandAsync(Part("Réunion <ce soir> & débat @mairie"), Card with { Task = task, Language = language });

        var body = JsonDocument.Parse(_wire.Requests.Single().Text).RootElement;
        var text = body.GetProperty("text").GetString()!;
        Assert.That(outcome, Is.TypeOf<Outcome.Done>());
        Assert.That(body.GetProperty("chat_id").GetInt64(), Is.EqualTo(4242));
        Assert.That(text, Does.StartWith($"<b>{heading}</b>").And.Contain("<pre>Réunion &lt;ce soir&gt; &amp; débat @mairie</pre>"));
        Assert.That(new TelegramText().FindFault(text), Is.Null);
        var rows = body.GetProperty("reply_markup").GetProperty("inline_keyboard").EnumerateArray().Select(row => row.EnumerateArray().ToList()).ToList();
        Assert.That(rows[0][0].GetProperty("url").GetString(), Is.EqualTo(Group.Value));
        Assert.That(rows[1].Select(button => (button.GetProperty("text").GetString(), button.GetProperty("callback_data").GetString())).First(), Is.EqualTo((yes, Card.Yes)));
    }

    [Test]
    public async Task Hand_PictureBeforeTheText_IsSentAloneWithoutButtons()
    {
        await HandAsync(Part("") with { Images = [new Image(new Uri("https://parti.example/affiche.jpg"), "Affiche")] }, Card with { IsLast = false });

        var request = _wire.Requests.Single();
        Assert.That((request.Path.Split('/')[^1], JsonDocument.Parse(request.Text).RootElement.TryGetProperty("reply_markup", out _)), Is.EqualTo(("sendPhoto", false)));
    }

    [Test]
    public async Task Hand_LongestText_FitsOneMessage()
    {
        await HandAsync(Part(new string('<', 3000)), Card with { Task = HandTask.TakeBack });

        Assert.That(new TelegramText().Measure(JsonDocument.Parse(_wire.Requests.Single().Text).RootElement.GetProperty("text").GetString()!), Is.LessThan(4096));
    }

    [Test]
    public async Task Close_Card_SaysHowItEndedAndTakesTheButtonsAway()
    {
        await _rig.Part<IHandOver>().CloseAsync(Claire(), Group, ["7"], "Réunion <b>", Card, new Phrase("Noté : c'est fait. Merci !", "Noted."), CancellationToken.None);

        var body = JsonDocument.Parse(_wire.Requests.Single().Text).RootElement;
        Assert.That((body.GetProperty("message_id").GetInt64(), body.TryGetProperty("reply_markup", out _)), Is.EqualTo((7, false)));
        Assert.That(body.GetProperty("text").GetString(), Does.Contain("c'est fait").And.Contain("Réunion &lt;b&gt;"));
    }

    [Test]
    public async Task Remind_Card_AnswersIt()
    {
        await _rig.Part<IHandOver>().RemindAsync(Claire(), Group, ["7"], Card, CancellationToken.None);

        Assert.That(JsonDocument.Parse(_wire.Requests.Single().Text).RootElement.GetProperty("reply_parameters").GetProperty("message_id").GetInt64(), Is.EqualTo(7));
    }

    [TestCase("bot33", "4242", "4242", true)]
    [TestCase("bot33", "4242", "666", false)]
    [TestCase("bot33", "-100666", "4242", false)]
    [TestCase("other", "4242", "4242", false)]
    public void IsCoordinator_Press_CountsOnlyInHerChatWithHerBot(string bot, string chat, string person, bool counts)
        => Assert.That(_rig.Part<IHandOver>().IsCoordinator(Claire(), Some.Account(bot), new Press("1", Card.Yes, person, chat, "7", "fr")), Is.EqualTo(counts));

    [TestCase(Token, true)]
    [TestCase("987654321:AAE-secret_secret_secret_secret_1234", false)]
    public void IsCoordinator_PressReadByAnotherAccount_CountsWhenItIsOfTheSameBot(string token, bool counts)
    {
        var other = Some.Account("bot20") with { Secret = _ => token };

        Assert.That(_rig.Part<IHandOver>().IsCoordinator(Claire(), other, new Press("1", Card.Yes, "4242", "4242", "7", "fr")), Is.EqualTo(counts));
    }

    [Test]
    public void Complete_Account_TakesChatAndAddressOfItsBot()
    {
        var claire = Claire();

        Assert.That((claire.Settings["Coordinator"], claire.IsNetworksOwn, claire.BaseAddress.Host), Is.EqualTo(("4242", true, "api.telegram.org")));
    }

    [TestCase("nobody")]
    [TestCase("page33")]
    public void Complete_NoSuchBot_NamesThoseThatAre(string bot)
    {
        var faults = new List<Fault>();
        var accounts = new Dictionary<string, Account?> { ["bot33"] = Some.Account(), ["page33"] = Some.Account("page33", "facebook") };

        Assert.That(Complete(new() { ["Bot"] = bot }, accounts, faults), Is.Null);
        Assert.That(faults.Single().Sentence, Is.EqualTo($"'{bot}' is not a Telegram account: write one of bot33."));
    }

    [Test]
    public void Complete_NobodyToHandItTo_SaysHowSheIsFound()
    {
        var faults = new List<Fault>();

        Complete(new() { ["Bot"] = "bot33" }, new Dictionary<string, Account?> { ["bot33"] = Some.Account() }, faults);

        Assert.That(faults.Single().Setting, Does.EndWith(":Coordinator"));
    }

    [TestCase("https://www.facebook.com/groups/5/?ref=share&mibextid=x#top", "https://www.facebook.com/groups/5")]
    [TestCase("https://m.facebook.com/groups/5/", "https://www.facebook.com/groups/5")]
    [TestCase("https://chat.whatsapp.com/AbCdEf?mode=wwt", "https://chat.whatsapp.com/AbCdEf")]
    [TestCase("https://groupe.example/?id=7", "https://groupe.example?id=7")]
    [TestCase("http://facebook.com/groups/5", null)]
    [TestCase("groups/5", null)]
    public void ReadTarget_Link_HasOneName(string written, string? name)
    {
        var faults = new List<Fault>();

        Assert.That(_rig.ReadTarget(Claire(), faults, ("Target", written))?.Key, Is.EqualTo(name));
        Assert.That(faults.Count, Is.EqualTo(name is null ? 1 : 0));
    }

    private Account Claire() => Complete(new() { ["Bot"] = "bot33", ["Name"] = "Claire" }, _rig.Part<IChannels>().Accounts.ToDictionary(pair => pair.Key, pair => (Account?)pair.Value), [])!;

    private Account? Complete(Dictionary<string, string> settings, IReadOnlyDictionary<string, Account?> accounts, List<Fault> faults)
        => ((IWorkThroughAccounts)_rig.Setup).Complete(_rig.Account(settings), accounts, new(new ConfigurationBuilder().Build().GetSection("Relay:Accounts:claire"), faults));

    private Task<Outcome> HandAsync(Part part, HandCard card) => _rig.Part<IHandOver>().HandAsync(Claire(), Group, part, card, CancellationToken.None);

    private static Part Part(string text) => new(Card.Delivery, 0, text, []);
}
