using System.Data;
using System.Data.Common;

namespace Relay.Store.Engines;

/// <summary>A column of a batch.</summary>
/// <param name="Name">As statements name it.</param>
/// <param name="Type"><c>text</c> or <c>bigint</c>.</param>
internal sealed record Column(string Name, string Type)
{
    /// <summary>The parameter of a whole batch as JSON.</summary>
    public static IReadOnlyList<Column> Json { get; } = [new Column("rows", "text") { Parameter = "@rows" }];

    /// <summary>The parameter of one row's value; no argument of ours begins so.</summary>
    public string Parameter { get; private init; } = ParameterOf(Name);

    /// <inheritdoc cref="Parameter"/>
    public static string ParameterOf(string column) => $"@r_{column}";

    /// <summary>Gives a command the parameter.</summary>
    public void Declare(DbCommand command)
    {
        var parameter = command.CreateParameter();
        (parameter.ParameterName, parameter.DbType) = (Parameter, Type == "text" ? DbType.String : DbType.Int64);
        command.Parameters.Add(parameter);
    }
}
