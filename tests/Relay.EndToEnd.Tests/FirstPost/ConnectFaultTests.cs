using System.Text.Json.Nodes;
using NUnit.Framework;
using Relay.EndToEnd.Tests.Harness;

namespace Relay.EndToEnd.Tests.FirstPost;

/// <summary>Whatever goes wrong while connecting ends in one sentence that names the step, and nothing is kept.</summary>
public sealed class ConnectFaultTests
{
    private const string Wrong = "7000000009:AAnobodysTOKENnobodysTOKENnobodysTO";

    [Test]
    public async Task Telegram_TokenOfNobody_NamesTheTokenStep()
    {
        await using var coordinator = await Coordinator.StartAsync();

        await EndsInAsync(coordinator, await coordinator.ConnectTelegramAsync(Wrong), "Token step");
    }

    [Test]
    public async Task Telegram_BotThatIsNoAdministrator_NamesTheRightsStep()
    {
        await using var coordinator = await Coordinator.StartAsync();
        coordinator.Rights = "edit";

        await EndsInAsync(coordinator, await coordinator.ConnectTelegramAsync(), "Rights step");
    }

    [Test]
    public async Task Facebook_ConsentDenied_NamesTheConsentStep()
    {
        await using var coordinator = await Coordinator.StartAsync();
        coordinator.Consent = "deny";

        await EndsInAsync(coordinator, await coordinator.ConnectFacebookInBrowserAsync(), "Consent on Facebook:");
    }

    [Test]
    public async Task X_ConsentDenied_NamesTheConsentStep()
    {
        await using var coordinator = await Coordinator.StartAsync();
        coordinator.Consent = "deny";

        await EndsInAsync(coordinator, await coordinator.ConnectXAsync(), "Consent step");
    }

    [Test]
    public async Task X_PinFromAFileThatIsWrittenLater_Connects()
    {
        await using var coordinator = await Coordinator.StartAsync();

        var ran = await coordinator.ConnectXWithPinAsync();

        Assert.That(ran.Exit, Is.Zero, ran.ToString());
        Assert.That((await coordinator.ChannelsAsync()).Keys, Is.EqualTo(new[] { "x" }));
    }

    [Test]
    public async Task X_WrongPin_NamesThePinStep()
    {
        await using var coordinator = await Coordinator.StartAsync();
        coordinator.Pin = "0000000";

        await EndsInAsync(coordinator, await coordinator.ConnectXWithPinAsync(), "PIN step");
    }

    [TestCase("facebook", "code-expired", "Exchange of the code:")]
    [TestCase("facebook", "scope-missing", "Consent on Facebook:")]
    [TestCase("facebook", "state-mismatch", "Consent step:")]
    [TestCase("facebook", "secret-wrong", "App secret:")]
    [TestCase("x", "code-expired", "step:")]
    [TestCase("x", "scope-missing", "step:")]
    [TestCase("x", "state-mismatch", "Consent step:")]
    [TestCase("x", "secret-wrong", "step:")]
    public async Task Connect_FaultOfTheAuthorisationServer_NamesItsStep(string network, string kind, string step)
    {
        await using var coordinator = await Coordinator.StartAsync();
        await coordinator.Sandbox.InjectAsync(new JsonObject { ["kind"] = kind, ["network"] = network });

        var ran = network == "x" ? await coordinator.ConnectXAsync() : await coordinator.ConnectFacebookInBrowserAsync();

        await EndsInAsync(coordinator, ran, step);
    }

    [Test]
    public async Task Connect_NameThatIsNotOffered_ListsTheNames()
    {
        await using var coordinator = await Coordinator.StartAsync();

        await EndsInAsync(coordinator, await coordinator.ConnectFacebookAsync(page: "Le Tilleul Girond"), Coordinator.Page);
    }

    private static async Task EndsInAsync(Coordinator coordinator, Ran ran, string words)
    {
        var last = ran.Output.Trim().Split('\n')[^1];
        Assert.That(ran.Exit, Is.EqualTo(5), ran.ToString());
        Assert.That(last, Does.Contain(words), ran.ToString());
        Assert.That(ran.Output, Does.Not.Contain("   at ").And.Not.Contain("Exception"));
        Assert.That(File.Exists(Path.Combine(coordinator.Folder, "data", "relay.db")), Is.False);
        Assert.That(File.Exists(Path.Combine(coordinator.Folder, "appsettings.json")) || Directory.Exists(Path.Combine(coordinator.Folder, "party")), Is.False, "nothing half-written");
        Assert.That((await coordinator.RunAsync("accounts")).Output, Does.Contain("No account"));
    }
}
