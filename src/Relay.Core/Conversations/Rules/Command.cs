namespace Relay.Core.Conversations.Rules;

/// <summary>A command of a private chat, <c>/evenements 33000</c>.</summary>
/// <param name="Name">Which.</param>
/// <param name="Argument">What stands after it, trimmed; empty for nothing.</param>
public sealed record Command(CommandName Name, string Argument = "")
{
    private const int Longest = 200;

    /// <summary>Reads a command. Hostile.</summary>
    /// <returns>Null when the text is none.</returns>
    public static Command? Read(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var said = text.Trim();
        if (said.Length is < 2 or > Longest || said[0] != '/')
        {
            return null;
        }
        var end = said.IndexOfAny([' ', '\n', '\t']);
        var word = (end < 0 ? said : said[..end]).Split('@')[0][1..].ToLowerInvariant();
        var argument = end < 0 ? "" : said[end..].Trim();
        return Known(word) is { } name ? new(name, argument) : new(CommandName.Help, word);
    }

    private static CommandName? Known(string word) => word switch
    {
        "start" => CommandName.Start,
        "evenements" or "événements" or "events" => CommandName.Events,
        "initiatives" => CommandName.Initiatives,
        "abonner" or "subscribe" => CommandName.Subscribe,
        "stop" => CommandName.Stop,
        "mesdonnees" or "mesdonnées" or "mydata" => CommandName.MyData,
        "espaces" or "spaces" => CommandName.Spaces,
        "lier" or "link" => CommandName.Link,
        "aide" or "help" => CommandName.Help,
        _ => null,
    };
}

/// <summary>The commands.</summary>
public enum CommandName
{
    /// <summary>Shows what can be written. Any word that is no command comes here too.</summary>
    Help,

    /// <summary>Opens the chat, possibly from a link to an item or a territory.</summary>
    Start,

    /// <summary>Events near a postal code.</summary>
    Events,

    /// <summary>Initiatives that can be supported.</summary>
    Initiatives,

    /// <summary>Joins the list of a territory.</summary>
    Subscribe,

    /// <summary>Wants nothing more.</summary>
    Stop,

    /// <summary>Shows what is kept.</summary>
    MyData,

    /// <summary>Shows where people talk near a place.</summary>
    Spaces,

    /// <summary>Wants a code to show that another account is theirs too.</summary>
    Link,
}
