using System.Text;
using Microsoft.AspNetCore.WebUtilities;
using Relay.Core.Channels;
using Relay.Core.Deliveries;
using Relay.Core.Inbox.Polling;
using Relay.Networks.Tests.Contract;
using Relay.Testing;
using Relay.Testing.Http;
using Relay.Testing.Specs;

namespace Relay.Networks.Tests.X.Inbox;

/// <summary>How mentions of a profile are asked for, in both vocabularies, and what that costs.</summary>
internal sealed class XStreamsTests : IDisposable
{
    private static readonly PollStream Mentions = new("mentions");
    private static readonly PollStream Messages = new("dm_events");

    private readonly ScriptedHandler _wire = new();
    private readonly Rig _rig;
    private readonly IPollStreams _streams;

    public XStreamsTests()
    {
        _rig = new("x", _wire);
        _streams = _rig.Part<IEnumerable<IPollStreams>>().Single(one => one.Network == "x");
    }

    public void Dispose()
    {
        _rig.Dispose();
        _wire.Dispose();
    }

    [TestCase("tweet", "tweet.fields", 1)]
    [TestCase("post", "post.fields", 0)]
    public async Task Read_EitherVocabulary_AsksAsXDescribesIt(string names, string parameter, int specification)
    {
        _wire.Always(200, """{"meta":{"result_count":0}}""");

        var page = (PollStep.Came)await _streams.ReadAsync(Account(names), Mentions, new("1800000000000000001", "b26v", Some.Now), default);

        var asked = QueryHelpers.ParseQuery(_wire.Requests.Single().Address.Query);
        Assert.That(_wire.Requests.Single().Path, Is.EqualTo("/2/users/7/mentions"));
        Assert.That((asked.ContainsKey(parameter), asked["since_id"].ToString(), asked["pagination_token"].ToString()), Is.EqualTo((true, "1800000000000000001", "b26v")));
        Assert.That((asked["expansions"].ToString(), asked.GetValueOrDefault("user.fields").ToString()), Is.EqualTo((names == "tweet" ? "author_id" : "author_id,referenced_posts,edit_history_post_ids", names == "tweet" ? "affiliation" : "")), "a program that says so is not answered");
        Assert.That((page.Count, page.Newest, page.Next, page.Usd), Is.EqualTo((0, (string?)null, (string?)null, 0m)), "a look that finds nothing is free");
        if (Specifications.AreHere)
        {
            Assert.That(Specifications.Of("x")[specification].Check(_wire.Requests.Single()), Is.Empty);
        }
    }

    [TestCase("tweet", "0.030", "0.300")]
    [TestCase("post", "0.030", "0.300")]
    public async Task Read_Page_TellsTheNewestByItsNumberAndWhatItCosts(string names, string usd, string most)
    {
        const string Body = """{"data":[{"id":"999","text":"a"},{"id":"1000","text":"b"}],"meta":{"newest_id":"1000","next_token":"b26v"}}""";
        _wire.Always(200, Body);

        var page = (PollStep.Came)await _streams.ReadAsync(Account(names), Mentions, new(null, null, Some.Now), default);

        Assert.That((Encoding.UTF8.GetString(page.Payload.Span), page.Count, page.Newest, page.Next), Is.EqualTo((Body, 2, "1000", "b26v")));
        Assert.That((page.Usd, _streams.MostUsd(Account(names))), Is.EqualTo((decimal.Parse(usd, System.Globalization.CultureInfo.InvariantCulture), decimal.Parse(most, System.Globalization.CultureInfo.InvariantCulture))));
        Assert.That(QueryHelpers.ParseQuery(_wire.Requests.Single().Address.Query)["start_time"].ToString(), Is.EqualTo("2026-03-02T08:00:00Z"), "never the past: it would be billed");
    }

