using NUnit.Framework;

namespace Relay.Sandbox.Tests.People;

public sealed class XPeopleTests
{
    private const string Asked = "tweet.fields=author_id,created_at,conversation_id,entities,in_reply_to_user_id,referenced_tweets,edit_history_tweet_ids&expansions=author_id,referenced_tweets.id&user.fields=affiliation";

    private Rehearsal _rehearsal = null!;

    [SetUp]
    public async Task Start() => _rehearsal = await Rehearsal.StartAsync(enforceLimits: false);

    [TearDown]
    public async Task Stop() => await _rehearsal.DisposeAsync();

    [Test]
    public async Task Mentions_WhoNamesAndWhoAnswers_ComeNewestFirstWithTheirAuthors()
    {
        var post = await _rehearsal.PostAsync("x");
        var mention = await DoAsync("mention", new { profile = "@tilleul_33", text = "Bravo pour l'initiative", person = "Inès Martin" });
        var reply = await DoAsync("reply", new { post, text = "Je viens", person = "Veille automatique" });
        await DoAsync("reply", new { post, text = "Sans vous nommer", untagged = true });

        var mentions = await MentionsAsync(Asked);

        Assert.That(mentions.Each("data", "id"), Is.EqualTo(new[] { reply["post"], mention["post"] }));
        Assert.That((mentions["data/0/text"], mentions["data/0/in_reply_to_user_id"], mentions["data/0/conversation_id"], mentions["data/0/referenced_tweets/0/type"], mentions["data/0/referenced_tweets/0/id"]),
            Is.EqualTo(("@tilleul_33 Je viens", _rehearsal.Profile.Id, post, "replied_to", post)));
        Assert.That((mentions["data/1/author_id"], mentions["data/1/entities/mentions/0/id"], mentions["data/1/entities/mentions/0/start"]), Is.EqualTo((mention["author"], _rehearsal.Profile.Id, "0")));
        Assert.That((mentions["includes/users/0/affiliation/description"], mentions["includes/users/1/name"], mentions["includes/tweets/0/id"]), Is.EqualTo(("Automated", "Inès Martin", post)));
    }

    [Test]
    public async Task Mentions_SinceIdAndTokens_GiveEachOnceAndNothingOlder()
    {
        var old = (await DoAsync("mention", new { profile = "@tilleul_33", text = "zéro" }))["post"];
        await _rehearsal.DoAsync("x", "flood", new { @do = "mention", count = 12, profile = "@tilleul_33", text = "numéro {n}" });

        var first = await MentionsAsync($"max_results=5&since_id={old}");
        await DoAsync("mention", new { profile = "@tilleul_33", text = "entre deux pages" });
        var second = await MentionsAsync($"max_results=5&since_id={old}&pagination_token={first["meta/next_token"]}");
        var third = await MentionsAsync($"max_results=5&since_id={old}&pagination_token={second["meta/next_token"]}");
        var none = await MentionsAsync($"since_id={(await MentionsAsync(""))["meta/newest_id"]}");

        Assert.That(new[] { first, second, third }.SelectMany(page => page.Each("data", "text")), Is.EqualTo(Enumerable.Range(1, 12).Reverse().Select(number => $"@tilleul_33 numéro {number}")));
        Assert.That((third["meta/next_token"], none["meta/result_count"], none.Json!["data"]), Is.EqualTo(((string?)null, "0", (object?)null)));
    }

    [Test]
    public async Task Quotes_OfAPost_AreFoundInBothVocabularies()
    {
        var post = await _rehearsal.PostAsync("x");
        var quote = (await DoAsync("quote", new { post, text = "À lire" }))["post"];

        var old = await _rehearsal.XAsync(HttpMethod.Get, $"2/tweets/{post}/quote_tweets?{Asked}");
        var recent = await _rehearsal.XAsync(HttpMethod.Get, $"2/tweets/{post}/quote_tweets?post.fields=created_at&expansions=author_id,referenced_posts.id");

        Assert.That((old["data/0/id"], old["data/0/referenced_tweets/0/type"], old["includes/tweets/0/id"]), Is.EqualTo((quote, "quoted", post)));
        Assert.That((recent["data/0/id"], recent["data/0/referenced_posts/0/id"], recent["includes/posts/0/id"]), Is.EqualTo((quote, post, post)));
    }

