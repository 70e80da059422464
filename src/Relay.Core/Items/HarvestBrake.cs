using System.Globalization;
using System.Text.RegularExpressions;

namespace Relay.Core.Items;

/// <summary>Why the brake holds, kept as figures: it is read in more than one language.</summary>
/// <param name="Live">Live items of the source before the pass.</param>
/// <param name="Unlisted">How many of them the source no longer lists.</param>
/// <param name="TakenBack">How many of them it has cancelled, withdrawn or hidden.</param>
public sealed partial record HarvestBrake(int Live, int Unlisted, int TakenBack)
{
    /// <summary>Puts a kept reason into words.</summary>
    /// <param name="kept">What <see cref="ToString"/> gave; anything else comes back as it is.</param>
    /// <param name="language"><c>fr</c> or <c>en</c>.</param>
    public static string Say(string kept, string language)
    {
        var match = Shape().Match(kept);
        if (!match.Success)
        {
            return kept;
        }
        var (live, unlisted, takenBack) = (Figure(match, "live"), Figure(match, "unlisted"), Figure(match, "takenBack"));
        var gone = unlisted + takenBack;
        return language == "fr"
            ? string.Create(CultureInfo.InvariantCulture, $"{gone} des {live} fiches ont disparu ({unlisted}) ou ont été annulées ou retirées ({takenBack}) d'un seul coup.")
            : string.Create(CultureInfo.InvariantCulture, $"{gone} of {live} items vanished ({unlisted}) or were cancelled or taken back ({takenBack}) all at once.");
    }

    /// <summary>What is kept: <c>38/135 30+8</c>, those gone of those live, then those no longer listed and those taken back.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Unlisted + TakenBack}/{Live} {Unlisted}+{TakenBack}");

    private static long Figure(Match match, string name) => long.Parse(match.Groups[name].ValueSpan, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^\d{1,12}/(?<live>\d{1,12}) (?<unlisted>\d{1,12})\+(?<takenBack>\d{1,12})$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 5_000)]
    private static partial Regex Shape();
}