    [TestCase("tweet", 1, null, "3")]
    [TestCase("post", 0, "b26v89c19zqg8o3f", "10")]
    public async Task Read_PrivateMessages_AreAskedForAsXDescribesItAndShortFirst(string names, int specification, string? cursor, string most)
    {
        _wire.Always(200, """{"meta":{"result_count":0}}""");

        var page = (PollStep.Came)await _streams.ReadAsync(Account(names), Messages, new("1000 20260302", cursor, Some.Now), default);

        Assert.That((_wire.Requests.Single().Path, QueryHelpers.ParseQuery(_wire.Requests.Single().Address.Query)["max_results"].ToString()), Is.EqualTo(("/2/dm_events", most)));
        Assert.That((page.Count, page.Next, page.Usd), Is.EqualTo((0, (string?)null, 0m)));
        if (Specifications.AreHere)
        {
            Assert.That(Specifications.Of("x")[specification].Check(_wire.Requests.Single()), Is.Empty);
        }
    }

    [TestCase(null, "1002", "0.06", TestName = "Read_PrivateMessages_FirstLook_LeavesThePast")]
    [TestCase("1001 20260302", "1002", "0.02", TestName = "Read_PrivateMessages_ReadTodayAlready_AreNotCountedAgain")]
    [TestCase("1001 20260301", "1002", "0.06", TestName = "Read_PrivateMessages_AnotherDay_AreBilledAgain")]
    [TestCase("999 20260302", "1002,1001,1000", "0.06", TestName = "Read_PrivateMessages_AllNew_GoOnToTheNextPage")]
    public async Task Read_PrivateMessages_KeepsThoseAfterTheLastOneKnown(string? known, string kept, string usd)
    {
        _wire.Always(200, """
            {"data":[{"id":"1002","event_type":"MessageCreate","text":"Je viens","sender_id":"9","created_at":"2026-03-02T08:00:05.000Z"},
            {"id":"1001","event_type":"MessageCreate","text":"b","sender_id":"7","created_at":"2026-03-01T07:00:00.000Z"},{"id":"1000","event_type":"MessageCreate","text":"a","created_at":"2026-03-01T07:00:00.000Z"}],
            "meta":{"result_count":3,"next_token":"b26v"}}
            """);

        var page = (PollStep.Came)await _streams.ReadAsync(Account("tweet"), Messages, new(known, null, Some.Now), default);

        using var payload = System.Text.Json.JsonDocument.Parse(page.Payload);
        Assert.That(string.Join(',', payload.RootElement.GetProperty("data").EnumerateArray().Select(message => message.GetProperty("id").GetString())), Is.EqualTo(kept));
        Assert.That((page.Newest, page.Next, page.Usd), Is.EqualTo(("1002 20260302", kept.Length > 4 ? "b26v" : null, decimal.Parse(usd, System.Globalization.CultureInfo.InvariantCulture))));
    }

    [Test]
    public async Task Read_PrivateMessagesWithoutTheRight_SaysWhichInWords()
    {
        _wire.Always(403, """{"title":"Forbidden","type":"about:blank","status":403,"detail":"Forbidden"}""");

        var failure = ((PollStep.Failed)await _streams.ReadAsync(Account("tweet"), Messages, new(null, null, Some.Now), default)).Failure;

        Assert.That((failure.Kind, failure.Reason.English), Is.EqualTo((FailureKind.Misconfigured,
            "account main has no right to read its private messages (dm.read): in X's portal give the app \"Read and write and Direct message\", then connect the account again (relay connect x)".Replace("main", Account("tweet").Id, StringComparison.Ordinal))));
    }

    [TestCase("mentions")]
    [TestCase("search:1800000000000000001")]
    [TestCase("dm_events")]
    public async Task Read_List_IsSpreadOverTheWindowThatXGivesIt(string stream)
    {
        _wire.Always(200, """{"meta":{"result_count":0}}""", ("x-rate-limit-limit", "15"), ("x-rate-limit-remaining", "14"), ("x-rate-limit-reset", $"{_rig.Part<TimeProvider>().GetUtcNow().AddMinutes(15).ToUnixTimeSeconds()}"));

        Assert.That(((PollStep.Came)await _streams.ReadAsync(Account("tweet"), new(stream), new(null, null, Some.Now), default)).Pause, Is.EqualTo(TimeSpan.FromMinutes(1)));
    }

