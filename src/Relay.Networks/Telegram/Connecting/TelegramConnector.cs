using System.Globalization;
using System.Text.RegularExpressions;
using Relay.Core.Channels;
using Relay.Core.Channels.Connecting;
using Relay.Core.Deliveries;
using Relay.Core.Inbox;
using Relay.Core.Texts;
using Relay.Networks.Connecting;
using Relay.Networks.Telegram.Asking;

namespace Relay.Networks.Telegram.Connecting;

/// <summary>From BotFather's token to a bot that publishes: proves the token, frees the bot of other programs, finds the chats, the journal and the coordinator.</summary>
internal sealed partial class TelegramConnector(TelegramInquiry inquiry, TelegramNetwork network, IEnumerable<IReaderTurn> turns) : IConnector
{
    public string Network => TelegramNetwork.NetworkKey;

    public Phrase Needs => new(
        "un bot (@BotFather en donne un et son jeton) et le droit d'ajouter un administrateur à votre chaîne ou groupe ; gratuit.",
        "a bot (@BotFather gives one, and its token) and the right to add an administrator to your channel or group; free.");

    public Phrase Elsewhere => new("Adresse d'un serveur Bot API local ou d'une répétition, au lieu de Telegram.", "Address of a local Bot API server or of a rehearsal, instead of Telegram.");

    public IReadOnlyList<Question> Questions => TelegramQuestions.All;

    public async Task<Connection> ConnectAsync(IDialogue dialogue, ConnectPlace place, CancellationToken cancel)
    {
        var (account, token) = await TokenAsync(dialogue, place, cancel);
        var me = await MeAsync(account, place, cancel);
        dialogue.Say(new($"Le bot « {me.FirstName} » (@{me.Username}) répond.", $"The bot \"{me.FirstName}\" (@{me.Username}) answers."));
        await FreeAsync(dialogue, account, place.Existing, cancel);
        if (me.CanJoinGroups == false)
        {
            dialogue.Say(new(
                $"Ce bot ne peut pas entrer dans les groupes : dans @BotFather, envoyez /setjoingroups, choisissez @{me.Username}, puis Enable.",
                $"This bot cannot join groups: in @BotFather, send /setjoingroups, choose @{me.Username}, then Enable."));
        }
        var bot = new ConnectingBot(dialogue, inquiry, new UpdatePeek(inquiry, turns, account), account, me.Username!, me.CanReadAllGroupMessages == true);
        var settings = KeptBefore.Settings(place, new TelegramSetup());
        if (place.BaseAddress is { } address)
        {
            settings["BaseAddress"] = address.AbsoluteUri;
        }
        // By its name a message in a group is known to be for it; a name that BotFather changed is told anew by connecting again.
        settings[TelegramSetup.HandleSetting] = $"@{me.Username}";
        var (chats, places, remarks) = await dialogue.ConfirmAsync(TelegramQuestions.AddChats with { Default = place.Existing is null ? "yes" : "no" }, cancel)
            ? await new PlacesStep(bot).RunAsync(cancel)
            : ([], [], []);
        if (settings.ContainsKey(TelegramJournal.Setting))
        {
            dialogue.Say(new("Le journal de ce compte est gardé.", "This account's journal is kept."));
        }
        else if (await new JournalStep(bot, chats).RunAsync(cancel) is { } journal)
        {
            settings[TelegramJournal.Setting] = journal;
        }
        await CoordinatorAsync(bot, place, settings, cancel);
        var secrets = new Dictionary<string, string>(StringComparer.Ordinal) { ["Token"] = token };
        return new Connection(place.Existing?.Id ?? ProposedName.Of(me.Username), me.FirstName ?? me.Username!, settings, secrets, places, [.. remarks, .. Remarks(settings)]);
    }

    private static async Task<(Account Account, string Token)> TokenAsync(IDialogue dialogue, ConnectPlace place, CancellationToken cancel)
    {
        var kept = place.Existing is { } existing ? KeptToken(existing) : null;
        dialogue.Say(kept is not null ? new(
            $"Le jeton du compte {place.Existing!.Id} est gardé et sert de nouveau ; pour le changer, donnez-en un autre (@BotFather, /token).",
            $"The token of account {place.Existing.Id} is kept and used again; to change it, give another (@BotFather, /token).") : new(
            "Dans Telegram, ouvrez @BotFather, envoyez /newbot (ou /token pour un bot que vous avez déjà) et copiez le jeton.",
            "In Telegram, open @BotFather, send /newbot (or /token for a bot you already have) and copy the token."));
        var pasted = await dialogue.AskAsync(kept is null ? TelegramQuestions.Token : TelegramQuestions.Token with
        {
            Words = new("Le jeton du bot (rien pour garder celui qui est connu)", "The bot's token (nothing to keep the known one)"), Optional = true,
        }, cancel);
        pasted = pasted.Length == 0 && kept is not null ? kept : pasted;
        // BotFather's whole message may have been pasted.
        var token = Token().Match(pasted) is { Success: true } found ? found.Value : throw new ConnectException(new(
            "Étape du jeton : ce n'est pas un jeton de bot ; @BotFather donne des chiffres, deux-points et une trentaine de lettres, à copier en entier.",
            "Token step: this is not a bot's token; @BotFather gives digits, a colon and some thirty letters, to be copied whole."), TelegramQuestions.Token.Key);
        var account = new Account(place.Existing?.Id ?? "new", TelegramNetwork.NetworkKey, Slashed(place.BaseAddress) ?? TelegramSetup.Own)
        {
            Secret = name => name == "Token" ? token : throw new SecretMissingException($"{name} is not asked for here.", $"{name} n'est pas demandé ici."),
            IsNetworksOwn = place.BaseAddress is null,
            Limits = new(null, [], []),
        };
        return (account, token);
    }

