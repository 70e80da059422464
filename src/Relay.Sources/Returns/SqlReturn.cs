using System.Data.Common;
using Relay.Core.Returns;

namespace Relay.Sources.Returns;

/// <summary>Writes acts into the party's table, all of a call or none. Only the right to insert is needed.</summary>
/// <param name="table">Its name, checked when the configuration was read.</param>
/// <param name="place">The party's database.</param>
internal sealed class SqlReturn(string table, IReturnDatabase place) : IReturn
{
    public async Task WriteAsync(IReadOnlyList<ReturnedAct> acts, CancellationToken cancel)
    {
        try
        {
            await using var connection = await place.OpenAsync(cancel);
            await using var transaction = await connection.BeginTransactionAsync(cancel);
            await using var insert = connection.CreateCommand();
            insert.Transaction = transaction;
            // Without naming the column, which would ask for the right to read it.
            insert.CommandText = $"INSERT INTO {table} ({string.Join(", ", ReturnRow.Columns)}) VALUES ({string.Join(", ", ReturnRow.Columns.Select(column => $"@{column}"))}) ON CONFLICT DO NOTHING";
            foreach (var act in acts)
            {
                insert.Parameters.Clear();
                foreach (var (column, value) in ReturnRow.Columns.Zip(ReturnRow.Of(act)))
                {
                    insert.Parameters.Add(place.Parameter($"@{column}", value));
                }
                await insert.ExecuteNonQueryAsync(cancel);
            }
            await transaction.CommitAsync(cancel);
        }
        catch (Exception fault) when (place.Describe(fault) is { } reason)
        {
            throw new ReturnUnavailableException(reason);
        }
    }
}
