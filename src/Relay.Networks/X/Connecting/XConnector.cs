using Relay.Core.Channels;
using Relay.Core.Channels.Connecting;
using Relay.Core.Texts;
using Relay.Networks.Connecting;
using Relay.Networks.Transport;

namespace Relay.Networks.X.Connecting;

/// <summary>From an app in X's developer portal to a profile that publishes, by one of two ways; then asks X who consented, and whether what it gave is enough to post.</summary>
internal sealed class XConnector(XCodeWay code, XPinWay pin, XApi api, XPrices prices) : IConnector
{
    public string Network => XNetwork.NetworkKey;

    public Phrase Needs => new(
        "un profil, une application sur console.x.com, ses clés, et des crédits : chaque publication se paie.",
        "a profile, an app at console.x.com, its keys, and credits: each post is paid for.");

    public IReadOnlyList<Question> Questions => XQuestions.All;

    public async Task<Connection> ConnectAsync(IDialogue dialogue, ConnectPlace place, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(dialogue);
        ArgumentNullException.ThrowIfNull(place);
        dialogue.Say(XSentences.Prices(prices));
        var step = new XStep(dialogue, place);
        var consent = await ChooseAsync(step, cancel) ? await code.RunAsync(step, cancel) : await pin.RunAsync(step, cancel);
        if (consent.Scopes is { } granted && !granted.Contains("tweet.write"))
        {
            throw XSentences.ReadOnly(withPin: false);
        }
        var (user, handle, title) = await WhoAsync(step, consent, cancel);
        if (place.Existing is { } existing && existing.Settings.GetValueOrDefault(XSetup.Handle) is { } expected && expected != handle)
        {
            throw XSentences.OtherProfile(handle, expected, existing.Id);
        }
        dialogue.Say(new($"X répond : le profil est {title} ({handle}).", $"X answers: the profile is {title} ({handle})."));
        return new Connection(
            place.Existing?.Id ?? $"x-{Plain(handle)}", $"{title} ({handle})", Settings(place, consent, user, handle), consent.Secrets,
            [new ConnectedPlace($"{Plain(handle)}-x", $"{title} ({handle})", new Dictionary<string, string> { ["Target"] = handle })],
            [.. Remarks(consent)]);
    }

    private static async Task<bool> ChooseAsync(XStep step, CancellationToken cancel)
    {
        string[] ways = [XQuestions.WithPin, XQuestions.InBrowser];
        var usual = step.Place.Existing?.Settings.ContainsKey(XSetup.ClientId) is true ? XQuestions.InBrowser : XQuestions.WithPin;
        return (await step.Dialogue.ChooseAsync(XQuestions.Way with { Default = usual }, ways, cancel)) is [1];
    }

    private async Task<(string User, string Handle, string Title)> WhoAsync(XStep step, XConsent consent, CancellationToken cancel)
    {
        var withPin = consent.Scopes is null;
        var account = new Account("new", Network, step.BaseAddress)
        {
            Secret = name => throw new SecretMissingException($"{name} is not asked for here.", $"{name} n'est pas demandé ici."),
            IsNetworksOwn = step.BaseAddress == XSetup.Own,
            Limits = new(null, [], []),
        };
        var answer = await api.CallAsync(account, consent.Credential, Call.Find, HttpMethod.Get, "2/users/me", [], null, null, cancel);
        if (answer.Failure is { } failure)
        {
            throw XSentences.Of(failure, answer.Status, withPin);
        }
        if (answer.AccessLevel is "read")
        {
            throw XSentences.ReadOnly(withPin);
        }
        return answer.Entities().FirstOrDefault() is { Id: { Length: > 0 } id, Username: { } name } user && XSetup.Canonical(name) is { } handle
            ? (id, handle, string.IsNullOrWhiteSpace(user.Name) ? handle : PlainWords.WithoutMentions(user.Name))
            : throw XSentences.Unexpected(new("X n'a pas dit quel profil a donné son accord.", "X did not say which profile consented."));
    }

    private static Dictionary<string, string> Settings(ConnectPlace place, XConsent consent, string user, string handle)
    {
        var settings = KeptBefore.Settings(place, new XSetup());
        foreach (var other in new[] { XSetup.ClientId, XSetup.Scopes }.Where(settings.ContainsKey))
        {
            settings[other] = ""; // of the other way, perhaps
        }
        foreach (var (name, value) in consent.Settings)
        {
            settings[name] = value;
        }
        (settings[XSetup.Handle], settings[XTimeline.Setting]) = (handle, user);
        if (place.BaseAddress is { } address)
        {
            settings["BaseAddress"] = address.AbsoluteUri;
        }
        return settings;
    }

    private static string Plain(string handle) => handle.Trim('@').Replace('_', '-').Trim('-') is { Length: > 0 } plain && char.IsAsciiLetter(plain[0]) ? plain : "x" + handle.Trim('@').Trim('_').Replace('_', '-');

    private static IEnumerable<Phrase> Remarks(XConsent consent)
    {
        if (consent.Scopes is { } scopes && !scopes.Contains("media.write"))
        {
            yield return new(
                "Il manque media.write : les publications partiront sans leurs images ; recommencez et acceptez tout pour les avoir.",
                "media.write is missing: posts will go out without their pictures; start again and accept everything to have them.");
        }
        yield return consent.Scopes is null
            ? new("Ces clés valent jusqu'à ce que vous les révoquiez sur x.com (Sécurité, Applications connectées).", "These keys hold until you revoke them on x.com (Security, Connected apps).")
            : new("Relay renouvelle ces jetons lui-même ; après des mois d'arrêt, il faudra relier le compte à nouveau.", "Relay renews these tokens by itself; after months of standing still, the account has to be connected again.");
        yield return new(
            "Les règles de X demandent l'étiquette « Automatisé » sur le profil (Votre compte, Automatisation) et le nom de qui le tient.",
            "X's rules ask for the label \"Automated\" on the profile (Your account, Automation) and the name of who runs it.");
        yield return new(
            "Un lien coûte treize fois plus : « LinkPolicy » à « none » publie sans lien.",
            "A link costs thirteen times as much: \"LinkPolicy\" set to \"none\" posts without one.");
    }
}
