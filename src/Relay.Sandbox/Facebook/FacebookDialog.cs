using Relay.Sandbox.Faults;
using Relay.Sandbox.Web;
using Relay.Sandbox.Wire;

namespace Relay.Sandbox.Facebook;

/// <summary>
/// The login dialog, <c>/{version}/dialog/oauth</c>. A person answers its page; a script adds <c>rehearsal=allow</c> or <c>rehearsal=deny</c> to the address, and <c>person</c> for
/// somebody else than the first. As at Facebook, an app that is not live may be sent back to <c>http://localhost</c> alone.
/// </summary>
internal sealed class FacebookDialog(FacebookTokens tokens, WireSetting setting)
{
    private const string Publish = "pages_manage_posts";

    private static readonly Dictionary<string, (string French, string English)> Permissions = new(StringComparer.Ordinal)
    {
        ["public_profile"] = ("votre nom", "your name"),
        ["email"] = ("votre adresse électronique", "your e-mail address"),
        ["business_management"] = ("gérer votre entreprise", "manage your business"),
        ["pages_show_list"] = ("voir la liste de vos Pages", "see the list of your Pages"),
        ["pages_read_engagement"] = ("lire les publications de vos Pages", "read what your Pages posted"),
        ["pages_read_user_content"] = ("lire ce que le public écrit sur vos Pages", "read what the public writes on your Pages"),
        [Publish] = ("publier sur vos Pages", "post to your Pages"),
        ["pages_manage_engagement"] = ("répondre aux commentaires", "answer comments"),
        ["pages_manage_metadata"] = ("recevoir les notifications de vos Pages", "receive your Pages’ notifications"),
        ["pages_messaging"] = ("lire et écrire les messages de vos Pages", "read and write your Pages’ messages"),
    };

    public WireAnswer Answer(GraphCall call)
    {
        call.Only("client_id", "redirect_uri", "state", "scope", "response_type", "auth_type", "display", "rehearsal", "person", "scopes", "pages", "answer");
        if (tokens.App(call.Text("client_id")) is not { } app)
        {
            return Wrong(call, ("Cette application n’existe pas : client_id est faux.", "There is no such app: client_id is wrong."));
        }
        if (!Uri.TryCreate(call.Text("redirect_uri"), UriKind.Absolute, out var redirect) || redirect is not { Scheme: "http", Host: "localhost" } || redirect.Fragment.Length > 0)
        {
            return Wrong(call, (
                "URL bloquée : redirect_uri n’est pas permis. Une application en développement n’est renvoyée que vers http://localhost.",
                "URL blocked: redirect_uri is not allowed. An app in development is sent back to http://localhost only."));
        }
        if (call.Text("state") is not { Length: >= 16 } state)
        {
            return Wrong(call, ("state manque ou se devine : envoyez au moins 16 caractères tirés au hasard.", "state is missing or can be guessed: send 16 random characters at least."));
        }
        var scopes = (call.Text("scope") ?? "").Split([',', ' '], StringSplitOptions.RemoveEmptyEntries);
        if (scopes.FirstOrDefault(scope => !Permissions.ContainsKey(scope)) is { } unknown)
        {
            return Wrong(call, ($"Autorisation inconnue : {unknown}.", $"Invalid Scopes: {unknown}."));
        }
        if (call.Text("response_type") is not (null or "code"))
        {
            return Wrong(call, ("response_type n’est pas « code ».", "response_type is not “code”."));
        }
        string[] granted = [.. scopes.Append("public_profile").Distinct()];
        return (call.Request.Method, call.Text("rehearsal") ?? call.Text("answer")) switch
        {
            (_, "deny") => Deny(call, redirect, state),
            ("POST", "allow") => Allow(call, app, redirect, state, [.. granted.Intersect(Chosen(call, "scopes").Append("public_profile"))], Chosen(call, "pages")),
            ("GET", "allow") => Allow(call, app, redirect, state, granted, null),
            ("GET", null) => Ask(call, app, granted),
            _ => Wrong(call, ("Ni oui ni non.", "Neither yes nor no.")),
        };
    }

    private static string[] Chosen(GraphCall call, string name) => [.. call.Request.Form.Where(field => field.Key == name).Select(field => field.Value)];

    private static WireAnswer Wrong(GraphCall call, (string French, string English) why)
        => new ConsentPage(("Facebook (répétition) : demande refusée", "Request refused"), why) { Asks = false }.Answer(400, call.Request.Path);

    private static WireAnswer Deny(GraphCall call, Uri redirect, string state) => Send(call, redirect, state,
        ("error_reason", "user_denied"), ("error", "access_denied"), ("error_code", "200"), ("error_description", "Permissions error"));

    private static WireAnswer Send(GraphCall call, Uri redirect, string state, params (string Name, string Value)[] query)
    {
        var sent = call.Request.Struck(FaultKind.StateMismatch) ? new string([.. state.Reverse()]) + "x" : state;
        var pairs = string.Join('&', query.Append(("state", sent)).Select(pair => $"{pair.Item1}={Uri.EscapeDataString(pair.Item2)}"));
        return new WireAnswer(302).With(new("Location", $"{redirect.AbsoluteUri}{(redirect.Query.Length > 0 ? '&' : '?')}{pairs}#_=_"), new("Cache-Control", "no-store"));
    }

    private WireAnswer Allow(GraphCall call, FacebookApp app, Uri redirect, string state, IReadOnlyList<string> scopes, IReadOnlyList<string>? pages)
    {
        var people = People(app);
        if ((call.Text("person") is { } id ? people.FirstOrDefault(known => known.Id == id) : people.FirstOrDefault()) is not { } person)
        {
            return Wrong(call, ("Cette personne n’a pas de rôle sur l’application.", "This person has no role on the app."));
        }
        if (call.Request.Struck(FaultKind.ConsentDenied))
        {
            return Deny(call, redirect, state);
        }
        string[] granted = [.. scopes.Where(scope => scope != Publish || !call.Request.Struck(FaultKind.ScopeMissing))];
        var code = tokens.Keep(new FacebookCode(
            FacebookTokens.NewValue(), app, person, call.Text("redirect_uri")!, granted, [.. (pages ?? [.. person.Tasks.Keys]).Intersect(person.Tasks.Keys)], setting.Now + FacebookTokens.CodeLife));
        return Send(call, redirect, state, ("code", code.Value));
    }

    private WireAnswer Ask(GraphCall call, FacebookApp app, IReadOnlyList<string> scopes) => new ConsentPage(
        ("Facebook (répétition) demande votre accord", "Facebook (rehearsal) asks for your consent"),
        ($"L’application « {app.Name} » demande ce qui suit.", $"The app “{app.Name}” asks for the following."))
    {
        Hidden = [.. call.Request.Query.Where(parameter => parameter.Key is "client_id" or "redirect_uri" or "state" or "scope" or "response_type")],
        Choices =
        [
            new("person", ("Vous êtes", "You are"), [.. People(app).Select((person, index) => (person.Id, (person.Name, ""), index == 0))], One: true),
            new("pages", ("Les Pages", "The Pages"), [.. setting.World.Pages.Where(page => page.AppId == app.Id).Select(page => (page.Id, (page.Name, ""), true))]),
            new("scopes", ("Les autorisations", "The permissions"), [.. scopes.Where(scope => scope != "public_profile").Select(scope => (scope, ($"{Permissions[scope].French} ({scope})", Permissions[scope].English), true))]),
        ],
    }.Answer(200, call.Request.Path);

    private List<FacebookPerson> People(FacebookApp app) => [.. setting.World.People.Where(person => person.AppId == app.Id)];
}
