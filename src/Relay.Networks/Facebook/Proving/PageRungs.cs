using Relay.Core.Channels;
using Relay.Core.Channels.Connecting;
using Relay.Core.Channels.Proofs;
using Relay.Core.Texts;
using Relay.Networks.Facebook.Access;
using Relay.Networks.Facebook.Inbox;

namespace Relay.Networks.Facebook.Proving;

/// <summary>The rungs above the first, each by its permission and one read.</summary>
/// <param name="graph">Asks.</param>
/// <param name="place">Where.</param>
/// <param name="account">Whose, for the next step.</param>
/// <param name="token">The Page's token.</param>
/// <param name="page">The Page.</param>
/// <param name="facts">What Facebook knows of the token.</param>
internal sealed class PageRungs(GraphReader graph, GraphPlace place, Account account, string token, string page, TokenFacts facts)
{
    private static readonly KeyValuePair<string, string>[] One = [new("fields", "id"), new("limit", "1")];

    /// <summary>Both permissions, a Page that is there, and, where Facebook tells, a person who may.</summary>
    public async Task<Proof> PostAsync(CancellationToken abort)
    {
        if ((Lacking(Permission.Publish) ?? Lacking(Permission.Read)) is { } lacking)
        {
            return Needs(Capability.Post, lacking);
        }
        var read = await graph.GetAsync(place, token, page, [new("fields", "id,name,is_published")], FacebookAccessJson.Default.PageRead, abort);
        if (read.Refusal is { } refusal)
        {
            return Refused(Capability.Post, refusal, Permission.Read);
        }
        if (await TasksAsync(abort) is { Count: > 0 } tasks && !tasks.Contains("CREATE_CONTENT"))
        {
            return new(Capability.Post, ProofResult.Missing, new(
                "la personne qui a donné le jeton n'a plus la tâche « Contenu » (CREATE_CONTENT) sur la Page ; rendez-la-lui dans les paramètres de la Page, sous Accès à la Page.",
                "the person who gave the token no longer has the task 'Content' (CREATE_CONTENT) on the Page; give it back in the Page's settings, under Page access."));
        }
        return new(Capability.Post, ProofResult.Proven, read.Value!.IsPublished is false
            ? new($"permission accordée, mais la Page « {read.Value.Name} » n'est pas publiée : personne ne voit ce qui y est posté.", $"permission granted, but the Page '{read.Value.Name}' is not published: nobody sees what is posted there.")
            : new($"permission accordée sur {Named(read.Value).French} ; tant que l'application est « en développement », seules les personnes qui ont un rôle sur elle voient les publications.",
                $"permission granted on {Named(read.Value).English}; while the app is in development, only people with a role on it see the posts."));
    }

    /// <summary>A read of the Page's list; the id of its newest post beside the proof.</summary>
    public async Task<(Proof Proof, string? Post)> ReadOwnPostsAsync(CancellationToken abort)
    {
        var read = await graph.GetAsync(place, token, $"{page}/published_posts", One, FacebookAccessJson.Default.ItemsRead, abort);
        return read.Refusal is { } refusal
            ? (Refused(Capability.ReadOwnPosts, refusal, Permission.Read), null)
            : (new(Capability.ReadOwnPosts, ProofResult.Proven, new("la liste de la Page se lit.", "the Page's list can be read.")), read.Value!.Data?.FirstOrDefault(item => item.Id is not null)?.Id);
    }

    /// <summary>A read under the newest post.</summary>
    public async Task<Proof> ReadCommentsAsync(string? post, CancellationToken abort)
    {
        if (Lacking(Permission.ReadPublic) is { } lacking)
        {
            return Needs(Capability.ReadComments, lacking);
        }
        if (post is null)
        {
            return new(Capability.ReadComments, ProofResult.Unknown, new(
                "la permission est là, mais il n'y a pas encore de publication sous laquelle lire.", "the permission is there, but there is no post yet to read under."));
        }
        var read = await graph.GetAsync(place, token, $"{post}/comments", One, FacebookAccessJson.Default.ItemsRead, abort);
        return read.Refusal is { } refusal ? Refused(Capability.ReadComments, refusal, Permission.ReadPublic) : Holds(Capability.ReadComments, Permission.ReadPublic);
    }

    public async Task<Proof> ReadMessagesAsync(CancellationToken abort)
    {
        if (Lacking(Permission.Messages) is { } lacking)
        {
            return Needs(Capability.ReadMessages, lacking);
        }
        var read = await graph.GetAsync(place, token, $"{page}/conversations", [.. One, new("platform", "messenger")], FacebookAccessJson.Default.ItemsRead, abort);
        return read.Refusal is { } refusal ? Refused(Capability.ReadMessages, refusal, Permission.Messages) : Holds(Capability.ReadMessages, Permission.Messages);
    }

