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
    public void StreamsOf_AccountThatDoesNotSayWhoItIs_AreNone()
        => Assert.That(_streams.StreamsOf(Account("tweet", user: null)), Is.Empty);

    private Account Account(string names, string? user = "7")
    {
        var settings = new Dictionary<string, string> { ["ConsumerKey"] = "ck", ["ConsumerSecret"] = "cs", ["Token"] = "7-t", ["TokenSecret"] = "ts", ["FieldNames"] = names };
        if (user is not null)
        {
            settings["UserId"] = user;
        }
        return _rig.Account(settings);
    }
}
