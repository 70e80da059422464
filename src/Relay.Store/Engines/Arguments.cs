using System.Collections.Concurrent;
using System.Data;
using System.Data.Common;
using System.Linq.Expressions;
using System.Reflection;

namespace Relay.Store.Engines;

/// <summary>How the properties of a type become parameters. Made once a type. Thread-safe.</summary>
internal sealed class Arguments
{
    private static readonly ConcurrentDictionary<Type, Arguments> Known = new();
    private readonly (string Name, DbType Type, Func<object, object?> Read)[] _values;

    private Arguments() => _values = [];

    private Arguments(Type type)
        => _values = [.. type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(property => property.GetIndexParameters().Length == 0 && TypeOf(property.PropertyType) is not null)
            .Select(property => ($"@{property.Name}", TypeOf(property.PropertyType)!.Value, Reader(type, property)))];

    /// <summary>Of nothing.</summary>
    public static Arguments None { get; } = new();

    /// <summary>How many parameters.</summary>
    public int Count => _values.Length;

    public static Arguments Of(Type type) => Known.GetOrAdd(type, one => new Arguments(one));

    /// <summary>Gives a command the parameters.</summary>
    public void Declare(DbCommand command)
    {
        foreach (var (name, type, _) in _values)
        {
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.DbType) = (name, type);
            command.Parameters.Add(parameter);
        }
    }

    /// <summary>Gives the parameters their values.</summary>
    public void Fill(DbCommand command, object args)
    {
        for (var index = 0; index < _values.Length; index++)
        {
            command.Parameters[index].Value = _values[index].Read(args) ?? DBNull.Value;
        }
    }

    // The store keeps text and whole numbers only; whatever else an object has is no parameter.
    private static DbType? TypeOf(Type type) => (Nullable.GetUnderlyingType(type) ?? type) switch
    {
        var text when text == typeof(string) => DbType.String,
        var number when number == typeof(long) || number == typeof(int) => DbType.Int64,
        _ => null,
    };

    /// <summary>Reads a property, whole numbers as <see cref="long"/>.</summary>
    private static Func<object, object?> Reader(Type type, PropertyInfo property)
    {
        var given = Expression.Parameter(typeof(object));
        Expression value = Expression.Property(Expression.Convert(given, type), property);
        value = property.PropertyType == typeof(int) ? Expression.Convert(value, typeof(long))
            : property.PropertyType == typeof(int?) ? Expression.Convert(value, typeof(long?))
            : value;
        return Expression.Lambda<Func<object, object?>>(Expression.Convert(value, typeof(object)), given).Compile();
    }
}
