using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Relay.Core.Inbox.Arrivals;
using Relay.Networks.Facebook;
using Relay.Networks.X.Access;

namespace Relay.Networks.Tests.Sandbox;

/// <summary>What the public does at the rehearsal is read by the product with the right author, words, ids and time.</summary>
[TestFixture]
internal sealed class PublicArrivalsTests
{
    private const string Nasty = "Je viens à deux 🌳 <b>&amp; j'amène \"tout\"\nle monde";

    private SandboxRig _rig = null!;
    private HttpClient _http = null!;
    private int _nonce;

    [SetUp]
    public async Task Start() => (_rig, _http) = (await SandboxRig.StartAsync(), new HttpClient());

    [TearDown]
    public async Task Stop()
    {
        _http.Dispose();
        await _rig.DisposeAsync();
    }

    [TestCase("toplevel", 1)]
    [TestCase("stream", 2)]
    public async Task Read_CommentAndAnswerOnFacebook_AreWhatTheyWere(string filter, int told)
    {
        var page = _rig.Host.World.Accounts.Pages[1];
        var post = (await FacebookAsync(HttpMethod.Post, $"{page.Id}/feed", new { message = "Réunion" })).Root["id"]!.ToString();
        var comment = await DoAsync("facebook", "comment", new { post, text = Nasty, person = "Inès Martin" });
        var answer = await DoAsync("facebook", "comment", new { under = comment["comment"]!.ToString(), text = "Moi aussi", person = "Yann Le Goff" });

        var said = Said("facebook", $"comments:{post}", (await FacebookAsync(HttpMethod.Get, $"{post}/comments?filter={filter}&fields=id,message,created_time,from,parent{{id}},permalink_url", null)).Text);

        Assert.That(said, Has.Count.EqualTo(told));
        Assert.That((said[0].Of.RemoteId, said[0].Author.Id, said[0].Author.Name, said[0].Text, said[0].Kind, said[0].Post, said[0].At),
            Is.EqualTo((comment["comment"]!.ToString(), comment["author"]!.ToString(), "Inès Martin", Nasty, InteractionKind.Comment, post, Now)));
        Assert.That(said.Skip(1).Select(each => (each.Of.RemoteId, each.Kind, each.InReplyTo)), Is.EqualTo(said.Skip(1).Select(_ => (answer["comment"]!.ToString(), InteractionKind.Reply, comment["comment"]!.ToString()))));
    }

    [Test]
    public async Task Read_MessageToAPage_IsWhatItWas()
    {
        var page = _rig.Host.World.Accounts.Pages[1];
        var message = await DoAsync("facebook", "message", new { page = page.Id, text = Nasty, person = "Fatou Diallo" });

        var said = Said("facebook", "conversations", (await FacebookAsync(HttpMethod.Get, $"{page.Id}/conversations?fields=id,updated_time,participants,messages.limit(20){{id,created_time,from,to,message}}", null)).Text).Single();

        Assert.That((said.Of.RemoteId, said.Of.Chat, said.Author.Id, said.Text, said.Kind, said.At, said.IsOurs),
            Is.EqualTo((message["message"]!.ToString(), message["author"]!.ToString(), message["author"]!.ToString(), Nasty, InteractionKind.PrivateMessage, Now, false)));
    }

