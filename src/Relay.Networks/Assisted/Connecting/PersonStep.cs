using Relay.Core.Channels;
using Relay.Core.Channels.Connecting;
using Relay.Core.Deliveries;
using Relay.Networks.Telegram;
using Relay.Networks.Telegram.Asking;
using Relay.Networks.Telegram.Connecting;

namespace Relay.Networks.Assisted.Connecting;

/// <summary>Finds who publishes by hand among those who wrote to the bot; its own coordinator is one of them.</summary>
internal sealed class PersonStep(IDialogue dialogue, TelegramInquiry inquiry, UpdatePeek peek, Account bot)
{
    /// <summary>Goes through the step.</summary>
    public async Task<SeenPerson> RunAsync(CancellationToken cancel)
    {
        await peek.LookAsync(cancel);
        var known = People();
        if (known.Count == 0 || await dialogue.ConfirmAsync(Other(known), cancel))
        {
            await AwaitAnotherAsync(known.Count, cancel);
        }
        var people = People();
        var names = Names(people);
        var person = people[(await dialogue.ChooseAsync(AssistedQuestions.Coordinator with { Default = names.Count == 1 ? names[0] : null }, names, cancel))[0]];
        return await ReachedAsync(person, cancel);
    }

    /// <summary>Names those who can be chosen already, so that she knows whether somebody is missing.</summary>
    private static Question Other(List<SeenPerson> known)
    {
        var names = Names(known);
        return AssistedQuestions.Other with
        {
            Words = new(
                $"Le bot peut déjà écrire à {string.Join(", ", names.Select(name => $"« {name} »"))}. {AssistedQuestions.Other.Words.French}",
                $"The bot can write to {string.Join(", ", names.Select(name => $"\"{name}\""))} already. {AssistedQuestions.Other.Words.English}"),
        };
    }

    private async Task AwaitAnotherAsync(int known, CancellationToken cancel)
    {
        var me = await inquiry.MeAsync(bot, cancel);
        if (me.Value is not { Username: { Length: > 0 } username })
        {
            throw me.Failure is { Kind: not FailureKind.Unauthorized } failure ? TelegramSentences.OutOfReach(failure) : TelegramSentences.DeadToken();
        }
        dialogue.Say(new($"La personne qui publiera ouvre https://t.me/{username} et appuie sur « Démarrer », ou y écrit un mot.",
            $"Whoever will publish opens https://t.me/{username} and presses \"Start\", or writes a word there."));
        _ = await dialogue.WaitAsync<object>(AssistedQuestions.Wrote, LookAsync, cancel) ?? throw new ConnectException(new(
            $"Étape de la personne : personne n'a écrit à @{username} ; qu'elle ouvre https://t.me/{username}, appuie sur « Démarrer », puis recommencez.",
            $"Person step: nobody wrote to @{username}; have her open https://t.me/{username} and press \"Start\", then try again."), AssistedQuestions.Other.Key);

        async Task<object?> LookAsync(CancellationToken abort)
        {
            await peek.LookAsync(abort);
            return People().Count > known ? peek : null;
        }
    }

    private List<SeenPerson> People()
    {
        var people = peek.Seen.People.ToList();
        if (bot.Settings.GetValueOrDefault(TelegramSetup.CoordinatorSetting) is { } chat && !people.Exists(person => person.Chat == chat))
        {
            people.Insert(0, new(chat, bot.Settings.GetValueOrDefault(TelegramSetup.CoordinatorNameSetting) ?? chat));
        }
        return people;
    }

    /// <summary>Two people of one name are told apart by the end of their numbers.</summary>
    private static IReadOnlyList<string> Names(List<SeenPerson> people)
        => [.. people.Select(person => people.Count(other => other.Name == person.Name) == 1 ? person.Name : $"{person.Name} (…{person.Chat[^Math.Min(4, person.Chat.Length)..]})")];

    private async Task<SeenPerson> ReachedAsync(SeenPerson person, CancellationToken cancel)
    {
        var chat = await inquiry.ChatAsync(bot, person.Chat, cancel);
        return chat.Failure switch
        {
            null => person,
            { Kind: FailureKind.Unauthorized } => throw TelegramSentences.DeadToken(),
            { Kind: FailureKind.Unavailable or FailureKind.Throttled } failure => throw TelegramSentences.OutOfReach(failure),
            _ => throw new ConnectException(new(
                $"Étape de la personne : le bot {bot.Id} ne peut pas écrire à {person.Name} ; qu'elle l'ouvre dans Telegram et appuie sur « Démarrer », puis recommencez.",
                $"Person step: the bot {bot.Id} cannot write to {person.Name}; have her open it in Telegram and press \"Start\", then try again."), AssistedQuestions.Coordinator.Key),
        };
    }
}
