using System.Globalization;

namespace Relay.Worker.Hosting;

/// <summary>Writes logs as one line each, with the time in UTC, the level and the event's number. A rehearsal's lines say so.</summary>
/// <param name="to">Usually the error stream, so that results stay alone on the output.</param>
/// <param name="mark">Stands before every line; empty outside a rehearsal.</param>
/// <param name="least">Nothing below this level is written.</param>
/// <param name="time">The clock.</param>
internal sealed class LineLogProvider(TextWriter to, string mark, LogLevel least, TimeProvider time) : ILoggerProvider
{
    private readonly Lock _gate = new();

    /// <inheritdoc/>
    public ILogger CreateLogger(string categoryName) => new LineLog(this, categoryName[(categoryName.LastIndexOf('.') + 1)..]);

    /// <inheritdoc/>
    public void Dispose()
    {
        // The writer belongs to the process.
    }

    private bool Writes(LogLevel level) => level != LogLevel.None && level >= least;

    private void Write(LogLevel level, string category, EventId id, string message, Exception? fault)
    {
        var at = time.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
        lock (_gate)
        {
            to.WriteLine($"{mark}{at} {Short(level)} {category}[{id.Id}] {message}");
            if (fault is not null)
            {
                foreach (var line in fault.ToString().Split('\n'))
                {
                    to.WriteLine($"{mark}    {line.TrimEnd('\r')}");
                }
            }
        }
    }

    private static string Short(LogLevel level) => level switch
    {
        LogLevel.Critical => "crit",
        LogLevel.Error => "fail",
        LogLevel.Warning => "warn",
        LogLevel.Information => "info",
        _ => "debg",
    };

    private sealed class LineLog(LineLogProvider provider, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => provider.Writes(logLevel);

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (provider.Writes(logLevel))
            {
                provider.Write(logLevel, category, eventId, formatter(state, exception).ReplaceLineEndings(" "), exception);
            }
        }
    }
}
