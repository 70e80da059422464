using Relay.Core.Channels;
using Relay.Core.Channels.Connecting;
using Relay.Core.Texts;
using Relay.Networks.Connecting;
using Relay.Networks.Telegram.Asking;

namespace Relay.Networks.Telegram.Connecting;

/// <summary>Finds the channels, groups and topics that the bot is in, has her choose, and sees to its rights there.</summary>
internal sealed class PlacesStep(ConnectingBot bot)
{
    private readonly List<ConnectedPlace> _places = [];
    private readonly List<Phrase> _remarks = [];

    /// <summary>Goes through the step.</summary>
    public async Task<(IReadOnlyList<SeenChat> Chats, IReadOnlyList<ConnectedPlace> Places, IReadOnlyList<Phrase> Remarks)> RunAsync(CancellationToken cancel)
    {
        var found = await FindAsync(cancel);
        var names = Names(found);
        var chosen = (await bot.Dialogue.ChooseAsync(TelegramQuestions.Chat, names, cancel)).Select(index => found[index]).ToList();
        foreach (var chat in chosen)
        {
            await AddAsync(chat, cancel);
        }
        return (chosen, _places, _remarks);
    }

    private async Task<IReadOnlyList<SeenChat>> FindAsync(CancellationToken cancel)
    {
        bot.Dialogue.Say(new(
            $"Pour une chaîne, ouvrez ce lien et choisissez-la : https://t.me/{bot.Username}?startchannel&admin=post_messages+edit_messages+delete_messages",
            $"For a channel, open this link and choose it: https://t.me/{bot.Username}?startchannel&admin=post_messages+edit_messages+delete_messages"));
        bot.Dialogue.Say(new(
            $"Pour un groupe, ouvrez celui-ci : https://t.me/{bot.Username}?startgroup&admin=delete_messages. S'il y est déjà, écrivez /relay@{bot.Username} dans le groupe, ou publiez un mot dans la chaîne.",
            $"For a group, open this one: https://t.me/{bot.Username}?startgroup&admin=delete_messages. If it is in already, write /relay@{bot.Username} in the group, or post a word in the channel."));
        if (!await AwaitMoreThanAsync(0, cancel))
        {
            throw new ConnectException(new(
                $"Étape des discussions : aucune chaîne ni groupe où se trouve @{bot.Username} ; ouvrez l'un des deux liens, choisissez la discussion, puis recommencez (si un autre programme lit les messages de ce bot, arrêtez-le d'abord).",
                $"Chats step: no channel or group with @{bot.Username} in it; open one of the two links, choose the chat, then try again (if another program reads this bot's messages, stop it first)."));
        }
        while (await bot.Dialogue.ConfirmAsync(More(), cancel) && await AwaitMoreThanAsync(bot.Peek.Seen.Chats.Count, cancel))
        {
        }
        return bot.Peek.Seen.Chats;
    }

