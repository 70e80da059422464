using System.Text.Json;
using System.Text.Json.Nodes;
using NUnit.Framework;
using Relay.EndToEnd.Tests.Harness;
using Relay.Sandbox;

namespace Relay.EndToEnd.Tests.Commands;

/// <summary>The first command anybody runs: the main job in a rehearsal.</summary>
[NonParallelizable]
public sealed class DemoTests
{
    [Test]
    public async Task Demo_OnceAsJson_PublishesEverythingDueOnThreeNetworksExactlyOnce()
    {
        using var folder = new TemporaryFolder();
        var (kept, list) = (folder.Of("demo"), folder.Of("posts.json"));

        var ran = await RelayProgram.RunAsync(TimeSpan.FromSeconds(150), ["demo", "--once", "--json", "--folder", kept, "--posts", list]);

        Assert.That(ran.Exit, Is.Zero, ran.ToString());
        var summary = JsonNode.Parse(ran.Output)!.AsObject();
        var posts = JsonSerializer.Deserialize<List<SandboxPost>>(await File.ReadAllTextAsync(list), JsonSerializerOptions.Web)!;
        var confirmed = await new StoreReader(Path.Combine(kept, "relay.db"), SandboxWorld.Default).ConfirmedAsync();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(summary.Select(field => field.Key), Is.EqualTo(new[] { "items", "publications", "confirmed", "uncertain", "refused", "duplicates" }));
            Assert.That((int)summary["items"]!, Is.GreaterThanOrEqualTo(210));
            Assert.That((int)summary["confirmed"]!, Is.GreaterThan(100).And.EqualTo((int)summary["publications"]! - (int)summary["refused"]!));
            Assert.That(((int)summary["uncertain"]!, (int)summary["duplicates"]!), Is.EqualTo((0, 0)));
            Assert.That(posts.Select(post => post.Network).Distinct(), Is.EquivalentTo(new[] { "facebook", "x", "telegram" }));
            Assert.That(posts.Select(post => new RemotePost(post.Network, post.Target, post.Id)), Is.EquivalentTo(confirmed));
            Assert.That(ran.Took, Is.LessThan(TimeSpan.FromSeconds(60)));
        }
    }
}
