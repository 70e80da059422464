using Relay.Core.Channels;
using Relay.Core.Channels.Proofs;
using Relay.Core.Deliveries;
using Relay.Core.Planning;
using Relay.Core.Planning.Moments;
using Relay.Core.Texts;
using Relay.Store;
using Relay.Worker.Cli;
using Relay.Worker.Hosting;

namespace Relay.Worker.Plans;

/// <summary>What a channel would publish once it is live: how much, when, for how much, and the first texts.</summary>
internal static class LivePreview
{
    /// <summary>How many texts are shown.</summary>
    public const int Texts = 5;

    /// <summary>What counts as soon.</summary>
    public static readonly TimeSpan Soon = TimeSpan.FromDays(7);

    /// <summary>Plans the channel as if it were live; changes nothing.</summary>
    public static async Task<GoLiveShown> ReadAsync(ConfigurationInForce configuration, Channel channel, string language, TimeProvider time, CancellationToken cancel)
    {
        var live = configuration with { Channels = configuration.Channels.ToDictionary(pair => pair.Key, pair => pair.Key == channel.Id ? pair.Value with { Stage = Stage.Live } : pair.Value, StringComparer.Ordinal) };
        var read = await PlanPreview.ReadAsync(live, language, time, cancel);
        if (read.Silent.Count > 0)
        {
            throw new CommandFailure(ExitCode.Unreachable, read.Silent[0]); // how much would go cannot be said
        }
        var lines = read.Lines
            .Where(line => line.Channel == channel.Id && line.Target == channel.Target.Key && line.Change != PlanPreview.Dropped)
            .OrderBy(line => line.From).ThenBy(line => line.Subject, StringComparer.Ordinal).ToList();
        var now = time.GetUtcNow(); // after planning: what is due at once begins when it was planned
        var due = lines.Where(line => line.From <= now).ToList();
        var opens = Departures.Opens(channel, now);
        var use = await UseAsync(configuration, channel, time, cancel);
        var leaving = Departures.AtOnce(channel, use, due.Count(line => line.Paced), now) + due.Count(line => !line.Paced && opens == now);
        var isPriced = lines.Exists(line => line.PriceUsd is not null);
        return new(
            channel.Id, Stages.English(channel.Stage), channel.Network, channel.Target.Key, lines.Count, leaving, lines.Count(line => line.From > now && line.From <= now + Soon),
            channel.MaximumPerDay, isPriced ? lines.Sum(line => line.PriceUsd ?? 0) : null, isPriced ? lines.Where(line => line.From <= now + Soon).Sum(line => line.PriceUsd ?? 0) : null,
            [.. lines.Where(line => line.Text is not null).Take(Texts).Select(line => new TextShown(Departures.Opens(channel, line.From > now ? line.From : now) ?? line.From, line.Moment, line.Subject, line.Text!))],
            [.. lines.Where(line => line.Text is null && line.Reason is not null).Take(Texts).Select(line => $"{line.Subject}, {MomentWords.Of(line.Moment).In(language)}{(language == "fr" ? " :" : ":")} {line.Reason}")])
        {
            InTurn = due.Count - leaving,
            Opens = opens == now ? null : opens,
            FirstLeaves = lines.Select(line => line.From > now ? Departures.Opens(channel, line.From) : line.Paced ? Departures.Next(channel, use, now) : opens).Min(),
        };
    }

    /// <summary>What the target has been sent already.</summary>
    private static async Task<TargetUse> UseAsync(ConfigurationInForce configuration, Channel channel, TimeProvider time, CancellationToken cancel)
    {
        if (!await StoreAccess.ExistsAsync(configuration, time, cancel))
        {
            return new(0, null, 0);
        }
        await using var store = await StoreAccess.OpenReadOnlyAsync(configuration, time, cancel);
        return await store.Ledger.UseAsync(channel.Network, channel.Target.Key, Departures.DayStart(channel, time.GetUtcNow()), cancel);
    }

    /// <summary>Why the account can't post at the channel's target, as it was last seen; null when nothing was seen against it.</summary>
    public static Phrase? Obstacle(Channel channel, IReadOnlyList<KeptProof> proofs)
        => Last(channel, proofs).Where(proof => proof.Proof.Result == ProofResult.Missing).Select(proof => (Phrase?)proof.Proof.Words).FirstOrDefault();

    /// <summary>Whether the last look could not tell: the network was out of reach.</summary>
    public static bool IsUnknown(Channel channel, IReadOnlyList<KeptProof> proofs) => Last(channel, proofs).Any(proof => proof.Proof.Result == ProofResult.Unknown);

    /// <summary>The last look at each rung that posting needs: what was seen of the account before it had channels counts until a later look at one.</summary>
    private static IEnumerable<KeptProof> Last(Channel channel, IReadOnlyList<KeptProof> proofs)
        => proofs.Where(proof => proof.Account == channel.Account && (proof.Target.Length == 0 || proof.Target == channel.Target.Key) && (proof.Proof.Capability is Capability.Authenticate or Capability.Post))
            .GroupBy(proof => proof.Proof.Capability).OrderBy(rung => rung.Key).Select(rung => rung.OrderBy(proof => proof.SeenAt).ThenBy(proof => proof.Target.Length > 0).Last());

    /// <summary>Whether the account was ever seen to be able to post there.</summary>
    public static bool IsProven(Channel channel, IReadOnlyList<KeptProof> proofs)
        => proofs.Any(proof => proof.Account == channel.Account && proof.Target == channel.Target.Key && proof.Proof is { Capability: Capability.Post, Result: ProofResult.Proven });

    /// <summary>What is known of access; empty without a store.</summary>
    public static async Task<IReadOnlyList<KeptProof>> ProofsAsync(ConfigurationInForce configuration, TimeProvider time, CancellationToken cancel)
    {
        if (!await StoreAccess.ExistsAsync(configuration, time, cancel))
        {
            return [];
        }
        await using RelayStore store = await StoreAccess.OpenReadOnlyAsync(configuration, time, cancel);
        return await store.Proofs.AllAsync(cancel);
    }
}
