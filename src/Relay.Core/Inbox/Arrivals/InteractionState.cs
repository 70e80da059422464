namespace Relay.Core.Inbox.Arrivals;

/// <summary>
/// What is known of one interaction after any set of happenings. Taking in is commutative, associative and idempotent: any prefix, duplication and order of a stream
/// that ends with the same set gives the same state.
/// </summary>
/// <param name="Of">Which.</param>
/// <param name="Words">The newest words; null while only its removal was heard of.</param>
/// <param name="Removed">It is gone at the network.</param>
public sealed record InteractionState(InteractionKey Of, Happening.Said? Words, bool Removed)
{
    /// <summary>Nothing heard yet.</summary>
    public static InteractionState Unheard(InteractionKey of) => new(of, null, false);

    /// <summary>Takes in words or a removal; other happenings are facts of their own and change nothing here.</summary>
    /// <exception cref="ArgumentException">When it happened to another interaction.</exception>
    public InteractionState With(Happening happening)
    {
        ArgumentNullException.ThrowIfNull(happening);
        return happening.Of != Of ? throw new ArgumentException("It happened to another interaction.", nameof(happening)) : happening switch
        {
            Happening.Removed => this with { Removed = true },
            Happening.Said said => this with { Words = Words is null ? said : Joined(Words, said) },
            _ => this,
        };
    }

    // The highest revision has the words. What stands around them is joined field by field, since two doors know different things (a poll the post, a webhook not).
    private static Happening.Said Joined(Happening.Said one, Happening.Said other)
    {
        var words = Compare((one.Revision, one.Text), (other.Revision, other.Text)) >= 0 ? one : other;
        return words with
        {
            Kind = one.Kind >= other.Kind ? one.Kind : other.Kind,
            Author = Compare(Rank(one.Author), Rank(other.Author)) >= 0 ? one.Author : other.Author,
            At = one.At is null ? other.At : other.At is null || one.At <= other.At ? one.At : other.At,
            InReplyTo = Known(one.InReplyTo, other.InReplyTo),
            Post = Known(one.Post, other.Post),
            PostChat = Known(one.PostChat, other.PostChat),
            Thread = Known(one.Thread, other.Thread),
            Topic = Known(one.Topic, other.Topic),
            Button = Known(one.Button, other.Button),
            SharedPhone = Known(one.SharedPhone, other.SharedPhone),
            Addressee = one.Addressee is null ? other.Addressee : other.Addressee is null || string.CompareOrdinal(one.Addressee.Hmac, other.Addressee.Hmac) <= 0 ? one.Addressee : other.Addressee,
            IsOurs = one.IsOurs || other.IsOurs,
            IsOverheard = one.IsOverheard || other.IsOverheard,
        };
    }

    private static string? Known(string? one, string? other) => one is null ? other : other is null || string.CompareOrdinal(one, other) <= 0 ? one : other;

    // One that is named before one that is withheld; then any order, as long as it is always the same.
    private static (long, string) Rank(Author author)
        => (author.Id is null && author.Key is null ? 0 : 1, string.Join('\u0001', author.Key?.Hmac ?? author.Id, author.Name, author.Handle, author.Automated, author.Language));

    private static int Compare((long Number, string Text) one, (long Number, string Text) other)
        => one.Number.CompareTo(other.Number) is var order && order != 0 ? order : string.CompareOrdinal(one.Text, other.Text);
}