    private async Task<InboundUser> MeAsync(Account account, ConnectPlace place, CancellationToken cancel)
    {
        var asked = await inquiry.MeAsync(account, cancel);
        if (asked.Value is not { Username: { Length: > 0 } } me)
        {
            throw asked.Failure is { Kind: not FailureKind.Unauthorized } failure ? TelegramSentences.OutOfReach(failure) : TelegramSentences.DeadToken();
        }
        return place.Existing is not { } existing || NumberOf(existing) is not { } number || number == account.BotNumber() ? me : throw new ConnectException(new(
            $"Étape du jeton : ce jeton est celui d'un autre bot (@{me.Username}) que celui du compte {existing.Id} ; reliez-le comme un nouveau compte.",
            $"Token step: this token is of another bot (@{me.Username}) than account {existing.Id}; connect it as a new account."), TelegramQuestions.Token.Key);
    }

    private async Task FreeAsync(IDialogue dialogue, Account account, Account? existing, CancellationToken cancel)
    {
        var asked = await inquiry.WebhookAsync(account, cancel);
        if (asked.Failure is { } failure)
        {
            throw TelegramSentences.OutOfReach(failure);
        }
        if (asked.Value?.Url is not { Length: > 0 } address)
        {
            return;
        }
        if (existing is not null && TelegramWebhook.IsOurs(existing, address))
        {
            // While it is called nothing can be asked for: it is set again in the end.
            dialogue.Say(new("Telegram appelle Relay pour ce bot ; cela s'arrête le temps de le relier.", "Telegram calls Relay for this bot; that stops while it is being connected."));
            if (await inquiry.RemoveWebhookAsync(account, cancel) is { } no)
            {
                throw TelegramSentences.OutOfReach(no);
            }
            return;
        }
        // The address itself may hold a secret.
        var whose = Uri.TryCreate(address, UriKind.Absolute, out var uri) ? uri.Host : "?";
        dialogue.Say(new(
            $"Un autre programme, à l'adresse {whose}, reçoit aujourd'hui les messages de ce bot (webhook).",
            $"Another program, at {whose}, receives this bot's messages today (webhook)."));
        if (!await dialogue.ConfirmAsync(TelegramQuestions.RemoveWebhook, cancel))
        {
            throw new ConnectException(new(
                $"Étape du webhook : ce bot sert déjà un autre programme ({whose}) ; créez un bot pour Relay seul avec @BotFather (/newbot), ou acceptez de couper l'autre.",
                $"Webhook step: this bot already serves another program ({whose}); make a bot for Relay alone with @BotFather (/newbot), or agree to cut the other off."), TelegramQuestions.Token.Key, TelegramQuestions.RemoveWebhook.Key);
        }
        if (await inquiry.RemoveWebhookAsync(account, cancel) is { } refused)
        {
            throw TelegramSentences.OutOfReach(refused);
        }
        dialogue.Say(new($"{whose} ne reçoit plus rien de ce bot.", $"{whose} receives nothing more of this bot."));
    }

    private async Task CoordinatorAsync(ConnectingBot bot, ConnectPlace place, Dictionary<string, string> settings, CancellationToken cancel)
    {
        if (settings.ContainsKey(TelegramSetup.CoordinatorSetting))
        {
            bot.Dialogue.Say(new("La discussion du coordinateur est gardée.", "The coordinator's chat is kept."));
        }
        else if (await new CoordinatorStep(bot, network, place.HaltedAsync).RunAsync(cancel) is { } person)
        {
            settings[TelegramSetup.CoordinatorSetting] = person.Chat;
            settings[TelegramSetup.CoordinatorNameSetting] = person.Name;
        }
    }

    private static IEnumerable<Phrase> Remarks(Dictionary<string, string> settings)
    {
        if (!settings.ContainsKey(TelegramSetup.CoordinatorSetting))
        {
            yield return new(
                "Sans discussion de coordinateur, une chaîne à l'essai (shadow) ne montre ses publications nulle part sur Telegram, et les alertes restent sur cette machine.",
                "Without a coordinator's chat, a channel on trial (shadow) shows its publications nowhere on Telegram, and alarms stay on this machine.");
        }
        yield return new("Telegram est gratuit.", "Telegram is free.");
    }

    private static string? KeptToken(Account existing)
    {
        try
        {
            return existing.Secret("Token");
        }
        catch (SecretMissingException)
        {
            return null; // it is asked for
        }
    }

    private static long? NumberOf(Account existing)
    {
        try
        {
            return existing.BotNumber();
        }
        catch (SecretMissingException)
        {
            return null; // it is being renewed for that very reason
        }
    }

    private static Uri? Slashed(Uri? address) => address is null || address.AbsoluteUri.EndsWith('/') ? address : new Uri(address.AbsoluteUri + "/");

    [GeneratedRegex(@"\d{3,}:[\w-]{30,}", RegexOptions.CultureInvariant, 5_000)]
    private static partial Regex Token();
}
