using System.Diagnostics;
using Relay.Testing;

namespace Relay.EndToEnd.Tests.Harness;

/// <summary>The built worker as operators run it: <c>dotnet Relay.Worker.dll …</c> in a process of its own.</summary>
internal static class RelayProgram
{
    /// <summary>Longest wait for a command that ends by itself.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>The built program, of the same configuration as these tests.</summary>
    public static string Dll { get; } = Find();

    /// <summary>Runs one command to its end.</summary>
    public static Task<Ran> RunAsync(string config, params string[] args) => RunAsync(Patience, [.. args, "--config", config]);

    /// <summary>Runs one command to its end.</summary>
    public static async Task<Ran> RunAsync(TimeSpan within, IReadOnlyList<string> args)
    {
        var begun = TimeProvider.System.GetTimestamp();
        using var process = Process.Start(Start(args)) ?? throw new InvalidOperationException("dotnet did not start.");
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        using var patience = new CancellationTokenSource(within);
        try
        {
            await process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException late)
        {
            process.Kill();
            throw new TimeoutException($"relay {string.Join(' ', args)} did not end within {within.TotalSeconds:F0} s: {await output}{await error}", late);
        }
        return new(process.ExitCode, await output, await error, TimeProvider.System.GetElapsedTime(begun));
    }

    /// <summary>How a process of the program is started: English, without the settings of whoever runs the tests.</summary>
    public static ProcessStartInfo Start(IReadOnlyList<string> args, string? folder = null)
    {
        var start = new ProcessStartInfo("dotnet", [Dll, .. args])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder ?? Path.GetTempPath(),
        };
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("Relay__", StringComparison.OrdinalIgnoreCase)).ToList())
        {
            start.Environment.Remove(name);
        }
        start.Environment["LANG"] = "en_GB.UTF-8";
        start.Environment["LC_ALL"] = "en_GB.UTF-8";
        return start;
    }

    private static string Find()
    {
        // …/tests/Relay.EndToEnd.Tests/bin/{configuration}/{framework}
        var framework = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));
        var path = Repository.PathOf("src", "Relay.Worker", "bin", framework.Parent!.Name, framework.Name, "Relay.Worker.dll");
        return File.Exists(path) ? path : throw new FileNotFoundException("The worker is not built.", path);
    }
}

/// <summary>What became of a command.</summary>
/// <param name="Exit">Its exit code.</param>
/// <param name="Output">What it printed.</param>
/// <param name="Error">What it complained of.</param>
/// <param name="Took">From its start to its end.</param>
internal sealed record Ran(int Exit, string Output, string Error, TimeSpan Took)
{
    /// <inheritdoc/>
    public override string ToString() => $"exit {Exit} after {Took.TotalSeconds:F1} s\n{Output}\n{Error}";
}