    /// <summary>Names what was seen, so that she knows what is still to be added.</summary>
    private Question More()
    {
        var names = Names(bot.Peek.Seen.Chats);
        return TelegramQuestions.More with
        {
            Words = new(
                $"Vu : {string.Join(", ", names.Select(name => $"« {name} »"))}. Ajouter le bot à une autre chaîne ou un autre groupe ?",
                $"Seen: {string.Join(", ", names.Select(name => $"\"{name}\""))}. Add the bot to another channel or group?"),
        };
    }

    private async Task<bool> AwaitMoreThanAsync(int known, CancellationToken cancel)
    {
        var before = known;
        return await bot.Dialogue.WaitAsync<object>(TelegramQuestions.Added, LookAsync, cancel) is not null;

        // What comes in a row, like several chats added at once, is seen together.
        async Task<object?> LookAsync(CancellationToken abort)
        {
            await bot.Peek.LookAsync(abort);
            var now = bot.Peek.Seen.Chats.Count;
            var isSettled = now > known && now == before;
            before = now;
            return isSettled ? bot.Peek : null;
        }
    }

    private async Task AddAsync(SeenChat chat, CancellationToken cancel)
    {
        var standing = await SeeToRightsAsync(chat, cancel);
        var full = (await bot.Inquiry.ChatAsync(bot.Account, chat.Id, cancel)).Value;
        chat = full is null ? chat : chat with { Username = full.Username, IsForum = full.IsForum == true, Title = full.Title is { Length: > 0 } title ? title : chat.Title };
        bot.Dialogue.Say(new($"« {chat.Title} » : le bot peut y publier.", $"\"{chat.Title}\": the bot can publish there."));
        if (chat.IsForum && await bot.Dialogue.ConfirmAsync(TelegramQuestions.InTopic, cancel))
        {
            await AddTopicsAsync(chat, cancel);
        }
        else
        {
            Add(chat, topic: null, chat.IsForum && standing.MayMakeTopics && await bot.Dialogue.ConfirmAsync(TelegramQuestions.PerTheme, cancel));
            RemarkOnTopics(chat, standing);
        }
        await RemarkAsync(chat, standing, full?.LinkedChatId, cancel);
    }

    private async Task<BotStanding> SeeToRightsAsync(SeenChat chat, CancellationToken cancel)
    {
        var standing = await bot.StandingAsync(chat, cancel);
        if (standing.Missing(chat.Title, bot.Username, chat.IsChannel) is not { } missing)
        {
            return standing;
        }
        bot.Dialogue.Say(missing);
        return await bot.Dialogue.WaitAsync(TelegramQuestions.Rights, LookAsync, cancel)
            ?? throw new ConnectException(new($"Étape des droits : {missing.French}", $"Rights step: {missing.English}"), TelegramQuestions.Chat.Key);

        async Task<BotStanding?> LookAsync(CancellationToken abort) => await bot.StandingAsync(chat, abort) is { MayPost: true } better ? better : null;
    }

    private async Task AddTopicsAsync(SeenChat chat, CancellationToken cancel)
    {
        if (Topics(chat.Id).Count == 0)
        {
            _ = await bot.Dialogue.WaitAsync<object>(TelegramQuestions.TopicSeen, LookAsync, cancel) ?? throw new ConnectException(new(
                $"Étape des sujets : aucun message vu dans un sujet de « {chat.Title} » ; faites de @{bot.Username} un administrateur du groupe, écrivez un mot dans le sujet, puis recommencez.",
                $"Topics step: no message seen in a topic of \"{chat.Title}\"; make @{bot.Username} an administrator of the group, write a word in the topic, then try again."), TelegramQuestions.InTopic.Key);
        }
        var topics = Topics(chat.Id);
        foreach (var index in await bot.Dialogue.ChooseAsync(TelegramQuestions.Topic, [.. topics.Select(topic => topic.Value)], cancel))
        {
            Add(chat, topics[index]);
        }

        async Task<object?> LookAsync(CancellationToken abort)
        {
            await bot.Peek.LookAsync(abort);
            return Topics(chat.Id).Count > 0 ? bot.Peek : null;
        }
    }

    // The general topic is the group itself.
    private IReadOnlyList<KeyValuePair<string, string>> Topics(string chat)
        => [.. (bot.Peek.Seen.Chats.FirstOrDefault(seen => seen.Id == chat)?.Topics ?? new Dictionary<string, string>()).Where(topic => topic.Key != "1").OrderBy(topic => topic.Value, StringComparer.CurrentCultureIgnoreCase)];

    private void Add(SeenChat chat, KeyValuePair<string, string>? topic, bool isPerTheme = false)
    {
        var settings = new Dictionary<string, string>(StringComparer.Ordinal) { ["Target"] = chat.Target };
        if (!chat.IsChannel)
        {
            settings["TargetKind"] = nameof(TargetKind.Group);
        }
        if (topic is { } known)
        {
            settings["Topic"] = known.Key;
        }
        if (isPerTheme)
        {
            settings["Topics"] = "theme";
        }
        var name = ProposedName.Of(chat.Title, topic?.Value, TelegramNetwork.NetworkKey);
        _places.Add(new(ProposedName.Free(name, _places.Select(place => place.Name)), topic is { } named ? $"{chat.Title} : {named.Value}" : chat.Title, settings));
    }

    private void RemarkOnTopics(SeenChat chat, BotStanding standing)
    {
        if (chat.IsForum && !standing.MayMakeTopics)
        {
            _remarks.Add(new(
                $"« {chat.Title} » est un forum : pour un sujet par thème, donnez à @{bot.Username} le droit « Gérer les sujets » d'un administrateur, puis réglez Topics du canal sur theme.",
                $"\"{chat.Title}\" is a forum: for a topic for each theme, give @{bot.Username} an administrator's right \"Manage topics\", then set Topics of the channel to theme."));
        }
    }

    private async Task RemarkAsync(SeenChat chat, BotStanding standing, string? linked, CancellationToken cancel)
    {
        if (!chat.IsChannel && !standing.IsAdministrator && !bot.ReadsGroups)
        {
            _remarks.Add(new(
                $"« {chat.Title} » : publier marche ; les réponses des gens ne se verront que si @{bot.Username} devient administrateur du groupe (mode de confidentialité).",
                $"\"{chat.Title}\": publishing works; people's replies will be seen only when @{bot.Username} becomes an administrator of the group (privacy mode)."));
        }
        if (!chat.IsChannel)
        {
            return;
        }
        if (linked is null)
        {
            _remarks.Add(new(
                $"« {chat.Title} » : pas de groupe de discussion lié, donc pas de commentaires.",
                $"\"{chat.Title}\": no linked discussion group, hence no comments."));
            return;
        }
        var group = (await bot.Inquiry.ChatAsync(bot.Account, linked, cancel)).Value;
        if (group is null || !(await bot.StandingAsync(new(linked, "supergroup", "", null, false, new Dictionary<string, string>()), cancel)).IsIn)
        {
            _remarks.Add(new(
                $"« {chat.Title} » : les commentaires ne se verront que si @{bot.Username} est aussi administrateur du groupe de discussion{(group?.Title is { } title ? $" « {title} »" : "")}.",
                $"\"{chat.Title}\": comments will be seen only when @{bot.Username} is also an administrator of the discussion group{(group?.Title is { } name ? $" \"{name}\"" : "")}."));
        }
    }

    /// <summary>Titles, made distinct where two are alike.</summary>
    private static IReadOnlyList<string> Names(IReadOnlyList<SeenChat> chats)
    {
        var alike = chats.GroupBy(chat => chat.Title, StringComparer.OrdinalIgnoreCase).Where(group => group.Count() > 1).Select(group => group.Key).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return [.. chats.Select(chat => alike.Contains(chat.Title) ? $"{chat.Title} ({chat.Target})" : chat.Title)];
    }
}
