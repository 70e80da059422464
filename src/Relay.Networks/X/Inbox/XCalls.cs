using System.Text.Json;
using Relay.Core.Channels;
using Relay.Core.Deliveries;
using Relay.Core.Inbox.Webhooks;
using Relay.Core.Texts;
using Relay.Networks.Arriving;
using Relay.Networks.Transport;
using Relay.Networks.X.Access;

namespace Relay.Networks.X.Inbox;

/// <summary>
/// Registers an app's webhook, at which X asks at once whether it is ours, and subscribes it to what is written to a profile; takes both back. The webhook is the app's, and its profiles share it. Webhooks are
/// read and deleted with a token of the app itself, which its key and secret bring. Source: docs.x.com, webhooks and activity, and the OpenAPI description 2.167.
/// </summary>
internal sealed class XCalls(XApi api, XTokenServer server, XSelf self) : IRegisterWebhooks
{
    private const string Messages = "dm.received";
    private const int LongestAddress = 200;

    private static readonly string[] Kinds = ["post.mention.create", "post.reply.create", "post.quote.create", Messages];

    public string Network => XNetwork.NetworkKey;

    public CallSecret Secret { get; } = new(XHearing.Secret, new("Consumer Secret de l'application (« API Key Secret » dans le portail de X)", "Consumer Secret of the app (\"API Key Secret\" in X's portal)"), IsOurs: false);

    public async Task<(Uri? Calls, Outcome.Failed? Failure)> SetAsync(Account account, Uri address, IEnumerable<Account> all, CancellationToken abort)
    {
        if (!address.IsDefaultPort || address.AbsoluteUri.Length > LongestAddress)
        {
            return (null, Refused(
                $"X n'appelle qu'une adresse sans port et de {LongestAddress} caractères au plus ({address}) : changez Relay:Webhooks:PublicUrl.",
                $"X only calls an address without a port, of {LongestAddress} characters at most ({address}): change Relay:Webhooks:PublicUrl."));
        }
        if (await self.LearnAsync(account, abort) is { } unknown)
        {
            return (null, unknown);
        }
        var (app, refused) = await AppAsync(account, address, abort);
        if (app is null)
        {
            return (null, refused);
        }
        var (webhook, calls, failure) = await WebhookAsync(account, app, address, all, abort);
        if (webhook is null)
        {
            return (null, failure);
        }
        var (there, unread) = await SubscriptionsAsync(account, app, abort);
        if (unread is not null)
        {
            return (null, unread);
        }
        var user = self.IdOf(account)!;
        foreach (var kind in Kinds.Where(kind => !there.Any(one => one.EventType == kind && one.Filter?.UserId == user && one.WebhookId == webhook)))
        {
            var body = JsonBody.Of(new CreateSubscription(kind, new(user), TagOf(account), webhook), XJson.Default.CreateSubscription);
            var answer = await api.CallAsync(account, Call.Edit, HttpMethod.Post, "2/activity/subscriptions", [], body, null, abort);
            // A right to private messages that was not given is told where they are read; the rest is heard all the same.
            if (answer.Failure is { } no && !(kind == Messages && answer.Status == 403))
            {
                return (null, no);
            }
        }
        return (calls, null);
    }

    public async Task<Outcome.Failed?> RemoveAsync(Account account, CancellationToken abort)
    {
        var (app, refused) = await AppAsync(account, account.Webhook, abort);
        if (app is null)
        {
            return refused;
        }
        var (all, unread) = await SubscriptionsAsync(account, app, abort);
        if (unread is not null)
        {
            return unread;
        }
        var ours = all.Where(one => one.Tag == TagOf(account)).ToList();
        foreach (var one in ours)
        {
            if ((await DeleteAsync(account, app, $"2/activity/subscriptions/{one.SubscriptionId}", abort)).Failure is { Kind: not FailureKind.Gone } failure)
            {
                return failure;
            }
        }
        // The last one closes the door.
        foreach (var webhook in ours.Select(one => one.WebhookId).OfType<string>().Distinct(StringComparer.Ordinal).Where(webhook => all.Except(ours).All(one => one.WebhookId != webhook)))
        {
            if ((await DeleteAsync(account, app, $"2/webhooks/{webhook}", abort)).Failure is { Kind: not FailureKind.Gone } failure)
            {
                return failure;
            }
        }
        return null;
    }

