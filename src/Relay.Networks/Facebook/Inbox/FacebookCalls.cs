using System.Text.Json;
using Relay.Core.Channels;
using Relay.Core.Deliveries;
using Relay.Core.Inbox.Webhooks;
using Relay.Core.Texts;
using Relay.Networks.Arriving;
using Relay.Networks.Transport;

namespace Relay.Networks.Facebook.Inbox;

/// <summary>
/// Gives the app its one address, at which Facebook asks at once whether it is ours, and subscribes the app to a Page; ends the latter. The address stays the app's: its other Pages are heard there too.
/// Source: developers.facebook.com, Graph API reference of application/subscriptions and page/subscribed_apps.
/// </summary>
internal sealed class FacebookCalls(FacebookApi api) : IRegisterWebhooks
{
    private const string Fields = "feed,mention,messages,messaging_postbacks,message_edits";

    /// <summary>The code with which Facebook says that the address did not repeat its challenge.</summary>
    private const int NotRepeated = 2200;

    public string Network => FacebookNetwork.NetworkKey;

    public CallSecret Secret { get; } = new(FacebookHearing.VerifyToken, new("Mot que Facebook répète pour prouver l'adresse (VerifyToken)", "Word that Facebook repeats to prove the address (VerifyToken)"), IsOurs: true);

    public Phrase? ByHand(Account account, Uri address) => AppOf(account) is not null ? null : new(
        $"Le compte ne dit pas le numéro de son application (AppId) : sur developers.facebook.com, ouvrez l'application, Webhooks, objet Page ; URL de rappel {address} ; jeton de vérification : le VerifyToken du compte ; abonnez {Fields.Replace(",", ", ", StringComparison.Ordinal)}.",
        $"The account does not tell the number of its app (AppId): at developers.facebook.com open the app, Webhooks, object Page; callback URL {address}; verify token: the account's VerifyToken; subscribe {Fields.Replace(",", ", ", StringComparison.Ordinal)}.");

    public async Task<(Uri? Calls, Outcome.Failed? Failure)> SetAsync(Account account, Uri address, IEnumerable<Account> all, CancellationToken abort)
        => (address, (AppOf(account) is { } app ? await TellAsync(account, app, address, abort) : null)
            ?? (await api.CallAsync(account, Call.Edit, HttpMethod.Post, Edge(account), [new("subscribed_fields", Fields)], null, null, abort)).Failure);

    public async Task<Outcome.Failed?> RemoveAsync(Account account, CancellationToken abort)
        => (await api.CallAsync(account, Call.Edit, HttpMethod.Delete, Edge(account), [], null, null, abort)).Failure;

    /// <summary>Gives the app the address, unless it has it.</summary>
    private async Task<Outcome.Failed?> TellAsync(Account account, string app, Uri address, CancellationToken abort)
    {
        var inItsName = account with { Secret = name => name == "Token" ? $"{app}|{account.Token("AppSecret")}" : account.Secret(name) };
        var read = await api.CallAsync(inItsName, Call.Collect, HttpMethod.Get, $"{app}/subscriptions", [], null, null, abort);
        if (read.Failure is not null)
        {
            return read.Failure;
        }
        var known = Known(read.Reply?.Data);
        if (known is { IsWhole: true } && known.Value.Address == address)
        {
            return null;
        }
        if (known?.Address is { } other && !other.IsBeside(address))
        {
            return new(FailureKind.Refused, FailureScope.Account, new(
                $"l'application {app} appelle déjà un autre programme ({other.GetLeftPart(UriPartial.Path)}) : retirez cette adresse sur developers.facebook.com (Webhooks, objet Page), ou faites une application pour Relay seul.",
                $"app {app} calls another program already ({other.GetLeftPart(UriPartial.Path)}): take that address away at developers.facebook.com (Webhooks, object Page), or make an app for Relay alone."));
        }
        var body = JsonBody.Of(new AppSubscription("page", address.AbsoluteUri, Fields, account.Token(FacebookHearing.VerifyToken), true), FacebookJson.Default.AppSubscription);
        var told = await api.CallAsync(inItsName, Call.Edit, HttpMethod.Post, $"{app}/subscriptions", [], body, null, abort);
        return told is { Failure: { } failure, Code: NotRepeated } ? failure with { Reason = CallFaults.NotAnswered("Facebook", account, address) } : told.Failure;
    }

    /// <summary>The address that the app has for Pages, and whether all of ours is told there.</summary>
    private static (Uri? Address, bool IsWhole)? Known(JsonElement? data)
    {
        if (data is not { ValueKind: JsonValueKind.Array } list)
        {
            return null;
        }
        foreach (var one in list.EnumerateArray().Where(one => one.ValueKind is JsonValueKind.Object && Text(one, "object") == "page"))
        {
            var fields = one.TryGetProperty("fields", out var told) && told.ValueKind is JsonValueKind.Array ? told.EnumerateArray().Select(field => field.ValueKind is JsonValueKind.Object ? Text(field, "name") : field.ToString()).ToHashSet() : [];
            var isActive = !one.TryGetProperty("active", out var active) || active.ValueKind is not JsonValueKind.False;
            return (Uri.TryCreate(Text(one, "callback_url"), UriKind.Absolute, out var address) ? address : null, isActive && Fields.Split(',').All(fields.Contains));
        }
        return null;
    }

    private static string? Text(JsonElement piece, string name) => piece.TryGetProperty(name, out var value) ? value.ToString() : null;

    // Without the app's secret nothing can be said in its name.
    private static string? AppOf(Account account) => account.Settings.ContainsKey(FacebookSetup.HasAppSecret) ? account.Settings.GetValueOrDefault(FacebookSetup.AppId) : null;

    private static string Edge(Account account) => $"{account.Settings[FacebookSetup.PageId]}/subscribed_apps";
}
