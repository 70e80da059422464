using Relay.Core.Texts;

namespace Relay.Networks.Facebook.Access;

/// <summary>One permission that Relay may ask for, with what its absence costs. Source: developers.facebook.com/docs/permissions.</summary>
/// <param name="Name">As Facebook calls it.</param>
/// <param name="Needed">Whether nothing can be published without it.</param>
/// <param name="Cost">What does not work without it, after its name: <c>… : Relay ne peut pas …</c>.</param>
/// <param name="Advanced">What it does not bring at Facebook's standard access level, before App Review; null when standard access is all that is needed.</param>
internal sealed record Permission(string Name, bool Needed, Phrase Cost, Phrase? Advanced = null)
{
    public const string ListPages = "pages_show_list";
    public const string Read = "pages_read_engagement";
    public const string Publish = "pages_manage_posts";
    public const string ReadPublic = "pages_read_user_content";
    public const string AnswerPublic = "pages_manage_engagement";
    public const string Hear = "pages_manage_metadata";
    public const string Messages = "pages_messaging";

    /// <summary>All of them, those that publishing needs first.</summary>
    public static IReadOnlyList<Permission> All { get; } =
    [
        new(ListPages, true, new("Relay ne peut pas voir la liste de vos Pages", "Relay can't see the list of your Pages")),
        new(Read, true, new("Relay ne peut pas relire ses propres publications", "Relay can't read its own posts")),
        new(Publish, true, new("Relay ne peut pas publier", "Relay can't post")),
        new(ReadPublic, false,
            new("Relay ne pourra pas lire les commentaires du public", "Relay will not be able to read the public's comments"),
            new("les commentaires des inconnus demandent l'accès avancé", "comments of strangers need Advanced Access")),
        new(AnswerPublic, false,
            new("Relay ne pourra pas répondre aux commentaires", "Relay will not be able to answer comments"),
            new("répondre aux inconnus demande l'accès avancé", "answering strangers needs Advanced Access")),
        new(Hear, false,
            new("Facebook ne pourra pas appeler Relay quand quelque chose se passe : il ira voir de lui-même", "Facebook will not be able to call Relay when something happens: it will look by itself"),
            new("être appelé pour ce que font des inconnus demande l'accès avancé", "being called for what strangers do needs Advanced Access")),
        new(Messages, false,
            new("Relay ne pourra pas lire les messages privés de la Page", "Relay will not be able to read the Page's private messages"),
            new("les messages des inconnus demandent l'accès avancé", "messages of strangers need Advanced Access")),
    ];

    /// <summary>What is asked for in the browser: only what Relay can use today, since more is a reason for refusal at App Review.</summary>
    public static IReadOnlyList<string> ToAsk { get; } = [.. All.Where(permission => permission.Needed).Select(permission => permission.Name)];

    /// <summary>Whether a permission was granted for a Page: with the token, and where Pages are told apart, for this one.</summary>
    public static bool IsGranted(TokenFacts facts, string name, string? page)
        => facts.Scopes?.Contains(name) is true
            && (page is null || facts.GranularScopes?.FirstOrDefault(scope => scope.Scope == name)?.TargetIds is not { Count: > 0 } pages || pages.Contains(page));
}
