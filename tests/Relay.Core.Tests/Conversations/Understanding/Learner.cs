using System.Buffers.Binary;
using Relay.Core.Conversations.Understanding;
using Relay.Core.Conversations.Understanding.Learned;

namespace Relay.Core.Tests.Conversations.Understanding;

/// <summary>Learns the weights of a <see cref="Classifier"/> from labelled messages: multinomial logistic regression by adaptive gradient steps. The same table from the same messages.</summary>
internal sealed class Learner
{
    private const int Rounds = 20;
    private const int MostFeatures = 110_000; // 28 bytes each, most of them nothing: about 1 MB when packed
    private const float Slight = 3f; // steps: what weighs less is left out
    private const float Sharpness = .87f; // so that chances come true on sentences left out
    private const double Hidden = .4; // of what a message shows is hidden at each step, so that nothing is leant on alone
    private const float Pace = .35f;
    private const float Decay = 1e-4f;
    private static readonly int Intentions = Intents.ByPrecedence.Count;
    private readonly Dictionary<uint, int> _rows = [];
    private readonly float[] _weights;
    private readonly float[] _moved;
    private readonly Random _chance = new(20261121);

    private Learner(IEnumerable<(List<Feature> Features, Intent Intent)> examples)
    {
        foreach (var key in examples.SelectMany(example => example.Features.Select(feature => feature.Key)).Distinct())
        {
            _rows.Add(key, _rows.Count);
        }
        _weights = new float[_rows.Count * Intentions];
        _moved = new float[_rows.Count * Intentions];
    }

    /// <summary>The table for <see cref="Classifier"/>.</summary>
    /// <param name="examples">Messages and what they mean.</param>
    public static byte[] Learn(IReadOnlyList<(List<Feature> Features, Intent Intent)> examples)
    {
        var learner = new Learner(examples);
        var order = examples.ToArray();
        for (var round = 0; round < Rounds; round++)
        {
            learner._chance.Shuffle(order);
            foreach (var (features, intent) in order)
            {
                learner.Step(features, intent);
            }
        }
        return learner.Table();
    }

    private void Step(List<Feature> features, Intent intent)
    {
        var known = new List<(int Row, float Value)>(features.Count);
        Span<float> sums = stackalloc float[Intentions];
        sums.Clear();
        foreach (var (key, value) in features)
        {
            if (_chance.NextDouble() >= Hidden && _rows.TryGetValue(key, out var row))
            {
                known.Add((row * Intentions, value));
                for (var at = 0; at < sums.Length; at++)
                {
                    sums[at] += _weights[(row * Intentions) + at] * value;
                }
            }
        }
        Softmax(sums);
        sums[(int)intent] -= 1;
        foreach (var (row, value) in known)
        {
            for (var at = 0; at < sums.Length; at++)
            {
                var slope = (sums[at] * value) + (Decay * _weights[row + at]);
                _moved[row + at] += slope * slope;
                _weights[row + at] -= Pace * slope / (MathF.Sqrt(_moved[row + at]) + .1f);
            }
        }
    }

    private static void Softmax(Span<float> sums)
    {
        var (most, all) = (Most(sums), 0f);
        for (var at = 0; at < sums.Length; at++)
        {
            all += sums[at] = MathF.Exp(sums[at] - most);
        }
        for (var at = 0; at < sums.Length; at++)
        {
            sums[at] /= all;
        }
    }

    private static float Most(ReadOnlySpan<float> sums)
    {
        var most = sums[0];
        foreach (var sum in sums)
        {
            most = MathF.Max(most, sum);
        }
        return most;
    }

    private byte[] Table()
    {
        var kept = _rows.OrderByDescending(row => Enumerable.Range(0, Intentions).Max(at => Math.Abs(_weights[(row.Value * Intentions) + at]))).ThenBy(row => row.Key).Take(MostFeatures).OrderBy(row => row.Key).ToList();
        var step = kept.Max(row => Enumerable.Range(0, Intentions).Max(at => Math.Abs(_weights[(row.Value * Intentions) + at]))) / sbyte.MaxValue;
        var table = new byte[Classifier.Head + (kept.Count * (sizeof(uint) + Intentions))];
        BinaryPrimitives.WriteSingleLittleEndian(table, step * Sharpness);
        BinaryPrimitives.WriteInt32LittleEndian(table.AsSpan(4), Intentions);
        for (var at = 0; at < kept.Count; at++)
        {
            BinaryPrimitives.WriteUInt32LittleEndian(table.AsSpan(Classifier.Head + (at * sizeof(uint))), kept[at].Key);
            for (var intent = 0; intent < Intentions; intent++)
            {
                table[Classifier.Head + (kept.Count * sizeof(uint)) + (at * Intentions) + intent] = (byte)Quantum(_weights[(kept[at].Value * Intentions) + intent] / step);
            }
        }
        return table;
    }

    private static sbyte Quantum(float weight) => MathF.Abs(weight) < Slight ? (sbyte)0 : (sbyte)MathF.Round(weight);
}
