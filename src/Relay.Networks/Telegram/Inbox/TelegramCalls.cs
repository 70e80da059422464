using Relay.Core.Channels;
using Relay.Core.Deliveries;
using Relay.Core.Inbox.Webhooks;
using Relay.Core.Texts;
using Relay.Networks.Telegram.Asking;
using Relay.Networks.Transport;

namespace Relay.Networks.Telegram.Inbox;

/// <summary>Sets a bot's webhook and deletes it. Source: core.telegram.org/bots/api#setwebhook.</summary>
internal sealed class TelegramCalls(TelegramApi api, TelegramInquiry inquiry) : IRegisterWebhooks
{
    // Requests that wait together share a commit: a few are plenty, and the server takes 64 in all.
    private const int Connections = 16;

    public string Network => TelegramNetwork.NetworkKey;

    public CallSecret Secret { get; } = new(TelegramHearing.Secret, new("Secret que Telegram répète dans ses appels (WebhookSecret)", "Secret that Telegram repeats in its calls (WebhookSecret)"), IsOurs: true);

    public async Task<(Uri? Calls, Outcome.Failed? Failure)> SetAsync(Account account, Uri address, IEnumerable<Account> all, CancellationToken abort)
    {
        var wanted = new SetWebhook(address.AbsoluteUri, account.Secret(TelegramHearing.Secret).Trim(), Connections, TelegramReader.Kinds);
        return (address, (await api.CallAsync(account, Call.Edit, "setWebhook", wanted, AskingJson.Default.SetWebhook, null, abort)).Failure);
    }

    public Task<Outcome.Failed?> RemoveAsync(Account account, CancellationToken abort) => inquiry.RemoveWebhookAsync(account, abort);
}
