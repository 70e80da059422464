using Moq;
using NUnit.Framework;
using Relay.Core.Audit;
using Relay.Core.Channels;
using Relay.Core.Channels.Connecting;
using Relay.Worker.Control;
using Relay.Worker.Hosting;
using Relay.Worker.Tests.Cli;

namespace Relay.Worker.Tests.Control;

public sealed class SetStageTests
{
    private static readonly Dictionary<string, string> Before = new()
    {
        ["Account"] = "bot33", ["Target"] = "@parti_kept", ["Kinds:0"] = "event", ["Moments:0"] = "announce", ["Slots:0"] = "Mon-Sun 00:00-24:00",
    };

    private readonly CliBench _bench = new();

    [TearDown]
    public void RemoveFolder() => _bench.Dispose();

    [Test]
    public async Task Run_ChannelIsChangedMeanwhile_KeepsThatChange()
    {
        new StoreBench(_bench).Configure();
        var file = ConfigurationFile.Load(Path.Combine(_bench.Folder, "appsettings.json"));
        var store = new SlowSettings(new(SectionKind.Channel, "kept", Before));
        using var desk = new SettingsDesk(file, _bench.Around(), store, new Mock<ISecretStore>().Object, (_, _) => Task.CompletedTask);
        var themed = new KeptSection(SectionKind.Channel, "kept", new Dictionary<string, string>(Before) { ["Themes:0"] = "climat" });

        var changing = desk.ChangeAsync(new SettingsChange([themed], [], new Dictionary<string, string>()), Actor.System, CancellationToken.None);
        var staging = new SetStage(desk, file, new Mock<IAudit>().Object, TimeProvider.System)
            .RunAsync(new Dictionary<string, string> { [SetStage.Channel] = "kept", [SetStage.Stage] = "live" }, Actor.System, CancellationToken.None);
        store.Gate.SetResult();
        await changing;
        await staging;

        Assert.That((store.Kept.Values.GetValueOrDefault("Themes:0"), store.Kept.Values.GetValueOrDefault("Stage")), Is.EqualTo(("climat", "live")));
    }

    /// <summary>A store whose writes end when the test says so.</summary>
    private sealed class SlowSettings(KeptSection kept) : ISettingsStore
    {
        public KeptSection Kept { get; private set; } = kept;

        public TaskCompletionSource Gate { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task<IReadOnlyList<KeptSection>> SectionsAsync(CancellationToken cancel) => Task.FromResult<IReadOnlyList<KeptSection>>([Kept]);

        public async Task ChangeAsync(SettingsChange change, Actor actor, DateTimeOffset now, CancellationToken cancel)
        {
            await Gate.Task;
            Kept = change.Keep[0];
        }
    }
}
