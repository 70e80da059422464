using System.Buffers.Binary;
using System.IO.Compression;
using System.Runtime.InteropServices;

namespace Relay.Core.Conversations.Understanding.Learned;

/// <summary>How likely each intent is by what a message shows: a linear (multinomial logistic) classifier whose weights were learnt from labelled sentences of our own. Always says the same of the same message; costs in proportion to it.</summary>
internal sealed class Classifier
{
    private readonly uint[] _keys;
    private readonly sbyte[] _weights;
    private readonly float _step;

    /// <summary>Reads a table: the step of the weights, then keys in ascending order, each with one weight for every intent.</summary>
    /// <exception cref="FormatException">When it is cut short or names other intents.</exception>
    public Classifier(ReadOnlySpan<byte> table)
    {
        if (table.Length < Head || BinaryPrimitives.ReadInt32LittleEndian(table[4..]) != Intents.ByPrecedence.Count || (table.Length - Head) % (sizeof(uint) + Intents.ByPrecedence.Count) != 0)
        {
            throw new FormatException("The table of learnt weights is not one of this program's.");
        }
        _step = BinaryPrimitives.ReadSingleLittleEndian(table);
        var count = (table.Length - Head) / (sizeof(uint) + Intents.ByPrecedence.Count);
        _keys = new uint[count];
        for (var at = 0; at < count; at++)
        {
            _keys[at] = BinaryPrimitives.ReadUInt32LittleEndian(table[(Head + (at * sizeof(uint)))..]);
        }
        _weights = [.. MemoryMarshal.Cast<byte, sbyte>(table[(Head + (count * sizeof(uint)))..])];
    }

    /// <summary>The one that was learnt from the sentences beside the tests.</summary>
    public static Classifier Own()
    {
        using var resource = typeof(Classifier).Assembly.GetManifestResourceStream("learned/intents.weights") ?? throw new InvalidOperationException("The learnt weights are missing from the program.");
        using var table = new MemoryStream();
        using (var plain = new BrotliStream(resource, CompressionMode.Decompress))
        {
            plain.CopyTo(table);
        }
        return new Classifier(table.GetBuffer().AsSpan(0, (int)table.Length));
    }

    /// <summary>Before the keys: the step and the number of intents.</summary>
    internal const int Head = 8;

    /// <summary>The chance of each intent by its number (<see cref="Intent"/>), all together 1.</summary>
    public double[] Chances(IEnumerable<Feature> features)
    {
        var intents = Intents.ByPrecedence.Count;
        var sums = new double[intents];
        foreach (var (key, value) in features)
        {
            if (Array.BinarySearch(_keys, key) is >= 0 and var at)
            {
                var row = _weights.AsSpan(at * intents, intents);
                for (var intent = 0; intent < intents; intent++)
                {
                    sums[intent] += row[intent] * value;
                }
            }
        }
        var most = sums.Max();
        var shares = Array.ConvertAll(sums, sum => Math.Exp((sum - most) * _step));
        var all = shares.Sum();
        return Array.ConvertAll(shares, share => share / all);
    }
}
