using System.Runtime.CompilerServices;
using Relay.Core.Items;
using Relay.Core.Texts;

namespace Relay.Testing;

/// <summary>A source whose rows a test holds in its hand.</summary>
public sealed class ListSource(string id = "party") : ISource
{
    /// <inheritdoc/>
    public string Id => id;

    /// <summary>Its rows; a test changes them between harvests.</summary>
    public List<SourceRow> Rows { get; } = [];

    /// <summary>After how many rows it stops answering; null when it does not.</summary>
    public int? FailsAfter { get; set; }

    /// <summary>Where each reading by change started.</summary>
    public List<DateTimeOffset?> Reads { get; } = [];

    /// <summary>Called before each row that is read.</summary>
    public Action? Yielding { get; set; }

    /// <summary>Puts good rows in, each in place of the one with its key.</summary>
    public void Put(params IEnumerable<Item> items)
    {
        foreach (var item in items)
        {
            Rows.RemoveAll(row => Key(row) == item.Key);
            Rows.Add(new SourceRow.Good(item));
        }
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<ItemKey> ListAsync([EnumeratorCancellation] CancellationToken cancel)
    {
        await Task.CompletedTask;
        if (FailsAfter == 0)
        {
            throw new SourceUnavailableException(Phrase.Said("the server is down"));
        }
        foreach (var row in Rows)
        {
            cancel.ThrowIfCancellationRequested();
            yield return Key(row);
        }
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<SourceRow> ReadAsync(DateTimeOffset? since, [EnumeratorCancellation] CancellationToken cancel)
    {
        await Task.CompletedTask;
        Reads.Add(since);
        var left = FailsAfter;
        foreach (var row in Rows.Where(row => row is not SourceRow.Good { Item.UpdatedAt: var updated } || updated >= (since ?? DateTimeOffset.MinValue)))
        {
            cancel.ThrowIfCancellationRequested();
            if (left-- <= 0)
            {
                throw new SourceUnavailableException(Phrase.Said("the connection was lost"));
            }
            Yielding?.Invoke();
            yield return row;
        }
    }

    /// <inheritdoc/>
    public Task<SourceRow?> FindAsync(ItemKey key, CancellationToken cancel)
        => FailsAfter is null ? Task.FromResult(Rows.Find(row => Key(row) == key)) : throw new SourceUnavailableException(Phrase.Said("the server is down"));

    private ItemKey Key(SourceRow row) => row switch
    {
        SourceRow.Good good => good.Item.Key,
        SourceRow.Faulty faulty => new ItemKey(id, faulty.Kind, faulty.Id),
        _ => throw new InvalidOperationException("A row is good or faulty."),
    };
}
