using Relay.Core.Channels;
using Relay.Core.Channels.Connecting;
using Relay.Core.Deliveries.Hands;
using Relay.Core.Inbox;
using Relay.Core.Texts;
using Relay.Networks.Connecting;
using Relay.Networks.Telegram;
using Relay.Networks.Telegram.Asking;
using Relay.Networks.Telegram.Connecting;

namespace Relay.Networks.Assisted.Connecting;

/// <summary>From a bot that is connected and the link of a group to a coordinator who publishes there by hand. Writes to nobody: whether her chat can be written to is only asked.</summary>
internal sealed class AssistedConnector(TelegramInquiry inquiry, IEnumerable<IReaderTurn> turns) : IConnector
{
    public string Network => ByHand.Network;

    public Phrase Needs { get; } = new(
        "un bot Telegram déjà relié, la personne qui publiera, et le lien du groupe Facebook ou WhatsApp ; gratuit.",
        "a Telegram bot that is connected already, whoever will publish, and the link of the Facebook or WhatsApp group; free.");

    public IReadOnlyList<Question> Questions => AssistedQuestions.All;

    public async Task<Connection> ConnectAsync(IDialogue dialogue, ConnectPlace place, CancellationToken cancel)
    {
        var settings = new Dictionary<string, string>(place.Existing?.Settings ?? new Dictionary<string, string>(), StringComparer.OrdinalIgnoreCase);
        var bot = await BotAsync(dialogue, place, cancel);
        var chat = settings.GetValueOrDefault(TelegramSetup.CoordinatorSetting);
        if (chat is null)
        {
            var person = await new PersonStep(dialogue, inquiry, new UpdatePeek(inquiry, turns, bot), bot).RunAsync(cancel);
            (chat, settings[ByHand.NameSetting]) = (person.Chat, person.Name);
        }
        else
        {
            dialogue.Say(new($"La personne qui publie est gardée : {settings.GetValueOrDefault(ByHand.NameSetting) ?? chat}.", $"Whoever publishes is kept: {settings.GetValueOrDefault(ByHand.NameSetting) ?? chat}."));
        }
        (settings[ByHand.BotSetting], settings[TelegramSetup.CoordinatorSetting]) = (bot.Id, chat);
        var name = settings.GetValueOrDefault(ByHand.NameSetting) ?? chat;
        var (link, kind) = Group(await dialogue.AskAsync(AssistedQuestions.Link, cancel));
        dialogue.Say(kind == GroupKind.Facebook ? new($"C'est le groupe Facebook {link}", $"That is the Facebook Group {link}") : new($"C'est le groupe WhatsApp {link}", $"That is the WhatsApp group {link}"));
        var group = (await dialogue.AskAsync(AssistedQuestions.Group with { Default = GroupLink.UsualName(link) }, cancel)).Trim();
        return new(Id(place, settings, name), name, settings, new Dictionary<string, string>(),
            [new(ProposedName.Of(group), group, new Dictionary<string, string>(StringComparer.Ordinal) { ["Target"] = link })], [.. Remarks(name, kind)]);
    }

    private static async Task<Account> BotAsync(IDialogue dialogue, ConnectPlace place, CancellationToken cancel)
    {
        var bots = place.Others.Where(account => account.Network == TelegramNetwork.NetworkKey).OrderBy(account => account.Id, StringComparer.Ordinal).ToList();
        if (place.Existing?.Settings.GetValueOrDefault(ByHand.BotSetting) is { } known && bots.Find(bot => bot.Id == known) is { } same)
        {
            return same;
        }
        if (bots.Count == 0)
        {
            throw new ConnectException(new(
                "Étape du bot : les textes à publier passent par un bot Telegram, et aucun n'est relié ; faites d'abord « relay connect telegram ».",
                "Bot step: the texts to publish go through a Telegram bot, and none is connected; do \"relay connect telegram\" first."));
        }
        var names = bots.ConvertAll(bot => bot.Id);
        return bots[(await dialogue.ChooseAsync(AssistedQuestions.Bot with { Default = names.Count == 1 ? names[0] : null }, names, cancel))[0]];
    }

    private static (string Link, GroupKind Kind) Group(string written)
        => GroupLink.In(written) is { } group ? group : throw new ConnectException(new(
            $"Étape du groupe : « {written} » n'est pas le lien d'un groupe ; ouvrez le groupe et copiez son lien : https://www.facebook.com/groups/… pour Facebook, « Inviter via un lien » (https://chat.whatsapp.com/…) pour WhatsApp.",
            $"Group step: '{written}' is not the link of a group; open the group and copy its link: https://www.facebook.com/groups/… for Facebook, \"Invite via link\" (https://chat.whatsapp.com/…) for WhatsApp."), AssistedQuestions.Link.Key);

    /// <summary>The account of this person at this bot when there is one, so that a second group joins it; else a name that nobody has.</summary>
    private static string Id(ConnectPlace place, Dictionary<string, string> settings, string name)
    {
        if (place.Existing is { } existing)
        {
            return existing.Id;
        }
        bool IsHers(Account other) => other.Network == ByHand.Network
            && other.Settings.GetValueOrDefault(ByHand.BotSetting) == settings[ByHand.BotSetting] && other.Settings.GetValueOrDefault(TelegramSetup.CoordinatorSetting) == settings[TelegramSetup.CoordinatorSetting];
        return place.Others.FirstOrDefault(IsHers)?.Id ?? ProposedName.Free(ProposedName.Of(name), place.Others.Select(other => other.Id));
    }

    private static IEnumerable<Phrase> Remarks(string name, GroupKind kind)
    {
        yield return new(
            $"{name} recevra chaque texte dans Telegram, le publiera et répondra avec un bouton ; Relay ne peut ni publier ni regarder dans ce groupe.",
            $"{name} will receive each text in Telegram, publish it and answer with a button; Relay can neither publish nor look in that group.");
        if (kind == GroupKind.WhatsApp)
        {
            yield return new(
                "Ce lien WhatsApp fait entrer dans le groupe quiconque l'ouvre : il n'est montré qu'à cette personne.",
                "This WhatsApp link lets anybody who opens it into the group: it is shown to that person only.");
        }
    }
}
