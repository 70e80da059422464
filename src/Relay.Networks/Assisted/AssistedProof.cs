using Relay.Core.Channels;
using Relay.Core.Channels.Proofs;
using Relay.Core.Deliveries.Hands;
using Relay.Core.Texts;
using Relay.Networks.Telegram;
using Relay.Networks.Telegram.Proving;

namespace Relay.Networks.Assisted;

/// <summary>Proves that a coordinator can be handed something: her bot works, her chat can be written to, her answers are heard, and the link is one of a group. What only a person can do there is said to be so.</summary>
internal sealed class AssistedProof(TelegramProof telegram, IChannels channels) : IProveAccess
{
    public string Network => ByHand.Network;

    public async Task<IReadOnlyList<Proof>> ProveAsync(Account account, Target? target, CancellationToken abort)
    {
        var id = account.Settings.GetValueOrDefault(ByHand.BotSetting, "");
        if (channels.Accounts.GetValueOrDefault(id) is not { } bot || account.Settings.GetValueOrDefault(TelegramSetup.CoordinatorSetting) is not { } chat)
        {
            return [new(Capability.Authenticate, ProofResult.Missing, new(
                $"le bot {id}, par lequel passe le compte {account.Id}, n'est pas configuré : relay connect telegram le relie.", $"the bot {id}, through which account {account.Id} works, is not configured: relay connect telegram connects it.")), .. ByAPerson()];
        }
        var rungs = (await telegram.ProveAsync(bot, new Target(chat, Kind: TelegramTargets.KindOf(chat)), abort)).ToDictionary(proof => proof.Capability);
        return [.. new[] { rungs[Capability.Authenticate], Handing(rungs[Capability.Post], account, target), rungs[Capability.ReadMessages] }.Concat(ByAPerson()).OrderBy(proof => proof.Capability)];
    }

    private static Proof Handing(Proof chat, Account account, Target? target)
    {
        var name = account.Settings.GetValueOrDefault(ByHand.NameSetting) ?? account.Id;
        if (chat.Result != ProofResult.Proven)
        {
            return chat;
        }
        if (target is null)
        {
            return new(Capability.Post, ProofResult.Unknown, new(
                $"le compte {account.Id} n'a pas encore de groupe : relay connect assisted --name {account.Id} en ajoute.", $"account {account.Id} has no group yet: relay connect assisted --name {account.Id} adds one."));
        }
        return GroupLink.KindOf(target.Value) is not null ? new(Capability.Post, ProofResult.Proven, new(
                $"Relay peut confier à {name} ce qui est à publier dans ce groupe ; le lien a la bonne forme.", $"Relay can hand {name} what is to be published in this group; the link has the right shape."))
            : new Uri(target.Value).Host is "www.facebook.com" or "chat.whatsapp.com" ? Refused(target) : Unusual(name, target);
    }

    private static Proof Refused(Target target) => new(Capability.Post, ProofResult.Missing, new(
        $"{target.Value} n'est pas le lien d'un groupe : copiez-le depuis le groupe ouvert (https://www.facebook.com/groups/… ou https://chat.whatsapp.com/…) et corrigez Target.",
        $"{target.Value} is not the link of a group: copy it from the open group (https://www.facebook.com/groups/… or https://chat.whatsapp.com/…) and correct Target."));

    private static Proof Unusual(string name, Target target) => new(Capability.Post, ProofResult.Proven, new(
        $"Relay peut confier à {name} ce qui est à publier ; il ne connaît pas {new Uri(target.Value).Host}, le bouton ouvre le lien tel quel.",
        $"Relay can hand {name} what is to be published; it does not know {new Uri(target.Value).Host}, the button opens the link as it is."));

    private static IEnumerable<Proof> ByAPerson() =>
    [
        new(Capability.Edit, ProofResult.NotOffered, new("une personne corrige à la main : Relay le lui demande quand le texte change.", "a person corrects by hand: Relay asks for it when the text changes.")),
        new(Capability.ReadOwnPosts, ProofResult.NotOffered, new("aucun programme ne regarde dans ces groupes : ce qu'elle répond est ce que Relay sait.", "no program looks into these groups: what is answered is what Relay knows.")),
        new(Capability.ReadComments, ProofResult.NotOffered, new("aucun programme ne lit ces groupes.", "no program reads these groups.")),
        new(Capability.HearWebhooks, ProofResult.NotOffered, new("ces groupes ne préviennent aucun programme.", "these groups tell no program anything.")),
    ];
}