    [TestCase("tweet.fields=author_id,created_at,conversation_id,entities,in_reply_to_user_id,referenced_tweets,edit_history_tweet_ids&expansions=author_id,referenced_tweets.id&user.fields=affiliation")]
    [TestCase("post.fields=created_at,conversation_id,entities&expansions=author_id,referenced_posts,referenced_posts.id,in_reply_to_user_id,edit_history_post_ids&user.fields=affiliation")]
    public async Task Read_MentionReplyAndQuoteOnX_AreWhatTheyWere(string asked)
    {
        var profile = _rig.Host.World.Accounts.Profiles[1];
        var post = (await XAsync(HttpMethod.Post, "2/tweets", "", new { text = "Réunion jeudi" })).Root["data"]!["id"]!.ToString();
        var mention = await DoAsync("x", "mention", new { profile = profile.Username, text = Nasty, person = "Inès Martin" });
        var reply = await DoAsync("x", "reply", new { post, text = "Je viens", person = "Veille automatique" });
        var quote = await DoAsync("x", "quote", new { post, text = "À lire", person = "Yann Le Goff" });

        var mentions = Said("x", "mentions", (await XAsync(HttpMethod.Get, $"2/users/{profile.Id}/mentions", asked, null)).Text);
        var quotes = Said("x", $"quotes:{post}", (await XAsync(HttpMethod.Get, $"2/tweets/{post}/quote_tweets", asked, null)).Text);

        var (answered, named, quoted) = (mentions[0], mentions[1], quotes.Single());
        Assert.That((named.Of.RemoteId, named.Author.Id, named.Author.Name, named.Author.Handle, named.Text, named.Kind, named.Author.Automated),
            Is.EqualTo((mention["post"]!.ToString(), mention["author"]!.ToString(), "Inès Martin", "ines_martin", $"@{profile.Username} {Nasty}", InteractionKind.Mention, false)));
        Assert.That(named.At, Is.EqualTo(_rig.Clock.GetUtcNow()).Within(TimeSpan.FromMilliseconds(1)));
        Assert.That((answered.Of.RemoteId, answered.Kind, answered.InReplyTo, answered.Post, answered.Author.Automated), Is.EqualTo((reply["post"]!.ToString(), InteractionKind.Reply, post, post, true)));
        Assert.That((quoted.Of.RemoteId, quoted.Kind, quoted.Author.Id), Is.EqualTo((quote["post"]!.ToString(), InteractionKind.Quote, quote["author"]!.ToString())));
    }

    [Test]
    public async Task Read_DirectMessageOnX_IsWhatItWas()
    {
        var message = await DoAsync("x", "message", new { profile = _rig.Host.World.Accounts.Profiles[1].Username, text = Nasty, person = "Fatou Diallo" });

        var said = Said("x", "dm_events", (await XAsync(HttpMethod.Get, "2/dm_events", "dm_event.fields=id,text,event_type,created_at,dm_conversation_id,sender_id&expansions=sender_id", null)).Text).Single();

        Assert.That((said.Of.RemoteId, said.Author.Id, said.Author.Name, said.Text, said.Kind, said.Thread), Is.EqualTo((message["message"]!.ToString(), message["author"]!.ToString(), "Fatou Diallo", Nasty, InteractionKind.PrivateMessage, message["author"]!.ToString())));
    }

    [Test]
    public async Task Read_WordsEditsCommentsAndContactsOnTelegram_AreWhatTheyWere()
    {
        var said = await DoAsync("telegram", "message", new { text = Nasty, person = "Sam Taylor" });
        await DoAsync("telegram", "edit", new { chat = said["chat"]!.ToString(), message = said["message"]!.ToString(), text = "Non, finalement" });
        await DoAsync("telegram", "contact", new { person = "Sam Taylor" });
        await DoAsync("telegram", "block", new { person = "Sam Taylor" });
        var post = (await TelegramAsync("sendMessage", new { chat_id = "@tilleul_fr", text = "Réunion" })).Root["result"]!["message_id"]!.ToString();
        await DoAsync("telegram", "comment", new { chat = "@tilleul_fr", message = post, text = "Je viens", person = "Inès Martin" });

        var happenings = Happenings("telegram", "updates", (await TelegramAsync("getUpdates", new { })).Text);

        var words = happenings.OfType<Happening.Said>().ToList();
        Assert.That((words[0].Text, words[0].Author.Name, words[0].Author.Language, words[0].Kind, words[0].At, words[0].Of.RemoteId), Is.EqualTo((Nasty, "Sam Taylor", "en", InteractionKind.PrivateMessage, Now, said["message"]!.ToString())));
        Assert.That((words[1].Text, words[1].Of, words[1].Revision > words[0].Revision), Is.EqualTo(("Non, finalement", words[0].Of, true)));
        Assert.That(words[2].SharedPhone, Does.Match(@"^\+336399\d{5}$"));
        Assert.That((words[3].IsOurs, words[4].Text, words[4].Kind, words[4].Post, words[4].PostChat, words[4].IsOurs), Is.EqualTo((true, "Je viens", InteractionKind.Comment, post, "-1009000000001 @tilleul_fr", false)));
        Assert.That(happenings.OfType<Happening.Reach>().Select(reach => (reach.Reachable, reach.IsPrivate)), Is.EqualTo(new[] { (true, true), (false, true) }));
    }

