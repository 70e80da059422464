using NUnit.Framework;
using Relay.EndToEnd.Tests.Harness;

namespace Relay.EndToEnd.Tests.Mirroring;

/// <summary>What already stands in a Telegram channel follows the party's database.</summary>
public sealed class CopiesFollowTests
{
    private Mirror _mirror = null!;

    [SetUp]
    public async Task AnnounceOneMeeting()
    {
        _mirror = await Mirror.CreateAsync();
        _mirror.Rehearsal.AddBot("bot", 0, journal: true);
        _mirror.Rehearsal.Config.Channel("telegram", "bot", _mirror.Rehearsal.Chat(1));
        _mirror.Party.AddEvents(1, _ => "tous");
        await _mirror.RunAsync();
        await _mirror.PostsAsync(1);
    }

    [TearDown]
    public async Task StopEverything() => await _mirror.DisposeAsync();

    [Test]
    public async Task Run_MeetingMovedByAnHour_ItsAnnouncementReadsTheNewHour()
    {
        Assert.That((await _mirror.PostsOfAsync(1)).Single().Text, Does.Match("18.?h.?30"));

        _mirror.Party.Change("starts_local = strftime('%Y-%m-%dT%H:%M:%S', starts_local, '+1 hour')");
        await _mirror.UntilAsync(async () => (await _mirror.PostsOfAsync(1)).Any(post => Reads(post, "19.?h.?30")), "the new hour");
        await _mirror.PassesAsync(2);

        var posts = await _mirror.Rehearsal.Sandbox.PostsAsync();
        Assert.That(posts.Select(post => (Reads(post, "19.?h.?30"), Reads(post, "18.?h.?30"), post.Deleted)), Is.EqualTo([(true, false, false)]));
    }

    [Test]
    public async Task Run_MeetingMadePrivate_ItsAnnouncementGoesAndANeutralNoticeStands()
    {
        _mirror.Party.Change("visibility = 'private', title = 'Réunion secrète', place = 'Chez Paul'");
        await _mirror.UntilAsync(async () => (await _mirror.Rehearsal.Sandbox.PostsAsync()) is { Count: >= 2 } all && all[0].Deleted, "the announcement gone and a notice");
        await _mirror.PassesAsync(2);

        var posts = await _mirror.Rehearsal.Sandbox.PostsAsync();
        var notice = posts.Single(post => !post.Deleted);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(posts, Has.Count.EqualTo(2));
            Assert.That(notice.Text, Does.Contain(PartyDatabase.Title(1)).And.Not.Contains("secrète").And.Not.Contains("Paul").And.Not.Contains("Salle des fêtes"));
            Assert.That(notice.Text, Does.Not.Match("(?i)privé|brouillon|annul"), "no reason is given");
        }
    }

    private static bool Reads(SandboxPost post, string pattern) => System.Text.RegularExpressions.Regex.IsMatch(post.Text, pattern);
}
