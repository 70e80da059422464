using Relay.Core.Channels;
using Relay.Core.Deliveries;
using Relay.Core.Deliveries.Halts;

namespace Relay.Worker.Service;

/// <summary>Watches for the kill switch: while its file is there, nothing leaves, whatever else works. Needs neither the control socket nor the store.</summary>
internal sealed partial class KillSwitch(ConfigurationInForce configuration, HaltBoard halts, PumpBell bell, TimeProvider time, ILogger<KillSwitch> logger) : IHostedService, IDisposable
{
    /// <summary>How often it looks.</summary>
    public static readonly TimeSpan Every = TimeSpan.FromSeconds(5);

    private ITimer? _clock;
    private bool _on;

    /// <summary>The halt that the file means; null while it is not there. Empty or not, a file or a folder: all of them count.</summary>
    public static Halt? Read(string path)
        => Path.Exists(path) ? new(HaltScope.KillSwitch, path, "file", new DateTimeOffset(File.GetLastWriteTimeUtc(path), TimeSpan.Zero)) : null;

    /// <summary>Looks before any pump works, then again and again.</summary>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        Look();
        _clock = time.CreateTimer(_ => Look(), null, Every, Every);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask; // to the end: calls that are still to come stay halted too

    /// <inheritdoc/>
    public void Dispose() => _clock?.Dispose();

    private void Look()
    {
        var halt = Read(configuration.KillSwitch);
        halts.Switch(halt);
        if (halt is not null && !_on)
        {
            Log.On(logger, configuration.KillSwitch);
        }
        if (halt is null && _on)
        {
            Log.Off(logger, configuration.KillSwitch);
            bell.Ring();
        }
        _on = halt is not null;
    }

    private static partial class Log
    {
        [LoggerMessage(5030, LogLevel.Warning, "The kill switch {File} is there: nothing leaves until it is deleted.")]
        public static partial void On(ILogger logger, string file);

        [LoggerMessage(5031, LogLevel.Information, "The kill switch {File} is gone: what waits goes on at the usual pace.")]
        public static partial void Off(ILogger logger, string file);
    }
}