    // Facebook and Telegram tell whole seconds.
    private DateTimeOffset Now => DateTimeOffset.FromUnixTimeSeconds(_rig.Clock.GetUtcNow().ToUnixTimeSeconds());

    private List<Happening.Said> Said(string network, string stream, string text) => [.. Happenings(network, stream, text).OfType<Happening.Said>()];

    private IReadOnlyList<Happening> Happenings(string network, string stream, string text)
    {
        var settings = _rig.Account(network);
        var own = network == "x" ? settings with { Settings = new Dictionary<string, string>(settings.Settings) { ["UserId"] = _rig.Host.World.Accounts.Profiles[1].Id } } : settings;
        var reading = _rig.Arrivals(network).Read(own, new Arrival(own.Id, Door.Poll, stream, System.Text.Encoding.UTF8.GetBytes(text), _rig.Clock.GetUtcNow()));
        Assert.That(reading.Unread.Where(unread => unread.Kind is not "conversation"), Is.Empty, text);
        return reading.Happenings;
    }

    private async Task<JsonNode> DoAsync(string network, string action, object fields)
    {
        using var done = await _http.PostAsJsonAsync(new Uri(_rig.Host.Console, $"_sandbox/people/{network}/{action}"), fields);
        var text = await done.Content.ReadAsStringAsync();
        Assert.That((int)done.StatusCode, Is.EqualTo(200), text);
        return JsonNode.Parse(text)!;
    }

    private Task<(string Text, JsonNode Root)> FacebookAsync(HttpMethod method, string path, object? body)
    {
        var page = _rig.Host.World.Accounts.Pages[1];
        var proof = FacebookApi.Proof(page.AppSecret, page.Token);
        var request = new HttpRequestMessage(method, new Uri(_rig.Host.Facebook, $"v26.0/{path}{(path.Contains('?', StringComparison.Ordinal) ? '&' : '?')}appsecret_proof={proof}"));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", page.Token);
        return SendAsync(request, body);
    }

    private Task<(string Text, JsonNode Root)> XAsync(HttpMethod method, string path, string query, object? body)
    {
        var profile = _rig.Host.World.Accounts.Profiles[1];
        var address = new Uri(_rig.Host.X, path);
        var pairs = query.Split('&', StringSplitOptions.RemoveEmptyEntries).Select(pair => pair.Split('=')).Select(pair => KeyValuePair.Create(pair[0], pair[1])).ToList();
        var signature = new XSignature(profile.ConsumerKey, profile.ConsumerSecret, profile.Token, profile.TokenSecret);
        var request = new HttpRequestMessage(method, query.Length == 0 ? address : new Uri($"{address}?{query}"));
        request.Headers.TryAddWithoutValidation("Authorization", signature.Authorization(method, address, pairs, _rig.Clock.GetUtcNow(), (++_nonce).ToString(CultureInfo.InvariantCulture)));
        return SendAsync(request, body);
    }

    private Task<(string Text, JsonNode Root)> TelegramAsync(string method, object body)
        => SendAsync(new HttpRequestMessage(HttpMethod.Post, new Uri($"{_rig.Host.Telegram}bot{_rig.Host.World.Accounts.Bots[0].Token}/{method}")), body);

    private async Task<(string Text, JsonNode Root)> SendAsync(HttpRequestMessage request, object? body)
    {
        using (request)
        {
            request.Content = body is null ? null : JsonContent.Create(body);
            using var answer = await _http.SendAsync(request);
            var text = await answer.Content.ReadAsStringAsync();
            Assert.That((int)answer.StatusCode, Is.LessThan(300), text);
            return (text, JsonNode.Parse(text)!);
        }
    }
}
