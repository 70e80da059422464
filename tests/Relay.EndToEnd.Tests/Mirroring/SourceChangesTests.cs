using NUnit.Framework;
using Relay.EndToEnd.Tests.Harness;

namespace Relay.EndToEnd.Tests.Mirroring;

/// <summary>What happens in the party's database while Relay runs: no second post, no false cancellation.</summary>
public sealed class SourceChangesTests
{
    private Mirror _mirror = null!;

    [SetUp]
    public async Task StartTheNetworks()
    {
        _mirror = await Mirror.CreateAsync();
        _mirror.AddPageChannel(0);
    }

    [TearDown]
    public async Task StopEverything() => await _mirror.DisposeAsync();

    [Test]
    public async Task Run_SourceLosesHalfItsRows_CallsNothingOffUntilAPersonDecides()
    {
        _mirror.Party.AddEvents(60, _ => "tous");
        await _mirror.RunAsync();
        await _mirror.PostsAsync(60);

        _mirror.Party.Remove("CAST(substr(source_id, 2) AS INTEGER) % 2 = 0");
        await _mirror.PassesAsync(5);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(await _mirror.Rehearsal.Sandbox.PostsAsync(), Has.Count.EqualTo(60));
            Assert.That(await _mirror.Rehearsal.Store.ReadAsync("SELECT presence, count(*) FROM items GROUP BY presence ORDER BY presence"), Is.EqualTo(new[] { new[] { "braked", "30" }, ["present", "30"] }));
            Assert.That((await _mirror.Rehearsal.RunAsync("status")).Output, Does.Contain("relay brake"));
        }
    }

    [Test, Category("Long")]
    public async Task Run_SourceChangesTwoThousandRows_PostsNothingTwice()
    {
        _mirror.Party.AddEvents(2000, _ => "tous");
        await _mirror.RunAsync();
        await _mirror.PostsAsync(2000);

        var changed = _mirror.Party.Change("title = title || ' (nouvelle salle)', place = 'Maison des associations'");
        await _mirror.UntilAsync(async () => await RevisedAsync() == 2000, "2000 items with a second revision");
        await _mirror.PassesAsync(2);

        var posts = await _mirror.Rehearsal.Sandbox.PostsAsync();
        Assert.That((changed, posts.Count(post => !post.Deleted)), Is.EqualTo((2000, 2000)));
        Assert.That(ExpectedPosts.Twice(posts), Is.Empty);
    }

    [Test]
    public async Task Run_SourceOutOfReach_IsNotAnEmptySource()
    {
        _mirror.Party.AddEvents(30, _ => "tous");
        await _mirror.RunAsync();
        await _mirror.PostsAsync(30);

        File.Move(_mirror.Party.Path, _mirror.Party.Path + ".gone");
        await _mirror.UntilAsync(async () => (await _mirror.Rehearsal.Store.ReadAsync("SELECT failure FROM sources WHERE failure IS NOT NULL")).Count == 1, "the source's failure");
        File.Move(_mirror.Party.Path + ".gone", _mirror.Party.Path);
        await _mirror.PassesAsync(2);

        Assert.That(await _mirror.Rehearsal.Sandbox.PostsAsync(), Has.Count.EqualTo(30));
        Assert.That(await _mirror.Rehearsal.Store.ReadAsync("SELECT DISTINCT presence FROM items"), Is.EqualTo(new[] { new[] { "present" } }));
    }

    private async Task<int> RevisedAsync() => (await _mirror.Rehearsal.Store.ReadAsync("SELECT key FROM items WHERE revision = 2")).Count;
}
