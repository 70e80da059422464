using System.Text;
using Relay.Core.Deliveries;

namespace Relay.Networks.Telegram;

/// <summary>Lays buttons out: those that are pressed stand side by side, two to a row so that their words fit on a telephone; each that opens a page has a row of its own above them; those that ask for a common row have it below.</summary>
internal static class Keyboard
{
    private const int PerRow = 2;

    /// <summary>The keyboard; null for no buttons, which takes an earlier one away when a message is edited.</summary>
    /// <exception cref="ArgumentException">A button has no single purpose, or its data is empty or too long for Telegram.</exception>
    public static InlineKeyboard? Of(IReadOnlyList<Button> buttons)
        => buttons.Count == 0
            ? null
            : new([
                .. buttons.Where(button => button is { Row: 0, Link: not null }).Select(button => (IReadOnlyList<InlineButton>)[Written(button)]),
                .. buttons.Where(button => button is { Row: 0, Link: null }).Select(Written).Chunk(PerRow),
                .. buttons.Where(button => button.Row > 0).GroupBy(button => button.Row).OrderBy(row => row.Key).Select(row => (IReadOnlyList<InlineButton>)[.. row.Select(Written)]),
            ]);

    private static InlineButton Written(Button button)
        => button is { Label.Length: > 0 } && (button.Link is null) == (button.Data is not null) && (button.Data is null || Encoding.UTF8.GetByteCount(button.Data) is > 0 and <= Button.LongestData)
            ? new(button.Label, button.Data, button.Link?.AbsoluteUri)
            : throw new ArgumentException($"The button '{button.Label}' needs a label, and either a link or 1 to {Button.LongestData} bytes of data.", nameof(button));
}
