using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using NUnit.Framework;
using Relay.Core.Channels.Connecting;
using Relay.Worker.Cli;
using Relay.Worker.Control;
using Relay.Worker.Hosting;

namespace Relay.Worker.Tests.Cli;

/// <summary><c>relay webhooks</c> at a network on this machine: what changed there stands in the audit, and nothing that did not.</summary>
public sealed class WebhooksCommandTests
{
    private readonly CliBench _bench = new();

    [TearDown]
    public void RemoveFolder() => _bench.Dispose();

    [TestCase("""{"ok":true,"result":true}""", 200, ExitCode.Done, "webhook.removed")]
    [TestCase("""{"ok":false,"error_code":401,"description":"Unauthorized"}""", 401, ExitCode.Fault, null)]
    public async Task Remove_AtTheNetwork_LeavesALineInTheAuditOnlyWhenItChanged(string answer, int status, int exit, string? line)
    {
        await using var network = await StartAsync(answer, status);
        await new StoreBench(_bench).MakeAsync();
        new StoreBench(_bench).Configure($"{network.Urls.Single()}/");

        Assert.That(await _bench.RunAsync("webhooks", "remove", "bot33"), Is.EqualTo(exit), _bench.Error);

        var audited = await new StoreBench(_bench).ReadAsync(store => store.Audit.ReadAsync("bot33", 5, default));
        Assert.That(audited.Select(entry => (entry.Action, entry.Detail, entry.Actor.Name)), line is null ? Is.Empty : Is.EqualTo(new[] { (line, (string?)null, Environment.UserName) }));
    }

    [Test]
    public async Task Remove_AccountThatConnectKeeps_LeavesNoSecretOfCallsInTheStore()
    {
        await using var network = await StartAsync("""{"ok":true,"result":true}""", 200);
        _bench.Write("appsettings.json", """{ "Relay": { "Webhooks": { "Listen": "http://127.0.0.1:8430", "PublicUrl": "https://relay.parti.example" } } }""");
        const string Account = "Relay:Accounts:bot44";
        var section = new KeptSection(SectionKind.Account, "bot44", new Dictionary<string, string> { ["Network"] = "telegram", ["BaseAddress"] = $"{network.Urls.Single()}/" });
        var secrets = new Dictionary<string, string> { [$"{Account}:Token"] = "7000000001:AAREHEARSALrehearsalREHEARSALrehear1", [$"{Account}:WebhookSecret"] = "hook-secret-0123456789" };
        await Changes.ApplyAsync(await LoadedAsync(), KeepSettings.Request(new([section], [], secrets)), makesStore: true, _bench.Around(), default);

        Assert.That(await _bench.RunAsync("webhooks", "remove", "bot44"), Is.EqualTo(ExitCode.Done), _bench.Error);

        var kept = (await LoadedAsync()).Kept.Secrets!;
        Assert.That((kept.Holds($"{Account}:Token"), kept.Holds($"{Account}:WebhookSecret")), Is.EqualTo((true, false)));
        var audited = await new StoreBench(_bench).ReadAsync(store => store.Audit.ReadAsync(null, 20, default));
        Assert.That(audited.Select(entry => entry.Action), Does.Contain("webhook.removed").And.Contain("secret.forgotten"));
    }

    private Task<LoadedConfiguration> LoadedAsync() => ConfigurationLoader.LoadForWorkAsync(null, _bench.Around(), default);

    private static async Task<WebApplication> StartAsync(string answer, int status)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var network = builder.Build();
        network.Run(async context =>
        {
            context.Response.StatusCode = status;
            context.Response.ContentType = "application/json";
            await context.Response.WriteAsync(answer);
        });
        await network.StartAsync();
        return network;
    }
}
