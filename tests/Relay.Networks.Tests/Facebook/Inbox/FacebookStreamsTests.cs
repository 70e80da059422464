using System.Text;
using Microsoft.AspNetCore.WebUtilities;
using Relay.Core.Channels;
using Relay.Core.Deliveries;
using Relay.Core.Inbox.Polling;
using Relay.Networks.Tests.Contract;
using Relay.Testing.Http;
using Relay.Testing.Specs;

namespace Relay.Networks.Tests.Facebook.Inbox;

/// <summary>How the comments under a Page's posts are asked for.</summary>
internal sealed class FacebookStreamsTests : IDisposable
{
    private static readonly PollStream Stream = new("comments:1234567890_998", DateTimeOffset.UnixEpoch);
    private static readonly PollPlace First = new(null, null, DateTimeOffset.UnixEpoch);

    private readonly ScriptedHandler _wire = new();
    private readonly Rig _rig;
    private readonly IPollStreams _streams;
    private readonly Account _account;

    public FacebookStreamsTests()
    {
        _rig = new("facebook", _wire);
        _streams = _rig.Part<IEnumerable<IPollStreams>>().Single(one => one.Network == "facebook");
        _account = _rig.Account(new Dictionary<string, string> { ["PageId"] = "1234567890", ["Token"] = "EAAGpageTokenOfThePage" });
    }

    public void Dispose()
    {
        _rig.Dispose();
        _wire.Dispose();
    }

    [TearDown]
    public void Asked_AsTheGraphApiDescribes()
    {
        if (Specifications.AreHere)
        {
            Assert.That(_wire.Requests.SelectMany(request => Specifications.Of("facebook").SelectMany(one => one.Check(request))), Is.Empty);
        }
    }

    [Test]
    public async Task Read_PageWithAnother_IsKeptAsWrittenAndTellsWhereItGoesOn()
    {
        const string List = """{"data":[{"id":"998_2","created_time":"2026-03-02T08:00:10+0000","message":"Vu \u00e0 19 h"},{"id":"998_1","created_time":"2026-03-02T08:00:00+0000"}]""";
        _wire.Always(200, List + ""","paging":{"cursors":{"before":"b","after":"QVFI"},"next":"https://graph.facebook.com/next?access_token=EAAG"}}""");

        var page = (PollStep.Came)await _streams.ReadAsync(_account, Stream, First, default);

        Assert.That((Encoding.UTF8.GetString(page.Payload.Span), page.Count, page.Newest, page.Next), Is.EqualTo((List + "}", 2, "1772438410", "QVFI")), "all but the paging, whose address holds the token");
        var asked = QueryHelpers.ParseQuery(_wire.Requests.Single().Address.Query);
        Assert.That(_wire.Requests.Single().Path, Does.EndWith("/1234567890_998/comments"));
        Assert.That((asked["filter"].ToString(), asked["order"].ToString(), asked.ContainsKey("after")), Is.EqualTo(("stream", "reverse_chronological", false)));
    }

    [TestCase("1772438400", true)]
    [TestCase("1772438405", true)]
    [TestCase("1772439100", false)]
    public async Task Read_PageThatReachesWhatIsKnown_IsTheLast(string known, bool goesOn)
    {
        _wire.Always(200, """{"data":[{"id":"998_2","created_time":"2026-03-02T08:11:40+0000"},{"id":"998_1","created_time":"2026-03-02T08:00:00+0000"}],"paging":{"cursors":{"after":"QVFI"},"next":"https://graph.facebook.com/next"}}""");

        var page = (PollStep.Came)await _streams.ReadAsync(_account, Stream, First with { Known = known, Cursor = "QVFH" }, default);

        Assert.That(page.Next, goesOn ? Is.EqualTo("QVFI") : Is.Null, "what was held back for some minutes is not passed over");
        Assert.That(QueryHelpers.ParseQuery(_wire.Requests.Single().Address.Query)["after"].ToString(), Is.EqualTo("QVFH"));
    }

    [Test]
    public async Task Read_EndOfTheList_IsToldByTheAbsenceOfNext()
    {
        _wire.Always(200, """{"data":[{"id":"998_1","created_time":"2026-03-02T08:00:00+0000"}],"paging":{"cursors":{"before":"b","after":"QVFI"}}}""");

        Assert.That(((PollStep.Came)await _streams.ReadAsync(_account, Stream, First, default)).Next, Is.Null);
    }

