using Relay.Core.Channels.Connecting;
using Relay.Networks.Connecting;
using Relay.Networks.Facebook.Access;

namespace Relay.Networks.Facebook.Connecting;

/// <summary>The way through Facebook's own dialog: a link to open, a yes, a redirect to this machine, a code exchanged for a user token.</summary>
internal sealed class ConsentInBrowser(GraphReader graph, TimeProvider clock)
{
    private static readonly Uri Dialog = new("https://www.facebook.com/");

    /// <summary>Asks for the permissions that publishing needs, and for that to be called where Relay listens.</summary>
    /// <param name="dialogue">The coordinator.</param>
    /// <param name="place">Where, with the app's secret.</param>
    /// <param name="isNetworksOwn">Whether that is Facebook itself: its dialog has an address of its own, a rehearsal's has not.</param>
    /// <param name="appId">The app.</param>
    /// <param name="isCalled">Whether Relay listens.</param>
    /// <param name="cancel">Gives up.</param>
    /// <returns>A short user token.</returns>
    public async Task<string> AskAsync(IDialogue dialogue, GraphPlace place, bool isNetworksOwn, string appId, bool isCalled, CancellationToken cancel)
    {
        // Facebook sends an app that is in development back to http://localhost without registration, and to no other name of this machine.
        using var redirect = LoopbackRedirect.Open(clock: clock, host: "localhost");
        var state = LoopbackRedirect.NewState();
        var page = (isNetworksOwn ? place with { BaseAddress = Dialog } : place).At("dialog/oauth",
        [
            new("client_id", appId), new("redirect_uri", redirect.Address.AbsoluteUri), new("state", state), new("response_type", "code"), new("scope", string.Join(',', isCalled ? [.. Permission.ToAsk, Permission.Hear] : Permission.ToAsk)),
        ]);
        dialogue.Say(new(
            $"Ouvrez ce lien dans le navigateur de cette machine, choisissez la Page et acceptez : {page.AbsoluteUri}",
            $"Open this link in this machine's browser, choose the Page and accept: {page.AbsoluteUri}"));
        dialogue.Say(new(
            "Si Facebook affiche « URL bloquée », l'application est déjà publiée : fermez la page, recommencez et collez un jeton de l'explorateur.",
            "Should Facebook show 'URL blocked', the app is already live: close the page, start again and paste a token of the Explorer."));
        var answer = await BrowserWait.WaitAsync(dialogue, ConnectQuestions.Accepted, redirect, state, cancel) ?? throw AccessFaults.GivenUp();
        if (answer.GetValueOrDefault("code") is not { Length: > 0 } code)
        {
            throw AccessFaults.Denied();
        }
        var given = await graph.ExchangeAsync(place,
            [new("client_id", appId), new("client_secret", place.AppSecret!), new("redirect_uri", redirect.Address.AbsoluteUri), new("code", code)], cancel);
        return given switch
        {
            { Refusal: { } refusal } => throw AccessFaults.CodeRefused(refusal),
            { Value.AccessToken: { Length: > 0 } token } => token,
            _ => throw AccessFaults.Refused(AccessFaults.Code, new(0, 0, IsPassing: true, new("pas de jeton", "no token"))),
        };
    }
}