    /// <summary>Whether X calls us for what is written to a profile.</summary>
    /// <param name="account">With its address.</param>
    /// <param name="user">Number of the profile.</param>
    /// <param name="abort">Gives up.</param>
    public async Task<(bool Calls, Outcome.Failed? Failure)> CallsAsync(Account account, string user, CancellationToken abort)
    {
        var (app, refused) = await AppAsync(account, account.Webhook, abort);
        if (app is null)
        {
            return (false, refused);
        }
        var (ours, unread) = await WebhooksAsync(account, app, account.Webhook!, abort);
        var heard = ours.Where(one => one.Valid is not false).Select(one => one.Id).ToHashSet(StringComparer.Ordinal);
        var (all, unlisted) = unread is null ? await SubscriptionsAsync(account, app, abort) : ([], unread);
        return (all.Any(one => one.Filter?.UserId == user && heard.Contains(one.WebhookId)), unlisted);
    }

    /// <summary>The webhook's number and address: of the one that is at the address, or at that of another account in force; else of a new one.</summary>
    private async Task<(string? Id, Uri? Calls, Outcome.Failed? Failure)> WebhookAsync(Account account, XBearer app, Uri address, IEnumerable<Account> all, CancellationToken abort)
    {
        var (there, unread) = await WebhooksAsync(account, app, address, abort);
        if (unread is not null)
        {
            return (null, null, unread);
        }
        var beside = all.Where(one => one.Network == Network && one.Id != account.Id && one.Webhook is not null && one.Settings.ContainsKey(XHearing.HasSecret))
            .Select(one => (Account: one, Webhook: there.Find(each => each.Url == one.Webhook!.AbsoluteUri))).FirstOrDefault(one => one.Webhook is not null);
        var own = there.Find(one => one.Url == address.AbsoluteUri);
        if (own is null && beside.Webhook is not null && new[] { account, beside.Account }.Where(one => !one.Settings.ContainsKey(XTimeline.Setting)).Select(one => one.Id).ToList() is { Count: > 0 } nameless)
        {
            return (null, null, Refused(
                $"l'application appelle déjà pour {beside.Account.Id}, et ce qui vient pour l'un et pour l'autre ne se distingue pas sans le numéro de chaque profil : écrivez le UserId de {string.Join(" et de ", nameless)}, que « relay check » donne.",
                $"the app calls for {beside.Account.Id} already, and what comes for the one and the other can't be told apart without the number of each profile: write the UserId of {string.Join(" and of ", nameless)}, which \"relay check\" gives."));
        }
        if ((own ?? beside.Webhook) is { } ours)
        {
            // One that did not answer for a while is asked anew, and is heard again.
            var calls = new Uri(ours.Url!);
            var asked = ours.Valid is false ? await api.CallAsync(account, app, Call.Edit, HttpMethod.Put, $"2/webhooks/{ours.Id}", [], null, null, abort) : null;
            return asked?.Failure is not null ? (null, null, Worded(asked, account, calls)) : (ours.Id, calls, null);
        }
        var made = await api.CallAsync(account, app, Call.Edit, HttpMethod.Post, "2/webhooks", [], JsonBody.Of(new CreateWebhook(address.AbsoluteUri), XJson.Default.CreateWebhook), null, abort);
        return made is { Status: 403, Failure: { } full } && there.FirstOrDefault() is { } dead ? (null, null, full with { Reason = InTheWay(account, dead) })
            : made.Failure is not null ? (null, null, Worded(made, account, address))
            : Read(made, XJson.Default.XWebhookRead).FirstOrDefault()?.Id is { Length: > 0 } id ? (id, address, null)
            : (null, null, new(FailureKind.Unavailable, FailureScope.Account, new("X n'a pas donné le numéro du webhook.", "X did not give the webhook's number.")));
    }

    private static Phrase InTheWay(Account account, XWebhookRead dead) => new(
        $"l'application appelle encore {dead.Url}, qui n'est plus l'adresse d'aucun compte, et X ne lui en accorde pas d'autre : avec le jeton de l'application (« Bearer Token », sous « Keys and tokens »), DELETE {account.BaseAddress}2/webhooks/{dead.Id}, puis « relay webhooks set {account.Id} ».",
        $"the app still calls {dead.Url}, which is no account's address any more, and X grants it no other: with the app's own token (\"Bearer Token\", under \"Keys and tokens\") DELETE {account.BaseAddress}2/webhooks/{dead.Id}, then \"relay webhooks set {account.Id}\".");

    private static Outcome.Failed Refused(string french, string english) => new(FailureKind.Refused, FailureScope.Account, new(french, english));

