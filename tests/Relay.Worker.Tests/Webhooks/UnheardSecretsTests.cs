using NUnit.Framework;
using Relay.Core.Channels;
using Relay.Core.Channels.Connecting;
using Relay.Worker.Hosting;

namespace Relay.Worker.Tests.Webhooks;

/// <summary>A secret for being called says that somebody believes to be heard.</summary>
public sealed class UnheardSecretsTests
{
    private const string Webhooks = """ "Webhooks": { "Listen": "http://127.0.0.1:8430", "PublicUrl": "https://relay.parti.example/" },""";

    private static readonly Dictionary<string, string> Secrets = new(StringComparer.Ordinal)
    {
        ["Relay__Accounts__bot33__Token"] = "7000000001:AAREHEARSALrehearsalREHEARSALrehear1",
        ["Relay__Accounts__page33__Token"] = "EAAREHEARSAL",
        ["Relay__Accounts__page33__AppSecret"] = "app-secret",
        ["Relay__Accounts__x33__ConsumerKey"] = "key",
        ["Relay__Accounts__x33__ConsumerSecret"] = "secret",
        ["Relay__Accounts__x33__Token"] = "token",
        ["Relay__Accounts__x33__TokenSecret"] = "token-secret",
        ["Relay__Accounts__x40__AccessToken"] = "access",
        ["Relay__Accounts__x40__RefreshToken"] = "refresh",
    };

    [TestCase("bot33", "WebhookSecret")]
    [TestCase("page33", "VerifyToken")]
    [TestCase("x40", "ConsumerSecret")]
    public void Read_SecretForCallsWhereNobodyListens_IsOneFaultThatNamesBothSettings(string account, string secret)
    {
        var given = new Dictionary<string, string>(Secrets) { [$"Relay__Accounts__{account}__{secret}"] = "hook-secret-0123456789" };

        var fault = Read(given, "").Faults.Single();

        Assert.That(fault.Setting, Is.EqualTo($"Relay:Accounts:{account}:{secret}"));
        Assert.That(fault.In("fr"), Does.Contain("donnez Relay:Webhooks").And.Not.Contain("hook-secret"));
        Assert.That(fault.In("en"), Does.Contain("give Relay:Webhooks"));
        Assert.That(Read(given, Webhooks).Faults, Is.Empty);
    }

    [Test]
    public void Read_SecretsThatServeOtherThings_AreNoFault() => Assert.That(Read(Secrets, "").Faults, Is.Empty, "keys of OAuth 1.0a sign with the consumer secret, and a Page proves its app");

    [Test]
    public void Read_KeptAccountWhereNobodyListensAnyMore_GoesOnPublishingWithAWarning()
    {
        var kept = new KeptSettings([new(SectionKind.Account, "bot44", new Dictionary<string, string> { ["Network"] = "telegram" })],
            new SecretsToKeep(new Dictionary<string, string> { ["Relay:Accounts:bot44:Token"] = "7000000001:AAREHEARSALrehearsalREHEARSALrehear1", ["Relay:Accounts:bot44:WebhookSecret"] = "hook-secret-0123456789" }, null));

        var (configuration, faults) = Read(Secrets, "", kept);

        Assert.That(faults, Is.Empty);
        Assert.That((configuration!.Accounts.ContainsKey("bot44"), configuration.LeftOut.Count), Is.EqualTo((true, 0)));
        Assert.That(configuration.Warnings.Select(warning => warning.Setting), Is.EqualTo(new[] { "Relay:Accounts:bot44:WebhookSecret" }));
    }

    [Test]
    public void Read_AccountWhereRelayListens_KnowsItsAddress()
        => Assert.That(Read(Secrets, Webhooks).Configuration!.Accounts["page33"].Webhook, Is.EqualTo(new Uri("https://relay.parti.example/webhooks/page33")));

    private static (ConfigurationInForce? Configuration, IReadOnlyList<Fault> Faults) Read(Dictionary<string, string> environment, string webhooks, KeptSettings? kept = null)
    {
        var faults = new List<Fault>();
        var file = ConfigurationFile.Read("/etc/relay/appsettings.json", $$"""
            { "Relay": {{{webhooks}} "Accounts": {
              "bot33": { "Network": "telegram" }, "page33": { "Network": "facebook", "PageId": "100000000000001" },
              "x33": { "Network": "x" }, "x40": { "Network": "x", "ClientId": "client" } } } }
            """);
        return (ConfigurationLoader.Reader().Read(file, environment, faults, kept), faults);
    }
}
