using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Relay.Testing.Http;

/// <summary>Keeps every line that anything logs, at every level, with its exception. Thread-safe.</summary>
public sealed class CapturedLogs : ILoggerProvider
{
    private readonly ConcurrentQueue<string> _lines = new();

    /// <summary>Every line so far.</summary>
    public IReadOnlyList<string> Lines => [.. _lines];

    /// <summary>Told of each line while whoever logs it waits: for what happens at just that moment. Default nothing.</summary>
    public Action<string>? Meanwhile { get; set; }

    /// <inheritdoc/>
    public ILogger CreateLogger(string categoryName) => new Sink(categoryName, Keep);

    /// <inheritdoc/>
    public void Dispose()
    {
    }

    private void Keep(string line)
    {
        _lines.Enqueue(line);
        Meanwhile?.Invoke(line);
    }

    private sealed class Sink(string category, Action<string> keep) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull
        {
            keep($"{category} scope {state}");
            return null;
        }

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
            => keep($"{logLevel} {category} {eventId.Id} {formatter(state, exception)} {exception}");
    }
}
