using System.Diagnostics;

namespace Relay.Worker.Service.Install;

/// <summary>What installing does to a machine; tests bring one of their own.</summary>
internal interface IMachine
{
    /// <summary>Whether whoever calls may change the machine.</summary>
    bool IsAdministrator { get; }

    /// <summary>Whether systemd runs this machine: not so in most containers.</summary>
    bool IsSystemdBooted { get; }

    /// <summary>Whether an account of the machine has this name.</summary>
    bool HasUser(string name);

    /// <summary>Whether something stands at a path.</summary>
    bool Exists(string path);

    /// <summary>Writes a file.</summary>
    void Write(string path, string text);

    /// <summary>Deletes a file.</summary>
    void Delete(string path);

    /// <summary>Runs a command to its end.</summary>
    /// <returns>Its exit code and what it said, in one line.</returns>
    Task<(int Exit, string Said)> RunAsync(IReadOnlyList<string> command, CancellationToken cancel);
}

/// <summary>The machine this program runs on.</summary>
internal sealed class ThisMachine : IMachine
{
    public bool IsAdministrator => Environment.IsPrivilegedProcess;

    public bool IsSystemdBooted => Directory.Exists("/run/systemd/system");

    public bool HasUser(string name) => File.ReadLines("/etc/passwd").Any(line => line.StartsWith(name + ":", StringComparison.Ordinal));

    public bool Exists(string path) => Path.Exists(path);

    public void Write(string path, string text) => File.WriteAllText(path, text);

    public void Delete(string path) => File.Delete(path);

    public async Task<(int Exit, string Said)> RunAsync(IReadOnlyList<string> command, CancellationToken cancel)
    {
        var start = new ProcessStartInfo(command[0], command.Skip(1)) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        try
        {
            using var process = Process.Start(start) ?? throw new InvalidOperationException($"{command[0]} did not start.");
            var (output, error) = (process.StandardOutput.ReadToEndAsync(cancel), process.StandardError.ReadToEndAsync(cancel));
            await process.WaitForExitAsync(cancel);
            return (process.ExitCode, $"{await output} {await error}".ReplaceLineEndings(" ").Trim());
        }
        catch (System.ComponentModel.Win32Exception fault)
        {
            return (127, fault.Message); // there is no such program
        }
    }
}
