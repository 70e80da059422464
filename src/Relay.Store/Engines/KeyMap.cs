namespace Relay.Store.Engines;

/// <summary>Which stored key stands for which value. Keys are ours for ever: a renamed or reordered member changes nothing in a store.</summary>
/// <remarks>Searched one after the other: a dozen at most, and a hash table for each kind of value would cost every worker a megabyte of code.</remarks>
internal sealed class KeyMap<T>(params (T Value, string Key)[] pairs)
    where T : struct, Enum
{
    /// <summary>The key of a value.</summary>
    public string this[T value]
    {
        get
        {
            foreach (var pair in pairs)
            {
                if (EqualityComparer<T>.Default.Equals(pair.Value, value))
                {
                    return pair.Key;
                }
            }
            throw new ArgumentOutOfRangeException(nameof(value), value, $"No key stands for this {typeof(T).Name}.");
        }
    }

    /// <summary>The value of a stored key.</summary>
    /// <exception cref="InvalidDataException">When this program does not know the key: guessing could publish twice.</exception>
    public T Read(string key)
    {
        foreach (var pair in pairs)
        {
            if (string.Equals(pair.Key, key, StringComparison.Ordinal))
            {
                return pair.Value;
            }
        }
        throw new InvalidDataException($"The store holds '{key}', which is no {typeof(T).Name} that this program knows.");
    }
}
