using NUnit.Framework;
using Relay.EndToEnd.Tests.Harness;

namespace Relay.EndToEnd.Tests.Mirroring;

/// <summary>What an operator does to the file: no change of names and channels posts anything twice.</summary>
public sealed class ConfigurationChangesTests
{
    [Test]
    public async Task Run_ChannelRenamedDoubledAndRestored_PostsNothingTwice()
    {
        await using var mirror = await Mirror.CreateAsync();
        mirror.AddPageChannel(0);
        mirror.Party.AddEvents(10, _ => "tous");
        await mirror.RunAsync();
        await mirror.PostsAsync(10);
        await mirror.StopAsync();
        var yesterday = await File.ReadAllTextAsync(mirror.Rehearsal.Config.FilePath);

        mirror.Rehearsal.Config.Rename("facebook-0", "page-de-la-gironde");
        await RunOneMoreAsync(mirror, 11);
        mirror.Rehearsal.Config.Channel("autre-canal", "page0", mirror.Rehearsal.World.Pages[0].Id, "tous");
        await RunOneMoreAsync(mirror, 12);
        mirror.Rehearsal.Config.Rename("page-de-la-gironde", "facebook-0");
        mirror.Rehearsal.Config.Remove("autre-canal");
        await RunOneMoreAsync(mirror, 13);

        Assert.That(await File.ReadAllTextAsync(mirror.Rehearsal.Config.FilePath), Is.EqualTo(yesterday), "The last run had yesterday's file.");
        Assert.That(ExpectedPosts.Twice(await mirror.Rehearsal.Sandbox.PostsAsync()), Is.Empty);
        Assert.That(await mirror.Rehearsal.Sandbox.PostsAsync(), Has.Count.EqualTo(13));
    }

    // The new event shows that the plan of the changed file has been made and carried out.
    private static async Task RunOneMoreAsync(Mirror mirror, int number)
    {
        mirror.Party.AddEvents(1, _ => "tous", first: number);
        await mirror.RunAsync();
        await mirror.PostsAsync(number);
        await mirror.PassesAsync(1);
        await mirror.StopAsync();
    }
}
