using Relay.Core.Channels;
using Relay.Core.Channels.Connecting;
using Relay.Core.Channels.Proofs;
using Relay.Core.Deliveries;
using Relay.Core.Texts;
using Relay.Networks.Telegram.Asking;
using Relay.Networks.Telegram.Inbox;

namespace Relay.Networks.Telegram.Proving;

/// <summary>Proves what a bot can do, by asking Telegram what it is and what it is allowed: nothing is sent, forwarded or confirmed.</summary>
internal sealed class TelegramProof(TelegramInquiry inquiry) : IProveAccess
{
    public string Network => TelegramNetwork.NetworkKey;

    public async Task<IReadOnlyList<Proof>> ProveAsync(Account account, Target? target, CancellationToken abort)
    {
        var me = await inquiry.MeAsync(account, abort);
        if (me.Value is not { Username: { Length: > 0 } bot })
        {
            return OutOfReach(account, me.Failure);
        }
        var place = target is null ? null : await PlaceOfAsync(account, target, abort);
        return
        [
            new(Capability.Authenticate, ProofResult.Proven, new($"Telegram reconnaît @{bot} ; son jeton vaut jusqu'à sa révocation.", $"Telegram knows @{bot}; its token holds until it is revoked.")),
            Posting(Capability.Post, account, target, place, bot),
            Posting(Capability.Edit, account, target, place, bot),
            await JournalAsync(account, target, place, bot, abort),
            await CommentsAsync(account, place, bot, me.Value.CanReadAllGroupMessages == true, abort),
            .. Heard(account, await inquiry.WebhookAsync(account, abort)),
        ];
    }

    private static List<Proof> OutOfReach(Account account, Outcome.Failed? failure)
    {
        Phrase first = new("il faut d'abord que Telegram réponde au bot.", "Telegram has to answer the bot first.");
        var reason = failure?.Reason.Clause ?? new("sans nom", "no name");
        var authenticate = failure?.Kind switch
        {
            FailureKind.Unauthorized => new Proof(Capability.Authenticate, ProofResult.Missing, new(
                $"Telegram ne connaît plus le jeton du compte {account.Id} ; dans @BotFather, envoyez /token, puis : {NextStep.ToRenew(account).French}.",
                $"Telegram no longer knows the token of account {account.Id}; in @BotFather, send /token, then: {NextStep.ToRenew(account).English}.")),
            FailureKind.Misconfigured => new(Capability.Authenticate, ProofResult.Missing, new(
                $"le compte {account.Id} ne peut pas appeler Telegram ({reason.French}) : vérifiez Token et BaseAddress.", $"account {account.Id} cannot call Telegram ({reason.English}): check Token and BaseAddress.")),
            _ => new(Capability.Authenticate, ProofResult.Unknown, new($"Telegram n'a pas répondu ({reason.French}) : réessayez plus tard.", $"Telegram did not answer ({reason.English}): try again later.")),
        };
        return [authenticate, .. Enum.GetValues<Capability>().Where(rung => rung is not Capability.Authenticate).Select(rung => new Proof(rung, ProofResult.Unknown, first))];
    }

    /// <summary>What stands at the target, and what the bot is there.</summary>
    private async Task<Place> PlaceOfAsync(Account account, Target target, CancellationToken abort)
    {
        var chat = await inquiry.ChatAsync(account, target.Value, abort);
        if (chat.Value is not { Type: { } type } found)
        {
            return new(null, null, chat.Failure, chat.Says("chat not found"));
        }
        if (type == "private")
        {
            return new(found, new(true, false, true, true), null, false);
        }
        var standing = await inquiry.StandingAsync(account, target.Value, abort);
        return new(found, standing.Value is { } member ? BotStanding.Of(member, type == "channel") : null, standing.Failure, false);
    }

