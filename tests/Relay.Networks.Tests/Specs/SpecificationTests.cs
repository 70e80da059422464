using System.Net.Http.Headers;
using System.Text;
using Relay.Testing.Http;
using Relay.Testing.Specs;

namespace Relay.Networks.Tests.Specs;

/// <summary>The judges themselves are judged: a right request passes, and each planted fault is caught.</summary>
[TestFixture]
internal sealed class SpecificationTests
{
    private const string Token = "123:abc";

    [TestCase("POST", "/2/tweets", """{"text":"a","media":{"media_ids":["1"]},"reply":{"in_reply_to_tweet_id":"2"}}""", true)]
    [TestCase("POST", "/2/tweets", """{"txt":"a"}""", false)]
    [TestCase("POST", "/2/tweets", """{"text":1}""", false)]
    [TestCase("POST", "/2/tweets", """{"text":"a","media":{"media_ids":[]}}""", false)]
    [TestCase("POST", "/2/tweets", """{"text":"a","media":{"media_ids":["x"]}}""", false)]
    [TestCase("POST", "/2/tweets", """{"text":"a","reply":{}}""", false)]
    [TestCase("POST", "/2/tweets", """{"text":"a","reply_settings":"everyone"}""", false)]
    [TestCase("POST", "/2/tweet", """{"text":"a"}""", false)]
    [TestCase("PUT", "/2/tweets", """{"text":"a"}""", false)]
    [TestCase("DELETE", "/2/tweets/12", null, true)]
    [TestCase("DELETE", "/2/tweets/abc", null, false)]
    [TestCase("GET", "/2/users/7/tweets?max_results=100&start_time=2026-03-02T07:58:00Z", null, true)]
    [TestCase("GET", "/2/users/7/tweets?max_results=101", null, false)]
    [TestCase("GET", "/2/users/7/tweets?max_result=100", null, false)]
    [TestCase("GET", "/2/users/7/tweets?start_time=yesterday", null, false)]
    [TestCase("GET", "/2/users/7/tweets?exclude=likes", null, false)]
    [TestCase("POST", "/2/media/metadata", """{"id":"1","metadata":{"alt_text":{"text":"a"}}}""", true)]
    [TestCase("POST", "/2/media/metadata", """{"metadata":{"alt_text":{"text":"a"}}}""", false)]
    [TestCase("POST", "/2/media/metadata", """{"id":"1","metadata":{"alttext":{"text":"a"}}}""", false)]
    public void Check_RequestToX_CatchesWhatIsWrong(string method, string path, string? body, bool isRight)
    {
        var request = Request(method, "https://api.x.com" + path, body, "OAuth oauth_token=\"1\"");

        foreach (var specification in Specifications.Of("x"))
        {
            Assert.That(specification.Check(request), isRight ? Is.Empty : Is.Not.Empty);
        }
    }

    [TestCase("Bearer token", "/2/users/me", true)]
    [TestCase("Basic token", "/2/users/me", false)]
    [TestCase("Bearer token", "/2/dm_events", true)]
    [TestCase("Bearer token", "/2/broadcasts", false)]
    public void Check_SignatureAtX_MustBeAUsersWithTheScopesThatAreAskedFor(string authorization, string path, bool isRight)
    {
        var request = Request("GET", "https://api.x.com" + path, null, authorization);

        Assert.That(Specifications.Of("x")[0].Check(request), isRight ? Is.Empty : Is.Not.Empty);
    }

    [TestCase("sendMessage", """{"chat_id":"@a","text":"a","parse_mode":"HTML","link_preview_options":{"is_disabled":true}}""", true)]
    [TestCase("sendMessage", """{"chat_id":-1,"text":"a"}""", true)]
    [TestCase("sendMessage", """{"chat":"@a","text":"a"}""", false)]
    [TestCase("sendMessage", """{"chat_id":"@a"}""", false)]
    [TestCase("sendMessage", """{"chat_id":"@a","text":5}""", false)]
    [TestCase("sendMessage", """{"chat_id":true,"text":"a"}""", false)]
    [TestCase("sendMessage", """{"chat_id":"@a","text":"a","parse_mode":"html5"}""", false)]
    [TestCase("sendMessage", """{"chat_id":"@a","text":"a","message_thread_id":"7"}""", false)]
    [TestCase("sendMessage", """{"chat_id":"@a","text":"a","link_preview_options":{"disabled":true}}""", false)]
    [TestCase("sendMessages", """{"chat_id":"@a","text":"a"}""", false)]
    [TestCase("sendMediaGroup", """{"chat_id":"@a","media":[{"type":"photo","media":"u"},{"type":"photo","media":"u"}]}""", true)]
    [TestCase("sendMediaGroup", """{"chat_id":"@a","media":[{"type":"photo","media":"u"}]}""", false)]
    [TestCase("sendMediaGroup", """{"chat_id":"@a","media":[{"type":"picture","media":"u"},{"type":"photo","media":"u"}]}""", false)]
    [TestCase("deleteMessages", """{"chat_id":"@a","message_ids":[1,2]}""", true)]
    [TestCase("deleteMessages", """{"chat_id":"@a","message_ids":["1"]}""", false)]
    [TestCase("Message", """{"chat_id":"@a","text":"a"}""", false)]
    public void Check_RequestToTelegram_CatchesWhatIsWrong(string method, string body, bool isRight)
    {
        var request = Request("POST", $"https://api.telegram.org/bot{Token}/{method}", body, null);

        Assert.That(Specifications.Telegram.Check(request), isRight ? Is.Empty : Is.Not.Empty);
    }

