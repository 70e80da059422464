using Relay.Core.Conversations.Rules;
using Relay.Core.Texts;

namespace Relay.Core.Conversations.Menus;

/// <summary>The commands that a private chat offers, as its network shows them beside the field to write in.</summary>
public static class Menu
{
    private static readonly (CommandName Command, Phrase Word, Phrase Says)[] All =
    [
        (CommandName.Events, new("evenements", "events"), new("Les rencontres près d’un code postal", "Events near a postal code")),
        (CommandName.Initiatives, new("initiatives", "initiatives"), new("Ce que vous pouvez soutenir", "What you can support")),
        (CommandName.Subscribe, new("abonner", "subscribe"), new("Recevoir les nouvelles d’un département", "Receive the news of a département")),
        (CommandName.Spaces, new("espaces", "spaces"), new("Où en parler près de chez vous", "Where to talk about it near you")),
        (CommandName.Link, new("lier", "link"), new("Relier vos comptes sur deux réseaux", "Link your accounts on two networks")),
        (CommandName.MyData, new("mesdonnees", "mydata"), new("Ce qui est conservé de vous", "What is kept about you")),
        (CommandName.Stop, new("stop", "stop"), new("Ne plus rien recevoir", "Receive nothing more")),
        (CommandName.Help, new("aide", "help"), new("Ce que je sais faire", "What I can do")),
    ];

    /// <summary>Languages that it is told in, the one for everybody else first.</summary>
    public static IReadOnlyList<string> Languages { get; } = ["fr", "en"];

    /// <summary>The commands in a language.</summary>
    public static IReadOnlyList<MenuEntry> In(string language) => [.. All.Select(entry => new MenuEntry(entry.Word.In(language), entry.Says.In(language)))];
}

/// <summary>One command.</summary>
/// <param name="Word">What is written, without its slash: 1 to 32 letters, digits and underscores.</param>
/// <param name="Says">What it does, 1 to 256 characters.</param>
public sealed record MenuEntry(string Word, string Says);
