using System.Collections.Frozen;

namespace Relay.Store.Engines;

/// <summary>Which stored key stands for which value. Keys are ours for ever: a renamed or reordered member changes nothing in a store.</summary>
internal sealed class KeyMap<T>
    where T : struct, Enum
{
    private readonly FrozenDictionary<T, string> _keys;
    private readonly FrozenDictionary<string, T> _values;

    public KeyMap(params (T Value, string Key)[] pairs)
    {
        _keys = pairs.ToFrozenDictionary(pair => pair.Value, pair => pair.Key);
        _values = pairs.ToFrozenDictionary(pair => pair.Key, pair => pair.Value, StringComparer.Ordinal);
    }

    /// <summary>The key of a value.</summary>
    public string this[T value] => _keys[value];

    /// <summary>The value of a stored key.</summary>
    /// <exception cref="InvalidDataException">When this program does not know the key: guessing could publish twice.</exception>
    public T Read(string key) => _values.TryGetValue(key, out var value)
        ? value
        : throw new InvalidDataException($"The store holds '{key}', which is no {typeof(T).Name} that this program knows.");
}
