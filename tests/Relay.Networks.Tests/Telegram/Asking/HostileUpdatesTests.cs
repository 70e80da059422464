using Relay.Core.Deliveries;
using Relay.Core.Texts;
using Relay.Networks.Telegram.Asking;
using Relay.Networks.Tests.Contract;
using Relay.Testing.Http;

namespace Relay.Networks.Tests.Telegram.Asking;

/// <summary>Updates that no Telegram would send: each is passed over or kept for its number, and none stops those behind it.</summary>
[TestFixture]
internal sealed class HostileUpdatesTests
{
    private const string Good = """{"update_id":9,"message":{"message_id":1,"chat":{"id":5,"type":"private"},"text":"/start"}}""";

    private readonly ScriptedHandler _wire = new();
    private readonly Rig _rig;

    public HostileUpdatesTests() => _rig = new("telegram", _wire);

    [TearDown]
    public void Close() => _rig.Dispose();

    [TestCase("""{"update_id":"seven","message":5}""")]
    [TestCase("""{"update_id":"seven"}""")]
    [TestCase("""{"update_id":{}}""")]
    [TestCase("""{"update_id":[7],"message":"x"}""")]
    [TestCase("""{"update_id":7.5}""")]
    [TestCase("""{"update_id":-3}""")]
    [TestCase("""{"update_id":99999999999999999999999}""")]
    [TestCase("""{"update_id":9223372036854775807}""")]
    [TestCase("""{"message":{"message_id":1}}""")]
    [TestCase("""{}""")]
    [TestCase("5")]
    [TestCase("null")]
    [TestCase("true")]
    [TestCase("\"text\"")]
    [TestCase("[]")]
    [TestCase("[{\"update_id\":3}]")]
    public async Task UpdatesAsync_OneWithoutAUsableNumber_IsPassedOver(string hostile)
    {
        var asked = await AskAsync($"[{hostile},{Good}]");

        Assert.That(asked.Value!.Select(update => update.UpdateId), Is.EqualTo(new[] { 9L }));
        Assert.That(asked.Value![0].Message!.Text, Is.EqualTo("/start"));
    }

    [TestCase("""{"update_id":7,"message":5}""")]
    [TestCase("""{"update_id":"7","message":{"chat":[]}}""")]
    [TestCase("""{"update_id":7,"message":{"message_id":1,"text":"\ud800"}}""")]
    [TestCase("""{"update_id":7,"my_chat_member":{"new_chat_member":{"is_member":"perhaps"}}}""")]
    public async Task UpdatesAsync_OneThatCannotBeRead_KeepsItsNumberSoThatItIsConfirmed(string hostile)
    {
        var asked = await AskAsync($"[{hostile},{Good}]");

        Assert.That(asked.Value!.Select(update => update.UpdateId), Is.EqualTo(new[] { 7L, 9L }));
    }

    [Test]
    public async Task UpdatesAsync_NoneWithANumber_IsAFailureThatHasItsReaderRest()
        => Assert.That((await AskAsync("""[5,{"update_id":"x"}]""")).Failure, Is.EqualTo(new Outcome.Failed(FailureKind.Unavailable, FailureScope.Account, new("Ce que Telegram donne à lire n'a pas de numéros.", "Telegram's updates have no numbers."))));

    [Test]
    public async Task UpdatesAsync_NoUpdates_IsNoFailure() => Assert.That((await AskAsync("[]")).Value, Is.Empty);

    private async Task<Asked<IReadOnlyList<TelegramUpdate>>> AskAsync(string updates)
    {
        _wire.Always(200, $$"""{"ok":true,"result":{{updates}}}""");
        var account = _rig.Account(new Dictionary<string, string> { ["Token"] = "123456789:AAE-secret_secret_secret_secret_1234" });
        return await _rig.Part<TelegramInquiry>().UpdatesAsync(account, null, TelegramInquiry.Page, TimeSpan.Zero, ["message"], CancellationToken.None);
    }
}
