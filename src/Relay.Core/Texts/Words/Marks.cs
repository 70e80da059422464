namespace Relay.Core.Texts.Words;

/// <summary>
/// What templates leave in a rendered text for fitting to find: characters that Unicode reserves for use inside programs, which <see cref="CleanText"/> takes out of every value.
/// </summary>
internal static class Marks
{
    /// <summary>Starts a block; followed by its kind, its settings and <see cref="Settings"/>.</summary>
    public const char Open = '\uFDD0';

    /// <summary>Ends the settings of a block.</summary>
    public const char Settings = '\uFDD1';

    /// <summary>Ends a block.</summary>
    public const char Close = '\uFDD2';

    /// <summary>Kind of a block that loses words.</summary>
    public const char Shorten = 's';

    /// <summary>Kind of a block that goes altogether.</summary>
    public const char Optional = 'o';

    /// <summary>Kind of the printed link, which is never cut.</summary>
    public const char Link = 'l';

    public static bool IsMark(char character) => character is >= Open and <= Close;
}