    [TestCase("mentions")]
    [TestCase("search:1800000000000000001")]
    [TestCase("dm_events")]
    public async Task Read_WindowOfOneListUsedUp_LeavesTheOthersAlone(string stream)
    {
        _wire.Always(429, """{"title":"Too Many Requests","type":"about:blank","status":429,"detail":"Too Many Requests"}""");

        Assert.That(((PollStep.Failed)await _streams.ReadAsync(Account("tweet"), new(stream), new(null, null, Some.Now), default)).Failure.Scope, Is.EqualTo(FailureScope.Target));
    }

    [Test]
    public void StreamsOf_TokensWithoutTheRightToMessages_LeaveThemOut()
    {
        Assert.That(_streams.StreamsOf(Account("tweet")).Select(stream => stream.Name), Is.EqualTo(new[] { "mentions", "dm_events" }), "keys of OAuth 1.0a don't tell: it is tried");
        Assert.That(_streams.StreamsOf(Account("tweet", scopes: "tweet.read users.read")).Select(stream => stream.Name), Is.EqualTo(new[] { "mentions" }));
        Assert.That(_streams.StreamsOf(Account("tweet", scopes: "tweet.read dm.read")), Has.Count.EqualTo(2));
    }

    [TestCase("tweet", 1)]
    [TestCase("post", 0)]
    public async Task Read_AnswersAndQuotesWithoutOurName_AreSearchedForWithinTheWeekThatXKnows(string names, int specification)
    {
        _wire.Always(200, """{"meta":{"result_count":0}}""");
        var stream = _streams.StreamOf(Account(names), new("1800000000000000001", Some.Now.AddDays(-20)))!;

        await _streams.ReadAsync(Account(names), stream, new(null, null, Some.Now.AddDays(-20)), default);
        await _streams.ReadAsync(Account(names), stream, new(IdAt(Some.Now.AddDays(-1)), null, Some.Now.AddDays(-20)), default);
        await _streams.ReadAsync(Account(names), stream, new(IdAt(Some.Now.AddDays(-8)), null, Some.Now.AddDays(-20)), default);

        var asked = _wire.Requests.Select(request => QueryHelpers.ParseQuery(request.Address.Query)).ToList();
        Assert.That(_wire.Requests.Select(request => request.Path), Is.All.EqualTo("/2/tweets/search/recent"));
        Assert.That(asked[0]["query"].ToString(), Is.EqualTo("(conversation_id:1800000000000000001 OR quotes_of_tweet_id:1800000000000000001) -@tilleul_33 -from:tilleul_33"));
        Assert.That(asked.Select(each => ($"{each.GetValueOrDefault("start_time")}", each.ContainsKey("since_id"))), Is.EqualTo(new[] { ("2026-02-23T09:00:00Z", false), ("", true), ("2026-02-23T09:00:00Z", false) }), "X refuses an id or a time that is older than a week");
        if (Specifications.AreHere)
        {
            Assert.That(_wire.Requests.SelectMany(request => Specifications.Of("x")[specification].Check(request)), Is.Empty);
        }
    }

    private static string IdAt(DateTimeOffset at) => ((at.ToUnixTimeMilliseconds() - 1_288_834_974_657) << 22).ToString(System.Globalization.CultureInfo.InvariantCulture);

    [TestCase(401, FailureKind.Unauthorized)]
    [TestCase(402, FailureKind.Misconfigured)]
    [TestCase(429, FailureKind.Throttled)]
    [TestCase(400, FailureKind.Refused)]
    [TestCase(503, FailureKind.Unavailable)]
    public async Task Read_Refused_HasItsKind(int status, FailureKind kind)
    {
        _wire.Always(status, """{"title":"t","type":"about:blank","detail":"d"}""");

        Assert.That(((PollStep.Failed)await _streams.ReadAsync(Account("tweet"), Mentions, new(null, null, Some.Now), default)).Failure.Kind, Is.EqualTo(kind));
    }

