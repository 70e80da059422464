using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Relay.Core.Channels;
using Relay.Core.Deliveries;
using Relay.Core.Deliveries.Answers;
using Relay.Networks.Tests.Sandbox;

namespace Relay.Networks.Tests.Answers;

/// <summary>Answers in front of the rehearsal's servers, which refuse what the networks refuse.</summary>
[TestFixture]
internal sealed class AnswersAtTheRehearsalTests
{
    [TestCase("700000007", AnswerForm.PrivateMessage, null, TargetKind.Private)]
    [TestCase("-900000005", AnswerForm.PublicReply, "reply", TargetKind.Group)]
    [TestCase("-1009000000006#5", AnswerForm.PublicReply, "reply", TargetKind.Group)]
    public async Task Answer_OnTelegram_ArrivesUnderWhatItAnswers(string target, AnswerForm form, string? reply, TargetKind kind)
    {
        await using var rig = await SandboxRig.StartAsync();
        var (network, account, where) = (rig.Network("telegram"), rig.Account("telegram"), Target.Parse(target, kind));
        var before = reply is null ? null : ((Outcome.Done)await network.CreateAsync(account, where, new Part(Guid.NewGuid(), 0, "Quand ?", []), CancellationToken.None)).RemoteIds[0];

        var outcome = await ((IAnswerPeople)network).AnswerAsync(account, where, AnswerRig.Part(form, before, new Button("Je viens", "rsvp:1")), CancellationToken.None);

        var post = rig.Host.World.Posts().Single(post => post.Text == AnswerRig.Words);
        Assert.That(((Outcome.Done)outcome).RemoteIds, Is.EqualTo(new[] { post.Id }));
        Assert.That((post.ReplyTo, post.Buttons.Single()), Is.EqualTo((before, "Je viens")));
        Assert.That(rig.Faults("telegram"), Is.Empty);
    }

    [Test]
    public async Task Answer_WithAFileOnTelegram_ArrivesWithItsWordsAndItsFile()
    {
        await using var rig = await SandboxRig.StartAsync();
        var part = AnswerRig.Part(AnswerForm.PrivateMessage, null, new Button("Je ne viens plus", "rsvp:1")) with { File = new("2026-03-14-reunion.ics", "text/calendar", "SUMMARY:Réunion") };

        var outcome = await ((IAnswerPeople)rig.Network("telegram")).AnswerAsync(rig.Account("telegram"), AnswerRig.Person("700000007"), part, CancellationToken.None);

        var post = rig.Host.World.Posts().Single(one => one.Text == AnswerRig.Words);
        Assert.That((((Outcome.Done)outcome).RemoteIds.Single(), post.Buttons.Single(), post.File), Is.EqualTo((post.Id, "Je ne viens plus", new Relay.Sandbox.PostFile("2026-03-14-reunion.ics", "SUMMARY:Réunion"))));
        Assert.That(rig.Faults("telegram"), Is.Empty);
    }

    [Test]
    public async Task Relabel_APostOnTelegram_ChangesItsButtonsAndKeepsItsWords()
    {
        await using var rig = await SandboxRig.StartAsync();
        var (network, account, chat) = (rig.Network("telegram"), rig.Account("telegram"), new Target("@tilleul_fr"));
        Button[] Labelled(string label) => [new Button(label, Link: new Uri("https://t.me/tilleul_bot?start=c1")), new Button("WhatsApp", Link: new Uri("https://wa.me/?text=1")) { Row = 1 }];
        var made = (Outcome.Done)await network.CreateAsync(account, chat, new Part(Guid.NewGuid(), 0, "Réunion mardi", []) { Buttons = Labelled("Je viens") }, CancellationToken.None);
        Task<Outcome> RelabelAsync() => ((IRelabelPosts)network).RelabelAsync(account, chat, made.RemoteIds, Labelled("Je viens · 12"), CancellationToken.None);

        var (once, twice) = (await RelabelAsync(), await RelabelAsync());

        var post = rig.Host.World.Posts().Single(one => one.Id == made.RemoteIds[0] && one.Text == "Réunion mardi");
        Assert.That(new[] { once, twice }, Is.All.InstanceOf<Outcome.Done>(), "the same again is done");
        Assert.That(post.Buttons, Is.EqualTo(new[] { "Je viens · 12", "WhatsApp" }));
    }

