using System.Runtime.CompilerServices;
using Relay.Core.Items;
using Relay.Sources.ICalendar.Feeds;

namespace Relay.Sources.ICalendar;

/// <summary>Reads the events of a calendar. A list and the rows after it come from one download; what is kept between calls only saves asking again. Thread-safe.</summary>
internal sealed class IcalSource(IcalOptions options, ICalendarFeed feed, TimeProvider time) : ISource
{
    /// <summary>How long a download answers the questions that follow it.</summary>
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(20);

    private volatile Look? _look;

    public string Id => options.Id;

    public bool ReadsEverything => true;

    public bool KeysMayChange => true;

    public async IAsyncEnumerable<ItemKey> ListAsync([EnumeratorCancellation] CancellationToken cancel)
    {
        foreach (var row in await LookAsync(cancel))
        {
            yield return KeyOf(row);
        }
    }

    public async IAsyncEnumerable<SourceRow> ReadAsync(DateTimeOffset? since, [EnumeratorCancellation] CancellationToken cancel)
    {
        foreach (var row in await LastAsync(cancel))
        {
            yield return row;
        }
    }

    public async Task<SourceRow?> FindAsync(ItemKey key, CancellationToken cancel) => (await LastAsync(cancel)).FirstOrDefault(row => KeyOf(row) == key);

    private ItemKey KeyOf(SourceRow row) => row switch
    {
        SourceRow.Good good => good.Item.Key,
        SourceRow.Faulty faulty => new ItemKey(options.Id, faulty.Kind, faulty.Id),
        _ => throw new InvalidOperationException("A row is good or faulty."),
    };

    private async Task<IReadOnlyList<SourceRow>> LastAsync(CancellationToken cancel)
        => _look is { } look && time.GetUtcNow() - look.At is var age && age >= TimeSpan.Zero && age < Fresh ? look.Rows : await LookAsync(cancel);

    private async Task<IReadOnlyList<SourceRow>> LookAsync(CancellationToken cancel)
    {
        var bytes = await feed.GetAsync(cancel);
        var now = time.GetUtcNow();
        var rows = IcalReading.Read(bytes, options, now);
        _look = new Look(rows, now);
        return rows;
    }

    private sealed record Look(IReadOnlyList<SourceRow> Rows, DateTimeOffset At);
}