    [Test]
    public async Task Read_AccountThatDoesNotSayWhoItIs_AsksXOnceAndCountsIt()
    {
        var account = Account("tweet", user: null, handle: null);
        _wire.Routes(("GET /2/users/me", 200, """{"data":{"id":"7","name":"Le Tilleul","username":"Tilleul_33"}}"""), ("GET /", 200, """{"meta":{"result_count":0}}"""));
        Assert.That((_streams.StreamsOf(account).Count, _streams.PostsOf(account), _streams.MostUsd(account)), Is.EqualTo((2, (string?)null, 0.310m)), "what asking costs is asked of the budget");

        var first = (PollStep.Came)await _streams.ReadAsync(account, Mentions, new(null, null, Some.Now), default);
        var second = (PollStep.Came)await _streams.ReadAsync(account, Messages, new(null, null, Some.Now), default);

        Assert.That(_wire.Requests.Select(request => request.Path), Is.EqualTo(new[] { "/2/users/me", "/2/users/7/mentions", "/2/dm_events" }));
        Assert.That((first.Usd, second.Usd, _streams.MostUsd(account), _streams.PostsOf(account)), Is.EqualTo((0.010m, 0m, 0.300m, "@tilleul_33")));
    }

    [Test]
    public async Task Read_AccountThatXWillNotName_IsAFailureAndIsAskedAgain()
    {
        var account = Account("tweet", user: null);
        _wire.Always(503, "<html></html>");

        Assert.That(((PollStep.Failed)await _streams.ReadAsync(account, Mentions, new(null, null, Some.Now), default)).Failure.Kind, Is.EqualTo(FailureKind.Unavailable));
        Assert.That(((PollStep.Failed)await _streams.ReadAsync(account, Mentions, new(null, null, Some.Now), default)).Failure.Kind, Is.EqualTo(FailureKind.Unavailable));
        Assert.That(_wire.Requests.Select(request => request.Path), Is.All.EqualTo("/2/users/me"));
    }

    [Test]
    public async Task Understand_MessagesOfAnAccountThatNobodyNamed_WaitsUntilXDid()
    {
        var account = Account("tweet", user: null, handle: null);
        var arrivals = _rig.Part<IEnumerable<Core.Inbox.Arrivals.IReadArrivals>>().Single(one => one.Network == "x");
        var came = new Core.Inbox.Arrivals.Arrival(account.Id, Core.Inbox.Arrivals.Door.Poll, "dm_events", Encoding.UTF8.GetBytes("""{"data":[{"id":"9","event_type":"MessageCreate","text":"Merci","sender_id":"7","dm_conversation_id":"7-22"}]}"""), Some.Now);
        Assert.That(() => arrivals.Read(account, came), Throws.InstanceOf<SecretMissingException>(), "our own message would be answered");

        _wire.Routes(("GET /2/users/me", 200, """{"data":{"id":"7","username":"tilleul_33"}}"""), ("GET /", 200, """{"meta":{"result_count":0}}"""));
        await _streams.ReadAsync(account, Mentions, new(null, null, Some.Now), default);

        var said = (Core.Inbox.Arrivals.Happening.Said)arrivals.Read(account, came).Happenings.Single();
        Assert.That((said.IsOurs, said.Thread, said.Of.Reader), Is.EqualTo((true, "22", $"x:{account.Id}")), "the key is the same before and after");
        Assert.That((arrivals.Self(account).Id, arrivals.ReaderOf(account)), Is.EqualTo(("7", (string?)null)));
    }

    private Account Account(string names, string? user = "7", string? scopes = null, string? handle = "@tilleul_33")
    {
        var settings = new Dictionary<string, string> { ["ConsumerKey"] = "ck", ["ConsumerSecret"] = "cs", ["Token"] = "7-t", ["TokenSecret"] = "ts", ["FieldNames"] = names };
        if (handle is not null)
        {
            settings["Handle"] = handle;
        }
        if (scopes is not null)
        {
            settings["Scopes"] = scopes;
        }
        if (user is not null)
        {
            settings["UserId"] = user;
        }
        return _rig.Account(settings);
    }
}
