using System.Net.Http.Headers;
using System.Text;
using Relay.Core.Deliveries;
using Relay.Core.Texts;
using Relay.Networks.Transport;

namespace Relay.Networks.X.Access;

/// <summary>Asks X for tokens of OAuth 2.0: <c>POST /2/oauth2/token</c>, and gives them back with <c>/2/oauth2/revoke</c>. Never repeats a call: each grant and each refresh token works once.</summary>
internal sealed class XTokenServer(IHttpClientFactory clients, TimeProvider clock)
{
    /// <summary>Changes the code of a consent into tokens. The code lives 30 s.</summary>
    public Task<XTokenAnswer> ExchangeAsync(XApp app, string code, string verifier, Uri redirect, CancellationToken abort)
        => AskAsync(app, "2/oauth2/token", [new("grant_type", "authorization_code"), new("code", code), new("redirect_uri", redirect.OriginalString), new("code_verifier", verifier)], abort);

    /// <summary>Changes a refresh token into a new pair. The old one is dead from then on.</summary>
    public Task<XTokenAnswer> RenewAsync(XApp app, string refreshToken, CancellationToken abort)
        => AskAsync(app, "2/oauth2/token", [new("grant_type", "refresh_token"), new("refresh_token", refreshToken)], abort);

    /// <summary>Brings a token of the app itself, <c>POST /oauth2/token</c>: it belongs to nobody, reads what is public and sets webhooks up. Its app is the consumer key with its secret.</summary>
    public Task<XTokenAnswer> OfAppAsync(XApp app, CancellationToken abort) => AskAsync(app, "oauth2/token", [new("grant_type", "client_credentials")], abort);

    private async Task<XTokenAnswer> AskAsync(XApp app, string path, List<KeyValuePair<string, string>> form, CancellationToken abort)
    {
        try
        {
            using var http = clients.CreateClient(XNetwork.NetworkKey);
            using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(app.BaseAddress, path));
            if (app.ClientSecret is { } secret)
            {
                request.Headers.Authorization = new AuthenticationHeaderValue("Basic",
                    Convert.ToBase64String(Encoding.UTF8.GetBytes($"{Uri.EscapeDataString(app.ClientId)}:{Uri.EscapeDataString(secret)}")));
            }
            else
            {
                form.Add(new("client_id", app.ClientId));
            }
            request.Content = new FormUrlEncodedContent(form);
            var asked = clock.GetUtcNow();
            return Read(await Reply.OfAsync(http, request, app.Timeout, clock, abort), asked, [app.ClientSecret, .. form.Select(field => field.Value)]);
        }
        catch (Exception fault) when (TransportFault.Describe(fault, abort) is { } failure)
        {
            return new XTokenAnswer.Unheard(failure);
        }
    }

    private XTokenAnswer Read(Reply reply, DateTimeOffset asked, string?[] hidden)
    {
        var said = reply.Read(XTokenJson.Default.XTokenReply);
        if (reply.IsSuccess && said is { AccessToken.Length: > 0 })
        {
            return new XTokenAnswer.Granted(said.AccessToken, said.RefreshToken, said.ExpiresIn is { } seconds ? asked + Waits.Seconds(seconds) : null, (said.Scope ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries));
        }
        var words = Reason.Of(said?.ErrorDescription ?? said?.Error, reply.Status, hidden);
        return (reply.Status, said?.Error) switch
        {
            // X answers a spent or unknown token with invalid_request, where the standard has invalid_grant.
            (400 or 401, "invalid_grant" or "invalid_request") => new XTokenAnswer.Refused(XRefusal.Grant, words),
            (400 or 401 or 403, "invalid_client" or "unauthorized_client") => new XTokenAnswer.Refused(XRefusal.App, words),
            (>= 400 and < 500 and not 429, { Length: > 0 }) => new XTokenAnswer.Refused(XRefusal.Other, words),
            (429, _) => new XTokenAnswer.Unheard(new(FailureKind.Throttled, FailureScope.Account, words, reply.RetryAfter(clock))),
            _ => new XTokenAnswer.Unheard(new(FailureKind.Unknown, FailureScope.Account, words)),
        };
    }
}

/// <summary>An app of OAuth 2.0, and where X is.</summary>
/// <param name="BaseAddress">Ends in a slash.</param>
/// <param name="ClientId">Names the app.</param>
/// <param name="ClientSecret">Proves it; null for a public client, which has none.</param>
/// <param name="Timeout">Longest wait for one call.</param>
internal sealed record XApp(Uri BaseAddress, string ClientId, string? ClientSecret, TimeSpan Timeout)
{
    /// <summary>Never the secret.</summary>
    public override string ToString() => ClientId;
}

/// <summary>Why the token endpoint refused.</summary>
internal enum XRefusal
{
    /// <summary>The code or refresh token: too old, spent, revoked, or of another app.</summary>
    Grant,

    /// <summary>The app: its id or secret.</summary>
    App,

    /// <summary>Anything else.</summary>
    Other,
}

/// <summary>What the token endpoint answered. Closed.</summary>
internal abstract record XTokenAnswer
{
    private XTokenAnswer()
    {
    }

    /// <summary>Tokens.</summary>
    /// <param name="AccessToken">For calls.</param>
    /// <param name="RefreshToken">For the next pair; null without the scope <c>offline.access</c>.</param>
    /// <param name="Expires">When the access token ends, by our clock; null when not told.</param>
    /// <param name="Scopes">What it may do; empty when not told.</param>
    public sealed record Granted(string AccessToken, string? RefreshToken, DateTimeOffset? Expires, IReadOnlyList<string> Scopes) : XTokenAnswer
    {
        /// <summary>Never the tokens.</summary>
        public override string ToString() => nameof(Granted);
    }

    /// <summary>A clear no.</summary>
    public sealed record Refused(XRefusal Why, Phrase Words) : XTokenAnswer;

    /// <summary>No answer, or none in X's form: whether the grant was used up is not known.</summary>
    public sealed record Unheard(Outcome.Failed Failure) : XTokenAnswer;
}