    [Test]
    public async Task Answer_ToWhoBlockedTheBot_IsABlock()
    {
        await using var rig = await SandboxRig.StartAsync();
        var blocked = rig.Host.World.Accounts.Chats.First(chat => chat.Standing == Relay.Sandbox.ChatStanding.Blocked);

        var outcome = await ((IAnswerPeople)rig.Network("telegram")).AnswerAsync(rig.Account("telegram"), AnswerRig.Person($"{blocked.Id}"), AnswerRig.Part(AnswerForm.PrivateMessage), CancellationToken.None);

        Assert.That(((Outcome.Failed)outcome).Person, Is.EqualTo(PersonStatus.Blocked));
        Assert.That(rig.Faults("telegram"), Is.Empty);
    }

    [Test]
    public async Task Answer_ToACommentOnFacebook_StandsUnderItAndIsFoundAgain()
    {
        await using var rig = await SandboxRig.StartAsync();
        var (network, account, page) = (rig.Network("facebook"), rig.Account("facebook"), new Target("100000000000002"));
        var post = ((Outcome.Done)await network.CreateAsync(account, page, new Part(Guid.NewGuid(), 0, "Réunion mardi", []), CancellationToken.None)).RemoteIds[0];
        var comment = $"{(await DoAsync(rig, "facebook/comment", new { post, text = "À quelle heure ?" }))["comment"]}";
        var part = AnswerRig.Part(AnswerForm.PublicReply, comment);

        var outcome = await ((IAnswerPeople)network).AnswerAsync(account, page, part, CancellationToken.None);
        var search = new Search(new Part(part.DeliveryId, 0, part.Text, [], comment), rig.Clock.GetUtcNow(), null, null, new HashSet<string>()) { Answered = comment };
        var there = await ((IFindOwnPosts)network).FindAsync(account, page, search, CancellationToken.None);
        var elsewhere = await ((IFindOwnPosts)network).FindAsync(account, page, search with { Part = search.Part with { Text = "Autre chose" } }, CancellationToken.None);
        await DoAsync(rig, "facebook/delete", new { id = comment });
        var gone = await ((IAnswerPeople)network).AnswerAsync(account, page, part, CancellationToken.None);
        var goneToo = await ((IFindOwnPosts)network).FindAsync(account, page, search, CancellationToken.None);

        var reply = rig.Host.World.Posts().Single(one => one.Text == AnswerRig.Words);
        Assert.That((reply.Id, reply.ReplyTo), Is.EqualTo((((Outcome.Done)outcome).RemoteIds.Single(), comment)));
        Assert.That(((Finding.There)there).RemoteIds, Is.EqualTo(new[] { reply.Id }));
        Assert.That((elsewhere, goneToo), Is.EqualTo((new Finding.NotSeen(), new Finding.NotSeen())));
        Assert.That(((Outcome.Failed)gone).Kind, Is.EqualTo(FailureKind.Gone));
        Assert.That(rig.Faults("facebook"), Is.Empty);
    }

    [Test]
    public async Task Answer_InMessenger_KeepsToItsWindowAndToOnePrivateReply()
    {
        await using var rig = await SandboxRig.StartAsync();
        var (network, account) = ((IAnswerPeople)rig.Network("facebook"), rig.Account("facebook"));
        var post = ((Outcome.Done)await rig.Network("facebook").CreateAsync(account, new("100000000000002"), new Part(Guid.NewGuid(), 0, "Réunion mardi", []), CancellationToken.None)).RemoteIds[0];
        var said = await DoAsync(rig, "facebook/comment", new { post, text = "Je veux bien des détails" });
        var (comment, person) = ($"{said["comment"]}", AnswerRig.Person($"{said["author"]}"));
        Task<Outcome> AnswerAsync(AnswerForm form, string? to = null) => network.AnswerAsync(account, person, AnswerRig.Part(form, to), CancellationToken.None);

        var stranger = await AnswerAsync(AnswerForm.PrivateMessage);
        var once = await AnswerAsync(AnswerForm.PrivateReply, comment);
        var twice = await AnswerAsync(AnswerForm.PrivateReply, comment);
        await DoAsync(rig, "facebook/message", new { page = "100000000000002", text = "Bonjour" });
        var answered = await AnswerAsync(AnswerForm.PrivateMessage);
        rig.Clock.Advance(TimeSpan.FromHours(24));
        var late = await AnswerAsync(AnswerForm.PrivateMessage);
        var shut = await DoAsync(rig, "facebook/message", new { page = "100000000000002", text = "Bonjour", person = "9" });
        var unavailable = await network.AnswerAsync(account, AnswerRig.Person($"{shut["author"]}"), AnswerRig.Part(AnswerForm.PrivateMessage), CancellationToken.None);

        Assert.That(new[] { once, answered }, Is.All.TypeOf<Outcome.Done>());
        Assert.That(new[] { stranger, twice, late, unavailable }.Select(outcome => ((Outcome.Failed)outcome).Kind), Is.All.EqualTo(FailureKind.Refused));
        Assert.That(((Outcome.Failed)late).Reason.French, Does.Contain("24 heures"));
        Assert.That(rig.Host.World.Posts().Count(one => one.Text == AnswerRig.Words && one.PrivateWith is not null), Is.EqualTo(2));
        Assert.That(rig.Faults("facebook"), Is.Empty);
    }

