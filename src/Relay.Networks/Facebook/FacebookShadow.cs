using Relay.Core.Channels;
using Relay.Core.Deliveries;
using Relay.Core.Deliveries.Shadows;
using Relay.Core.Texts;

namespace Relay.Networks.Facebook;

/// <summary>Shows what a Page would publish as a post that stays unpublished: the Page's administrators find it among its unpublished posts. Source: developers.facebook.com/docs/pages-api/posts.</summary>
internal sealed class FacebookShadow(FacebookNetwork network) : IShadowPosts
{
    public string Network => FacebookNetwork.NetworkKey;

    public Target PlaceOf(Account account, Target target) => target;

    // The heading tells the Page's other administrators what they found, and the words apart: the real post that follows its shadow would else be refused as a duplicate (506).
    public Task<Outcome> ShowAsync(Account account, Target target, Part part, string heading, CancellationToken abort)
    {
        return network.PostAsync(account, target, part with { Text = Headed(heading, part.Text) }, published: false, abort);
    }

    /// <summary>The heading stays whatever the length of the words: they lose what finds no room, and the heading too where it alone finds none.</summary>
    private static string Headed(string heading, string text)
    {
        var headed = $"{heading}\n\n{text}";
        return headed.Length <= FacebookText.Longest ? headed : headed[..CutPoints.Of(headed).Last(point => point < FacebookText.Longest)] + "…";
    }

    public Task<Outcome> TakeAwayAsync(Account account, Target target, IReadOnlyList<string> remoteIds, CancellationToken abort) => network.DeleteAsync(account, target, remoteIds, abort);
}