    /// <summary>Whether the Page tells our app what happens, and Relay can take it from there. A subscription is made per Page and app; without it nothing arrives, whatever else is set.</summary>
    public async Task<Proof> HearWebhooksAsync(CancellationToken abort)
    {
        if (Lacking(Permission.Hear) is { } lacking)
        {
            return Needs(Capability.HearWebhooks, lacking);
        }
        if (account.Webhook is null)
        {
            return new(Capability.HearWebhooks, ProofResult.NotOffered, new(
                "Relay va lire lui-même chez Facebook : rien à ouvrir vers l'extérieur.", "Relay reads at Facebook by itself: nothing to open to the outside."));
        }
        if (FacebookHearing.SecretMissing(account) is { } secret)
        {
            var step = NextStep.ToRenew(account, secret);
            return new(Capability.HearWebhooks, ProofResult.Missing, new(
                $"il manque {secret} au compte {account.Id}, sans quoi Relay ne peut pas reconnaître les appels de Facebook : {step.French}.",
                $"account {account.Id} lacks {secret}, without which Relay can't know Facebook's calls: {step.English}."));
        }
        var read = await graph.GetAsync(place, token, $"{page}/subscribed_apps", [], FacebookAccessJson.Default.ItemsRead, abort);
        if (read.Refusal is { } refusal)
        {
            return Refused(Capability.HearWebhooks, refusal, Permission.Hear);
        }
        var ours = read.Value!.Data?.FirstOrDefault(app => app.Id == facts.AppId);
        return ours?.SubscribedFields?.Contains("feed") is true
            ? new(Capability.HearWebhooks, ProofResult.Proven, new("la Page appelle l'application pour ce qui s'y passe (feed).", "the Page calls the app for what happens there (feed)."))
            : new(Capability.HearWebhooks, ProofResult.Missing, new(
                $"l'application n'est pas abonnée à la Page (subscribed_apps, champ feed) : « relay webhooks set {account.Id} » ; d'ici là Relay va lire lui-même.",
                $"the app is not subscribed to the Page (subscribed_apps, field feed): \"relay webhooks set {account.Id}\"; until then Relay reads by itself."));
    }

    /// <summary>What the person behind the token may do on the Page; null where Facebook does not tell, which is often.</summary>
    private async Task<IReadOnlyList<string>?> TasksAsync(CancellationToken abort)
    {
        if (facts.UserId is not { } person || Lacking(Permission.Hear) is not null)
        {
            return null;
        }
        var read = await graph.GetAsync(place, token, $"{page}/roles", [new("uid", person), new("fields", "id,tasks")], FacebookAccessJson.Default.ItemsRead, abort);
        return read.Value?.Data?.FirstOrDefault(item => item.Id == person)?.Tasks;
    }

    // As people know it; by its number only where Facebook tells no name.
    private Phrase Named(PageRead read) => read.Name is { Length: > 0 } name ? new($"la Page « {name} »", $"the Page '{name}'") : new($"la Page {page}", $"Page {page}");

    private Permission? Lacking(string name) => Permission.IsGranted(facts, name, page) ? null : Permission.All.Single(permission => permission.Name == name);

    private static Proof Holds(Capability rung, string name)
    {
        var advanced = Permission.All.Single(permission => permission.Name == name).Advanced!.Value;
        return new(rung, ProofResult.Proven, new($"lecture faite ; {advanced.French}.", $"read; {advanced.English}."));
    }

    private Proof Needs(Capability rung, Permission permission) => new(rung, ProofResult.Missing, permission.Needed
        ? new($"{permission.Name} manque, et sans elle {permission.Cost.French} ; cochez-la en refaisant le jeton : {NextStep.ToRenew(account).French}.", $"{permission.Name} is missing, and without it {permission.Cost.English}; tick it when you make the token anew: {NextStep.ToRenew(account).English}.")
        : new($"{permission.Name} manque ; {permission.Advanced!.Value.French} (docs/networks/facebook.md).", $"{permission.Name} is missing; {permission.Advanced!.Value.English} (docs/networks/facebook.md)."));

    private static Proof Refused(Capability rung, GraphRefusal refusal, string name) => refusal switch
    {
        { IsPassing: true } or { Code: 4 or 17 or 32 or 613 or 80001 } => new(rung, ProofResult.Unknown, new($"Facebook n'a pas répondu ({refusal.Numbered.French}) ; recommencez plus tard.", $"Facebook did not answer ({refusal.Numbered.English}); try again later.")),
        { Code: 100 or 803, Subcode: 33 or 0 } => new(rung, ProofResult.Missing, new($"cette Page n'est pas là pour ce jeton : {refusal.Numbered.French} ; vérifiez PageId.", $"this Page is not there for this token: {refusal.Numbered.English}; check PageId.")),
        _ => new(rung, ProofResult.Missing, new($"Facebook refuse : {refusal.Numbered.French} ; la permission en cause est {name}.", $"Facebook refuses: {refusal.Numbered.English}; the permission at fault is {name}.")),
    };
}