    [TestCase("conversation_id:{post}", new[] { "Réunion jeudi à 19 h", "caché", "@tilleul_33 tagué" })]
    [TestCase("to:tilleul_33 -from:ines_martin", new[] { "@tilleul_33 tagué" })]
    [TestCase("conversation_id:{post} (caché OR nulle-part)", new[] { "caché" })]
    [TestCase("quotes_of_tweet_id:{post}", new[] { "cité" })]
    [TestCase("@tilleul_33 is:reply", new[] { "@tilleul_33 tagué" })]
    [TestCase("\"cité\" OR tagué -is:retweet", new[] { "cité", "@tilleul_33 tagué" })]
    public async Task Search_ByOperators_FindsWhatTheyMean(string query, string[] found)
    {
        var post = await _rehearsal.PostAsync("x");
        await DoAsync("reply", new { post, text = "tagué" });
        await DoAsync("reply", new { post, text = "caché", untagged = true, person = "Inès Martin" });
        await DoAsync("quote", new { post, text = "cité" });

        var answer = await SearchAsync(query.Replace("{post}", post, StringComparison.Ordinal));

        Assert.That(answer.Each("data", "text").Select(text => text!.Split(" https")[0]), Is.EquivalentTo(found));
    }

    [TestCase("nonsense:1")]
    [TestCase("(a OR b")]
    [TestCase("")]
    public async Task Search_WhatXDoesNotUnderstand_IsRefused(string query)
        => Assert.That((await SearchAsync(query)).Status, Is.EqualTo(400));

    [Test]
    public async Task Messages_InPrivate_ComeNewestFirstAndForThirtyDays()
    {
        var first = await DoAsync("message", new { profile = "@tilleul_33", text = "Bonjour & merci", person = "Fatou Diallo" });
        var second = await DoAsync("message", new { profile = "@tilleul_33", text = "C'est où ?", person = "Loïc Hoarau" });
        await DoAsync("message", new { profile = "@tilleul_fr", text = "À un autre" });
        const string Fields = "dm_event.fields=id,text,event_type,created_at,dm_conversation_id,sender_id&expansions=sender_id";

        var all = await _rehearsal.XAsync(HttpMethod.Get, $"2/dm_events?{Fields}");
        var bare = await _rehearsal.XAsync(HttpMethod.Get, "2/dm_events?max_results=1");
        var with = await _rehearsal.XAsync(HttpMethod.Get, $"2/dm_conversations/with/{first["author"]}/dm_events?{Fields}");
        _rehearsal.Clock.Advance(TimeSpan.FromDays(31));

        Assert.That(all.Each("data", "id"), Is.EqualTo(new[] { second["message"], first["message"] }));
        Assert.That((all["data/1/text"], all["data/1/sender_id"], all["data/1/dm_conversation_id"], all["includes/users/1/name"]), Is.EqualTo(("Bonjour &amp; merci", first["author"], first["conversation"], "Fatou Diallo")));
        Assert.That((bare["data/0/sender_id"], bare["meta/next_token"] is not null), Is.EqualTo(((string?)null, true)));
        Assert.That(with.Each("data", "id"), Is.EqualTo(new[] { first["message"] }));
        Assert.That((await _rehearsal.XAsync(HttpMethod.Get, "2/dm_events"))["meta/result_count"], Is.EqualTo("0"));
    }

    [Test]
    public async Task Posts_ChangedAndTakenBack_NameTheirFirstAndGo()
    {
        var mention = (await DoAsync("mention", new { profile = "@tilleul_33", text = "Je vien" }))["post"];
        var edited = (await DoAsync("edit", new { id = mention, text = "@tilleul_33 Je viens" }))["post"];

        var mentions = await MentionsAsync(Asked);
        await DoAsync("delete", new { id = edited });

        Assert.That((mentions["meta/result_count"], mentions["data/0/id"], mentions["data/0/text"], mentions["data/0/edit_history_tweet_ids/0"]), Is.EqualTo(("1", edited, "@tilleul_33 Je viens", mention)));
        Assert.That((await MentionsAsync(""))["meta/result_count"], Is.EqualTo("0"));
        Assert.That(_rehearsal.World.Posts(), Is.Empty, "the public's posts are not ours");
    }

    private Task<Reply> DoAsync(string action, object fields) => _rehearsal.DoAsync("x", action, fields);

    private Task<Reply> MentionsAsync(string query) => _rehearsal.XAsync(HttpMethod.Get, $"2/users/{_rehearsal.Profile.Id}/mentions?{query}".TrimEnd('?'));

    private Task<Reply> SearchAsync(string query) => _rehearsal.XAsync(HttpMethod.Get, $"2/tweets/search/recent?query={Uri.EscapeDataString(query)}");
}
