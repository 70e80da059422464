namespace Relay.Core.Deliveries;

/// <summary>A button under a message, on networks that have them; others show the message without it.</summary>
/// <param name="Label">What stands on it.</param>
/// <param name="Data">What comes back when it is pressed, 1 to 64 bytes in UTF-8, beginning with the prefix of its <see cref="Inbox.IPressHandler"/>; null for a button that opens a page.</param>
/// <param name="Link">The page that it opens; null for a button that is pressed.</param>
public sealed record Button(string Label, string? Data = null, Uri? Link = null)
{
    /// <summary>Buttons of one number above 0 stand side by side, below all others; 0 leaves the place to the network. Default 0.</summary>
    public int Row { get; init; }

    /// <summary>Most bytes of <see cref="Data"/>.</summary>
    public const int LongestData = 64;
}
