using System.Text.Json;
using Relay.Core.Channels;
using Relay.Core.Deliveries;
using Relay.Core.Deliveries.Shadows;
using Relay.Core.Items;
using Relay.Networks.Telegram;
using Relay.Networks.Tests.Contract;
using Relay.Networks.Tests.Sandbox;
using Relay.Testing.Http;

namespace Relay.Networks.Tests.Shadows;

/// <summary>What is shown in the shadow stage never stands where the public sees it.</summary>
internal sealed class ShadowTests
{
    private const string Heading = "À blanc → gironde";
    private static readonly Target Public = new("@parti_gironde");
    private readonly ScriptedHandler _wire = new();

    [TearDown]
    public void CleanUp() => _wire.Dispose();

    [Test]
    public async Task Show_Telegram_GoesToTheCoordinatorsChatUnderItsHeading()
    {
        using var rig = new Rig("telegram", _wire);
        _wire.Always(200, """{"ok":true,"result":{"message_id":7,"date":1772438400,"chat":{"id":4242,"type":"private"}}}""");

        var outcome = await rig.Shadow("telegram").ShowAsync(Bot(rig), Public, Part("<b>Réunion</b>"), Heading, CancellationToken.None);

        var body = JsonDocument.Parse(_wire.Requests.Single().Text).RootElement;
        Assert.That((body.GetProperty("chat_id").GetInt64(), body.GetProperty("text").GetString()), Is.EqualTo((4242, "<b>À blanc → gironde</b>\n\n<b>Réunion</b>")));
        Assert.That(outcome, Is.TypeOf<Outcome.Done>());
        Assert.That(_wire.Requests.Select(request => request.Text), Has.None.Contain("parti_gironde"));
    }

    [Test]
    public async Task Show_TelegramCaptionWithoutRoomForTheHeading_IsAMessageThatPreviewsThePicture()
    {
        using var rig = new Rig("telegram", _wire);
        _wire.Always(200, """{"ok":true,"result":{"message_id":7}}""");
        var part = Part(new string('a', 1024)) with { Images = [new Image(new Uri("https://parti.example/affiche.jpg"), "Affiche")] };

        await rig.Shadow("telegram").ShowAsync(Bot(rig), Public, part, Heading, CancellationToken.None);

        var request = _wire.Requests.Single();
        var body = JsonDocument.Parse(request.Text).RootElement;
        Assert.That(request.Path, Does.EndWith("/sendMessage"));
        Assert.That(body.GetProperty("link_preview_options").GetProperty("url").GetString(), Is.EqualTo("https://parti.example/affiche.jpg"));
        Assert.That(body.GetProperty("text").GetString(), Does.EndWith(part.Text));
    }

    [TestCase(4096)]
    [TestCase(4090)]
    public async Task Show_TelegramMessageWithoutRoomForTheHeading_LosesItsEndAndFits(int length)
    {
        using var rig = new Rig("telegram", _wire);
        _wire.Always(200, """{"ok":true,"result":{"message_id":7}}""");

        await rig.Shadow("telegram").ShowAsync(Bot(rig), Public, Part("<i>" + new string('a', length) + "</i>"), Heading, CancellationToken.None);

        var text = JsonDocument.Parse(_wire.Requests.Single().Text).RootElement.GetProperty("text").GetString()!;
        Assert.That(new TelegramText().Measure(text), Is.InRange(4000, 4096));
        Assert.That(new TelegramText().FindFault(text), Is.Null);
    }

    [Test]
    public void PlaceOf_TelegramWithoutACoordinator_IsNowhere()
    {
        using var rig = new Rig("telegram", _wire);

        Assert.That(rig.Shadow("telegram").PlaceOf(rig.Account(new Dictionary<string, string> { ["Token"] = Token }), Public), Is.Null);
    }

