using Relay.Core.Channels;
using Relay.Core.Channels.Connecting;
using Relay.Core.Texts;
using Relay.Networks.Connecting;
using Relay.Networks.Facebook.Access;

namespace Relay.Networks.Facebook.Connecting;

/// <summary>
/// From a person's token to a Page's that does not end: the user token is made to last, her Pages are listed, the chosen one's token is inspected. Nothing is asked that Facebook
/// can tell: the app's number comes from the token, the Page's from the list.
/// </summary>
internal sealed class FacebookConnector(GraphReader graph, TokenInspector inspector, ConsentInBrowser browser, ManagedPages pages) : IConnector
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(20);

    public string Network => FacebookNetwork.NetworkKey;

    public Phrase Needs => new(
        "une Page que vous gérez, une application sur developers.facebook.com et sa clé secrète ; gratuit.",
        "a Page that you manage, an app at developers.facebook.com and its secret; free.");

    public IReadOnlyList<Question> Questions => ConnectQuestions.All;

    public async Task<Connection> ConnectAsync(IDialogue dialogue, ConnectPlace place, CancellationToken cancel)
    {
        dialogue.Say(new(
            "Il vous faut une application sur developers.facebook.com et un rôle sur la Page ; docs/networks/facebook.md montre les deux pas à pas.",
            "You need an app at developers.facebook.com and a role on the Page; docs/networks/facebook.md shows both step by step."));
        var address = place.BaseAddress is { } given && !given.AbsoluteUri.EndsWith('/') ? new Uri(given.AbsoluteUri + "/") : place.BaseAddress;
        var graphPlace = new GraphPlace(address ?? FacebookSetup.Own, await SecretAsync(dialogue, place, cancel), Timeout);
        var (app, user) = await UserAsync(dialogue, place, graphPlace, cancel);
        var longer = await LengthenAsync(graphPlace, app, user, cancel);
        var (page, facts) = await PageAsync(dialogue, place, graphPlace, app, longer, cancel);
        var name = place.Existing?.Id ?? ProposedName.Of(page.Name, Network);
        var settings = new Dictionary<string, string> { [FacebookSetup.PageId] = page.Id!, [FacebookSetup.AppId] = app };
        if (address is not null)
        {
            settings["BaseAddress"] = address.AbsoluteUri;
        }
        return new(name, page.Name!, settings,
            new Dictionary<string, string> { ["Token"] = page.AccessToken!, ["AppSecret"] = graphPlace.AppSecret! },
            [new(name, page.Name!, new Dictionary<string, string>())], // the account's Page is the only place: a channel names none
            ConnectRemarks.Of(facts, page, await ReadAsync(graphPlace, page, cancel)));
    }

    private static async Task<string> SecretAsync(IDialogue dialogue, ConnectPlace place, CancellationToken cancel)
    {
        var known = place.Existing?.Settings.ContainsKey(FacebookSetup.HasAppSecret) is true;
        var given = (await dialogue.AskAsync(ConnectQuestions.AppSecret with { Optional = known }, cancel)).Trim();
        return Letters(given.Length == 0 && known ? place.Existing!.Secret("AppSecret").Trim() : given, AccessFaults.Secret);
    }

    private static string Letters(string given, Phrase step) => given.Length > 0 && given.All(letter => letter is > ' ' and <= '~') ? given : throw AccessFaults.NotAToken(step);

    /// <summary>The app's number and a user token of it that may publish.</summary>
    private async Task<(string App, string Token)> UserAsync(IDialogue dialogue, ConnectPlace place, GraphPlace graphPlace, CancellationToken cancel)
    {
        var pasted = (await dialogue.AskAsync(ConnectQuestions.UserToken, cancel)).Trim();
        var app = pasted.Length > 0
            ? await AppOfAsync(graphPlace, Letters(pasted, AccessFaults.User), cancel)
            : await AppIdAsync(dialogue, place, cancel);
        if (place.Existing?.Settings.GetValueOrDefault(FacebookSetup.AppId) is { } expected && expected != app)
        {
            throw AccessFaults.OtherApp(app, expected);
        }
        var token = pasted.Length > 0 ? pasted : await browser.AskAsync(dialogue, graphPlace, place.BaseAddress is null, app, place.IsCalled, cancel);
        var facts = Of(AccessFaults.User, await inspector.LookAsync(graphPlace, app, token, cancel));
        if (facts is not { IsValid: true })
        {
            throw AccessFaults.Dead(facts.Error);
        }
        if (facts.Type is not "USER")
        {
            throw AccessFaults.NotAPersons(facts.Type);
        }
        if (facts.AppId != app)
        {
            throw AccessFaults.OtherApp(facts.AppId, app);
        }
        Demand(facts, null);
        return (app, token);
    }

    /// <summary>Ends the connection when publishing lacks a permission; where permissions are given for some Pages only, for this Page.</summary>
    private static void Demand(TokenFacts facts, ManagedPage? page)
    {
        if (Permission.All.Where(permission => permission.Needed && !Permission.IsGranted(facts, permission.Name, page?.Id)).ToList() is { Count: > 0 } lacking)
        {
            throw AccessFaults.Lacking(lacking, page?.Name);
        }
    }

    private async Task<string> AppOfAsync(GraphPlace place, string token, CancellationToken cancel)
    {
        var read = await graph.GetAsync(place, token, "app", [new("fields", "id,name")], FacebookAccessJson.Default.AppRead, cancel);
        return read.Refusal is { Code: 190 } dead && !dead.IsOfSecret ? throw AccessFaults.Dead(new(dead.Code, dead.Subcode, null)) : Of(AccessFaults.User, read).Id ?? throw AccessFaults.Dead(null);
    }

    private static async Task<string> AppIdAsync(IDialogue dialogue, ConnectPlace place, CancellationToken cancel)
    {
        var known = place.Existing?.Settings.GetValueOrDefault(FacebookSetup.AppId);
        var given = (await dialogue.AskAsync(ConnectQuestions.AppId with { Optional = false, Default = known }, cancel)).Trim();
        return given.Length > 0 && given.All(char.IsAsciiDigit) ? given : throw AccessFaults.WrongApp();
    }

    /// <summary>A token of sixty days instead of one of two hours: only a Page's token made from such a one has no end.</summary>
    private async Task<string> LengthenAsync(GraphPlace place, string app, string token, CancellationToken cancel)
    {
        var given = Of(AccessFaults.Longer, await graph.ExchangeAsync(place,
            [new("grant_type", "fb_exchange_token"), new("client_id", app), new("client_secret", place.AppSecret!), new("fb_exchange_token", token)], cancel));
        return given.AccessToken is { Length: > 0 } longer ? longer : throw AccessFaults.Refused(AccessFaults.Longer, new(0, 0, IsPassing: true, new("pas de jeton", "no token")));
    }

    private async Task<(ManagedPage Page, TokenFacts Facts)> PageAsync(IDialogue dialogue, ConnectPlace place, GraphPlace graphPlace, string app, string token, CancellationToken cancel)
    {
        var page = await pages.ChooseAsync(dialogue, graphPlace, token, place.Existing?.Settings.GetValueOrDefault(FacebookSetup.PageId), cancel);
        if (page.Tasks is { Count: > 0 } tasks && !tasks.Contains("CREATE_CONTENT"))
        {
            throw AccessFaults.MayNotPost(page.Name!);
        }
        var facts = Of(AccessFaults.Page, await inspector.LookAsync(graphPlace, app, page.AccessToken!, cancel));
        if (facts is not { IsValid: true, Type: "PAGE" } || facts.AppId != app || (facts.ProfileId is { } profile && profile != page.Id))
        {
            throw AccessFaults.ForeignPageToken(page.Name!);
        }
        if (facts.ExpiresAt is not 0)
        {
            throw AccessFaults.ShortPageToken(page.Name!, facts.ExpiresAt);
        }
        Demand(facts, page);
        dialogue.Say(new($"Le jeton de la Page « {page.Name} » n'a pas de date de fin.", $"The token of the Page '{page.Name}' has no end date."));
        return (page, facts);
    }

    private async Task<PageRead> ReadAsync(GraphPlace place, ManagedPage page, CancellationToken cancel)
        => Of(AccessFaults.Page, await graph.GetAsync(place, page.AccessToken!, page.Id!, [new("fields", "id,name,is_published")], FacebookAccessJson.Default.PageRead, cancel));

    private static T Of<T>(Phrase step, GraphReading<T> reading)
        where T : class
        => reading.Value ?? throw AccessFaults.Refused(step, reading.Refusal!);
}
