namespace Relay.Core.Inbox;

/// <summary>How far what comes in was handled, for each reader; what makes a restart go on where the last worker stopped. A mark moves with what was read (<see cref="IInbox.KeepAsync"/>). Thread-safe.</summary>
public interface IReadingMarks
{
    /// <summary>The last mark; null when there is none.</summary>
    /// <param name="reader">Network and reader, <c>telegram:7000000001</c>.</param>
    /// <param name="cancel">Gives up.</param>
    Task<ReadingMark?> FindAsync(string reader, CancellationToken cancel);

    /// <summary>Every mark, by reader, whose reader begins alike.</summary>
    /// <param name="prefix">How it begins.</param>
    /// <param name="cancel">Gives up.</param>
    Task<IReadOnlyDictionary<string, ReadingMark>> ListAsync(string prefix, CancellationToken cancel);
}

/// <summary>A mark.</summary>
/// <param name="Value">As the network gave it.</param>
/// <param name="KeptAt">When. Networks may begin to count anew after a long silence.</param>
public sealed record ReadingMark(string Value, DateTimeOffset KeptAt);
