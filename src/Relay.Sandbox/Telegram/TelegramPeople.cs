using System.Text.Json.Nodes;
using Relay.Sandbox.Militants;

namespace Relay.Sandbox.Telegram;

/// <summary>What people do on Telegram, each under her own name: write, answer, comment on a channel's post, press, give their number, change, take back, block a bot.</summary>
internal sealed class TelegramPeople(TelegramRoster roster, TelegramStore store, TelegramLife life, MilitantRoster militants)
{
    public static readonly string[] Deeds = ["write", "message", "comment", "press", "contact", "edit", "delete", "block", "unblock"];

    private const int Longest = 4096;

    private readonly TelegramNames _names = new(roster);

    /// <summary>Does it; null for what nobody does here.</summary>
    public JsonNode? Do(Deed deed) => deed.Action switch
    {
        "write" => Said(Write(deed)),
        "message" => Said(life.Write(Bot(deed), Private(deed).Id, Words(deed), null)),
        "comment" => Said(Comment(deed)),
        "press" => new JsonObject { ["press"] = life.Press(Chat(deed).Id, Number(deed), deed.Text("button"), Person(deed, Chat(deed))) },
        "contact" => Said(life.Share(Bot(deed), Private(deed).Id, militants.Of(deed.Maybe("person")).Phone)),
        "edit" => Said(life.Edit(Bot(deed), Chat(deed).Id, Number(deed), Words(deed))),
        "delete" => Delete(deed),
        "block" => Place(deed, BotStanding.Kicked),
        "unblock" => Place(deed, BotStanding.Member),
        _ => null,
    };

    private static JsonObject Said(TelegramMessage message)
        => new() { ["message"] = message.Id, ["chat"] = message.Chat.Id, ["author"] = message.Person?.Id, ["thread"] = message.Thread };

    private static int Number(Deed deed, string name = "message") => deed.Whole(name, 1, int.MaxValue, otherwise: 0) is > 0 and var number ? number : throw new ArgumentException($"{name} is missing.", name);

    private static string Words(Deed deed) => deed.Text("text") is { Length: <= Longest } text ? text : throw new ArgumentException($"A message has at most {Longest} characters.", nameof(deed));

    private TelegramBot Bot(Deed deed) => _names.Bot(deed.Maybe("bot"));

    private TelegramChat Chat(Deed deed) => _names.Chat(deed.Text("chat"));

    private TelegramMessage Write(Deed deed)
    {
        var chat = Chat(deed);
        int? answered = deed.Maybe("replyTo") is null ? null : Number(deed, "replyTo");
        return life.Write(Bot(deed), chat.Id, Words(deed), TelegramNames.Topic(chat, deed.Maybe("topic")), Person(deed, chat), answered);
    }

    /// <summary>A comment stands in the group where the channel is discussed, under the post as it came there.</summary>
    private TelegramMessage Comment(Deed deed)
    {
        var channel = Chat(deed);
        var post = Number(deed);
        var forward = channel.Linked is { } group ? store.All().FirstOrDefault(message => message.Chat.Id == group && message.IsAutomaticForward && message.ForwardOf!.Id == post && !message.Deleted) : null;
        return forward is null
            ? throw new ArgumentException($"Nobody can comment on message {post} of {channel.Title}: it has no discussion, or no such post came there.", nameof(deed))
            : life.Write(Bot(deed), forward.Chat.Id, Words(deed), null, Person(deed, forward.Chat), forward.Id);
    }

    private JsonObject Delete(Deed deed)
    {
        life.Delete(Chat(deed).Id, Number(deed));
        return new JsonObject { ["deleted"] = Number(deed) };
    }

    private JsonObject Place(Deed deed, BotStanding standing)
    {
        var chat = Private(deed);
        life.Place(Bot(deed), chat.Id, standing, roster.Person(chat.Id));
        return new JsonObject { ["chat"] = chat.Id, ["status"] = standing.Status };
    }

    /// <summary>The person's own chat with a bot; nobody is in it before she wrote.</summary>
    private TelegramChat Private(Deed deed)
    {
        var person = militants.Of(deed.Maybe("person"));
        return roster.Chats.FirstOrDefault(chat => chat.Id == person.TelegramId) ?? roster.Add(person);
    }

    /// <summary>Who does it: in a private chat the one whose it is.</summary>
    private TelegramPerson Person(Deed deed, TelegramChat chat)
    {
        if (chat.Kind == ChatKind.Private)
        {
            return roster.Person(chat.Id);
        }
        var person = militants.Of(deed.Maybe("person"));
        return roster.Chats.Any(known => known.Id == person.TelegramId) ? roster.Person(person.TelegramId) : TelegramPerson.Of(person);
    }
}
