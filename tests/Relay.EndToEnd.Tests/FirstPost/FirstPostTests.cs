using NUnit.Framework;
using Relay.EndToEnd.Tests.Harness;

namespace Relay.EndToEnd.Tests.FirstPost;

/// <summary>From an empty folder to a live post on each of the three networks, as docs/first-post.md tells it.</summary>
public sealed class FirstPostTests
{
    private const string Title = "Café citoyen des tilleuls";

    [Test]
    public async Task Coordinator_FromAnEmptyFolder_HasALivePostOnEachNetwork()
    {
        await using var coordinator = await Coordinator.StartAsync();

        Assert.That((await coordinator.ConnectTelegramAsync()).Exit, Is.Zero);
        Assert.That((await coordinator.ConnectFacebookAsync()).Exit, Is.Zero);
        Assert.That((await coordinator.ConnectXAsync()).Exit, Is.Zero);
        coordinator.WriteEvent(Title, TimeProvider.System.GetUtcNow());
        var check = await coordinator.RunAsync("check");
        Assert.That(check.Exit, Is.Zero, check.ToString());
        var plan = await coordinator.RunAsync("plan");
        Assert.That(plan.Output, Does.Contain(Title), plan.ToString());
        var channels = await coordinator.ChannelsAsync();
        Assert.That(channels.Keys, Is.EquivalentTo(new[] { "facebook", "telegram", "x" }));

        await using var worker = await coordinator.WorkAsync();
        foreach (var channel in channels.Values)
        {
            var open = await coordinator.RunAsync("channel", "set", channel, "Slots", "Mon-Sun 00:00-24:00"); // whatever hour this test is run at
            Assert.That(open.Exit, Is.Zero, open.ToString());
        }
        // In shadow she sees it herself; the public does not.
        await Eventually.HoldsAsync(async () => (await PostsAsync(coordinator)).Any(post => post is { Network: "telegram", Target: "700000007" } && post.Text.Contains(Title, StringComparison.Ordinal)), TimeSpan.FromSeconds(60), () => Task.FromResult(worker.Log));
        Assert.That((await PublicAsync(coordinator)).Where(post => post.Text.Contains(Title, StringComparison.Ordinal)), Is.Empty);

        foreach (var channel in channels.Values)
        {
            var live = await coordinator.RunAsync("go-live", channel, "--yes");
            Assert.That(live.Exit, Is.Zero, live.ToString());
        }

        await Eventually.HoldsAsync(
            async () => (await PublicAsync(coordinator)).Where(post => post.Text.Contains(Title, StringComparison.Ordinal)).Select(post => post.Network).Distinct().Count() == 3,
            TimeSpan.FromSeconds(90), async () => string.Join('\n', (await PostsAsync(coordinator)).Select(post => $"{post}")) + "\n" + worker.Log);
        Assert.That((await PublicAsync(coordinator)).Count(post => post.Text.Contains(Title, StringComparison.Ordinal)), Is.EqualTo(3));
        Assert.That(worker.Failures, Is.Empty);
        Assert.That((await worker.TerminateAsync()).Exit, Is.Zero);
    }

    private static Task<IReadOnlyList<SandboxPost>> PostsAsync(Coordinator coordinator) => coordinator.Sandbox.PostsAsync();

    /// <summary>What anybody can see: not her own chat, and not what Facebook keeps unpublished.</summary>
    private static async Task<IReadOnlyList<SandboxPost>> PublicAsync(Coordinator coordinator)
        => [.. (await PostsAsync(coordinator)).Where(post => post is { Target: not "700000007", Deleted: false, Published: true })];
}
