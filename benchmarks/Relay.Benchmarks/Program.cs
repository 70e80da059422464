using System.Globalization;
using Relay.Benchmarks;
using Relay.Benchmarks.Cases;
using Relay.Core.Channels;
using Relay.Testing;

// dotnet run -c Release --project benchmarks/Relay.Benchmarks [-- part of a case's name]
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
SqliteLibrary.Use();

const int Rounds = 7;
int[] histories = [1_000, 20_000];
Func<ICase>[] cases =
[
    () => new DeliveryCase(atOnce: 1), () => new DeliveryCase(atOnce: 16),
    () => new PlanningCase(), () => new HarvestCase(),
    () => new FittingCase("x", LongText.Shorten), () => new FittingCase("x", LongText.Thread), () => new FittingCase("telegram", LongText.Shorten),
];

Console.WriteLine("| case | bare loop | history | µs an item | bare, µs | ratio | cost at 20,000 against 1,000 |");
Console.WriteLine("|---|---|---:|---:|---:|---:|---:|");
foreach (var make in cases)
{
    double? first = null;
    foreach (var history in histories)
    {
        await using var one = make();
        if (args.Length > 0 && !one.Name.Contains(args[0], StringComparison.OrdinalIgnoreCase))
        {
            break;
        }
        var reading = await Reading.TakeAsync(one, history, Rounds);
        Console.WriteLine($"| {one.Name} | {one.Bare} | {history:N0} | {reading.Ours:N1} | {reading.BareLoop:N1} | {reading.Ratio:N2} | {(first is null ? "" : $"{reading.Ours / first:N2}")} |");
        first ??= reading.Ours;
    }
}