    private static Proof Posting(Capability rung, Account account, Target? target, Place? place, string bot) => (target, place) switch
    {
        (null, _) or (_, null) when account.Provisioned is not null => new(rung, ProofResult.Unknown, new(
            $"le compte {account.Id} n'a pas encore de canal : écrivez-en un sous Relay:Channels.", $"account {account.Id} has no channel yet: write one under Relay:Channels.")),
        (null, _) or (_, null) => new(rung, ProofResult.Unknown, new(
            $"le compte {account.Id} n'a pas encore de canal : relay connect telegram --name {account.Id} en ajoute.", $"account {account.Id} has no channel yet: relay connect telegram --name {account.Id} adds one.")),
        (_, { IsUnknown: true }) => new(rung, ProofResult.Missing, target.Kind is TargetKind.Private
            ? new($"la personne {target.Value} n'a pas écrit à @{bot} : elle doit l'ouvrir et appuyer sur « Démarrer ».", $"person {target.Value} has not written to @{bot}: they have to open it and press \"Start\".")
            : new($"Telegram ne connaît pas {target.Value}, ou @{bot} n'y est pas : corrigez Target, ou ajoutez le bot.", $"Telegram does not know {target.Value}, or @{bot} is not in it: correct Target, or add the bot.")),
        (_, { Chat: { } chat, Standing: { } standing }) => standing.Missing(Name(chat, target), bot, chat.Type == "channel") is { } missing ? new(rung, ProofResult.Missing, missing)
            : target.Topic is not null && chat.IsForum != true ? new(rung, ProofResult.Missing, new(
                $"« {Name(chat, target)} » n'a pas de sujets : retirez Topic ({target.Topic}).", $"\"{Name(chat, target)}\" has no topics: take Topic ({target.Topic}) away."))
            : chat.Type is "supergroup" && target.Kind is TargetKind.Public ? new(rung, ProofResult.Missing, new(
                $"« {Name(chat, target)} » est un groupe : écrivez TargetKind: Group, pour sa limite de 20 messages par minute.", $"\"{Name(chat, target)}\" is a group: write TargetKind: Group, for its limit of 20 messages a minute."))
            : new(rung, ProofResult.Proven, Allowed(rung, Name(chat, target), bot, target.Topic is null && chat.IsForum == true ? standing : null)),
        (_, { Failure: { Kind: FailureKind.Refused or FailureKind.Misconfigured } failure }) => new(rung, ProofResult.Missing, new(
            $"@{bot} ne peut pas écrire à {target.Value} ({failure.Reason.Clause.French}) : ajoutez-le de nouveau, avec le droit de publier.",
            $"@{bot} cannot write to {target.Value} ({failure.Reason.Clause.English}): add it again, with the right to post.")),
        (_, { Failure: var failure }) => Later(rung, failure),
    };

    /// <summary>What it may do; in a forum whose topics are free to choose, also whether it may make some.</summary>
    private static Phrase Allowed(Capability rung, string chat, string bot, BotStanding? inForum) => (rung, inForum) switch
    {
        (Capability.Edit, _) => new($"@{bot} peut modifier ses messages dans « {chat} », sans limite de temps ; les supprimer, 48 heures seulement.", $"@{bot} may change its messages in \"{chat}\" at any time; delete them for 48 hours only."),
        (_, null) => new($"@{bot} peut publier dans « {chat} ».", $"@{bot} may post in \"{chat}\"."),
        (_, { MayMakeTopics: true }) => new(
            $"@{bot} peut publier dans « {chat} », un forum où il peut faire des sujets (Topics: theme en fait un par thème).", $"@{bot} may post in \"{chat}\", a forum where it may make topics (Topics: theme makes one for each theme)."),
        _ => new(
            $"@{bot} peut publier dans « {chat} », un forum où il ne peut pas faire de sujets : il lui faut le droit « Gérer les sujets » d'un administrateur.",
            $"@{bot} may post in \"{chat}\", a forum where it may make no topics: for that it needs an administrator's right \"Manage topics\"."),
    };

