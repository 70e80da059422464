using Relay.Core.Contacts.Suppressions;
using Relay.Core.Inbox.Arrivals;

namespace Relay.Core.Inbox;

/// <summary>One thing that came back, as it is known now.</summary>
/// <param name="Id">Known by it for ever; a keyed hash, which tells nothing of the person.</param>
/// <param name="Account">For which it came; the first by name where several read the same.</param>
/// <param name="State">Its newest words, and whether it is gone at the network. Of what is gone no words are kept.</param>
/// <param name="Fact">The press or the membership change that it is; null for words.</param>
/// <param name="HeardAt">When Relay first understood it.</param>
public sealed record Interaction(string Id, string Account, InteractionState State, Happening? Fact, DateTimeOffset HeardAt)
{
    /// <summary>Who wrote, pressed, came or went.</summary>
    public Author Author => State.Words?.Author ?? Fact?.DoneBy ?? Author.Withheld;

    /// <summary>Whose data it is, as a keyed hash: who wrote, or to whom we wrote in private; null where nobody is known.</summary>
    public KeyedHash? Person => State.Words?.Addressee ?? Author.Key;

    /// <summary>Whether somebody still waits for a person of ours, once it was decided what becomes of it; null before.</summary>
    public bool? StillWaits { get; init; }

    /// <summary>Something has become of it, and its words were changed since: of the new ones only a wish to be left alone still counts.</summary>
    public bool IsReopened { get; init; }

    /// <summary>A person waits for an answer: words that are there, neither ours nor of an automaton, and that nothing has become of yet, or that a person of ours is to answer.</summary>
    public bool IsWaiting => StillWaits is { } waits ? waits && !State.Removed : State is { Removed: false, Words: { IsOurs: false, IsOverheard: false, Author.Automated: false, Kind: not InteractionKind.GroupMessage } };

    /// <summary>Takes in a happening. Like <see cref="InteractionState.With"/>: any order and repetition of the same happenings gives the same.</summary>
    public Interaction With(string account, Happening happening)
    {
        ArgumentNullException.ThrowIfNull(happening);
        var state = State.With(happening);
        return this with
        {
            Account = string.CompareOrdinal(account, Account) < 0 ? account : Account,
            State = state is { Removed: true, Words: { } words } ? state with { Words = words with { Text = "", Button = null, SharedPhone = null } } : state,
            Fact = happening is Happening.Pressed or Happening.Reach && (Fact is null || IsAfter(happening, Fact)) ? happening : Fact,
        };
    }

    // The later has it; then one that can't be written to any more, then any order as long as it is always the same.
    private static bool IsAfter(Happening one, Happening other)
    {
        var ((at, lost, words), (otherAt, otherLost, otherWords)) = (Rank(one), Rank(other));
        return at != otherAt ? at > otherAt : lost != otherLost ? lost : string.CompareOrdinal(words, otherWords) > 0;
    }

    private static (long At, bool Lost, string Words) Rank(Happening fact) => fact switch
    {
        Happening.Pressed { Press: var press } pressed
            => (Ms(pressed.At), false, string.Join('\u0001', Of(pressed.Author), press.Data, press.Chat, press.Message, press.Person, press.Id, press.Language)),
        Happening.Reach reach => (Ms(reach.At), !reach.Reachable, string.Join('\u0001', Of(reach.Author), reach.IsPrivate)),
        _ => throw new ArgumentException("Words are no such fact.", nameof(fact)),
    };

    private static string Of(Author author) => string.Join('\u0001', author.Key?.Hmac ?? author.Id, author.Name, author.Handle, author.Automated, author.Language);

    private static long Ms(DateTimeOffset? at) => at?.ToUnixTimeMilliseconds() ?? long.MinValue;
}
