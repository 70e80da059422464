using System.Collections.Concurrent;
using System.Data;
using System.Data.Common;
using System.Reflection;

namespace Relay.Store.Engines;

/// <summary>How the properties of a type become parameters. Made once a type. Thread-safe.</summary>
internal sealed class Arguments
{
    private static readonly ConcurrentDictionary<Type, Arguments> Known = new();

    private static readonly Dictionary<Type, MethodInfo> Readers = new()
    {
        [typeof(string)] = Of(nameof(Text)),
        [typeof(long)] = Of(nameof(Number)),
        [typeof(int)] = Of(nameof(SmallNumber)),
        [typeof(long?)] = Of(nameof(NumberOrNone)),
        [typeof(int?)] = Of(nameof(SmallNumberOrNone)),
    };

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
    private static DbType? TypeOf(Type type)
        => !Readers.ContainsKey(type) ? null : type == typeof(string) ? DbType.String : DbType.Int64;

    /// <summary>Reads a property, whole numbers as <see cref="long"/>.</summary>
    private static Func<object, object?> Reader(Type type, PropertyInfo property)
        => (Func<object, object?>)Readers[property.PropertyType].MakeGenericMethod(type).Invoke(null, [property.GetMethod!])!;

    // Delegates instead of compiled expressions: their library alone would take megabytes of a worker at rest.
    private static Func<object, object?> Text<T>(MethodInfo get)
    {
        var read = get.CreateDelegate<Func<T, string?>>();
        return args => read((T)args);
    }

    private static Func<object, object?> Number<T>(MethodInfo get)
    {
        var read = get.CreateDelegate<Func<T, long>>();
        return args => read((T)args);
    }

    private static Func<object, object?> SmallNumber<T>(MethodInfo get)
    {
        var read = get.CreateDelegate<Func<T, int>>();
        return args => (long)read((T)args);
    }

    private static Func<object, object?> NumberOrNone<T>(MethodInfo get)
    {
        var read = get.CreateDelegate<Func<T, long?>>();
        return args => read((T)args);
    }

    private static Func<object, object?> SmallNumberOrNone<T>(MethodInfo get)
    {
        var read = get.CreateDelegate<Func<T, int?>>();
        return args => (long?)read((T)args);
    }

    private static MethodInfo Of(string name) => typeof(Arguments).GetMethod(name, BindingFlags.NonPublic | BindingFlags.Static)!;
}
