using Relay.Worker.Service.Install;

namespace Relay.Worker.Tests.Cli;

/// <summary>A machine on which nothing is: notes what would be done to it, so that no test changes the one it runs on.</summary>
internal sealed class RecordedMachine : IMachine
{
    public List<string> Done { get; } = [];

    public bool IsAdministrator { get; set; } = true;

    public bool IsSystemdBooted => true;

    public bool HasUser(string name) => false;

    public bool Exists(string path) => false;

    public void Write(string path, string text) => Done.Add($"write {path}");

    public void Delete(string path) => Done.Add($"delete {path}");

    public Task<(int Exit, string Said)> RunAsync(IReadOnlyList<string> command, CancellationToken cancel)
    {
        Done.Add(string.Join(' ', command));
        return Task.FromResult((0, ""));
    }
}
