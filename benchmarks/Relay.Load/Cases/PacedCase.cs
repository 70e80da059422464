using System.Globalization;
using Relay.Core.Channels;
using Relay.Load.Reports;
using Relay.Load.Rigs;
using Relay.Sandbox;
using Relay.Store;
using Relay.Testing;

namespace Relay.Load.Cases;

/// <summary>The rehearsal's Telegram enforces 30 messages a second for a bot: the pump uses what is permitted and never exceeds it, also when Relay is stopped and started half-way.</summary>
internal sealed class PacedCase : ILoadCase
{
    private const int PerSecond = 30;
    private const int Chats = 60;

    public string Name => "paced";

    public async IAsyncEnumerable<Figure> RunAsync(bool quick)
    {
        foreach (var restart in new[] { false, true })
        {
            yield return await MeasureAsync(quick ? 1 : 15, restart);
        }
    }

    private static async Task<Figure> MeasureAsync(int each, bool restart)
    {
        using var folder = new WorkFolder();
        var (bot, world) = World();
        await using var sandbox = await SandboxHost.StartAsync(new SandboxOptions { World = world }, TimeProvider.System, CancellationToken.None);
        var account = Federation.Bots(1, sandbox.Telegram, new(new(PerSecond, TimeSpan.FromSeconds(1)), [new(1, TimeSpan.FromSeconds(1))], []))[0] with { Secret = _ => bot.Token };
        IReadOnlyList<Channel> channels = [.. Federation.Channels([account], Chats).Select((channel, number) => channel with { Target = new Target(Key(world.Chats[number])) })];
        var (options, inForce, source) = (new StoreOptions { Path = folder.File("relay.db") }, Some.Channels(channels, [account]), new ListSource());
        var (posts, now) = (Chats * each, TimeProvider.System.GetUtcNow());
        source.Put(Enumerable.Range(0, each).Select(number => Federation.Meeting(string.Create(CultureInfo.InvariantCulture, $"{number}"), now, number)));

        await using (var rig = await EngineRig.OpenAsync(options, inForce, source))
        {
            await rig.HarvestAsync();
            await rig.PlanAsync();
            await rig.SlotAsync();
        }
        if (restart)
        {
            await using var half = await EngineRig.OpenAsync(options, inForce, source);
            await half.PumpAsync([account], () => Task.FromResult(sandbox.World.Posts().Count >= posts / 2));
        }
        await using var whole = await EngineRig.OpenAsync(options, inForce, source);
        await whole.PumpAsync([account], () => Task.FromResult(sandbox.World.Posts().Count >= posts));
        // Between the first post and the last, a restart with its stop and start included: opening a store before and closing it after are not the pump's.
        var times = sandbox.World.Posts().Select(post => post.Time).ToList();
        var took = times.Max() - times.Min();

        await whole.RequireConfirmedAsync(posts);
        var refused = await whole.AttemptsAsync(source.Rows.OfType<Relay.Core.Items.SourceRow.Good>().Select(row => row.Item.Key)) - posts;
        // The first thirty may leave at once.
        var permitted = PerSecond * (took.TotalSeconds + 1);
        return new(
            $"paced: {posts} posts to {Chats} chats through one bot{(restart ? ", Relay stopped and started half-way" : "")}",
            string.Create(CultureInfo.InvariantCulture, $"{posts / took.TotalSeconds:N1}/s, {refused} refused with 429"),
            string.Create(CultureInfo.InvariantCulture, $"permitted in {took.TotalSeconds:N1} s: {permitted:N0}"),
            posts / permitted,
            "≥ 0.95, no 429",
            posts / permitted >= 0.95 && refused == 0);
    }

    private static string Key(TelegramChat chat) => "@" + chat.Username;

    private static (TelegramBot Bot, SandboxWorld World) World()
    {
        var bot = SandboxWorld.Default.Bots[0];
        return (bot, SandboxWorld.Default with
        {
            Chats = [.. Enumerable.Range(1, Chats).Select(number => new TelegramChat(-1_009_000_000_000 - number, ChatKind.Channel, $"Parti {number}", "DEP-33", $"parti_{number}"))],
        });
    }
}
