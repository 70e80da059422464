using System.Collections.Concurrent;

namespace Relay.Core.Inbox;

/// <summary>Which of the worker's readers stand aside, and until when. Thread-safe.</summary>
public sealed class ReaderTurns(TimeProvider time)
{
    private readonly ConcurrentDictionary<string, DateTimeOffset> _aside = new(StringComparer.Ordinal);

    /// <summary>Has a reader stand aside for one turn from now on.</summary>
    /// <param name="reader">Network and reader, <c>telegram:7000000001</c>.</param>
    public void StandAside(string reader) => _aside[reader] = time.GetUtcNow() + IReaderTurn.Length;

    /// <summary>Until when a reader stands aside; null when it may read.</summary>
    public DateTimeOffset? Until(string reader) => _aside.TryGetValue(reader, out var until) && until > time.GetUtcNow() ? until : null;
}
