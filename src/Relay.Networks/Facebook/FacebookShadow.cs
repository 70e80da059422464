using Relay.Core.Channels;
using Relay.Core.Deliveries;
using Relay.Core.Deliveries.Shadows;

namespace Relay.Networks.Facebook;

/// <summary>Shows what a Page would publish as a post that stays unpublished: the Page's administrators find it among its unpublished posts. Source: developers.facebook.com/docs/pages-api/posts.</summary>
internal sealed class FacebookShadow(FacebookNetwork network) : IShadowPosts
{
    public string Network => FacebookNetwork.NetworkKey;

    public Target PlaceOf(Account account, Target target) => target;

    // The heading is left out: the post stands on the Page it is meant for, marked as unpublished, and reads as it would.
    public Task<Outcome> ShowAsync(Account account, Target target, Part part, string heading, CancellationToken abort) => network.PostAsync(account, target, part, published: false, abort);

    public Task<Outcome> TakeAwayAsync(Account account, Target target, IReadOnlyList<string> remoteIds, CancellationToken abort) => network.DeleteAsync(account, target, remoteIds, abort);
}
