using Microsoft.Extensions.Logging;
using Relay.Core.Contacts;
using Relay.Core.Contacts.Retention;
using Relay.Core.Contacts.Suppressions;
using Relay.Core.Deliveries;
using Relay.Core.Inbox.Arrivals;

namespace Relay.Core.Inbox;

/// <summary>
/// Opens a contact for whoever writes to us in private, and ends it for whoever blocks us there (DP-06). Words in public, a press, a like or a follow are none of these and create nobody.
/// What it does, it does again without effect: it stands before the commit that takes arrivals off the list. Thread-safe.
/// </summary>
public sealed partial class Correspondence(ContactBook book, IEnumerable<IReadArrivals> networks, TimeProvider time, ILogger<Correspondence> logger)
{
    private readonly Dictionary<string, TimeSpan?> _windows = networks.ToDictionary(network => network.Network, network => network.WritableFor, StringComparer.Ordinal);

    /// <summary>Meets whom arrivals tell of, in the order of what they did. One that can't be kept holds up no other: what was written stands in the inbox all the same.</summary>
    /// <exception cref="PeopleKeyException">When a key is gone: nobody can be told from anybody.</exception>
    public async Task TakeInAsync(IReadOnlyList<UnderstoodArrival> read, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(read);
        var now = time.GetUtcNow();
        var gestures = read.SelectMany(one => one.Reading.Happenings.Select(happening => (one.Number, Gesture: GestureOf(happening, now)))).Where(one => one.Gesture is not null);
        // The last message of each person says all that is kept of the earlier ones.
        foreach (var (number, gesture) in gestures.GroupBy(one => (one.Gesture!.Point, one.Gesture.IsBlock)).Select(group => group.MaxBy(one => one.Gesture!.At)).OrderBy(one => one.Gesture!.At))
        {
            try
            {
                await TakeInAsync(gesture!, cancel);
            }
            catch (Exception fault) when (fault is not (OperationCanceledException or FenceLostException or PeopleKeyException))
            {
                Log.NotMet(logger, number, fault.GetType().Name);
            }
        }
    }

    private async Task TakeInAsync(Gesture gesture, CancellationToken cancel)
    {
        if (gesture.IsBlock)
        {
            await book.LeaveAsync(gesture.Point, gesture.At, cancel);
            return;
        }
        var until = _windows.GetValueOrDefault(gesture.Point.Channel) is { } window ? gesture.At + window : (DateTimeOffset?)null;
        await book.MeetAsync(new(gesture.Point, gesture.By.Name, gesture.By.Language, until, gesture.At), new KeptAct.Question(gesture.At, null), cancel);
    }

    private static Gesture? GestureOf(Happening happening, DateTimeOffset now)
    {
        var (by, at, isBlock) = happening switch
        {
            Happening.Said { IsPrivate: true, IsOurs: false, IsOverheard: false, Author.Automated: false } said => (said.Author, said.At, false),
            Happening.Reach { IsPrivate: true, Reachable: false } reach => (reach.Author, reach.At, true),
            _ => (null, null, false),
        };
        // A clock that is ahead of ours must not lengthen anything.
        return string.IsNullOrWhiteSpace(by?.Id) ? null : new(ContactPoint.OfNetwork(happening.Of.Network, by.Id), by, at is null || at > now ? now : at.Value, isBlock);
    }

    /// <summary>What a person did that says how we stand to each other.</summary>
    private sealed record Gesture(ContactPoint Point, Author By, DateTimeOffset At, bool IsBlock);

    private static partial class Log
    {
        [LoggerMessage(4030, LogLevel.Error, "Who wrote in arrival {Number} could not be kept as a contact: {Fault}. The message stands in the inbox.")]
        public static partial void NotMet(ILogger logger, long number, string fault);
    }
}
