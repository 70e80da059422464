using Relay.Core.Texts;

namespace Relay.Networks.Telegram.Asking;

/// <summary>What a bot may do in a chat. In channels each right of an administrator is given by itself; in groups members may write.</summary>
/// <param name="IsIn">Whether it is in the chat.</param>
/// <param name="IsAdministrator">Whether it is an administrator there, and so reads everything in a group.</param>
/// <param name="MayPost">Whether it may write, and so change what it wrote.</param>
/// <param name="MayDelete">Whether it may delete what it wrote.</param>
internal sealed record BotStanding(bool IsIn, bool IsAdministrator, bool MayPost, bool MayDelete)
{
    /// <summary>Whether it may make topics, where the group is a forum. Members may where the group lets everybody, which nobody tells: only the right counts.</summary>
    public bool MayMakeTopics { get; init; }

    /// <summary>Reads what Telegram says of a member.</summary>
    /// <param name="member">The bot, as a member.</param>
    /// <param name="isChannel">Whether the chat is a channel.</param>
    public static BotStanding Of(InboundMember member, bool isChannel) => member.Status switch
    {
        "creator" => new(true, true, true, true) { MayMakeTopics = true },
        "administrator" => new(true, true, !isChannel || member.CanPostMessages == true, !isChannel || member.CanPostMessages == true) { MayMakeTopics = member.CanManageTopics == true },
        "member" => new(true, false, !isChannel, !isChannel),
        "restricted" => new(member.IsMember == true, false, member.IsMember == true && member.CanSendMessages == true, member.IsMember == true),
        _ => new(false, false, false, false),
    };

    /// <summary>The right that is missing for posting, and where to give it; null when none is.</summary>
    /// <param name="chat">Name of the chat.</param>
    /// <param name="bot">User name of the bot.</param>
    /// <param name="isChannel">Whether the chat is a channel.</param>
    public Phrase? Missing(string chat, string bot, bool isChannel) => (MayPost, IsIn, isChannel) switch
    {
        (true, _, _) => null,
        (_, false, true) => new(
            $"@{bot} n'est pas dans « {chat} » : ouvrez la chaîne, Gérer la chaîne → Administrateurs → Ajouter un administrateur, et choisissez @{bot}.",
            $"@{bot} is not in \"{chat}\": open the channel, Manage channel → Administrators → Add administrator, and choose @{bot}."),
        (_, false, false) => new(
            $"@{bot} n'est pas dans « {chat} » : ouvrez le groupe, Ajouter des membres, et choisissez @{bot}.",
            $"@{bot} is not in \"{chat}\": open the group, Add members, and choose @{bot}."),
        (_, _, true) => new(
            $"@{bot} n'a pas le droit « Publier des messages » dans « {chat} » : Gérer la chaîne → Administrateurs → @{bot}, puis cochez-le.",
            $"@{bot} lacks the right \"Post messages\" in \"{chat}\": Manage channel → Administrators → @{bot}, then tick it."),
        _ => new(
            $"@{bot} n'a pas le droit d'écrire dans « {chat} » : Gérer le groupe → Autorisations, ou faites de lui un administrateur.",
            $"@{bot} may not write in \"{chat}\": Manage group → Permissions, or make it an administrator."),
    };
}