    /// <summary>The app's webhooks that call this Relay: beside an address of ours.</summary>
    private async Task<(List<XWebhookRead> There, Outcome.Failed? Failure)> WebhooksAsync(Account account, XBearer app, Uri address, CancellationToken abort)
    {
        var read = await api.CallAsync(account, app, Call.Find, HttpMethod.Get, "2/webhooks", [new("webhook_config.fields", "id,url,valid")], null, null, abort);
        return ([.. Read(read, XJson.Default.XWebhookRead).Where(one => one.Id is { Length: > 0 } && Uri.TryCreate(one.Url, UriKind.Absolute, out var known) && known.IsBeside(address))], read.Failure);
    }

    private async Task<(List<XSubscriptionRead> All, Outcome.Failed? Failure)> SubscriptionsAsync(Account account, XBearer app, CancellationToken abort)
    {
        var read = await api.CallAsync(account, app, Call.Find, HttpMethod.Get, "2/activity/subscriptions", [], null, null, abort);
        return ([.. Read(read, XJson.Default.XSubscriptionRead)], read.Failure);
    }

    private Task<XAnswer> DeleteAsync(Account account, XBearer app, string path, CancellationToken abort) => api.CallAsync(account, app, Call.Delete, HttpMethod.Delete, path, [], null, null, abort);

    /// <summary>A token of the app itself; why there is none otherwise.</summary>
    private async Task<(XBearer? App, Outcome.Failed? Failure)> AppAsync(Account account, Uri? address, CancellationToken abort)
    {
        if (XKeptTokens.AreUsedBy(account))
        {
            return (null, new(FailureKind.Refused, FailureScope.Account, Steps(account, address)));
        }
        return await server.OfAppAsync(new(account.BaseAddress, account.Token("ConsumerKey"), account.Token(XHearing.Secret), account.Timeout), abort) switch
        {
            XTokenAnswer.Granted granted => (new XBearer(granted.AccessToken), null),
            XTokenAnswer.Unheard unheard => (null, unheard.Failure),
            XTokenAnswer.Refused no => (null, new(FailureKind.Unauthorized, FailureScope.Account, no.Words)),
            _ => throw new InvalidOperationException("No such answer."),
        };
    }

    // An app known by its Client ID has no key here that brings its own token.
    private Phrase Steps(Account account, Uri? address)
    {
        var (at, kinds, user) = (account.BaseAddress, string.Join(", ", Kinds), self.IdOf(account) ?? "…");
        return address is null
            ? new($"avec un ClientId, cela se défait avec le jeton de l'application elle-même (« Bearer Token », sous « Keys and tokens ») : DELETE {at}2/webhooks/<numéro>, que GET {at}2/webhooks donne.",
                $"with a ClientId this is undone with the app's own token (\"Bearer Token\", under \"Keys and tokens\"): DELETE {at}2/webhooks/<number>, which GET {at}2/webhooks gives.")
            : new($"avec un ClientId, cela se fait avec le jeton de l'application elle-même (« Bearer Token », sous « Keys and tokens ») : POST {at}2/webhooks avec {{\"url\":\"{address}\"}}, puis POST {at}2/activity/subscriptions avec {{\"event_type\":\"…\",\"filter\":{{\"user_id\":\"{user}\"}},\"webhook_id\":\"…\"}} pour chacun de {kinds}.",
                $"with a ClientId this is done with the app's own token (\"Bearer Token\", under \"Keys and tokens\"): POST {at}2/webhooks with {{\"url\":\"{address}\"}}, then POST {at}2/activity/subscriptions with {{\"event_type\":\"…\",\"filter\":{{\"user_id\":\"{user}\"}},\"webhook_id\":\"…\"}} for each of {kinds}.");
    }

    // Nothing else is wrong with the address.
    private static Outcome.Failed Worded(XAnswer refused, Account account, Uri address) => refused.Status == 400 ? refused.Failure! with { Reason = CallFaults.NotAnswered("X", account, address) } : refused.Failure!;

    private static IEnumerable<T> Read<T>(XAnswer answer, System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> form)
        where T : class
    {
        IEnumerable<JsonElement> all = answer.Data switch { { ValueKind: JsonValueKind.Array } list => list.EnumerateArray(), { ValueKind: JsonValueKind.Object } one => [one], _ => [] };
        return all.Where(one => one.ValueKind is JsonValueKind.Object).Select(one => one.Deserialize(form)!);
    }

    private static string TagOf(Account account) => $"relay {account.Id}";
}