    [Test]
    public async Task Show_Facebook_NeverPublishes([Values(0, 1, 2)] int pictures)
    {
        using var rig = new Rig("facebook", _wire);
        _wire.Routes(("POST /photos", 200, """{"id":"55"}"""), ("POST /feed", 200, """{"id":"1234567890_9"}"""));
        var page = rig.Account(new Dictionary<string, string> { ["PageId"] = "1234567890", ["Token"] = "EAAGtoken" });
        var part = Part("Réunion") with { Images = [.. Enumerable.Range(0, pictures).Select(number => new Image(new Uri($"https://parti.example/{number}.jpg"), "Affiche"))] };

        var outcome = await rig.Shadow("facebook").ShowAsync(page, new Target("1234567890"), part, Heading, CancellationToken.None);

        Assert.That(_wire.Requests.Select(request => JsonDocument.Parse(request.Text).RootElement.GetProperty("published").GetBoolean()), Is.All.False.And.Exactly(pictures + 1).Items);
        Assert.That(outcome, Is.TypeOf<Outcome.Done>().And.Property(nameof(Outcome.Done.RemoteIds)).EqualTo(new[] { "1234567890_9" }));
    }

    [Test]
    public async Task Show_FacebookWordsWithoutRoomForTheHeading_KeepTheHeadingAndLoseTheirEnd()
    {
        using var rig = new Rig("facebook", _wire);
        _wire.Routes(("POST /feed", 200, """{"id":"1234567890_9"}"""));
        var page = rig.Account(new Dictionary<string, string> { ["PageId"] = "1234567890", ["Token"] = "EAAGtoken" });

        await rig.Shadow("facebook").ShowAsync(page, new Target("1234567890"), Part(new string('a', 63_206)), Heading, CancellationToken.None);
        await rig.Shadow("facebook").ShowAsync(page, new Target("1234567890"), Part("Réunion"), new string('b', 70_000), CancellationToken.None);

        var texts = _wire.Requests.Select(request => JsonDocument.Parse(request.Text).RootElement.GetProperty("message").GetString()!).ToList();
        Assert.That(texts.Select(text => text.Length), Is.All.EqualTo(63_206));
        Assert.That(texts[0], Does.StartWith(Heading).And.EndWith("aaa…"));
    }

    [Test]
    public async Task Show_FacebookOfTheRehearsal_IsNotInTheFeedAndCanBeTakenAway()
    {
        await using var rig = await SandboxRig.StartAsync();
        var page = rig.Account("facebook");
        var target = new Target(page.Settings["PageId"]);

        var shown = await rig.Shadow("facebook").ShowAsync(page, target, Part("Réunion publique"), Heading, CancellationToken.None);
        var looked = await ((IFindOwnPosts)rig.Network("facebook")).FindAsync(
            page, target, new Search(Part("Réunion publique"), rig.Clock.GetUtcNow(), null, null, new HashSet<string>(StringComparer.Ordinal)), CancellationToken.None);
        var gone = await rig.Shadow("facebook").TakeAwayAsync(page, target, ((Outcome.Done)shown).RemoteIds, CancellationToken.None);

        Assert.That(looked, Is.Not.TypeOf<Finding.There>(), "nobody who reads the Page sees it");
        Assert.That(gone, Is.TypeOf<Outcome.Done>());
        Assert.That(rig.Faults("facebook"), Is.Empty);
    }

    [Test]
    public async Task Show_FacebookThenTheRealPost_IsNoDuplicateOfItsShadow()
    {
        await using var rig = await SandboxRig.StartAsync();
        var page = rig.Account("facebook");
        var target = new Target(page.Settings["PageId"]);

        await rig.Shadow("facebook").ShowAsync(page, target, Part("Réunion publique"), Heading, CancellationToken.None);
        var posted = await rig.Network("facebook").CreateAsync(page, target, Part("Réunion publique"), CancellationToken.None);

        Assert.That(posted, Is.TypeOf<Outcome.Done>(), $"{posted}");
        Assert.That(rig.Host.World.Posts().Select(post => (post.Text, post.Published)), Is.EqualTo(new[] { ("À blanc → gironde\n\nRéunion publique", false), ("Réunion publique", true) }));
    }

    private const string Token = "123456789:AAE-secret_secret_secret_secret_1234";

    private static Account Bot(Rig rig) => rig.Account(new Dictionary<string, string> { ["Token"] = Token, ["Coordinator"] = "4242" });

    private static Part Part(string text) => new(Guid.Parse("01900000-0000-7000-8000-000000000001"), 0, text, [], null, null);
}
