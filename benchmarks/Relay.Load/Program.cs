using System.Globalization;
using Relay.Load;
using Relay.Load.Cases;
using Relay.Load.Reports;
using Relay.Load.Sink;
using Relay.Testing;

// dotnet run -c Release --project benchmarks/Relay.Load -- <case> [--quick]
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
if (args is ["sink"])
{
    await SinkServer.RunAsync(Console.In, Console.Out);
    return 0;
}

SqliteLibrary.Use();
Postgres.Durable = true;
var quick = args.Contains("--quick");
var names = args.Where(arg => !arg.StartsWith("--", StringComparison.Ordinal)).ToList();
var unknown = names.Except(LoadCases.All.Select(one => one.Name)).ToList();
if (names.Count == 0 || unknown.Count > 0)
{
    Console.Error.WriteLine($"Name one case or several: {string.Join(", ", LoadCases.All.Select(one => one.Name))}. With --quick a small run that shows that it works, no figure to keep.");
    return 2;
}
try
{
    Report.Head(Console.Out, quick);
    foreach (var one in LoadCases.All.Where(one => names.Contains(one.Name)))
    {
        await foreach (var figure in one.RunAsync(quick))
        {
            Report.Line(Console.Out, figure);
        }
    }
    Report.Foot(Console.Out, $"dotnet run -c Release --project benchmarks/Relay.Load -- {string.Join(' ', args)}");
    return 0;
}
finally
{
    Postgres.Stop();
}
