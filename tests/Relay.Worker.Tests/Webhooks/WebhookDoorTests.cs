using System.Text;
using Microsoft.AspNetCore.Http;
using Moq;
using NUnit.Framework;
using Relay.Core.Channels;
using Relay.Core.Deliveries.Halts;
using Relay.Core.Inbox;
using Relay.Core.Inbox.Arrivals;
using Relay.Worker.Webhooks;

namespace Relay.Worker.Tests.Webhooks;

public sealed class WebhookDoorTests : IDisposable
{
    // Not written as we would: the bytes are kept, not what they mean.
    private static readonly byte[] Notice = Encoding.ASCII.GetBytes("""{ "a":"\u00e4" }""");
    private static readonly byte[] Pressed = Encoding.UTF8.GetBytes("""{"update_id":2,"callback_query":{"id":"77","from":{"id":5,"language_code":"fr"},"data":"hand:1","message":{"message_id":5,"chat":{"id":1}}}}""");

    private readonly HookBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [TestCase("bot33", "updates")]
    [TestCase("page33", "page")]
    [TestCase("x33", "activity")]
    public async Task Post_OfTheNetwork_IsKeptByteForByteAndTaken(string account, string stream)
    {
        var (status, _) = await _bench.BringAsync(account, Notice);

        Assert.That(status, Is.EqualTo(200));
        Assert.That(_bench.Kept.Select(one => (one.Account, one.Door, one.Stream, one.At)), Is.EqualTo(new[] { (account, Door.Webhook, stream, _bench.Time.GetUtcNow()) }));
        Assert.That(_bench.Kept[0].Payload.ToArray(), Is.EqualTo(Notice));
    }

    [TestCase("bot33", "X-Telegram-Bot-Api-Secret-Token", "bot-secret-0123456788")]
    [TestCase("bot33", "X-Other", HookBench.BotSecret)]
    [TestCase("page33", "X-Hub-Signature-256", "sha256=bd4e3282043058e357f2d2552276dbaef3cb8359e51b2f7509f6372e4d2b9c4f")]
    [TestCase("page33", "X-Hub-Signature", "sha1=bd4e3282043058e357f2d2552276dbaef3cb8359")]
    [TestCase("x33", "x-twitter-webhooks-signature", "sha256=w8w26pPAwAcBeyM4SAD+Uk5z66T7DaO5hQQqmQOYGHU=")]
    public async Task Post_NotProven_IsRefusedAndLoggedWithoutContent(string account, string header, string value)
    {
        var (status, body) = await _bench.PostAsync(account, Notice, header, value);

        Assert.That((status, body), Is.EqualTo((403, "")));
        Assert.That(_bench.Kept, Is.Empty);
        Assert.That(_bench.Logs.Lines, Has.Exactly(1).Items.And.Some.Contains(account).And.None.Contains("00e4").And.None.Contains(value).And.None.Contains("secret-0"));
    }

    [TestCase("nobody")]
    [TestCase("quiet")]
    [TestCase("BOT33")]
    [TestCase("bot33/x")]
    [TestCase("")]
    public async Task Post_ToAnUnknownAccount_IsNotFound(string account)
        => Assert.That((await _bench.PostAsync(account, Notice, "X-Telegram-Bot-Api-Secret-Token", HookBench.BotSecret)).Status, Is.EqualTo(404));

    [Test]
    public async Task Post_ThatCouldNotBeKept_IsNotTaken()
    {
        _bench.Fault = new IOException("disk full");

        Assert.That((await _bench.BringAsync("bot33", Notice)).Status, Is.EqualTo(503));
    }

    [Test]
    public async Task Post_BeforeItIsDurable_IsNotAnswered()
    {
        var durable = new TaskCompletionSource();
        _bench.Inbox.Setup(inbox => inbox.KeepAsync(It.IsAny<Intake>(), It.IsAny<CancellationToken>())).Returns(durable.Task);

        var answer = _bench.BringAsync("page33", Notice);
        Assert.That(answer.IsCompleted, Is.False);
        durable.SetResult();

        Assert.That((await answer).Status, Is.EqualTo(200));
    }

    [Test]
    public async Task Post_TooLong_IsRefusedUnread()
    {
        var longest = new byte[NoticeBody.Longest];

        Assert.That((await _bench.BringAsync("bot33", longest)).Status, Is.EqualTo(200));
        Assert.That((await _bench.BringAsync("bot33", new byte[NoticeBody.Longest + 1])).Status, Is.EqualTo(413));
        Assert.That(_bench.Kept, Has.Count.EqualTo(1));
        Assert.That(_bench.Kept[0].Payload.Length, Is.EqualTo(longest.Length));
    }

    [Test]
    public async Task Post_RefusedTooOften_ThatCallerIsToldToGoSlowerAndTheLogIsNotFilled()
    {
        await GuessAsync(Refusals.Most);

        Assert.That(await GuessAsync(3), Is.EqualTo(StatusCodes.Status429TooManyRequests));
        Assert.That((await _bench.PostAsync("nobody", Notice, "X-Other", "")).Status, Is.EqualTo(StatusCodes.Status429TooManyRequests));
        Assert.That(_bench.Logs.Lines, Has.Exactly(Refusals.Most).Items);
        Assert.That((await _bench.PostAsync("bot33", Notice, "X-Other", "", from: "203.0.113.8")).Status, Is.EqualTo(403));
        _bench.Time.Advance(Refusals.Window);
        Assert.That(await GuessAsync(1), Is.EqualTo(403));
    }

