using System.Data.Common;
using Relay.Core.Texts;

namespace Relay.Sources.Returns;

/// <summary>A party's database that acts are written into. Stateless, thread-safe.</summary>
internal interface IReturnDatabase
{
    /// <summary>Opens it for writing.</summary>
    Task<DbConnection> OpenAsync(CancellationToken cancel);

    /// <summary>A value as this engine takes it.</summary>
    DbParameter Parameter(string name, object? value);

    /// <summary>Why it could not be written, in one sentence free of secrets and values; null when the fault is not the database's.</summary>
    Phrase? Describe(Exception fault);
}
