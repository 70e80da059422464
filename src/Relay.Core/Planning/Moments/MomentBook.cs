using System.Diagnostics.CodeAnalysis;

namespace Relay.Core.Planning.Moments;

/// <summary>Every moment that a channel may name. Later ones add a line here.</summary>
public static class MomentBook
{
    private static readonly IReadOnlyList<Func<string, IMoment?>> Readers =
    [
        key => key == Announcement.Name ? new Announcement() : null,
        Reminder.Read,
        key => key == Cancellation.Name ? new Cancellation() : null,
    ];

    /// <summary>Moments that every channel has, named or not: a wrong hour is put right wherever it was told.</summary>
    public static IReadOnlyList<IMoment> Always { get; } = [new Correction()];

    /// <summary>How the moments are written, for messages.</summary>
    public static string Forms => "announce, J-1 to J-30, H-1 to H-48, cancelled";

    /// <summary>Finds a moment by the key that a channel names. Letter case counts: keys are stored.</summary>
    public static bool TryFind(string key, [NotNullWhen(true)] out IMoment? moment)
    {
        moment = Readers.Select(read => read(key)).FirstOrDefault(found => found is not null);
        return moment is not null;
    }
}
