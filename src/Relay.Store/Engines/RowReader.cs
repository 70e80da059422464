using System.Data.Common;
using Dapper;

namespace Relay.Store.Engines;

/// <summary>How a row of an answer becomes a value: a single column as it is, several by their names.</summary>
internal static class RowReader<T>
{
    private static readonly bool IsOne = typeof(T) == typeof(string) || typeof(T) == typeof(long) || typeof(T) == typeof(long?);

    /// <summary>The reading of an answer's rows; it stands on its first one.</summary>
    public static Func<DbDataReader, T> Of(DbDataReader reader)
        => IsOne ? row => row.IsDBNull(0) ? default! : (T)row.GetValue(0) : reader.GetRowParser<T>();
}