    private async Task<Proof> JournalAsync(Account account, Target? target, Place? place, string bot, CancellationToken abort)
    {
        if (target?.Kind is TargetKind.Private)
        {
            return new(Capability.ReadOwnPosts, ProofResult.NotOffered, new(
                "personne ne relit une discussion privée : un message dont la réponse se perd y compte comme parti.", "nobody reads a private chat back: a message whose answer is lost counts as sent there."));
        }
        if (TelegramJournal.ReadsAt(account) is not { } journal)
        {
            return new(Capability.ReadOwnPosts, ProofResult.Missing, new(
                $"pas de journal (Journal) : un message dont la réponse se perd attendra votre regard ; {NextStep.ToSet(account, TelegramJournal.Setting).French}.",
                $"no journal (Journal): a message whose answer is lost will wait for you to look; {NextStep.ToSet(account, TelegramJournal.Setting).English}."));
        }
        if (place?.Chat is { HasProtectedContent: true } chat)
        {
            return new(Capability.ReadOwnPosts, ProofResult.Missing, new(
                $"« {Name(chat, target!)} » protège son contenu, rien ne peut en être relu : Gérer → Type → autorisez l'enregistrement du contenu.",
                $"\"{Name(chat, target!)}\" protects its content, so nothing can be read back: Manage → Type → allow saving content."));
        }
        var standing = await inquiry.StandingAsync(account, journal.Value, abort);
        return standing.Value is { } member && BotStanding.Of(member, isChannel: true) is { IsAdministrator: true, MayPost: true, MayDelete: true }
            ? new(Capability.ReadOwnPosts, ProofResult.Proven, new("le journal est prêt : un message dont la réponse se perd s'y retrouve.", "the journal is ready: a message whose answer is lost is found there."))
            : standing.Failure is { Kind: FailureKind.Unavailable or FailureKind.Throttled } later ? Later(Capability.ReadOwnPosts, later)
            : new(Capability.ReadOwnPosts, ProofResult.Missing, new(
                $"@{bot} n'est pas administrateur du journal ({journal.Value}) avec les droits de publier et de supprimer : donnez-les-lui, ou corrigez Journal.",
                $"@{bot} is not an administrator of the journal ({journal.Value}) with the rights to post and delete: give them to it, or correct Journal."));
    }

    private async Task<Proof> CommentsAsync(Account account, Place? place, string bot, bool readsGroups, CancellationToken abort)
    {
        if (place is not { Chat: { } chat, Standing: { } standing })
        {
            return new(Capability.ReadComments, ProofResult.Unknown, new("il faut d'abord un canal où le bot se trouve.", "a channel that the bot is in comes first."));
        }
        switch (chat)
        {
            case { Type: "private" }:
                return new(Capability.ReadComments, ProofResult.NotOffered, new("une discussion privée n'a pas de commentaires.", "a private chat has no comments."));
            case { Type: "channel", LinkedChatId: null }:
                return new(Capability.ReadComments, ProofResult.NotOffered, new(
                    "la chaîne n'a pas de groupe de discussion, donc pas de commentaires : Gérer la chaîne → Discussion en lie un.", "the channel has no discussion group, hence no comments: Manage channel → Discussion links one."));
            case { Type: "channel", LinkedChatId: { } group }:
                var asked = await inquiry.StandingAsync(account, group, abort);
                if (asked.Failure is { Kind: FailureKind.Unavailable or FailureKind.Throttled } later)
                {
                    return Later(Capability.ReadComments, later);
                }
                standing = asked.Value is { } member ? BotStanding.Of(member, isChannel: false) : new(false, false, false, false);
                break;
            default:
                break;
        }
        return standing.IsIn && (standing.IsAdministrator || readsGroups)
            ? new(Capability.ReadComments, ProofResult.Proven, new("ce que les gens répondent parvient au bot.", "what people answer reaches the bot."))
            : new(Capability.ReadComments, ProofResult.Missing, standing.IsIn
                ? new($"le mode de confidentialité cache à @{bot} ce que les gens écrivent : faites de lui un administrateur du groupe.", $"privacy mode hides from @{bot} what people write: make it an administrator of the group.")
                : new($"@{bot} n'est pas dans le groupe de discussion de la chaîne : ajoutez-l'y comme administrateur.", $"@{bot} is not in the channel's discussion group: add it there as an administrator."));
    }

