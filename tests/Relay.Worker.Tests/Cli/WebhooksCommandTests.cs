using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using NUnit.Framework;
using Relay.Worker.Cli;

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
