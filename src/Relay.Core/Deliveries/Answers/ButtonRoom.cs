using System.Globalization;

namespace Relay.Core.Deliveries.Answers;

/// <summary>How many buttons a network shows under a private message, and how long they are. What finds no room there stands in the words: nothing is lost.</summary>
/// <param name="MostChoices">Most buttons that are pressed.</param>
/// <param name="MostLinks">Most buttons that open a page.</param>
/// <param name="LongestLabel">Longest label, in UTF-16 units; at least 8.</param>
/// <param name="LongestBesideLinks">Longest words above buttons that open a page, in UTF-16 units.</param>
public sealed record ButtonRoom(int MostChoices, int MostLinks, int LongestLabel, int LongestBesideLinks)
{
    /// <summary>Messenger: quick replies, and a button template for links. Source: developers.facebook.com, Send API, Quick Replies and Button Template.</summary>
    public static ButtonRoom OfMessenger { get; } = new(13, 3, 20, 640);

    /// <summary>The buttons of these words, and the lines below the words that tell those without room. Of what is pressed all stay: the first <see cref="MostChoices"/> are shown, any further one is typed by its number.</summary>
    /// <param name="text">The words.</param>
    /// <param name="buttons">All of them.</param>
    public (string Lines, IReadOnlyList<Button> Buttons) Fit(string text, IReadOnlyList<Button> buttons)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(buttons);
        var (choices, links) = (buttons.Where(button => button.Link is null).ToList(), buttons.Where(button => button.Link is not null).ToList());
        var lines = "";
        if (choices.Count > MostChoices || choices.Exists(choice => choice.Label.Length > LongestLabel))
        {
            lines = string.Concat(choices.Select((choice, index) => $"\n{Numbered(choice, index).Label}"));
            choices = [.. choices.Select((choice, index) => Numbered(choice, index)).Select(choice => choice with { Label = Cut(choice.Label) })];
        }
        if (links.Count > MostLinks || links.Exists(link => link.Label.Length > LongestLabel) || text.Length + lines.Length > LongestBesideLinks)
        {
            lines += InWords(text, links);
            links = [];
        }
        return (lines, [.. choices, .. links]);
    }

    /// <summary>Links as lines below the words, but for those that the words have already.</summary>
    public static string InWords(string text, IEnumerable<Button> buttons)
        => string.Concat(buttons.Where(button => button.Link is { } link && !text.Contains(link.AbsoluteUri, StringComparison.Ordinal)).Select(button => $"\n{button.Label} : {button.Link!.AbsoluteUri}"));

    /// <summary>Whether somebody wrote what stands on a button: all of it, or its number.</summary>
    public static bool IsSaid(string words, string label)
    {
        ArgumentNullException.ThrowIfNull(words);
        ArgumentNullException.ThrowIfNull(label);
        var said = words.Trim();
        return said.Equals(label.Trim(), StringComparison.OrdinalIgnoreCase)
            || (said.TrimEnd('.') is { Length: 1 or 2 } number && number.All(char.IsAsciiDigit) && label.StartsWith($"{number}. ", StringComparison.Ordinal));
    }

    private static Button Numbered(Button choice, int index) => choice with { Label = string.Create(CultureInfo.InvariantCulture, $"{index + 1}. {choice.Label}") };

    private string Cut(string label)
    {
        if (label.Length <= LongestLabel)
        {
            return label;
        }
        var at = Texts.CutPoints.Of(label).LastOrDefault(point => point < LongestLabel);
        var space = label.LastIndexOf(' ', Math.Max(0, at - 1));
        return $"{label[..(space > at / 2 ? space : at)].TrimEnd()}…";
    }
}
