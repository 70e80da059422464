using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Configuration;
using Relay.Core.Channels;
using Relay.Networks.Setup;
using Relay.Networks.Telegram.Inbox;

namespace Relay.Networks.Telegram;

/// <summary>Settings of a bot, and of the chats it writes to. Told to coordinators in docs/networks/telegram.md.</summary>
internal sealed partial class TelegramSetup : INetworkSetup
{
    /// <summary>Name of the setting with the number of the coordinator's own chat with the bot, or of a closed group of coordinators: what waits for a person goes there.</summary>
    public const string CoordinatorSetting = "Coordinator";

    /// <summary>Name of the setting with that chat's name, for people.</summary>
    public const string CoordinatorNameSetting = "CoordinatorName";

    /// <summary>Name of the setting with the bot's user name, <c>@name</c>: by it a group's message is known to name the bot.</summary>
    public const string HandleSetting = "Handle";

    /// <summary>Telegram itself.</summary>
    public static readonly Uri Own = new("https://api.telegram.org/");

    // core.telegram.org/bots/faq: 30 messages a second in all, one a second in a chat, 20 a minute in a group. Channels fare like groups in practice.
    private static readonly AccountLimits Documented = new(
        new RateLimit(30, TimeSpan.FromSeconds(1)),
        [new RateLimit(1, TimeSpan.FromSeconds(1))],
        [new RateLimit(20, TimeSpan.FromMinutes(1))]);

    public string Network => TelegramNetwork.NetworkKey;

    public IReadOnlyCollection<string> AccountSettings { get; } = ["Token", TelegramHearing.Secret, TelegramJournal.Setting, CoordinatorSetting, CoordinatorNameSetting, HandleSetting, .. AccountSection.Common];

    public IReadOnlyCollection<string> SecretSettings { get; } = ["Token", TelegramHearing.Secret];

    public bool HasTopics => true;

    public Account? ReadAccount(string id, IConfigurationSection section, ISecrets secrets, ICollection<Fault> faults)
    {
        var read = new AccountSection(id, section, secrets, faults);
        var isOwn = section["BaseAddress"] is null;
        read.Secret("Token", wrong: token => (isOwn ? BotToken() : PathToken()).IsMatch(token)
            ? null
            : ("it does not look like a bot's token: BotFather gives digits, a colon and letters.", "cela ne ressemble pas au jeton d'un bot : BotFather donne des chiffres, deux-points et des lettres."));
        if (read.Secret(TelegramHearing.Secret, required: false, secret => HookSecret().IsMatch(secret)
            ? null
            : ("it must be 16 to 256 letters, digits, _ or -: openssl rand -hex 32 makes one.", "il faut 16 à 256 lettres, chiffres, _ ou - : openssl rand -hex 32 en fabrique un.")))
        {
            read.Keep(TelegramHearing.HasSecret, "true");
        }
        if (read.Values.Text(TelegramJournal.Setting) is { } journal)
        {
            read.Keep(TelegramJournal.Setting, TelegramTargets.Canonical(journal));
            if (TelegramTargets.Canonical(journal) is null)
            {
                read.Values.Add(TelegramJournal.Setting,
                    $"'{journal}' is not a chat: write its number, like -1001234567890.",
                    $"« {journal} » n'est pas une discussion : écrivez son numéro, comme -1001234567890.");
            }
        }
        ReadCoordinator(read);
        ReadHandle(read);
        return read.Read(Network, Own, Documented);
    }

    private static void ReadHandle(AccountSection read)
    {
        if (read.Values.Text(HandleSetting) is not { } handle)
        {
            return;
        }
        read.Keep(HandleSetting, BotName().IsMatch(handle) ? $"@{handle.TrimStart('@')}" : null);
        if (!BotName().IsMatch(handle))
        {
            read.Values.Add(HandleSetting,
                $"'{handle}' is not a bot's user name: write @name as BotFather shows it.",
                $"« {handle} » n'est pas le nom d'un bot : écrivez @nom comme BotFather l'affiche.");
        }
    }

    private static void ReadCoordinator(AccountSection read)
    {
        read.Keep(CoordinatorNameSetting, read.Values.Text(CoordinatorNameSetting));
        if (read.Values.Text(CoordinatorSetting) is not { } coordinator)
        {
            return;
        }
        // A public chat has a name: what waits for a coordinator must not be read by everybody.
        var chat = TelegramTargets.Canonical(coordinator) is { } canonical && !canonical.StartsWith('@') ? canonical : null;
        read.Keep(CoordinatorSetting, chat);
        if (chat is null)
        {
            read.Values.Add(CoordinatorSetting,
                $"'{coordinator}' is not the number of a private chat: relay connect telegram finds it.",
                $"« {coordinator} » n'est pas le numéro d'une discussion privée : relay connect telegram le trouve.");
        }
    }

    public string? SecretOfCalls(Account account) => account.Settings.ContainsKey(TelegramHearing.HasSecret) ? TelegramHearing.Secret : null;

    public Target? ReadTarget(Account account, IConfigurationSection section, ICollection<Fault> faults)
    {
        var before = faults.Count;
        var values = new ConfigurationValues(section, faults);
        var written = values.Text("Target", required: true);
        var chat = written is null ? null : TelegramTargets.Canonical(written);
        if (written is not null && chat is null)
        {
            values.Add("Target",
                $"'{written}' is not a chat: write @name for a public one, or its number, like -1001234567890.",
                $"« {written} » n'est pas une discussion : écrivez @nom si elle est publique, ou son numéro, comme -1001234567890.");
        }
        if (chat is not null && account.Settings.TryGetValue(TelegramJournal.Setting, out var journal) && journal == chat)
        {
            values.Add("Target", "it is the account's journal, which nobody must write to.", "c'est le journal du compte, où rien ne doit être publié.");
        }
        var topic = values.Whole("Topic", 0, 1, int.MaxValue);
        var kind = values.Choice("TargetKind", topic > 0 ? nameof(TargetKind.Group) : TelegramTargets.KindOf(chat ?? "@").ToString(), Enum.GetNames<TargetKind>());
        return faults.Count > before || chat is null
            ? null
            : new Target(chat, topic > 0 ? topic.ToString(CultureInfo.InvariantCulture) : null, Enum.Parse<TargetKind>(kind));
    }

    [GeneratedRegex(@"^\d{3,}:[\w-]{30,}$", RegexOptions.None, 5_000)]
    private static partial Regex BotToken();

    [GeneratedRegex(@"^@?[A-Za-z]\w{3,31}$", RegexOptions.ECMAScript, 5_000)]
    private static partial Regex BotName();

    [GeneratedRegex(@"^[A-Za-z0-9_-]{16,256}$", RegexOptions.None, 5_000)]
    private static partial Regex HookSecret();

    [GeneratedRegex(@"^[\w:-]+$", RegexOptions.None, 5_000)]
    private static partial Regex PathToken();
}
