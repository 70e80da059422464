using System.Runtime.CompilerServices;
using Relay.Core.Items;
using Relay.Sources.Rows;

namespace Relay.Sources.Sql;

/// <summary>Reads the views <c>relay_events</c> and <c>relay_initiatives</c> of a party's database. Thread-safe: each call opens its own look.</summary>
internal sealed class SqlSource(SqlSourceOptions options, ISqlDatabase database) : ISource
{
    public string Id => options.Id;

    public IAsyncEnumerable<ItemKey> ListAsync(CancellationToken cancel) => GuardAsync(ListViewsAsync(cancel), cancel);

    public IAsyncEnumerable<SourceRow> ReadAsync(DateTimeOffset? since, CancellationToken cancel) => GuardAsync(ReadViewsAsync(since, cancel), cancel);

    public async Task<SourceRow?> FindAsync(ItemKey key, CancellationToken cancel)
    {
        SourceRow? found = null;
        await foreach (var row in GuardAsync(FindRowsAsync(key, cancel), cancel))
        {
            found = found is null ? row : RowFaults.Shared(key.Id, key.Kind);
        }
        return found;
    }

    private async IAsyncEnumerable<ItemKey> ListViewsAsync([EnumeratorCancellation] CancellationToken cancel)
    {
        await using var session = await database.OpenAsync(cancel);
        foreach (var (kind, name) in options.Views)
        {
            var view = await SqlView.OpenAsync(session, kind, name, cancel);
            await foreach (var reader in session.QueryAsync(view.Ids, null, null, cancel))
            {
                if (!await reader.IsDBNullAsync(0, cancel) && reader.GetString(0) is var id && RowFaults.IsUsable(id))
                {
                    yield return new ItemKey(Id, kind, id);
                }
            }
        }
    }

    private async IAsyncEnumerable<SourceRow> ReadViewsAsync(DateTimeOffset? since, [EnumeratorCancellation] CancellationToken cancel)
    {
        await using var session = await database.OpenAsync(cancel);
        foreach (var (kind, name) in options.Views)
        {
            var view = await SqlView.OpenAsync(session, kind, name, cancel);
            var shared = await SharedIdsAsync(session, view, cancel);
            var (sql, value) = view.Changed(since);
            await foreach (var reader in session.QueryAsync(sql, value is null ? null : "@since", value, cancel))
            {
                var row = Row.Of(view.Columns, reader);
                if (since is null || !row.IsOlderThan(since.Value))
                {
                    yield return RowReader.Read(row, Id, kind, options.Zone, shared);
                }
            }
        }
    }

    private async IAsyncEnumerable<SourceRow> FindRowsAsync(ItemKey key, [EnumeratorCancellation] CancellationToken cancel)
    {
        if (!options.Views.TryGetValue(key.Kind, out var name))
        {
            yield break;
        }
        await using var session = await database.OpenAsync(cancel);
        var view = await SqlView.OpenAsync(session, key.Kind, name, cancel);
        await foreach (var reader in session.QueryAsync(view.RowOf, "@id", key.Id, cancel))
        {
            yield return RowReader.Read(Row.Of(view.Columns, reader), Id, key.Kind, options.Zone, new HashSet<string>());
        }
    }

    // A join that multiplies rows would make an item change with each pass: none of its rows is believed.
    private static async Task<IReadOnlySet<string>> SharedIdsAsync(ISqlSession session, SqlView view, CancellationToken cancel)
    {
        var shared = new HashSet<string>(StringComparer.Ordinal);
        await foreach (var reader in session.QueryAsync(view.SharedIds, null, null, cancel))
        {
            if (!await reader.IsDBNullAsync(0, cancel))
            {
                shared.Add(reader.GetString(0));
            }
        }
        return shared;
    }

    private async IAsyncEnumerable<T> GuardAsync<T>(IAsyncEnumerable<T> rows, [EnumeratorCancellation] CancellationToken cancel)
    {
        await using var enumerator = rows.GetAsyncEnumerator(cancel);
        while (await NextAsync(enumerator))
        {
            yield return enumerator.Current;
        }
    }

    private async Task<bool> NextAsync<T>(IAsyncEnumerator<T> rows)
    {
        try
        {
            return await rows.MoveNextAsync();
        }
        catch (Exception fault) when (database.Describe(fault) is { } reason)
        {
            throw new SourceUnavailableException(reason, fault);
        }
    }
}
