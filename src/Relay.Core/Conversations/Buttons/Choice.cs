using Relay.Core.Items;

namespace Relay.Core.Conversations.Buttons;

/// <summary>What pressing a button says. Certain, where free text is not (CV-03): a choice that changes data holds all of what it would record.</summary>
/// <param name="Verb">What to do.</param>
/// <param name="Item">The item it is about; null when it is about none.</param>
/// <param name="Argument">What else it needs: a number of heads, a list, the fingerprint of what waits to be confirmed; at most 20 letters, digits, dots and dashes.</param>
public sealed record Choice(ChoiceVerb Verb, ItemKey? Item = null, string Argument = "")
{
    /// <summary>Most characters of <see cref="Argument"/>.</summary>
    public const int LongestArgument = 20;

    /// <summary>How many come.</summary>
    public int Heads => int.TryParse(Argument, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var heads) && heads is >= 1 and <= 99 ? heads : 1;
}

/// <summary>What a button does. Its letter stands in the button's data for as long as the message is there: letters never change.</summary>
public enum ChoiceVerb
{
    /// <summary>Comes.</summary>
    Come = 'y',

    /// <summary>May come.</summary>
    Maybe = 'm',

    /// <summary>Does not come.</summary>
    NotCome = 'n',

    /// <summary>Supports.</summary>
    Support = 's',

    /// <summary>Supports no longer.</summary>
    Unsupport = 'u',

    /// <summary>Joins a list.</summary>
    Subscribe = 'l',

    /// <summary>Leaves a list.</summary>
    Unsubscribe = 'q',

    /// <summary>Offers help.</summary>
    Volunteer = 'v',

    /// <summary>Confirms what was read back.</summary>
    Confirm = 'k',

    /// <summary>It was read back wrongly, or not meant.</summary>
    Correct = 'c',

    /// <summary>Wants no message any more.</summary>
    StopAll = 'x',

    /// <summary>Did not mean to stop.</summary>
    GoOn = 'o',

    /// <summary>Wants a person.</summary>
    Human = 'h',

    /// <summary>Wants to see an item.</summary>
    Show = 'i',

    /// <summary>Says that the account whose code was typed is theirs too.</summary>
    Link = 'j',
}
