using Relay.Core.Channels;
using Relay.Core.Inbox.Arrivals;

namespace Relay.Core.Deliveries.Answers;

/// <summary>Where an answer to words goes. Pure.</summary>
/// <param name="Target">The person, or where the reply is read.</param>
/// <param name="InReplyTo">Remote id of what is answered; null in a private chat.</param>
public sealed record AnswerAddress(Target Target, string? InReplyTo)
{
    /// <summary>Name of the setting with the profile of an account on X.</summary>
    private const string ProfileSetting = "Handle";

    /// <summary>The address of an answer in a form; null where the words can't be answered so: nobody known wrote them, or not there.</summary>
    /// <param name="account">The account that they came for.</param>
    /// <param name="said">What is answered.</param>
    /// <param name="form">How.</param>
    public static AnswerAddress? Of(Account account, Happening.Said said, AnswerForm form)
    {
        ArgumentNullException.ThrowIfNull(account);
        ArgumentNullException.ThrowIfNull(said);
        return AnswerConduct.Of(account.Network, form) is null ? null : (form, said.IsPrivate) switch
        {
            // In Telegram the chat is the person; elsewhere the person is who wrote.
            (AnswerForm.PrivateMessage, true) when (account.Network == "telegram" ? said.Of.Chat : said.Author.Id) is { Length: > 0 } person => new(new(person, Kind: TargetKind.Private), null),
            (AnswerForm.PublicReply, false) when PlaceOf(account, said) is { } place => new(place, said.Of.RemoteId),
            // Withheld, the comment itself stands for who wrote it.
            (AnswerForm.PrivateReply, false) => new(new(said.Author.Id ?? said.Of.RemoteId, Kind: TargetKind.Private), said.Of.RemoteId),
            _ => null,
        };
    }

    /// <summary>Whether the person asked for an answer by naming or quoting us.</summary>
    public static bool IsSummons(Happening.Said said)
    {
        ArgumentNullException.ThrowIfNull(said);
        return said.NamesUs || said.Kind is InteractionKind.Mention or InteractionKind.Quote;
    }

    private static Target? PlaceOf(Account account, Happening.Said said)
    {
        if (account.Network == "telegram")
        {
            return said.Of.Chat.Length == 0 ? null : new(said.Of.Chat, said.Topic, TargetKind.Group);
        }
        if (account.Settings.TryGetValue(ProfileSetting, out var profile))
        {
            return new(profile); // as channels of the account name the same place
        }
        // Facebook counts by Page and X by profile: who is read for is where the reply stands.
        var colon = said.Of.Reader.IndexOf(':', StringComparison.Ordinal);
        return colon < 0 || colon == said.Of.Reader.Length - 1 ? null : new(said.Of.Reader[(colon + 1)..]);
    }
}
