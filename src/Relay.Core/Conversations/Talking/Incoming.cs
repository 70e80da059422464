using Relay.Core.Channels;
using Relay.Core.Conversations.Settling;
using Relay.Core.Inbox;
using Relay.Core.Inbox.Arrivals;

namespace Relay.Core.Conversations.Talking;

/// <summary>One interaction as a conversation sees it: who, where, and whether only we read it.</summary>
/// <param name="Interaction">As the inbox keeps it.</param>
/// <param name="Account">The account that it came for.</param>
/// <param name="What">Words, a press, or that somebody shut us out.</param>
internal sealed record Incoming(Interaction Interaction, Account Account, Happening What)
{
    /// <summary>What it is; null where nothing but its removal was ever heard, so that there is nothing to become of it.</summary>
    public static Incoming? Of(Interaction interaction, Account account)
        => (interaction.Fact ?? interaction.State.Words) is { } what ? new(interaction, account, what) : null;

    public Happening.Said? Said => What as Happening.Said;

    public Happening.Pressed? Pressed => What as Happening.Pressed;

    /// <summary>What is settled once: the interaction, or these words of it where others were settled before.</summary>
    public string Key => KeyOf(Interaction);

    /// <summary>The same, also where the account is gone or the words are.</summary>
    public static string KeyOf(Interaction interaction)
        => interaction.IsReopened ? $"{interaction.Id}/{((interaction.Fact ?? interaction.State.Words) as Happening.Said)?.Revision ?? 0}" : interaction.Id;

    public Author Author => What switch
    {
        Happening.Said said => said.Author,
        Happening.Pressed pressed => pressed.Author,
        Happening.Reach reach => reach.Author,
        _ => Author.Withheld,
    };

    /// <summary>Between that person and us alone.</summary>
    public bool IsPrivate => What switch
    {
        Happening.Said said => said.IsPrivate,
        // Telegram numbers people upwards and groups and channels downwards.
        Happening.Pressed { Press.Chat: [not '-', ..] } => true,
        Happening.Reach reach => reach.IsPrivate,
        _ => false,
    };

    public InteractionKind Kind => Said?.Kind ?? (IsPrivate ? InteractionKind.PrivateMessage : InteractionKind.GroupMessage);

    /// <summary>Where the private conversation is held; null in public, and where nobody is to be answered.</summary>
    public string? Chat => !IsPrivate ? null : What switch
    {
        Happening.Pressed { Press.Chat: var chat } => chat,
        Happening.Said { Of.Chat: { Length: > 0 } chat } => chat,
        _ => null,
    };

    public DateTimeOffset At => ToldAt ?? Interaction.HeardAt;

    /// <summary>When it was written or pressed, as the network says; null where it says nothing (a Telegram button).</summary>
    public DateTimeOffset? ToldAt => What switch
    {
        Happening.Said said => said.At,
        Happening.Pressed pressed => pressed.At,
        Happening.Reach reach => reach.At,
        _ => null,
    };

    /// <summary>Whether it came before a STOP of the same person; in the same second too: in doubt the person receives nothing.</summary>
    public bool IsBefore(StopMoment stop) => ToldAt is { } at ? at <= stop.SaidAt : Interaction.HeardAt <= stop.HeardAt;

    public string Text => Said?.Text ?? "";

    /// <summary>Data of the button that was pressed; null where none was.</summary>
    public string? Button => Pressed?.Press.Data ?? Said?.Button;

    public ConductPlace Place
    {
        get
        {
            var person = Author.Key is { } known ? $"{known.Channel}:{known.Hmac}" : $"withheld:{Interaction.Id}";
            if (IsPrivate || Said is not { } said)
            {
                return new(person, "private", null);
            }
            var chat = $"{said.Of.Reader}|{said.Of.Chat}";
            var post = said.Post ?? said.Thread ?? said.InReplyTo;
            return new(person, $"{chat}|{said.Thread ?? said.Post ?? said.InReplyTo ?? said.Of.RemoteId}", post is null ? null : $"{said.PostChat ?? chat}|{post}");
        }
    }
}
