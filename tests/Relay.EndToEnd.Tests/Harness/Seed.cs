using System.Globalization;
using NUnit.Framework;

namespace Relay.EndToEnd.Tests.Harness;

/// <summary>Chance that can be repeated: every random run prints its seed and takes one from <c>RELAY_SEED</c>.</summary>
internal static class Seed
{
    /// <summary>The seed of this run, printed.</summary>
    public static int Take()
    {
        var seed = Number("RELAY_SEED", Random.Shared.Next(1, 1_000_000));
        var line = $"{TestContext.CurrentContext.Test.Name}: RELAY_SEED={seed.ToString(CultureInfo.InvariantCulture)}";
        // At once for who watches, should the run hang; and with the result, for the sum of all projects.
        TestContext.Progress.WriteLine(line);
        TestContext.Out.WriteLine(line);
        return seed;
    }

    /// <summary>A number from the environment, or another.</summary>
    public static int Number(string variable, int otherwise)
        => int.TryParse(Environment.GetEnvironmentVariable(variable), NumberStyles.Integer, CultureInfo.InvariantCulture, out var number) ? number : otherwise;
}
