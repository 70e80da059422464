using System.Text;
using Relay.Core.Deliveries;
using Relay.Core.Deliveries.Answers;
using Relay.Core.Items;

namespace Relay.Networks.X;

/// <summary>
/// What X bills to a self-serve app, in US dollars. Source: docs.x.com x-api/getting-started/pricing. Refused calls are free, and the same thing read again within one UTC day is billed once.
/// </summary>
internal sealed class XPrices : IPricePosts
{
    /// <summary>A post without a link, or each post of a thread.</summary>
    public const decimal Post = 0.015m;

    /// <summary>A post that holds a link, even a bare <c>parti.fr</c>.</summary>
    public const decimal PostWithLink = 0.200m;

    /// <summary>A reply to who named or quoted us; with a link it is taken for a post with one.</summary>
    public const decimal SummonedReply = 0.010m;

    /// <summary>A private message.</summary>
    public const decimal Message = 0.015m;

    /// <summary>A deletion.</summary>
    public const decimal Delete = 0.010m;

    /// <summary>The description of a picture.</summary>
    public const decimal Description = 0.005m;

    /// <summary>A post or mention of our own that is read, when the profile also owns the app.</summary>
    public const decimal OwnedRead = 0.001m;

    /// <summary>A post read with an app that belongs to somebody else.</summary>
    public const decimal PostRead = 0.005m;

    /// <summary>A profile read, our own included.</summary>
    public const decimal UserRead = 0.010m;

    /// <summary>A private message read.</summary>
    public const decimal MessageRead = 0.010m;

    public string Network => XNetwork.NetworkKey;

    public DateOnly AsOf => new(2026, 8, 22);

    public decimal DeleteUsd => Delete;

    public decimal CreateUsd(string text, IReadOnlyList<Image> images)
        => (HoldsLink(text) ? PostWithLink : Post)
            + (Description * images.Take(XMedia.Most).Count(image => !string.IsNullOrWhiteSpace(image.AltText)));

    public decimal AnswerUsd(AnswerForm form, string text) => form != AnswerForm.PublicReply ? Message : HoldsLink(text) ? PostWithLink : SummonedReply;

    // An address whose domain X may not know counts as well: nobody is promised too little.
    private static bool HoldsLink(string text)
        => text.Contains("://", StringComparison.Ordinal) || XTextLinks.Find(text.Normalize(NormalizationForm.FormC)).Count > 0;
}
