using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Relay.Core.Channels.Connecting;
using Relay.Core.Texts;
using Relay.Networks.Connecting;
using Relay.Networks.X.Access;

namespace Relay.Networks.X.Connecting;

/// <summary>OAuth 2.0: a consent in the browser of this machine, with PKCE. Source: docs.x.com oauth-2-0/authorization-code.</summary>
internal sealed class XCodeWay(XTokenServer server, TimeProvider clock)
{
    /// <summary>What is asked for: no more than publishing, finding our own posts, and reading and answering who writes in private need.</summary>
    public static readonly string[] Scopes = ["tweet.read", "tweet.write", "users.read", "media.write", "offline.access", "dm.read", "dm.write"];

    public async Task<XConsent> RunAsync(XStep step, CancellationToken cancel)
    {
        using var redirect = await OpenAsync(step, cancel); // first: the portal has to know the address
        step.Dialogue.Say(XSentences.Portal($"{redirect.Address}", isExact: true));
        var app = await AppAsync(step, cancel);
        var (state, verifier) = (LoopbackRedirect.NewState(), Token());
        var page = Page(step, app, redirect, state, verifier).AbsoluteUri; // escaped: it is to be copied whole
        step.Dialogue.Say(new(
            $"Ouvrez cette page dans le navigateur de cette machine, avec le profil qui doit publier : {page}",
            $"Open this page in this machine's browser, with the profile that is to publish: {page}"));
        var answer = await BrowserWait.WaitAsync(step.Dialogue, XQuestions.Browser, redirect, state, cancel) ?? throw XSentences.Stopped();
        if (!answer.TryGetValue("code", out var code))
        {
            throw answer.GetValueOrDefault("error") is "access_denied" ? XSentences.Denied() : XSentences.Unexpected(Phrase.Said(Known(answer.GetValueOrDefault("error"))));
        }
        return await server.ExchangeAsync(app, code, verifier, redirect.Address, cancel) switch
        {
            XTokenAnswer.Granted { RefreshToken: null, Scopes: var scopes } when scopes.Count == 0 || scopes.Contains("tweet.write") => throw XSentences.NotLasting(),
            XTokenAnswer.Granted granted => Consent(app, granted),
            XTokenAnswer.Refused { Why: XRefusal.Grant } => throw XSentences.CodeTooOld(),
            XTokenAnswer.Refused { Why: XRefusal.App } => throw XSentences.UnknownApp(withPin: false),
            XTokenAnswer.Refused refused => throw XSentences.Unexpected(refused.Words),
            XTokenAnswer.Unheard unheard => throw XSentences.Of(unheard.Failure, 0, withPin: false),
            _ => throw new InvalidOperationException("No such answer."),
        };
    }

    private static async Task<XApp> AppAsync(XStep step, CancellationToken cancel)
    {
        var id = await step.AskAsync(XQuestions.ClientId, XSetup.ClientId, cancel);
        var secret = await step.AskAsync(XQuestions.ClientSecret, "ClientSecret", cancel);
        return id.Length == 0 ? throw XSentences.UnknownApp(withPin: false) : new XApp(step.BaseAddress, id, secret.Length == 0 ? null : secret, TimeSpan.FromSeconds(20));
    }

    private static XConsent Consent(XApp app, XTokenAnswer.Granted granted)
    {
        var secrets = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            [XKeptTokens.AccessToken] = granted.AccessToken,
            [XKeptTokens.RefreshToken] = granted.RefreshToken ?? "",
            [XKeptTokens.AccessTokenExpires] = granted.Expires is { } ends ? XKeptTokens.Written(ends) : "-",
        };
        var scopes = granted.Scopes.Count == 0 ? Scopes : granted.Scopes; // left out when they are what was asked for (RFC 6749 §5.1)
        if (app.ClientSecret is { } secret)
        {
            secrets["ClientSecret"] = secret;
        }
        var settings = new Dictionary<string, string>(StringComparer.Ordinal) { [XSetup.ClientId] = app.ClientId, [XSetup.Scopes] = string.Join(' ', scopes) };
        return new XConsent(new XBearer(granted.AccessToken), settings, secrets, scopes);
    }

    private static Uri Page(XStep step, XApp app, LoopbackRedirect redirect, string state, string verifier)
    {
        var pages = step.BaseAddress == XSetup.Own ? new Uri("https://x.com/") : step.BaseAddress;
        var challenge = Base64Url(SHA256.HashData(Encoding.ASCII.GetBytes(verifier)));
        return new Uri(pages, "i/oauth2/authorize?response_type=code"
            + $"&client_id={Uri.EscapeDataString(app.ClientId)}&redirect_uri={Uri.EscapeDataString(redirect.Address.OriginalString)}&scope={Uri.EscapeDataString(string.Join(' ', Scopes))}"
            + $"&state={state}&code_challenge={challenge}&code_challenge_method=S256");
    }

    private static string Token() => Base64Url(RandomNumberGenerator.GetBytes(48));

    private static string Base64Url(byte[] bytes) => Convert.ToBase64String(bytes).TrimEnd('=').Replace('+', '-').Replace('/', '_');

    // Whoever made the browser come back wrote it: only a short plain word is repeated.
    private static string Known(string? error) => error is { Length: > 0 and <= 40 } && error.All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '_') ? $"{error}." : "?";

    private async Task<LoopbackRedirect> OpenAsync(XStep step, CancellationToken cancel)
    {
        var port = await step.Dialogue.AskAsync(XQuestions.Port, cancel);
        return int.TryParse(port.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is 0 or (>= 1024 and <= 65535)
            ? LoopbackRedirect.Open(number, clock)
            : throw XSentences.NoSuchPort(port);
    }
}
