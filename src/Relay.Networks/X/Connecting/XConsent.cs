using Relay.Core.Channels.Connecting;
using Relay.Networks.X.Access;

namespace Relay.Networks.X.Connecting;

/// <summary>What one of the two ways brought.</summary>
/// <param name="Credential">Signs calls from now on.</param>
/// <param name="Settings">Of the account, no secrets.</param>
/// <param name="Secrets">Of the account, by name.</param>
/// <param name="Scopes">What a token of OAuth 2.0 may do; null with keys of OAuth 1.0a, where each answer says it.</param>
internal sealed record XConsent(XCredential Credential, IReadOnlyDictionary<string, string> Settings, IReadOnlyDictionary<string, string> Secrets, IReadOnlyList<string>? Scopes)
{
    /// <summary>Never the secrets.</summary>
    public override string ToString() => Scopes is null ? XQuestions.WithPin : XQuestions.InBrowser;
}

/// <summary>Where a connection is made, and with whom.</summary>
/// <param name="Dialogue">The coordinator.</param>
/// <param name="Place">What is known.</param>
internal sealed record XStep(IDialogue Dialogue, ConnectPlace Place)
{
    /// <summary>Where calls go; ends in a slash.</summary>
    public Uri BaseAddress => Place.BaseAddress is not { } address ? XSetup.Own : address.AbsoluteUri.EndsWith('/') ? address : new Uri(address.AbsoluteUri + "/");

    /// <summary>Asks for a text, offering what the account to be renewed has.</summary>
    public async Task<string> AskAsync(Question question, string setting, CancellationToken cancel)
    {
        var known = Place.Existing is not { } existing ? null : existing.Settings.GetValueOrDefault(setting) ?? XKeptTokens.Optional(existing, setting);
        var asked = known is null ? question
            : question with { Optional = true, Words = new($"{question.Words.French} (rien pour garder l'actuel)", $"{question.Words.English} (nothing to keep the present one)") };
        var answer = (await Dialogue.AskAsync(asked, cancel)).Trim();
        return answer.Length > 0 ? answer : known ?? "";
    }
}