    [TestCase(400, """{"error":{"message":"m","type":"GraphMethodException","code":100,"error_subcode":33}}""", FailureKind.Gone)]
    [TestCase(400, """{"error":{"message":"m","type":"OAuthException","code":190}}""", FailureKind.Unauthorized)]
    [TestCase(403, """{"error":{"message":"m","type":"OAuthException","code":10}}""", FailureKind.Misconfigured)]
    [TestCase(400, """{"error":{"message":"m","type":"OAuthException","code":32}}""", FailureKind.Throttled)]
    [TestCase(400, """{"error":{"message":"m","type":"OAuthException","code":100}}""", FailureKind.Refused)]
    [TestCase(500, """{"error":{"message":"m","type":"OAuthException","code":2}}""", FailureKind.Unavailable)]
    [TestCase(200, """{"id":"1"}""", FailureKind.Unavailable)]
    [TestCase(502, "<html>", FailureKind.Unavailable)]
    public async Task Read_Refused_HasItsKind(int status, string body, FailureKind kind)
    {
        _wire.Always(status, body);

        Assert.That(((PollStep.Failed)await _streams.ReadAsync(_account, Stream, First, default)).Failure.Kind, Is.EqualTo(kind));
    }

    [Test]
    public async Task Read_RateThreeQuartersUsed_LeavesTheRestForPosts()
    {
        _wire.Always(200, """{"data":[]}""", ("X-App-Usage", """{"call_count":80,"total_time":2,"total_cputime":2}"""));

        var page = (PollStep.Came)await _streams.ReadAsync(_account, Stream, First, default);

        Assert.That((page.Count, page.Newest, page.Next, page.Rest), Is.EqualTo((0, (string?)null, (string?)null, (TimeSpan?)TimeSpan.FromMinutes(15))));
    }

    [Test]
    public void StreamsOf_Page_AreItsPrivateMessages()
        => Assert.That(_streams.StreamsOf(_account).Select(stream => stream.Name), Is.EqualTo(new[] { "conversations" }));

    [Test]
    public async Task Read_Conversations_KeepsWhatMovedSinceAndNothingFromBeforeTheFirstLook()
    {
        _wire.Always(200, """
            {"data":[
              {"id":"t_3","updated_time":"2026-03-02T08:30:00+0000","messages":{"data":[
                {"id":"m_5","created_time":"2026-03-02T08:30:00+0000","from":{"id":"77","name":"In\u00e8s"},"to":{"data":[{"id":"1234567890"}]},"message":"Je viens"},
                {"id":"m_1","created_time":"2025-12-01T08:00:00+0000","from":{"id":"77"},"to":{"data":[{"id":"1234567890"}]},"message":"Hier"}],"paging":{"next":"https://graph.facebook.com/x?access_token=EAAG"}}},
              {"id":"t_2","updated_time":"2026-03-02T08:00:00+0000","messages":{"data":[{"id":"m_4","created_time":"2026-03-02T08:00:00+0000","message":"Su"}]}},
              {"id":"t_1","updated_time":"2026-03-02T08:29:00+0000"}],
             "paging":{"cursors":{"after":"QVFI"},"next":"https://graph.facebook.com/next?access_token=EAAG"}}
            """);

        var page = (PollStep.Came)await _streams.ReadAsync(_account, new("conversations"), new("1772439900", null, new(2026, 3, 1, 0, 0, 0, default)), default);

        Assert.That(Encoding.UTF8.GetString(page.Payload.Span), Is.EqualTo(
            """{"data":[{"messages":{"data":[{"id":"m_5","created_time":"2026-03-02T08:30:00+0000","from":{"id":"77","name":"In\u00e8s"},"to":{"data":[{"id":"1234567890"}]},"message":"Je viens"}]}}]}"""));
        Assert.That((page.Count, page.Newest, page.Next), Is.EqualTo((1, "1772440200", (string?)null)), "a conversation that did not move is the end");
        var asked = QueryHelpers.ParseQuery(_wire.Requests.Single().Address.Query);
        Assert.That((_wire.Requests.Single().Path, asked["platform"].ToString()), Is.EqualTo(($"/{_wire.Requests.Single().Path.Split('/')[1]}/1234567890/conversations", "messenger")));
    }

    [Test]
    public async Task Read_ConversationOfAnUnknownForm_IsKeptToBeSeen()
    {
        _wire.Always(200, """{"data":[7,{"messages":[]},{"messages":{"data":[3]}}]}""");

        var page = (PollStep.Came)await _streams.ReadAsync(_account, new("conversations"), First, default);

        Assert.That((Encoding.UTF8.GetString(page.Payload.Span), page.Count), Is.EqualTo(("""{"data":[7,{"messages":[]},{"messages":{"data":[3]}}]}""", 3)));
    }
}
