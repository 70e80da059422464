using System.Runtime.InteropServices;
using Relay.Worker.Cli;
using Relay.Worker.Hosting;

var missing = SystemSqlite.Use();

// The first signal stops in order; a second one ends the process at once, as the system does it.
using var stop = new CancellationTokenSource();
using var interrupted = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
using var terminated = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);

return missing is { } sentence
    ? CommandLine.Refuse(args, Surroundings.OfProcess(), new(ExitCode.Store, sentence))
    : await CommandLine.RunAsync(args, Surroundings.OfProcess(), stop.Token);

void Stop(PosixSignalContext signal)
{
    if (!stop.IsCancellationRequested)
    {
        signal.Cancel = true;
        stop.Cancel();
    }
}
