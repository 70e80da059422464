using System.Globalization;
using Relay.Core.Channels;
using Relay.Core.Conversations.Menus;
using Relay.Core.Deliveries;
using Relay.Networks.Telegram.Asking;
using Relay.Networks.Transport;

namespace Relay.Networks.Telegram;

/// <summary>Shows a bot's commands in private chats. Source: core.telegram.org/bots/api#setmycommands.</summary>
internal sealed class TelegramMenus(TelegramApi api) : IShowMenus
{
    public string Network => TelegramNetwork.NetworkKey;

    public string BotOf(Account account) => account.BotNumber().ToString(CultureInfo.InvariantCulture);

    public async Task<Outcome.Failed?> ShowAsync(Account account, string? language, IReadOnlyList<MenuEntry> entries, CancellationToken abort)
    {
        var body = new SetMyCommands([.. entries.Select(entry => new BotCommand(entry.Word, entry.Says))], new("all_private_chats"), language);
        return (await api.CallAsync(account, Call.Edit, "setMyCommands", body, TelegramJson.Default.SetMyCommands, null, abort)).Failure;
    }
}
