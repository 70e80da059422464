using NUnit.Framework;
using Relay.Testing;

namespace Relay.Worker.Tests.Webhooks;

/// <summary>What the real networks sent to other people's programs comes through the door, rightly signed: each is kept byte for byte. What the readers make of them stands in the networks' tests.</summary>
internal sealed class RecordedNoticesTests : IDisposable
{
    private readonly HookBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [TestCase("bot33", "telegram/fixtures")]
    [TestCase("bot33", "derived/telegram-dotnet-client")]
    [TestCase("bot33", "derived/telegram-teloxide")]
    [TestCase("page33", "facebook/fixtures-restfb/webhooks")]
    [TestCase("x33", "derived/x-account-activity")]
    [TestCase("x33", "derived/x-activity-events")]
    [TestCase("x33", "x/fixtures-python-twitter/apis/dm_events")]
    [TestCase("x33", "x/fixtures-python-twitter/apis/tweet")]
    public async Task Bring_EveryRecordedNotice_IsKeptByteForByte(string account, string folder)
    {
        var files = Directory.GetFiles(Repository.Specs(folder.Split('/')), "*.json", SearchOption.AllDirectories);
        Assert.That(files, Is.Not.Empty);
        foreach (var file in files)
        {
            var notice = await File.ReadAllBytesAsync(file);

            var (status, _) = await _bench.BringAsync(account, notice);

            Assert.That(status, Is.EqualTo(200), file);
            Assert.That(_bench.Kept[^1].Payload.Span.SequenceEqual(notice), Is.True, file);
        }
        Assert.That(_bench.Kept, Has.Count.EqualTo(files.Length));
    }
}
