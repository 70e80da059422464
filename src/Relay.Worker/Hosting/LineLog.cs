using System.Globalization;

namespace Relay.Worker.Hosting;

/// <summary>Writes logs as one line each, with the time in UTC, the level and the event's number. A rehearsal's lines say so.</summary>
/// <param name="to">Usually the error stream, so that results stay alone on the output.</param>
/// <param name="mark">Stands before every line; empty outside a rehearsal.</param>
/// <param name="least">Nothing below this level is written.</param>
/// <param name="time">The clock.</param>
/// <param name="journal">Whether systemd's journal reads them: it keeps the time itself and takes each line's priority from its start, <c>&lt;3&gt;</c>.</param>
/// <param name="language"><c>fr</c> tells what happened in French (<see cref="LogWords"/>), but not to the journal, which is searched in English. Default English.</param>
internal sealed class LineLogProvider(TextWriter to, string mark, LogLevel least, TimeProvider time, bool journal = false, string language = "en") : ILoggerProvider
{
    private readonly Lock _gate = new();

    /// <inheritdoc/>
    public ILogger CreateLogger(string categoryName) => new LineLog(this, categoryName[(categoryName.LastIndexOf('.') + 1)..]);

    /// <inheritdoc/>
    public void Dispose()
    {
        // The writer belongs to the process.
    }

    private bool SpeaksFrench => language == "fr" && !journal;

    private bool Writes(LogLevel level) => level != LogLevel.None && level >= least;

    private void Write(LogLevel level, string category, EventId id, string message, Exception? fault)
    {
        var start = journal ? $"{Priority(level)}{mark}" : mark;
        var head = journal ? "" : $"{time.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture)} {Short(level)} ";
        lock (_gate)
        {
            to.WriteLine($"{start}{head}{category}[{id.Id}] {message}");
            if (fault is not null)
            {
                foreach (var line in fault.ToString().Split('\n'))
                {
                    to.WriteLine($"{start}    {line.TrimEnd('\r')}");
                }
            }
        }
    }

    /// <summary>The level as syslog numbers it.</summary>
    private static string Priority(LogLevel level) => level switch
    {
        LogLevel.Critical => "<2>",
        LogLevel.Error => "<3>",
        LogLevel.Warning => "<4>",
        LogLevel.Information => "<6>",
        _ => "<7>",
    };

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
                var message = (provider.SpeaksFrench ? FrenchLog.Of(eventId.Id, state) : null) ?? formatter(state, exception);
                provider.Write(logLevel, category, eventId, message.ReplaceLineEndings(" "), exception);
            }
        }
    }
}