    [TestCase("POST", "/v26.0/123/feed?appsecret_proof=ab", """{"message":"a","link":"https://a.example"}""", true)]
    [TestCase("POST", "/v26.0/123/feed", """{"message":"a","attached_media":[{"media_fbid":"1"}]}""", true)]
    [TestCase("POST", "/v26.0/123/feed", """{"text":"a"}""", false)]
    [TestCase("POST", "/v26.0/123/feed", """{"message":1}""", false)]
    [TestCase("POST", "/v26.0/123/feed", """{"message":"a","attached_media":"1"}""", false)]
    [TestCase("POST", "/v26.0/123/feed", """{"message":"a","published":"yes"}""", false)]
    [TestCase("POST", "/v26.0/123/feed", """{"message":"a","unpublished_content_type":"HIDDEN"}""", false)]
    [TestCase("POST", "/v26.0/123/feeds", """{"message":"a"}""", false)]
    [TestCase("POST", "/123/feed", """{"message":"a"}""", false)]
    [TestCase("POST", "/v26.0/123/photos", """{"url":"https://a.example/a.jpg","alt_text_custom":"a","published":false}""", true)]
    [TestCase("POST", "/v26.0/123/photos", """{"url":"https://a.example/a.jpg","alt_text":"a"}""", false)]
    [TestCase("POST", "/v26.0/123_4", """{"message":"a"}""", true)]
    [TestCase("DELETE", "/v26.0/123_4", null, true)]
    [TestCase("GET", "/v26.0/123/published_posts?fields=id,message,created_time&limit=100&since=1", null, true)]
    [TestCase("GET", "/v26.0/123/published_posts?fields=id,text", null, false)]
    [TestCase("GET", "/v26.0/123/published_posts?limit=many", null, false)]
    [TestCase("GET", "/v26.0/123/published_posts?page=2", null, false)]
    public void Check_RequestToFacebook_CatchesWhatIsWrong(string method, string path, string? body, bool isRight)
    {
        var request = Request(method, "https://graph.facebook.com" + path, body, "Bearer token");

        Assert.That(Specifications.Facebook.Check(request), isRight ? Is.Empty : Is.Not.Empty);
    }

    [TestCase("x", "POST", "https://api.x.com/2/tweets", 201, """{"data":{"id":"1","text":"a"}}""", """{"data":{"id":1,"text":"a"}}""")]
    [TestCase("x", "GET", "https://api.x.com/2/users/7/tweets", 200, """{"meta":{"result_count":0}}""", """{"meta":{"result_count":"0"}}""")]
    [TestCase("telegram", "POST", "https://a.example/bot1:a/sendMessage", 200, """{"ok":true,"result":{"message_id":1,"date":1,"chat":{"id":1,"type":"private"},"text":"a"}}""", """{"ok":true,"result":{"message_id":1,"date":1,"text":"a"}}""")]
    [TestCase("telegram", "POST", "https://a.example/bot1:a/deleteMessage", 200, """{"ok":true,"result":true}""", """{"ok":true,"result":1}""")]
    [TestCase("telegram", "POST", "https://a.example/bot1:a/deleteMessage", 400, """{"ok":false,"error_code":400,"description":"Bad Request"}""", """{"ok":false,"error_code":"400"}""")]
    [TestCase("facebook", "POST", "https://a.example/v26.0/1/feed", 200, """{"id":"1_2"}""", """{"id":12}""")]
    [TestCase("facebook", "GET", "https://a.example/v26.0/1/feed", 200, """{"data":[{"id":"1_2","message":"a"}]}""", """{"data":[{"id":"1_2","text":"a"}]}""")]
    public void CheckAnswer_RightAndWrong_AreToldApart(string network, string method, string address, int status, string right, string wrong)
    {
        var request = Request(method, address, null, null);

        Assert.That(Specifications.Of(network)[0].CheckAnswer(new Exchange(request, status, right)), Is.Empty);
        Assert.That(Specifications.Of(network)[0].CheckAnswer(new Exchange(request, status, wrong)), Is.Not.Empty);
    }

    private static RecordedRequest Request(string method, string address, string? body, string? authorization)
    {
        using var message = new HttpRequestMessage();
        message.Headers.Authorization = authorization is null ? null : AuthenticationHeaderValue.Parse(authorization);
        return new RecordedRequest(
            HttpMethod.Parse(method), new Uri(address), message.Headers, body is null ? null : new MediaTypeHeaderValue("application/json"), body is null ? null : Encoding.UTF8.GetBytes(body));
    }
}
