using System.Net.Http.Headers;
using Microsoft.AspNetCore.WebUtilities;
using Relay.Core.Channels.Connecting;
using Relay.Core.Deliveries;
using Relay.Core.Texts;
using Relay.Networks.Transport;
using Relay.Networks.X.Access;

namespace Relay.Networks.X.Connecting;

/// <summary>OAuth 1.0a with a PIN: works from any machine, its keys live until they are revoked. Source: docs.x.com oauth-1-0a/pin-based-oauth.</summary>
internal sealed class XPinWay(IHttpClientFactory clients, TimeProvider clock)
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(20);

    public async Task<XConsent> RunAsync(XStep step, CancellationToken cancel)
    {
        step.Dialogue.Say(XSentences.Portal($"http://127.0.0.1:{XQuestions.UsualPort}/callback", isExact: false));
        var key = await step.AskAsync(XQuestions.ConsumerKey, "ConsumerKey", cancel);
        var secret = await step.AskAsync(XQuestions.ConsumerSecret, "ConsumerSecret", cancel);
        var app = new XSignature(key, secret, "", "");
        if (key.Length == 0 || secret.Length == 0)
        {
            throw XSentences.UnknownApp(withPin: true);
        }
        var request = await PostAsync(step, "oauth/request_token", app with { Step = ("oauth_callback", "oob") }, cancel);
        var page = new Uri(step.BaseAddress, $"oauth/authorize?oauth_token={Uri.EscapeDataString(request["oauth_token"])}").AbsoluteUri;
        step.Dialogue.Say(new(
            $"Ouvrez cette page avec le profil qui doit publier, acceptez, et recopiez ici le code qu'elle montre : {page}",
            $"Open this page with the profile that is to publish, accept, and copy here the PIN that it shows: {page}"));
        var pin = await step.Dialogue.AskAsync(XQuestions.Pin, cancel);
        var signed = app with { Token = request["oauth_token"], TokenSecret = request["oauth_token_secret"], Step = ("oauth_verifier", string.Concat(pin.Where(char.IsAsciiLetterOrDigit))) };
        var granted = await PostAsync(step, "oauth/access_token", signed, cancel);
        var keys = app with { Token = granted["oauth_token"], TokenSecret = granted["oauth_token_secret"] };
        var secrets = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["ConsumerKey"] = keys.ConsumerKey, ["ConsumerSecret"] = keys.ConsumerSecret, ["Token"] = keys.Token, ["TokenSecret"] = keys.TokenSecret,
        };
        return new XConsent(keys, new Dictionary<string, string>(), secrets, null);
    }

    private async Task<Dictionary<string, string>> PostAsync(XStep step, string path, XSignature signature, CancellationToken cancel)
    {
        try
        {
            var address = new Uri(step.BaseAddress, path);
            using var http = clients.CreateClient(XNetwork.NetworkKey);
            using var request = new HttpRequestMessage(HttpMethod.Post, address);
            request.Headers.Authorization = AuthenticationHeaderValue.Parse(signature.Authorization(HttpMethod.Post, address, [], clock.GetUtcNow(), Guid.NewGuid().ToString("N")));
            var reply = await Reply.OfAsync(http, request, Timeout, clock, cancel);
            var form = reply.IsSuccess && !reply.IsPage ? QueryHelpers.ParseQuery(reply.Body).ToDictionary(pair => pair.Key, pair => pair.Value.ToString()) : [];
            return form.GetValueOrDefault("oauth_token") is { Length: > 0 } && form.GetValueOrDefault("oauth_token_secret") is { Length: > 0 } ? form : throw Refused(reply, signature);
        }
        catch (Exception fault) when (TransportFault.Describe(fault, cancel) is { } failure)
        {
            throw XSentences.Of(failure, 0, withPin: true);
        }
    }

    // The first words that fit count: X mixes old numbered errors and plain sentences.
    private static ConnectException Refused(Reply reply, XSignature signature)
    {
        bool Says(string words) => reply.Body.Contains(words, StringComparison.OrdinalIgnoreCase);
        bool HasCode(int code) => reply.Read(XJson.Default.XReply)?.Errors is { ValueKind: System.Text.Json.JsonValueKind.Array } errors
            && errors.EnumerateArray().Any(error => error.ValueKind is System.Text.Json.JsonValueKind.Object && error.TryGetProperty("code", out var number) && number.ToString() == $"{code}");
        return reply switch
        {
            { Status: >= 500 } or { IsPage: true } or { IsSuccess: true } => XSentences.Unexpected(Phrase.Said($"HTTP {reply.Status}.")),
            { Status: 429 } => XSentences.Of(new Outcome.Failed(FailureKind.Throttled, FailureScope.Account, Phrase.Said("429")), 429, withPin: true),
            _ when HasCode(135) => XSentences.ClockOff(),
            _ when HasCode(415) || HasCode(417) => XSentences.PinNotOffered(),
            _ when Says("oauth_verifier") || Says("request token") => XSentences.WrongPin(),
            { Status: 401 or 403 } => XSentences.UnknownApp(withPin: true),
            _ => XSentences.Unexpected(Reason.Of(null, reply.Status, [.. signature.Secrets])),
        };
    }
}
