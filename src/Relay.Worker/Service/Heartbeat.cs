using Relay.Core.Channels;

namespace Relay.Worker.Service;

/// <summary>
/// Says that Relay works, and goes on saying so only while everything moves: a service manager that hears nothing starts it anew. What rests or is paused moves; what hangs does not.
/// </summary>
internal sealed partial class Heartbeat(ProgressBoard board, SystemdNotifier systemd, IHostApplicationLifetime life, IChannels channels, TimeProvider time, ILogger<Heartbeat> logger)
    : IHostedService, IDisposable
{
    /// <summary>How often it looks where no service manager asks for more.</summary>
    public static readonly TimeSpan Every = TimeSpan.FromSeconds(15);

    private readonly List<CancellationTokenRegistration> _words = [];
    private IReadOnlyList<Stuck> _stuck = [];
    private ITimer? _clock;

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        _words.Add(life.ApplicationStarted.Register(() =>
        {
            systemd.Ready(Works);
            // Half of what is asked for, so that one late look is no silence.
            var every = systemd.Watchdog is { } asked && asked / 2 < Every ? asked / 2 : Every;
            _clock = time.CreateTimer(_ => Look(), null, TimeSpan.Zero, every);
        }));
        _words.Add(life.ApplicationStopping.Register(() =>
        {
            // From here on the service manager counts the time it allows for stopping.
            _clock?.Dispose();
            systemd.Stopping("Relay claims nothing more and lets the calls in flight end.");
        }));
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public void Dispose()
    {
        _clock?.Dispose();
        _words.ForEach(word => word.Dispose());
    }

    private string Works => $"Relay works with {channels.Accounts.Count} accounts and {channels.Channels.Count} channels.";

    private void Look()
    {
        var stuck = board.Stuck();
        foreach (var one in stuck.Where(one => !_stuck.Contains(one)))
        {
            Log.Hangs(logger, one.Name, one.Since);
        }
        if (stuck.Count == 0)
        {
            systemd.Ping();
        }
        if (!stuck.SequenceEqual(_stuck))
        {
            systemd.Status(stuck.Count == 0 ? Works : $"Does not move any more: {string.Join(", ", stuck.Select(one => one.Name))}.");
        }
        _stuck = stuck;
    }

    private static partial class Log
    {
        [LoggerMessage(5020, LogLevel.Critical, "{Name} has not moved since {Since:u}: while that lasts, no sign of life is given to the service manager.")]
        public static partial void Hangs(ILogger logger, string name, DateTimeOffset since);
    }
}
