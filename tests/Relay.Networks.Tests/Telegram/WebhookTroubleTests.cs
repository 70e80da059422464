using Relay.Core.Channels.Proofs;
using Relay.Networks.Tests.Contract;
using Relay.Testing.Http;

namespace Relay.Networks.Tests.Telegram;

/// <summary>Telegram can't reach the address that it was given: whoever checks reads why, and what to do.</summary>
internal sealed class WebhookTroubleTests : IDisposable
{
    private readonly ScriptedHandler _wire = new();
    private readonly Rig _rig;

    public WebhookTroubleTests() => _rig = new("telegram", _wire);

    public void Dispose()
    {
        _rig.Dispose();
        _wire.Dispose();
    }

    [TestCase("Wrong response from the webhook: 502 Bad Gateway", "check that Relay runs and listens")]
    [TestCase("Wrong response from the webhook: 401 Unauthorized", "relay webhooks set")]
    [TestCase("Wrong response from the webhook: 404 Not Found", "does not lead to Relay")]
    [TestCase("SSL error {error:0A000086:SSL routines::certificate verify failed}", "certificate is not accepted")]
    [TestCase("Failed to resolve host: No address associated with hostname", "check the DNS")]
    [TestCase("Connection refused", "does not answer")]
    public async Task ProveAsync_TelegramCannotReachUs_SaysWhyAndWhatToDo(string message, string step)
    {
        var proof = await ProveAsync(message, waiting: 7);

        Assert.That(proof.Result, Is.EqualTo(ProofResult.Missing));
        Assert.That(proof.Words.English, Does.Contain("7 waiting").And.Contain(step).And.Contain(message));
        Assert.That(proof.Words.French, Does.Contain("7 en attente").And.Contain(message).And.EndWith("."));
    }

    [Test]
    public async Task ProveAsync_TroubleThatIsOver_IsToldAndNoLack()
    {
        var proof = await ProveAsync("Connection timed out", waiting: 0);

        Assert.That(proof.Result, Is.EqualTo(ProofResult.Proven));
        Assert.That(proof.Words.English, Does.Contain("nothing waits").And.Contain("Connection timed out"));
    }

    private async Task<Proof> ProveAsync(string message, int waiting)
    {
        var account = _rig.Account(new Dictionary<string, string> { ["Token"] = "7000000001:AAREHEARSALrehearsalREHEARSALrehear1", ["WebhookSecret"] = "hook-secret-0123456789" }) with { Webhook = new("https://relay.example/webhooks/test") };
        // What getMe and getWebhookInfo say, in one.
        _wire.Always(200, $$$"""{"ok":true,"result":{"id":7000000001,"is_bot":true,"username":"relay_bot","url":"https://relay.example/webhooks/{{{account.Id}}}","pending_update_count":{{{waiting}}},"last_error_date":1772438400,"last_error_message":"{{{message}}}"}}""");
        return (await _rig.Part<IEnumerable<IProveAccess>>().Single(one => one.Network == "telegram").ProveAsync(account, null, default)).Single(proof => proof.Capability == Capability.HearWebhooks);
    }
}
