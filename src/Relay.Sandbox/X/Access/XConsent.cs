using Relay.Sandbox.Faults;
using Relay.Sandbox.Web;
using Relay.Sandbox.Wire;

namespace Relay.Sandbox.X.Access;

/// <summary>
/// Where a person says yes or no: <c>/i/oauth2/authorize</c> for OAuth 2.0 and <c>/oauth/authorize</c> for the PIN of OAuth 1.0a. She answers a page; a script adds
/// <c>rehearsal=allow</c> or <c>rehearsal=deny</c> to the address, and <c>person</c> for another profile than the first.
/// </summary>
internal sealed class XConsent(XGrants grants, WireSetting setting)
{
    private const string Write = "tweet.write";

    private static readonly Dictionary<string, (string French, string English)> Permissions = new(StringComparer.Ordinal)
    {
        ["tweet.read"] = ("lire les publications que vous voyez", "read the posts that you can see"),
        [Write] = ("publier à votre place", "post for you"),
        ["tweet.moderate.write"] = ("masquer des réponses à vos publications", "hide replies to your posts"),
        ["users.read"] = ("voir votre profil", "see your profile"),
        ["media.write"] = ("ajouter des images", "upload pictures"),
        ["offline.access"] = ("rester connectée jusqu’à ce que vous la révoquiez", "stay connected until you revoke it"),
        ["dm.read"] = ("lire vos messages privés", "read your private messages"),
        ["dm.write"] = ("envoyer des messages privés", "send private messages"),
        ["like.read"] = ("voir ce que vous aimez", "see what you like"),
    };

    /// <summary><c>/i/oauth2/authorize</c>.</summary>
    public WireAnswer WithCode(WireRequest request)
    {
        var given = XFields.OfPage(request, "response_type", "client_id", "redirect_uri", "scope", "state", "code_challenge", "code_challenge_method", "rehearsal", "person", "answer");
        var scopes = (given["scope"] ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var fault = given.Fault
            ?? (given["response_type"] != "code" ? "response_type"
            : setting.World.Profiles.All(profile => profile.ClientId != given["client_id"]) ? "client_id"
            : !IsRedirect(given["redirect_uri"]) ? "redirect_uri"
            : scopes.Length == 0 || scopes.Any(scope => !Permissions.ContainsKey(scope)) ? "scope"
            : given["state"] is not { Length: >= 16 and <= 500 } ? "state"
            : given["code_challenge"] is not { Length: >= 43 and <= 128 } ? "code_challenge"
            : given["code_challenge_method"] is not ("S256" or "plain") ? "code_challenge_method" : null);
        if (fault is not null)
        {
            return Wrong(request, fault);
        }
        return (request.Method, given["rehearsal"] ?? given["answer"]) switch
        {
            ("GET", null) => Ask(request, given, scopes),
            (_, "allow") when Person(given) is { } profile => Grant(request, given, profile, scopes),
            (_, "deny") => Back(request, given, ("error", "access_denied")),
            _ => Wrong(request, "answer"),
        };
    }

    /// <summary><c>/oauth/authorize</c>.</summary>
    public WireAnswer WithPin(WireRequest request)
    {
        var given = XFields.OfPage(request, "oauth_token", "force_login", "screen_name", "rehearsal", "person", "answer");
        if (given.Fault is { } fault)
        {
            return Wrong(request, fault);
        }
        if (grants.FindRequest(given["oauth_token"]) is not { } token)
        {
            return Page(request, 403, "X (répétition)", ("Cette demande n’existe pas ou n’est plus valable. Recommencez depuis l’application.", "The request token for this page is invalid. It may have already been used, or expired because it is too old."));
        }
        return (request.Method, given["rehearsal"] ?? given["answer"]) switch
        {
            ("GET", null) => Ask(request, given, ["tweet.read", Write, "users.read"]),
            (_, "allow") when Person(given) is { } profile && !request.Struck(FaultKind.ConsentDenied) => Pin(request, token, profile),
            (_, "allow" or "deny") => Page(request, 200, "Vous n’avez pas donné l’accès", ("L’application ne peut rien faire avec votre profil. Vous pouvez fermer cette page.", "You have not signed in to the app. You may close this page.")),
            _ => Wrong(request, "answer"),
        };
    }

    // X compares the address with the registered one; a rehearsal takes any port of this machine. "localhost" X takes nowhere.
    private static bool IsRedirect(string? address)
        => Uri.TryCreate(address, UriKind.Absolute, out var redirect) && redirect is { Scheme: "http", Host: "127.0.0.1", AbsolutePath: "/callback", Query: "", Fragment: "" };

    private static WireAnswer Back(WireRequest request, XFields given, (string Name, string Value) result)
    {
        var state = request.Struck(FaultKind.StateMismatch) ? new string([.. given["state"]!.Reverse()]) + "x" : given["state"]!;
        return new WireAnswer(302).With(
            new("Location", $"{given["redirect_uri"]}?state={Uri.EscapeDataString(state)}&{result.Name}={Uri.EscapeDataString(result.Value)}"), new("Cache-Control", "no-store"));
    }

    private static WireAnswer Wrong(WireRequest request, string fault) => Page(request, 400, "Une erreur s’est produite",
        ($"X ne peut pas donner l’accès à cette application : revenez en arrière et recommencez ({fault}).", $"Something went wrong: you weren’t able to give access to the App. Go back and try logging in again ({fault})."));

    private static WireAnswer Page(WireRequest request, int status, string title, (string French, string English) words)
        => new ConsentPage((title, ""), words) { Asks = false }.Answer(status, request.Path);

    private WireAnswer Ask(WireRequest request, XFields given, IReadOnlyList<string> scopes) => new ConsentPage(
        ("X (répétition) demande votre accord", "X (rehearsal) asks for your consent"),
        ("L’application « Relay » veut accéder à votre profil X. Elle pourra :", "The app “Relay” wants to access your X account. It will be able to:"))
    {
        Hidden = given.All,
        Points = [.. scopes.Select(scope => Permissions[scope])],
        Choices = [new("person", ("Le profil", "The profile"), [.. setting.World.Profiles.Select((profile, index) => (profile.Username, ($"{profile.Name} @{profile.Username}", ""), index == 0))], One: true)],
    }.Answer(200, request.Path);

    private XProfile? Person(XFields given)
        => setting.World.Profiles.FirstOrDefault(profile => given["person"] is not { } name || profile.Username.Equals(name.TrimStart('@'), StringComparison.OrdinalIgnoreCase));

    private WireAnswer Grant(WireRequest request, XFields given, XProfile profile, string[] scopes)
    {
        if (request.Struck(FaultKind.ConsentDenied))
        {
            return Back(request, given, ("error", "access_denied"));
        }
        var granted = scopes.Where(scope => scope != Write || !request.Struck(FaultKind.ScopeMissing)).ToHashSet(StringComparer.Ordinal);
        var code = grants.Keep(new XCode(
            XGrants.NewValue(), given["client_id"]!, profile, given["redirect_uri"]!, given["code_challenge"]!, given["code_challenge_method"]!, granted, setting.Now + XGrants.CodeLife));
        return Back(request, given, ("code", code.Value));
    }

    private WireAnswer Pin(WireRequest request, XRequestToken token, XProfile profile)
    {
        var pin = grants.Accept(token, profile, request.Struck(FaultKind.ScopeMissing));
        return Page(request, 200, "Voici votre code", ($"Recopiez ce code dans l’application : {pin}", "Enter this PIN in the app to complete the authorization."));
    }
}