    [TestCase("bot33")]
    [TestCase("page33")]
    [TestCase("x33")]
    public async Task Post_OfTheNetworkFromAnAddressThatAStrangerSpent_IsTaken(string account)
    {
        await GuessAsync(Refusals.Most + 5);

        Assert.That((await _bench.BringAsync(account, Notice)).Status, Is.EqualTo(200));
        Assert.That(_bench.Kept, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Post_PressOfAButton_IsCarriedOutAndToldInTheAnswer()
    {
        var (status, body) = await _bench.BringAsync("bot33", Pressed);

        Assert.That((status, body), Is.EqualTo((200, """{"callback_query_id":"77","text":"Merci !","method":"answerCallbackQuery"}""")));
        Assert.That(_bench.Kept, Has.Count.EqualTo(1));
        _bench.Presses.Verify(handler => handler.HandleAsync(It.Is<Account>(account => account.Id == "bot33"), new Press("77", "hand:1", "5", "1", "5", "fr"), It.IsAny<CancellationToken>()), Times.Once);
    }

    [Test]
    public async Task Post_PressWhileTheAccountIsHalted_IsCarriedOutAndNobodyIsTold()
    {
        _bench.Halts.Use([new Halt(HaltScope.All, "", "test", _bench.Time.GetUtcNow())]);

        Assert.That(await _bench.BringAsync("bot33", Pressed), Is.EqualTo((200, "")));
        Assert.That(_bench.Kept, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Get_HandshakeOfFacebook_RepeatsTheChallengeForTheRightTokenAlone()
    {
        Assert.That(await _bench.GetAsync("page33", "?hub.mode=subscribe&hub.challenge=1158201444&hub.verify_token=verify-token"), Is.EqualTo((200, "1158201444")));
        Assert.That(await _bench.GetAsync("page33", "?hub.mode=subscribe&hub.challenge=1158201444&hub.verify_token=verify-tokem"), Is.EqualTo((403, "")));
        Assert.That(await _bench.GetAsync("page33", "?hub.mode=subscribe&hub.challenge=1158201444"), Is.EqualTo((403, "")));
        Assert.That(await _bench.GetAsync("page33", "?hub.mode=unsubscribe&hub.challenge=1&hub.verify_token=verify-token"), Is.EqualTo((403, "")));
    }

    [Test]
    public async Task Get_ChallengeOfX_IsAnsweredWithItsHash()
    {
        var (status, body) = await _bench.GetAsync("x33", "?crc_token=challenge&nonce=1");

        // The vector was made with another program (Python's hmac).
        Assert.That(status, Is.EqualTo(200));
        Assert.That(System.Text.Json.JsonDocument.Parse(body).RootElement.GetProperty("response_token").GetString(), Is.EqualTo("sha256=2RUZDVKjSpEV/C/r9ivMsVZJ4DFPAawjJFQQzY+6ba4="));
    }

    [TestCase("{}")]
    [TestCase("""{"for_user_id":"1"}""")]
    [TestCase("[]")]
    [TestCase("\"a\"")]
    [TestCase(" 1")]
    [TestCase("é")]
    [TestCase("")]
    public async Task Get_ChallengeOfXThatCouldBeANotice_IsNotSigned(string token)
        => Assert.That(await _bench.GetAsync("x33", $"?crc_token={Uri.EscapeDataString(token)}"), Is.EqualTo((403, "")));

    [Test]
    public async Task Get_ChallengeOfXInAnyByte_SignsNothingThatOpensANotice()
    {
        var signed = new List<char>();
        for (var letter = '\0'; letter <= '\u00ff'; letter++)
        {
            _bench.Time.Advance(Refusals.Window);
            if ((await _bench.GetAsync("x33", $"?crc_token={Uri.EscapeDataString($"{letter}1")}")).Status == 200)
            {
                signed.Add(letter);
            }
        }

        // A notice is an object: without these it can neither begin nor name a field.
        Assert.That(signed, Has.Count.EqualTo(67).And.None.AnyOf('{', '}', '[', ']', '"', ':', ' '));
        Assert.That((await _bench.GetAsync("x33", $"?crc_token={new string('a', 257)}")).Status, Is.EqualTo(403));
    }

    [TestCase("GET", 403)]
    [TestCase("PUT", 405)]
    public async Task Ask_OfTelegramInAnotherWay_IsRefused(string method, int status) => Assert.That((await _bench.AskAsync(method, "bot33", "", [])).Status, Is.EqualTo(status));

    private async Task<int> GuessAsync(int times)
    {
        var status = 0;
        for (var time = 0; time < times; time++)
        {
            (status, _) = await _bench.PostAsync("bot33", Notice, "X-Telegram-Bot-Api-Secret-Token", $"guess{time}");
        }
        return status;
    }
}
