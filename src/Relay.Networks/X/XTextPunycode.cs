using System.Text;

namespace Relay.Networks.X;

/// <summary>How long a label of a domain becomes in ASCII (RFC 3492), which the 63 characters of a label are measured by.</summary>
internal static class XTextPunycode
{
    private const int Base = 36;
    private const int Least = 1;
    private const int Most = 26;
    private const int Skew = 38;
    private const int Damp = 700;

    /// <summary>Length of the label in ASCII; that of <c>xn--</c> included when it needs it.</summary>
    public static int Length(ReadOnlySpan<char> label)
    {
        if (Ascii.IsValid(label))
        {
            return label.Length;
        }
        var runes = new List<int>(label.Length);
        foreach (var rune in label.EnumerateRunes())
        {
            runes.Add(rune.Value);
        }
        var basic = runes.Count(rune => rune < 0x80);
        var length = "xn--".Length + basic + (basic > 0 ? 1 : 0);
        int next = 0x80, delta = 0, bias = 72, handled = basic;
        while (handled < runes.Count)
        {
            var least = runes.Where(rune => rune >= next).Min();
            delta += (least - next) * (handled + 1);
            next = least;
            foreach (var rune in runes)
            {
                if (rune < next)
                {
                    delta++;
                }
                else if (rune == next)
                {
                    length += Digits(delta, bias);
                    bias = Adapt(delta, handled + 1, first: handled == basic);
                    delta = 0;
                    handled++;
                }
            }
            delta++;
            next++;
        }
        return length;
    }

    private static int Digits(int delta, int bias)
    {
        var digits = 1;
        for (var (rest, step) = (delta, Base); ; step += Base, digits++)
        {
            var threshold = Math.Clamp(step - bias, Least, Most);
            if (rest < threshold)
            {
                return digits;
            }
            rest = (rest - threshold) / (Base - threshold);
        }
    }

    private static int Adapt(int delta, int points, bool first)
    {
        var rest = first ? delta / Damp : delta / 2;
        rest += rest / points;
        var step = 0;
        for (; rest > (Base - Least) * Most / 2; step += Base)
        {
            rest /= Base - Least;
        }
        return step + ((Base - Least + 1) * rest / (rest + Skew));
    }
}
