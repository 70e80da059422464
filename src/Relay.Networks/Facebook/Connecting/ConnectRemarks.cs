using Relay.Core.Texts;
using Relay.Networks.Facebook.Access;

namespace Relay.Networks.Facebook.Connecting;

/// <summary>What a coordinator should know once her Page is connected.</summary>
internal static class ConnectRemarks
{
    /// <summary>What works, what each missing permission costs, and what ends when.</summary>
    public static IReadOnlyList<Phrase> Of(TokenFacts facts, ManagedPage page, PageRead read)
    {
        var remarks = new List<Phrase>
        {
            new("Publier marche aujourd'hui, sans examen de Facebook.", "Posting works today, without a review by Facebook."),
            new("Si l'application est encore « en développement », seules les personnes qui ont un rôle sur elle voient ce qu'elle publie : passez-la en ligne (bouton Publier de son tableau de bord) avant la première publication.",
                "While the app is in development, only people with a role on it see what it posts: put it live (Publish on its dashboard) before the first post."),
        };
        if (read.IsPublished is false)
        {
            remarks.Add(new($"La Page « {page.Name} » elle-même n'est pas publiée : personne ne la voit, sauf ceux qui l'administrent.", $"The Page '{page.Name}' itself is not published: nobody but its managers sees it."));
        }
        foreach (var permission in Permission.All.Where(permission => !permission.Needed))
        {
            remarks.Add(Permission.IsGranted(facts, permission.Name, page.Id)
                ? new($"{permission.Name} est là ; {permission.Advanced!.Value.French}.", $"{permission.Name} is there; {permission.Advanced!.Value.English}.")
                : new($"Sans {permission.Name}, {permission.Cost.French} ; {permission.Advanced!.Value.French}.", $"Without {permission.Name}, {permission.Cost.English}; {permission.Advanced!.Value.English}."));
        }
        if (facts.DataAccessExpiresAt is > 0 and var ends)
        {
            remarks.Add(new(
                $"Facebook laisse l'application lire ce que vous lui avez ouvert jusqu'au {AccessFaults.Moment(ends)[..10]} ; relancez relay connect facebook avant cette date.",
                $"Facebook lets the app read what you opened to it until {AccessFaults.Moment(ends)[..10]}; run relay connect facebook again before that day."));
        }
        return remarks;
    }
}
