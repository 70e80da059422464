using System.Globalization;
using System.Text.RegularExpressions;
using Relay.Core.Items;

namespace Relay.Core.Texts.Templates;

/// <summary>Which templates tell a moment of an item, the most particular first.</summary>
internal static partial class TemplateName
{
    /// <summary>The kinds of templates that the program ships for every network and language.</summary>
    public static IReadOnlyList<string> Shipped { get; } =
    [
        "announce.event", "announce.initiative", "days.event", "hours.event", "cancelled.event", "postponed.event", "cancelled.initiative",
        "calledoff.event", "calledoff.initiative", "withdrawn.event", "withdrawn.initiative", "changed.event", "changed.initiative", "digest",
    ];

    /// <summary>
    /// Names without folder and extension: of the moment itself (<c>J-1.event</c>), then of its family (<c>days.event</c>). A digest has no kind of item.
    /// </summary>
    public static IReadOnlyList<string> For(string moment, IReadOnlyList<Item> items)
    {
        if (items is not [var item] || moment == "digest")
        {
            return [moment];
        }
        var kind = item.Key.Kind.ToString().ToLower(CultureInfo.InvariantCulture);
        var family = moment switch
        {
            "cancelled" when item is Event { Status: EventStatus.Postponed } => "postponed",
            _ when Days().IsMatch(moment) => "days",
            _ when Hours().IsMatch(moment) => "hours",
            _ => moment,
        };
        return family == moment ? [$"{moment}.{kind}"] : family == "postponed" ? [$"postponed.{kind}"] : [$"{moment}.{kind}", $"{family}.{kind}"];
    }

    /// <summary>Whether a file may have this name: a moment and a kind, or <c>digest</c>.</summary>
    public static bool IsOne(string name) => name == "digest" || Shape().IsMatch(name);

    [GeneratedRegex(@"^J-\d+$", RegexOptions.CultureInvariant, 5_000)]
    private static partial Regex Days();

    [GeneratedRegex(@"^H-\d+$", RegexOptions.CultureInvariant, 5_000)]
    private static partial Regex Hours();

    [GeneratedRegex(@"^[A-Za-z][\w-]*\.(event|initiative)$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 5_000)]
    private static partial Regex Shape();
}
