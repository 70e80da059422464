using System.Text.Json;
using Relay.Core.Conversations.Menus;
using Relay.Networks.Tests.Contract;
using Relay.Networks.Tests.Sandbox;
using Relay.Testing.Http;
using Relay.Testing.Specs;

namespace Relay.Networks.Tests.Telegram;

[TestFixture]
internal sealed class TelegramMenusTests
{
    [TestCase(null)]
    [TestCase("en")]
    public async Task Show_Commands_AreThoseOfPrivateChatsInThatLanguage(string? language)
    {
        var wire = new ScriptedHandler();
        wire.Always(200, """{"ok":true,"result":true}""");
        using var rig = new Rig("telegram", wire);
        var account = rig.Account(new Dictionary<string, string> { ["Token"] = "123456789:AAE-secret_secret_secret_secret_1234" });

        var failure = await rig.Part<IShowMenus>().ShowAsync(account, language, Menu.In(language ?? "fr"), CancellationToken.None);

        var body = JsonDocument.Parse(wire.Requests.Single().Text).RootElement;
        Assert.That(failure, Is.Null);
        Assert.That(Specifications.Telegram.Check(wire.Requests.Single()), Is.Empty);
        Assert.That((body.GetProperty("scope").ToString(), body.TryGetProperty("language_code", out _)), Is.EqualTo(("""{"type":"all_private_chats"}""", language is not null)));
        Assert.That(body.GetProperty("commands")[0].GetProperty("command").GetString(), Is.EqualTo(language is null ? "evenements" : "events"));
        Assert.That(rig.Part<IShowMenus>().BotOf(account), Is.EqualTo("123456789"));
    }

    [Test]
    public async Task Show_AtTheRehearsal_IsTaken()
    {
        await using var rig = await SandboxRig.StartAsync();

        Assert.That(await rig.Menus("telegram").ShowAsync(rig.Account("telegram"), "fr", Menu.In("fr"), CancellationToken.None), Is.Null);
        Assert.That(rig.Faults("telegram"), Is.Empty);
    }
}