    [Test]
    public async Task Answer_WithButtonsInMessenger_TheyStandThereAndCanBePressed()
    {
        await using var rig = await SandboxRig.StartAsync();
        var (network, account) = ((IAnswerPeople)rig.Network("facebook"), rig.Account("facebook"));
        var person = AnswerRig.Person($"{(await DoAsync(rig, "facebook/message", new { page = "100000000000002", text = "Bonjour", person = "Fatou Diallo" }))["author"]}");
        Button[] buttons = [new("Je viens", "r:y"), new("En savoir plus", Link: new("https://parti.example/e/1"))];

        var outcome = await network.AnswerAsync(account, person, AnswerRig.Part(AnswerForm.PrivateMessage, null, buttons), CancellationToken.None);
        var tooLong = await network.AnswerAsync(account, person, AnswerRig.Part(AnswerForm.PrivateMessage, null, new Button("Je viens avec toute ma famille", "r:y")), CancellationToken.None);
        await DoAsync(rig, "facebook/press", new { message = ((Outcome.Done)outcome).RemoteIds.Single(), button = "Je viens" });

        var post = rig.Host.World.Posts().Single(one => one.Text == AnswerRig.Words);
        Assert.That((post.Buttons, post.Links["En savoir plus"]), Is.EqualTo((new[] { "En savoir plus", "Je viens" }, "https://parti.example/e/1")));
        Assert.That(((Outcome.Failed)tooLong).Kind, Is.EqualTo(FailureKind.Refused));
        Assert.That(rig.Host.World.Heard().Select(voice => (voice.Text, voice.PrivateWith)).Last(), Is.EqualTo(("Je viens", "Fatou Diallo")));
        Assert.That(rig.Faults("facebook"), Is.Empty);
    }

    [Test]
    public async Task Answer_OnX_ReachesOnlyWhoNamedUsOrWroteFirst()
    {
        await using var rig = await SandboxRig.StartAsync();
        var profile = rig.Host.World.Accounts.Profiles[1];
        var (network, account, place) = ((IAnswerPeople)rig.Network("x"), rig.Account("x"), new Target("@" + profile.Username));
        var said = await DoAsync(rig, "x/mention", new { profile = profile.Username, text = "c'est où ?" });
        var (mention, person) = ($"{said["post"]}", AnswerRig.Person($"{said["author"]}"));
        var stranger = $"{(await DoAsync(rig, "x/post", new { text = "Beau temps.", person = "2" }))["post"]}";

        var summoned = await network.AnswerAsync(account, place, AnswerRig.Part(AnswerForm.PublicReply, mention), CancellationToken.None);
        var notSummoned = await network.AnswerAsync(account, place, AnswerRig.Part(AnswerForm.PublicReply, stranger), CancellationToken.None);
        var closed = await network.AnswerAsync(account, person, AnswerRig.Part(AnswerForm.PrivateMessage), CancellationToken.None);
        await DoAsync(rig, "x/message", new { profile = profile.Username, text = "Bonjour" });
        var open = await network.AnswerAsync(account, person, AnswerRig.Part(AnswerForm.PrivateMessage), CancellationToken.None);

        Assert.That(new[] { summoned, open }, Is.All.TypeOf<Outcome.Done>());
        Assert.That(new[] { notSummoned, closed }.Select(outcome => (((Outcome.Failed)outcome).Kind, ((Outcome.Failed)outcome).Scope)), Is.All.EqualTo((FailureKind.Refused, FailureScope.Delivery)));
        Assert.That(rig.Host.World.Posts().Where(one => one.Text == AnswerRig.Words).Select(one => one.ReplyTo), Is.EquivalentTo(new[] { mention, null }));
        Assert.That(rig.Faults("x"), Is.Empty);
    }

    private static async Task<JsonNode> DoAsync(SandboxRig rig, string deed, object fields)
    {
        using var http = new HttpClient();
        using var done = await http.PostAsJsonAsync(new Uri(rig.Host.Console, $"_sandbox/people/{deed}"), fields);
        return (await done.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonNode>())!;
    }
}
