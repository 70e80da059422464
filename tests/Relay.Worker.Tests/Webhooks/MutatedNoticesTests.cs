using System.Text;
using NUnit.Framework;

namespace Relay.Worker.Tests.Webhooks;

/// <summary>A hundred thousand spoilt notices through the door, rightly signed: nothing throws, each is kept byte for byte, and memory stays flat.</summary>
[NonParallelizable]
internal sealed class MutatedNoticesTests : IDisposable
{
    private const int Each = 33_400;

    private static readonly string[] Seeds =
    [
        """{"update_id":2,"callback_query":{"id":"77","from":{"id":5,"language_code":"fr"},"data":"hand:1","message":{"message_id":5,"chat":{"id":1}}}}""",
        """{"update_id":1,"message":{"message_id":5,"date":1700000000,"from":{"id":5,"first_name":"Ana"},"chat":{"id":5,"type":"private"},"text":"Je viens \ud83d\ude00"}}""",
        """{"object":"page","entry":[{"id":"1234567890321","time":1700000000,"changes":[{"field":"feed","value":{"item":"comment","verb":"add","comment_id":"5_6","message":"a"}}]}]}""",
        """{"data":{"event_uuid":"-5","filter":{"user_id":"22"},"event_type":"post.reply.create","payload":{"id":"6","text":"a"}}}""",
    ];

    private static readonly string[] Others = ["null", "[]", "{}", "1e999", "\"\\ud800\"", "true"];

    private static readonly byte[] Good = Encoding.UTF8.GetBytes(Seeds[1]);

    private readonly HookBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [TestCase("bot33")]
    [TestCase("page33")]
    [TestCase("x33")]
    public async Task Bring_SpoiltNotices_LosesNothingAndNoMemory(string account)
    {
        var random = new Random(20261121);
        long before = 0;
        for (var time = 0; time < Each; time++)
        {
            var spoilt = Spoil(random, Encoding.UTF8.GetBytes(Seeds[time % Seeds.Length]));

            var (status, _) = await _bench.BringAsync(account, spoilt);

            Assert.That(status, Is.EqualTo(200));
            Assert.That(_bench.Kept[^1].Payload.Span.SequenceEqual(spoilt), Is.True);
            if (time % 1000 == 0)
            {
                Assert.That((await _bench.BringAsync(account, Good)).Status, Is.EqualTo(200));
                Assert.That(_bench.Kept[^1].Payload.Span.SequenceEqual(Good), Is.True);
                _bench.Kept.Clear();
                before = before == 0 ? GC.GetTotalMemory(forceFullCollection: true) : before;
            }
        }
        _bench.Kept.Clear();
        _bench.Presses.Invocations.Clear();
        _bench.Inbox.Invocations.Clear();
        Assert.That(GC.GetTotalMemory(forceFullCollection: true) - before, Is.LessThan(4 * 1024 * 1024));
    }

    /// <summary>Cut off, bytes changed, digits for other things, pieces twice, nested deeply, or grown.</summary>
    private static byte[] Spoil(Random random, byte[] seed)
    {
        var at = random.Next(seed.Length);
        switch (random.Next(6))
        {
            case 0:
                return seed[..at];
            case 1:
                for (var change = random.Next(1, 6); change > 0; change--)
                {
                    seed[random.Next(seed.Length)] = (byte)random.Next(256);
                }
                return seed;
            case 2:
                return Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(seed).Replace("5", Others[random.Next(Others.Length)], StringComparison.Ordinal));
            case 3:
                return [.. seed[..at], .. seed[random.Next(seed.Length)..]];
            case 4:
                return [.. seed[..at], .. Enumerable.Repeat((byte)(random.Next(2) == 0 ? '[' : '{'), random.Next(1, 2_000)), .. seed[at..]];
            default:
                return [.. seed[..at], .. Enumerable.Repeat((byte)random.Next(256), random.Next(1, 20_000)), .. seed[at..]];
        }
    }
}
