using System.Globalization;
using Relay.Core.Channels;
using Relay.Load.Reports;
using Relay.Load.Rigs;

namespace Relay.Load.Cases;

/// <summary>A broadcast to the subscribers of one list through one bot, on a clock of its own: at the pace that Telegram permits, in memory that does not grow with the audience.</summary>
internal sealed class BroadcastCase : ILoadCase
{
    private const int PerSecond = 30;
    private const int Every = 25;

    public string Name => "broadcast";

    public async IAsyncEnumerable<Figure> RunAsync(bool quick)
    {
        var subscribers = quick ? 300 : 50_000;
        using var folder = new WorkFolder();
        await using var rig = await BroadcastRig.OpenAsync(folder, new(new(PerSecond, TimeSpan.FromSeconds(1)), [new(1, TimeSpan.FromSeconds(1))], []));
        await rig.SubscribeAsync(subscribers);
        var (early, peak, second) = (0L, 0L, 0);
        var confirmed = await rig.BroadcastAsync(PerSecond, () =>
        {
            if (second++ % Every == 0 || rig.Network.Calls == subscribers)
            {
                peak = Math.Max(peak, GC.GetTotalMemory(forceFullCollection: true));
                early = rig.Network.Calls <= subscribers / 10 ? peak : early;
            }
        });
        if (confirmed != subscribers || rig.Network.Calls != subscribers)
        {
            throw new InvalidOperationException($"{subscribers} were to be told once; {rig.Network.Calls} calls were made, {confirmed} are confirmed.");
        }
        var took = rig.Network.Took;
        // The first thirty may leave at once.
        var permitted = PerSecond * (took.TotalSeconds + 1);
        yield return new(
            string.Create(CultureInfo.InvariantCulture, $"broadcast: {subscribers:N0} subscribers through one bot, on a clock of its own"),
            string.Create(CultureInfo.InvariantCulture, $"{subscribers / (took.TotalSeconds + 1):N1}/s"),
            string.Create(CultureInfo.InvariantCulture, $"permitted in {took.TotalSeconds:N0} s: {permitted:N0}"),
            subscribers / permitted,
            "≥ 0.95",
            subscribers / permitted >= .95);
        yield return new(
            string.Create(CultureInfo.InvariantCulture, $"broadcast: peak managed memory of the whole run"),
            string.Create(CultureInfo.InvariantCulture, $"{peak / 1e6:N1} MB"),
            string.Create(CultureInfo.InvariantCulture, $"of its first tenth: {early / 1e6:N1} MB"),
            (double)peak / early,
            "≤ 1.25 times",
            peak <= 1.25 * early);
    }
}
