using Microsoft.Extensions.Configuration;
using Relay.Core.Channels;
using Relay.Core.Deliveries.Hands;
using Relay.Networks.Setup;
using Relay.Networks.Telegram;

namespace Relay.Networks.Assisted;

/// <summary>Settings of a coordinator who publishes by hand, and of the groups she publishes in. Told to coordinators in docs/networks/assisted.md.</summary>
internal sealed class AssistedSetup : INetworkSetup, IWorkThroughAccounts
{
    private const string Coordinator = TelegramSetup.CoordinatorSetting;

    // A person reads no faster.
    private static readonly AccountLimits Documented = new(new RateLimit(20, TimeSpan.FromMinutes(1)), [], [], InFlight: 1);

    public string Network => ByHand.Network;

    public IReadOnlyCollection<string> AccountSettings { get; } = [ByHand.BotSetting, Coordinator, ByHand.NameSetting, ByHand.RemindSetting, "Timeout", "Limits"];

    public IReadOnlyCollection<string> SecretSettings => [];

    public Account? ReadAccount(string id, IConfigurationSection section, ISecrets secrets, ICollection<Fault> faults)
    {
        var read = new AccountSection(id, section, secrets, faults);
        read.Keep(ByHand.BotSetting, read.Values.Text(ByHand.BotSetting, required: true));
        read.Keep(ByHand.NameSetting, read.Values.Text(ByHand.NameSetting));
        var remind = read.Values.Duration(ByHand.RemindSetting, ByHand.RemindAfter, TimeSpan.FromMinutes(5), TimeSpan.FromDays(7));
        read.Keep(ByHand.RemindSetting, remind.ToString("c", System.Globalization.CultureInfo.InvariantCulture));
        if (read.Values.Text(Coordinator) is { } written)
        {
            var chat = TelegramTargets.Canonical(written) is { } canonical && !canonical.StartsWith('@') ? canonical : null;
            read.Keep(Coordinator, chat);
            if (chat is null)
            {
                read.Values.Add(Coordinator, $"'{written}' is not the number of a private chat: leave it out to take the bot's own Coordinator.",
                    $"« {written} » n'est pas le numéro d'une discussion privée : retirez-le pour prendre le Coordinator du bot.");
            }
        }
        return read.Read(Network, TelegramSetup.Own, Documented);
    }

    public Account? Complete(Account account, IReadOnlyDictionary<string, Account?> accounts, ConfigurationValues values)
    {
        var id = account.Settings[ByHand.BotSetting];
        if (!accounts.TryGetValue(id, out var bot) || bot is { Network: not TelegramNetwork.NetworkKey })
        {
            var bots = string.Join(", ", accounts.Values.OfType<Account>().Where(one => one.Network == TelegramNetwork.NetworkKey).Select(one => one.Id));
            values.Add(ByHand.BotSetting, $"'{id}' is not a Telegram account: {(bots.Length == 0 ? "\"relay connect telegram\" makes one." : $"write one of {bots}.")}",
                $"« {id} » n'est pas un compte Telegram : {(bots.Length == 0 ? "« relay connect telegram » en crée un." : $"écrivez {bots}.")}");
            return null;
        }
        if (bot is null)
        {
            return null; // its own faults are told
        }
        if ((account.Settings.GetValueOrDefault(Coordinator) ?? bot.Settings.GetValueOrDefault(Coordinator)) is not { } chat)
        {
            values.Add(Coordinator, $"nobody is named whom it is handed to: write the number of her chat with the bot, or let \"relay connect telegram\" find it for {id}.",
                $"personne n'est nommé à qui le confier : écrivez le numéro de sa discussion avec le bot, ou laissez « relay connect telegram » la trouver pour {id}.");
            return null;
        }
        return account with
        {
            BaseAddress = bot.BaseAddress,
            IsNetworksOwn = bot.IsNetworksOwn,
            Settings = new Dictionary<string, string>(account.Settings, StringComparer.OrdinalIgnoreCase) { [Coordinator] = chat },
        };
    }

    public Target? ReadTarget(Account account, IConfigurationSection section, ICollection<Fault> faults)
    {
        var before = faults.Count;
        var values = new ConfigurationValues(section, faults);
        var written = values.Text("Target", required: true);
        var link = written is null ? null : AssistedTargets.Canonical(written);
        if (written is not null && link is null)
        {
            values.Add("Target", $"'{written}' is not the link of a group: copy it from the browser or the app, it starts with https://.",
                $"« {written} » n'est pas le lien d'un groupe : copiez-le depuis le navigateur ou l'application, il commence par https://.");
        }
        ChannelSection.RefuseTopic(values, "an assisted channel");
        return faults.Count > before || link is null ? null : new Target(link, Kind: TargetKind.Private);
    }
}
