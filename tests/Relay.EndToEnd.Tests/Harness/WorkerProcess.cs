using System.Collections.Concurrent;
using System.Diagnostics;
using System.Runtime.InteropServices;
using NUnit.Framework;

namespace Relay.EndToEnd.Tests.Harness;

/// <summary><c>relay run</c> (or <c>demo</c>) as a real process that tests watch, stop and kill.</summary>
internal sealed class WorkerProcess : IAsyncDisposable
{
    private const int Terminated = 15;

    /// <summary>How long a start may take on a busy machine.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Process _process;
    private readonly ConcurrentQueue<string> _lines = new();

    private WorkerProcess(Process process)
    {
        _process = process;
        _process.OutputDataReceived += (_, line) => Keep(line.Data);
        _process.ErrorDataReceived += (_, line) => Keep(line.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>Its process id.</summary>
    public int Id => _process.Id;

    /// <summary>Whether it has ended.</summary>
    public bool HasExited => _process.HasExited;

    /// <summary>Everything it printed so far.</summary>
    public string Log => string.Join('\n', _lines);

    /// <summary>The lines that report a failure: <c>fail</c> and <c>crit</c>.</summary>
    public IReadOnlyList<string> Failures => [.. _lines.Where(line => line.Contains(" fail ", StringComparison.Ordinal) || line.Contains(" crit ", StringComparison.Ordinal))];

    /// <summary>Starts <c>relay run</c> with a configuration file; it may not be ready yet.</summary>
    public static WorkerProcess Start(string config) => Start(["run", "--config", config]);

    /// <summary>Starts any command, with variables of the test's own.</summary>
    public static WorkerProcess Start(IReadOnlyList<string> args, params IReadOnlyList<(string Name, string Value)> environment)
    {
        var start = RelayProgram.Start(args);
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }
        return new(Process.Start(start) ?? throw new InvalidOperationException("dotnet did not start."));
    }

    /// <summary>Starts any command in a folder.</summary>
    public static WorkerProcess StartIn(string folder, IReadOnlyList<string> args)
        => new(Process.Start(RelayProgram.Start(args, folder)) ?? throw new InvalidOperationException("dotnet did not start."));

    /// <summary>Starts <c>relay run</c> and waits until it works.</summary>
    public static async Task<WorkerProcess> StartReadyAsync(string config)
    {
        var worker = Start(config);
        await worker.ReadyAsync();
        return worker;
    }

    /// <summary>Waits until it says that it works.</summary>
    public Task ReadyAsync() => SaysAsync("[5001]");

    /// <summary>Waits until it has printed some words.</summary>
    public Task SaysAsync(string words)
        => Eventually.HoldsAsync(() => HasExited || Log.Contains(words, StringComparison.Ordinal), Patience, () => $"'{words}' in:\n{Log}");

    /// <summary>Ends it as a power cut would.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    /// <summary>Asks it to stop, as a service manager does, and waits.</summary>
    /// <returns>Exit code, and how long it took.</returns>
    public async Task<(int Exit, TimeSpan Took)> TerminateAsync()
    {
        var begun = TimeProvider.System.GetTimestamp();
        Assert.That(kill(Id, Terminated), Is.Zero, "The signal was not sent.");
        return (await ExitAsync(Patience), TimeProvider.System.GetElapsedTime(begun));
    }

    /// <summary>Waits until it ends.</summary>
    public async Task<int> ExitAsync(TimeSpan within)
    {
        using var patience = new CancellationTokenSource(within);
        try
        {
            await _process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            Assert.Fail($"The worker did not end within {within.TotalSeconds:F0} s:\n{Log}");
        }
        return _process.ExitCode;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (!HasExited)
        {
            await KillAsync();
        }
        _process.Dispose();
    }

    private void Keep(string? line)
    {
        if (line is not null)
        {
            _lines.Enqueue(line);
        }
    }

    [DllImport("libc", SetLastError = true), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int kill(int process, int signal);
}
