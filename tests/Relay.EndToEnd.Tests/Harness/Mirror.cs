using NUnit.Framework;

namespace Relay.EndToEnd.Tests.Harness;

/// <summary>A party of a test's own, mirrored by real workers onto the rehearsal networks: what most tests of whole behaviours begin with.</summary>
internal sealed class Mirror : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    private WorkerProcess? _worker;

    private Mirror(Rehearsal rehearsal) => (Rehearsal, Party) = (rehearsal, rehearsal.AddParty());

    /// <summary>Networks, file and store.</summary>
    public Rehearsal Rehearsal { get; }

    /// <summary>The party's database.</summary>
    public PartyDatabase Party { get; }

    /// <summary>The running worker.</summary>
    public WorkerProcess Worker => _worker ?? throw new InvalidOperationException("No worker runs.");

    /// <summary>Starts the networks; accounts and channels are the test's.</summary>
    public static async Task<Mirror> CreateAsync(bool enforceLimits = true) => new(await Rehearsal.StartAsync(enforceLimits));

    /// <summary>Adds the Page with a place in the world, and a channel that takes some themes.</summary>
    public void AddPageChannel(int page, params string[] themes)
    {
        Rehearsal.AddPage($"page{page}", page);
        Rehearsal.Config.Channel($"facebook-{page}", $"page{page}", Rehearsal.World.Pages[page].Id, themes);
    }

    /// <summary>Writes the file and starts a worker.</summary>
    public async Task RunAsync()
    {
        Rehearsal.Config.Write();
        _worker = await WorkerProcess.StartReadyAsync(Rehearsal.Config.FilePath);
    }

    /// <summary>Stops the worker in good order.</summary>
    public async Task StopAsync()
    {
        var (exit, _) = await Worker.TerminateAsync();
        Assert.That(exit, Is.AnyOf(0, 130), () => Worker.Log);
        await Worker.DisposeAsync();
        _worker = null;
    }

    /// <summary>Waits until the networks hold as many posts.</summary>
    public Task PostsAsync(int count) => UntilAsync(async () => (await Rehearsal.Sandbox.PostsAsync()).Count >= count, $"{count} posts");

    /// <summary>Waits until the source was read so many times more, and the plan followed.</summary>
    public async Task PassesAsync(int more)
    {
        var from = await PassAsync();
        await UntilAsync(async () => await PassAsync() > from + more, $"{more} more passes over the source");
    }

    /// <summary>Waits until a condition holds, while the worker lives.</summary>
    public async Task UntilAsync(Func<Task<bool>> condition, string what)
    {
        await Eventually.HoldsAsync(async () => Worker.HasExited || await condition(), Patience, async () =>
            $"{what}; deliveries {string.Join(", ", await Rehearsal.Store.DeliveriesAsync())}; publications {string.Join(", ", await Rehearsal.Store.PublicationsAsync())}\n{Worker.Log}");
        Assert.That(Worker.HasExited, Is.False, () => Worker.Log);
    }

    /// <summary>The posts that tell of the event with a number.</summary>
    public async Task<IReadOnlyList<SandboxPost>> PostsOfAsync(int number)
        => [.. (await Rehearsal.Sandbox.PostsAsync()).Where(post => post.Text.Contains(PartyDatabase.Title(number), StringComparison.Ordinal))];

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_worker is not null)
        {
            await _worker.DisposeAsync();
        }
        await Rehearsal.DisposeAsync();
    }

    private async Task<long> PassAsync()
        => (await Rehearsal.Store.ReadAsync("SELECT coalesce(max(pass), 0) FROM sources")) is [var row] ? long.Parse(row[0], System.Globalization.CultureInfo.InvariantCulture) : 0;
}
