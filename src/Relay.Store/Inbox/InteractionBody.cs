using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Relay.Core.Contacts.Suppressions;
using Relay.Core.Inbox;
using Relay.Core.Inbox.Arrivals;
using Relay.Store.Engines;

namespace Relay.Store.Inbox;

/// <summary>What is known of an interaction, as JSON inside its row: everything of a person stands here and goes with it.</summary>
internal sealed record InteractionBody(string Reader, string Chat, string Realm, string RemoteId, KeptWords? Words, KeptPress? Press, KeptReach? Reach)
{
    private static readonly InboxJsonContext Json = new(new JsonSerializerOptions(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
    });

    public static string Write(Interaction interaction)
    {
        var (of, words, _) = interaction.State;
        return JsonSerializer.Serialize(
            new InteractionBody(
                of.Reader, IsOfNobodyToAnswer(interaction) ? "" : of.Chat, InboxKeyMaps.Realms[of.Realm], of.RemoteId, words is null ? null : KeptWords.Of(words),
                interaction.Fact is Happening.Pressed press ? KeptPress.Of(press) : null, interaction.Fact is Happening.Reach reach ? KeptReach.Of(reach) : null),
            Json.InteractionBody).Keepable()!;
    }

    // That somebody blocked us is answered by nobody: that chat is a person's id and nothing else.
    private static bool IsOfNobodyToAnswer(Interaction interaction) => interaction.Fact is Happening.Reach { IsPrivate: true };

    /// <summary>Reads a body.</summary>
    /// <param name="known">What the row is known by, where the reader knows it: it is not always kept whole.</param>
    public static Interaction Read(string key, string account, string body, bool removed, DateTimeOffset heardAt, InteractionKey? known)
    {
        var kept = JsonSerializer.Deserialize(body, Json.InteractionBody) ?? throw new InvalidDataException("The store holds an interaction without a body.");
        var of = known ?? new InteractionKey(kept.Reader, kept.Chat ?? "", InboxKeyMaps.Realms.Read(kept.Realm), kept.RemoteId);
        return new(key, account, new(of, kept.Words?.ToSaid(of), removed), (Happening?)kept.Press?.ToPressed(of) ?? kept.Reach?.ToReach(of), heardAt);
    }

    public static string Write(IReadOnlyList<Unread> pieces) => JsonSerializer.Serialize([.. pieces], Json.UnreadArray).Keepable()!;

    public static IReadOnlyList<Unread> Unread(string column) => JsonSerializer.Deserialize(column, Json.UnreadArray) ?? [];
}

/// <summary>Who wrote, as kept: there is no place for an id or a handle.</summary>
internal sealed record KeptAuthor(string? Name, bool Automated, string? Language, string? Key, string? KeyId)
{
    public static KeptAuthor Of(Author author) => new(author.Name, author.Automated, author.Language, author.Key?.Hmac, author.Key?.KeyId);

    public Author ToAuthor(InteractionKey of) => new(null, Name, null, Automated, Language) { Key = Key is null ? null : new KeyedHash(of.Network, Key, KeyId!) };
}

/// <summary>Words, as kept.</summary>
internal sealed record KeptWords(string Kind, KeptAuthor Author, string? Text, DateTimeOffset? At, long Revision)
{
    public string? InReplyTo { get; init; }

    public string? Post { get; init; }

    public string? PostChat { get; init; }

    public string? Thread { get; init; }

    public string? Topic { get; init; }

    public bool NamesUs { get; init; }

    public bool IsOurs { get; init; }

    public string? To { get; init; }

    public string? ToKeyId { get; init; }

    public bool IsOverheard { get; init; }

    public string? Button { get; init; }

    public string? SharedPhone { get; init; }

    public static KeptWords Of(Happening.Said said) => new(InboxKeyMaps.Kinds[said.Kind], KeptAuthor.Of(said.Author), said.Text, said.At, said.Revision)
    {
        InReplyTo = said.InReplyTo,
        Post = said.Post,
        PostChat = said.PostChat,
        Thread = said.Thread,
        Topic = said.Topic,
        NamesUs = said.NamesUs,
        IsOurs = said.IsOurs,
        To = said.Addressee?.Hmac,
        ToKeyId = said.Addressee?.KeyId,
        IsOverheard = said.IsOverheard,
        Button = said.Button,
        SharedPhone = said.SharedPhone,
    };

    public Happening.Said ToSaid(InteractionKey of) => new(of, InboxKeyMaps.Kinds.Read(Kind), Author.ToAuthor(of), Text ?? "", At, Revision)
    {
        InReplyTo = InReplyTo,
        Post = Post,
        PostChat = PostChat,
        Thread = Thread,
        Topic = Topic,
        NamesUs = NamesUs,
        IsOurs = IsOurs,
        Addressee = To is null ? null : new KeyedHash(of.Network, To, ToKeyId!),
        IsOverheard = IsOverheard,
        Button = Button,
        SharedPhone = SharedPhone,
    };
}

/// <summary>A press, as kept.</summary>
internal sealed record KeptPress(KeptAuthor Author, string Id, string Data, string Chat, string Message, string Language, DateTimeOffset? At)
{
    public static KeptPress Of(Happening.Pressed pressed)
        => new(KeptAuthor.Of(pressed.Author), pressed.Press.Id, pressed.Press.Data, pressed.Press.Chat, pressed.Press.Message, pressed.Press.Language, pressed.At);

    public Happening.Pressed ToPressed(InteractionKey of) => new(of, Author.ToAuthor(of), new Press(Id, Data ?? "", "", Chat ?? "", Message ?? "", Language)) { At = At };
}

/// <summary>A membership change, as kept.</summary>
internal sealed record KeptReach(KeptAuthor Author, bool Reachable, bool IsPrivate, DateTimeOffset? At)
{
    public static KeptReach Of(Happening.Reach reach) => new(KeptAuthor.Of(reach.Author), reach.Reachable, reach.IsPrivate, reach.At);

    public Happening.Reach ToReach(InteractionKey of) => new(of, Author.ToAuthor(of), Reachable, At) { IsPrivate = IsPrivate };
}

[JsonSerializable(typeof(InteractionBody))]
[JsonSerializable(typeof(Unread[]))]
internal sealed partial class InboxJsonContext : JsonSerializerContext;
