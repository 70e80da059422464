using Relay.Core.Channels.Connecting;
using Relay.Networks.Telegram.Asking;

namespace Relay.Networks.Telegram.Connecting;

/// <summary>Has her make the journal: a private channel that nobody but administrators is in, so that copies of messages are seen by no one else.</summary>
internal sealed class JournalStep(ConnectingBot bot, IReadOnlyList<SeenChat> published)
{
    private readonly HashSet<string> _told = new(StringComparer.Ordinal);

    /// <summary>Goes through the step.</summary>
    /// <returns>The journal's number; null when she wants none.</returns>
    public async Task<string?> RunAsync(CancellationToken cancel)
    {
        if (!await bot.Dialogue.ConfirmAsync(TelegramQuestions.Journal, cancel))
        {
            bot.Dialogue.Say(new(
                "Sans journal, Relay vous demandera de regarder quand la réponse à un message se perd.",
                "Without a journal, Relay will ask you to look when the answer to a message is lost."));
            return null;
        }
        bot.Dialogue.Say(new(
            $"Créez une chaîne privée, par exemple « Journal de Relay », n'y ajoutez personne, puis ouvrez ce lien et choisissez-la : https://t.me/{bot.Username}?startchannel&admin=post_messages+edit_messages+delete_messages",
            $"Make a private channel, for example \"Relay's journal\", add nobody to it, then open this link and choose it: https://t.me/{bot.Username}?startchannel&admin=post_messages+edit_messages+delete_messages"));
        var candidates = await bot.Dialogue.WaitAsync(TelegramQuestions.JournalAdded, LookAsync, cancel) ?? throw new ConnectException(new(
            $"Étape du journal : aucune chaîne privée sans membres avec @{bot.Username} pour administrateur ; créez-la, ou répondez non au journal.",
            $"Journal step: no private channel without members with @{bot.Username} as an administrator; make it, or say no to the journal."), TelegramQuestions.Journal.Key);
        var journal = candidates.Count == 1 ? candidates[0] : candidates[(await bot.Dialogue.ChooseAsync(TelegramQuestions.JournalChat, [.. candidates.Select(chat => chat.Title)], cancel))[0]];
        bot.Dialogue.Say(new($"« {journal.Title} » est le journal.", $"\"{journal.Title}\" is the journal."));
        return journal.Id;
    }

    private async Task<IReadOnlyList<SeenChat>?> LookAsync(CancellationToken cancel)
    {
        await bot.Peek.LookAsync(cancel);
        var candidates = new List<SeenChat>();
        foreach (var chat in bot.Peek.Seen.Chats.Where(chat => chat is { IsChannel: true, Username: null } && published.All(other => other.Id != chat.Id)))
        {
            if (await IsJournalAsync(chat, cancel))
            {
                candidates.Add(chat);
            }
        }
        return candidates.Count > 0 ? candidates : null;
    }

    private async Task<bool> IsJournalAsync(SeenChat chat, CancellationToken cancel)
    {
        if (await bot.StandingAsync(chat, cancel) is not { IsAdministrator: true } standing)
        {
            return false;
        }
        if (standing.Missing(chat.Title, bot.Username, isChannel: true) is { } missing)
        {
            if (_told.Add(chat.Id))
            {
                bot.Dialogue.Say(missing);
            }
            return false;
        }
        var administrators = await bot.Inquiry.AdministratorsAsync(bot.Account, chat.Id, cancel);
        var members = await bot.Inquiry.CountAsync(bot.Account, chat.Id, cancel);
        if (administrators.Value is null || members is null)
        {
            return false;
        }
        var isClosed = members <= administrators.Value.Length;
        if (!isClosed && _told.Add(chat.Id))
        {
            var others = members - administrators.Value.Length;
            bot.Dialogue.Say(new(
                $"« {chat.Title} » ne peut pas être le journal : {(others == 1 ? "une autre personne la lit" : $"{others} autres personnes la lisent")}.",
                $"\"{chat.Title}\" cannot be the journal: {(others == 1 ? "another person reads it" : $"{others} other people read it")}."));
        }
        return isClosed;
    }
}