    // One question tells both: Telegram brings what waits to one of them.
    private static IEnumerable<Proof> Heard(Account account, Asked<WebhookInfo> asked)
    {
        yield return asked.Value switch
        {
            null => Later(Capability.ReadMessages, asked.Failure),
            { Url: var own } when TelegramWebhook.IsOurs(account, own) => new(Capability.ReadMessages, ProofResult.Proven, new(
                "Telegram apporte lui-même ce que les gens écrivent au bot.", "Telegram itself brings what people write to the bot.")),
            { Url: { Length: > 0 } url } => new(Capability.ReadMessages, ProofResult.Missing, new(
                $"un autre programme ({Host(url)}) reçoit les messages de ce bot (webhook) : {TelegramWebhook.Removal(account).French}.",
                $"another program ({Host(url)}) receives this bot's messages (webhook): {TelegramWebhook.Removal(account).English}.")),
            _ => new(Capability.ReadMessages, ProofResult.Proven, new("ce que les gens écrivent au bot attend Relay seul.", "what people write to the bot waits for Relay alone.")),
        };
        yield return asked.Value switch
        {
            _ when !account.Settings.ContainsKey(TelegramHearing.HasSecret) => new(Capability.HearWebhooks, ProofResult.NotOffered, new(
                "Relay va lire lui-même chez Telegram : rien à ouvrir vers l'extérieur.", "Relay reads at Telegram by itself: nothing to open to the outside.")),
            null => Later(Capability.HearWebhooks, asked.Failure),
            { Url: var own } info when TelegramWebhook.IsOurs(account, own) => Called(account, Host(own!), info),
            _ => new(Capability.HearWebhooks, ProofResult.Missing, new(
                $"le secret est là, mais Telegram n'appelle pas : « relay webhooks set {account.Id} ».", $"the secret is there, but Telegram does not call: \"relay webhooks set {account.Id}\".")),
        };
    }

    // Telegram tells the last trouble for ever: it lasts while something waits to be brought.
    private static Proof Called(Account account, string host, WebhookInfo info)
    {
        if (info.LastErrorMessage is not { Length: > 0 } message)
        {
            return new(Capability.HearWebhooks, ProofResult.Proven, new($"Telegram appelle {host}.", $"Telegram calls {host}."));
        }
        var trouble = WebhookTrouble.Of(account, message);
        return info.PendingUpdateCount is > 0 and var count
            ? new(Capability.HearWebhooks, ProofResult.Missing, new(
                $"Telegram n'arrive pas à apporter ce que les gens écrivent à {host} ({count} en attente, rien n'est perdu pendant un jour) ; {trouble.French}.",
                $"Telegram does not manage to bring what people write to {host} ({count} waiting, nothing is lost within a day); {trouble.English}."))
            : new(Capability.HearWebhooks, ProofResult.Proven, new(
                $"Telegram appelle {host} et rien n'attend ; la dernière fois que cela n'a pas marché : {trouble.French}.",
                $"Telegram calls {host} and nothing waits; the last time that it failed: {trouble.English}."));
    }

    private static Proof Later(Capability rung, Outcome.Failed? failure) => new(rung, ProofResult.Unknown, new(
        $"Telegram n'a pas répondu ({failure?.Reason.Clause.French}) : réessayez plus tard.", $"Telegram did not answer ({failure?.Reason.Clause.English}): try again later."));

    private static string Name(InboundChat chat, Target target) => chat.Title is { Length: > 0 } title ? title : chat.FirstName is { Length: > 0 } name ? name : target.Value;

    // The address itself may hold a secret.
    private static string Host(string url) => Uri.TryCreate(url, UriKind.Absolute, out var address) ? address.Host : "?";

    /// <summary>What stands at a target.</summary>
    /// <param name="Chat">Null when Telegram did not tell.</param>
    /// <param name="Standing">What the bot is there; null when Telegram did not tell.</param>
    /// <param name="Failure">Why something was not told.</param>
    /// <param name="IsUnknown">Whether Telegram knows no such chat.</param>
    private sealed record Place(InboundChat? Chat, BotStanding? Standing, Outcome.Failed? Failure, bool IsUnknown);
}
