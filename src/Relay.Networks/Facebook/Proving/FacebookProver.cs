using Relay.Core.Channels;
using Relay.Core.Channels.Proofs;
using Relay.Core.Texts;
using Relay.Networks.Facebook.Access;
using Relay.Networks.Transport;

namespace Relay.Networks.Facebook.Proving;

/// <summary>Climbs the ladder of a Page's account: what Facebook knows of the token, then one harmless read a rung. Publishes nothing.</summary>
internal sealed class FacebookProver(GraphReader graph, TokenInspector inspector, TimeProvider clock) : IProveAccess
{
    private static readonly Capability[] AboveTheFirst =
        [Capability.Post, Capability.Edit, Capability.ReadOwnPosts, Capability.ReadComments, Capability.ReadMessages, Capability.HearWebhooks];

    public string Network => FacebookNetwork.NetworkKey;

    public async Task<IReadOnlyList<Proof>> ProveAsync(Account account, Target? target, CancellationToken abort)
    {
        var token = account.Token("Token");
        var place = new GraphPlace(account.BaseAddress, account.Settings.ContainsKey(FacebookSetup.HasAppSecret) ? account.Token("AppSecret") : null, account.Timeout);
        var page = target?.Value ?? account.Settings[FacebookSetup.PageId];
        var look = await inspector.LookAsync(place, account.Settings.GetValueOrDefault(FacebookSetup.AppId), token, abort);
        var standing = new TokenStanding(account, page, clock.GetUtcNow()).Of(look);
        if (standing.Result is not ProofResult.Proven || look.Value is not { } facts)
        {
            var first = new Phrase("pas vérifié : il faut d'abord que le compte puisse s'identifier.", "not looked at: the account must be able to authenticate first.");
            return [standing, .. AboveTheFirst.Select(rung => new Proof(rung, ProofResult.Unknown, first))];
        }
        var rungs = new PageRungs(graph, place, account, token, page, facts);
        var (own, post) = await rungs.ReadOwnPostsAsync(abort);
        var may = await rungs.PostAsync(abort);
        return
        [
            standing,
            may,
            may with
            {
                Capability = Capability.Edit,
                Words = may.Result is ProofResult.Proven ? new("les publications faites par Relay, et elles seules.", "the posts that Relay made, and only those.") : may.Words,
            },
            own,
            await rungs.ReadCommentsAsync(post, abort),
            await rungs.ReadMessagesAsync(abort),
            await rungs.HearWebhooksAsync(abort),
        ];
    }
}
