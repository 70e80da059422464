using System.Globalization;
using System.Runtime.InteropServices;

namespace Relay.Load.Reports;

/// <summary>The figures as a table in Markdown, with what is needed to judge and repeat them.</summary>
internal static class Report
{
    public static void Head(TextWriter output, bool quick)
    {
        if (quick)
        {
            output.WriteLine("A quick run: it shows that the case works, its figures say nothing.");
            output.WriteLine();
        }
        output.WriteLine("| case | Relay | against | ratio | aim |");
        output.WriteLine("|---|---:|---|---:|---|");
    }

    public static void Line(TextWriter output, Figure figure)
    {
        var aim = figure.Holds switch { true => $"{figure.Aim}: reached", false => $"{figure.Aim}: **missed**", null => figure.Aim ?? "" };
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {figure.Case} | {figure.Ours} | {figure.Against} | {figure.Ratio:0.00} | {aim} |"));
        output.Flush();
    }

    public static void Foot(TextWriter output, string command)
    {
        output.WriteLine();
        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{Machine()}; {TimeProvider.System.GetUtcNow():yyyy-MM-dd HH:mm} UTC; load of the machine at the end {Load()}; `{command}`"));
    }

    private static string Machine() => $"{Processor()}, {Environment.ProcessorCount} cores, {RuntimeInformation.OSDescription}, .NET {Environment.Version}";

    private static string Processor()
        => File.Exists("/proc/cpuinfo") && File.ReadLines("/proc/cpuinfo").FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal)) is { } line
            ? line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim()
            : RuntimeInformation.ProcessArchitecture.ToString();

    private static string Load() => File.Exists("/proc/loadavg") ? File.ReadAllText("/proc/loadavg").Split(' ')[0] : "unknown";
}
