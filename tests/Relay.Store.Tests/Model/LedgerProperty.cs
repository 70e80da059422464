using NUnit.Framework;
using Relay.Core.Audit;
using Relay.Core.Deliveries;
using Relay.Store.Tests.Contract;

namespace Relay.Store.Tests.Model;

/// <summary>Random operations in random order, many of them out of place: the ledger does what the model does, refuses what the model refuses, and forgets nothing.</summary>
[TestFixture(StoreEngine.Sqlite, 3000)]
[TestFixture(StoreEngine.PostgreSql, 600)]
public sealed class LedgerProperty(StoreEngine engine, int steps) : StoreContract(engine)
{
    private const int Numbers = 12;
    private readonly LedgerModel _model = new();
    private readonly Dictionary<Guid, int> _attempts = [];
    private Random _random = null!;

    [Test]
    public async Task Operations_AtRandom_KeepToTheModel()
    {
        var seed = int.TryParse(Environment.GetEnvironmentVariable("RELAY_SEED"), out var given) ? given : Random.Shared.Next();
        await TestContext.Out.WriteLineAsync($"seed {seed} (RELAY_SEED takes one): {steps} operations");
        _random = new Random(seed);

        for (var step = 0; step < steps; step++)
        {
            var number = _random.Next(Numbers);
            var what = await StepAsync(number);
            await CompareAsync(number, $"step {step} of seed {seed}: {what}");
        }

        foreach (var number in _model.Entries.Keys)
        {
            await CompareAsync(number, $"the end of seed {seed}");
        }
        var tally = await Ledger.TallyAsync(Now, default);
        var verdict = await Audit.VerifyAsync(default);
        Assert.That(tally.Duplicates, Is.Zero);
        Assert.That(tally.Deliveries.Values.Sum(), Is.EqualTo(_model.Entries.Values.Count(entry => entry.Delivery is not null)));
        Assert.That(verdict.BrokenAt, Is.Null);
        Assert.That(_model.Entries.Values.Select(entry => entry.MayBeThere), Is.All.LessThanOrEqualTo(1), "nothing is sent while it may be there");
    }

    private async Task<string> StepAsync(int number)
    {
        Time.Advance(TimeSpan.FromMilliseconds(_random.Next(3)));
        if (!_model.Entries.TryGetValue(number, out var entry) || _random.Next(12) == 0)
        {
            _model.Want(number);
            await PlanAsync(Wanted(number));
            return "want";
        }
        var id = (await PublicationAsync(Wanted(number))).DeliveryId ?? Guid.CreateVersion7();
        switch (_random.Next(entry.Delivery is null ? 3 : 12))
        {
            case 0:
                _model.Unwant(number);
                await Ledger.PlanAsync([EventKey(number)], [], _ => "plus voulue", Now, default);
                return "unwant";
            case 1 or 2:
                _model.Release(number);
                await Ledger.ReleaseAsync([(await PublicationAsync(Wanted(number))).Id], Actor.System, Now, default);
                return "release";
            case 3 or 4:
                return await TryAsync("compose", _model.Compose(number), () => Ledger.ComposeAsync(id, [NewPart(0, $"texte {number}")], default));
            case 5 or 6:
                return await TryAsync("begin", _model.Begin(number), async () => _attempts[id] = await Ledger.BeginAttemptAsync(id, 0, Now, default));
            case 7 or 8:
                var end = RandomEnd(id, _attempts.GetValueOrDefault(id));
                return await TryAsync($"end {end.PartTo}", _model.End(number, end.PartTo, end.DeliveryTo), () => Ledger.EndAttemptAsync(end, default));
            case 9:
                var to = Enum.GetValues<DeliveryState>()[_random.Next(8)];
                return await TryAsync($"set {to}", _model.Set(number, to), () => Ledger.SetAsync(id, to, "règle", null, Now, Claire, Now, default));
            case 10:
                var found = new[] { PartState.Confirmed, PartState.Planned, PartState.Refused }[_random.Next(3)];
                return await TryAsync($"resolve {found}", _model.Resolve(number, found), () => Ledger.ResolveAsync(id, 0, found, ["7"], null, "vu", Claire, Now, default));
            default:
                if (_random.Next(5) == 0)
                {
                    await Temporary.ReopenAsync();
                }
                Assert.That(await Ledger.RecoverAsync(Now, default), Is.EqualTo(_model.Recover()));
                return "recover";
        }
    }

    private AttemptEnd RandomEnd(Guid id, int attempt) => _random.Next(4) switch
    {
        0 => Done(id, attempt, $"{_random.Next(1_000_000)}"),
        1 => Lost(id, attempt),
        2 => Ended(id, attempt, FailureKind.Throttled, PartState.Planned, DeliveryState.Queued),
        _ => Ended(id, attempt, FailureKind.Refused, PartState.Refused, DeliveryState.Refused),
    };

    /// <summary>Does what the model did, or is refused as the model refused.</summary>
    private static async Task<string> TryAsync(string what, bool mayBeDone, Func<Task> operation)
    {
        try
        {
            await operation();
            Assert.That(mayBeDone, Is.True, $"{what} should have been refused");
        }
        catch (InvalidOperationException refusal)
        {
            Assert.That(mayBeDone, Is.False, $"{what} was refused: {refusal.Message}");
        }
        return what;
    }

    private async Task CompareAsync(int number, string when)
    {
        var entry = _model.Entries[number];
        var publication = await PublicationAsync(Wanted(number));
        var delivery = publication.DeliveryId is { } id ? await Ledger.FindAsync(id, default) : null;
        var due = (await Ledger.DueAsync("bot33", Now, [], 100, default)).Any(one => one.Id == delivery?.Id);

        Assert.That(publication.State, Is.EqualTo(entry.Publication), when);
        Assert.That(delivery?.State, Is.EqualTo(entry.Delivery), when);
        Assert.That(delivery?.Parts.SingleOrDefault()?.State, Is.EqualTo(entry.Part), when);
        Assert.That(due && delivery!.State is not (DeliveryState.Queued or DeliveryState.Held), Is.False, when);
        Assert.That((await Ledger.DoubtsAsync("bot33", null, 100, default)).Any(one => one.Id == delivery?.Id), Is.EqualTo(entry.Delivery == DeliveryState.Uncertain), when);
    }
}
