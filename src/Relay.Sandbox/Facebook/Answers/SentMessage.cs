using System.Text.Json.Nodes;

namespace Relay.Sandbox.Facebook.Answers;

/// <summary>What a Page sends: words alone or in a button template, and quick replies under either. Sources: developers.facebook.com, Send API, Quick Replies, Button Template.</summary>
/// <param name="Text">The words.</param>
/// <param name="QuickReplies">What stands on each, and what it holds.</param>
/// <param name="Links">What stands on each, and where it leads.</param>
internal sealed record SentMessage(string Text, IReadOnlyList<(string Title, string Payload)> QuickReplies, IReadOnlyList<(string Title, string Url)> Links)
{
    private const int LongestText = 2000;
    private const int LongestTemplate = 640;
    private const int LongestTitle = 20;
    private const int LongestPayload = 1000;
    private const int MostQuickReplies = 13;
    private const int MostButtons = 3;

    /// <summary>Reads the parameter <c>message</c> as strictly as Messenger does.</summary>
    public static SentMessage Read(JsonObject? message)
    {
        if (message is null || (message["text"] is null) == (message["attachment"] is null))
        {
            throw GraphErrors.Parameter(message is null ? "The parameter message is required" : "Must supply exactly one of text and attachment in param message");
        }
        Only(message, "message", "text", "attachment", "quick_replies");
        var quick = message["quick_replies"] is null ? [] : List(message["quick_replies"], "message[quick_replies]", MostQuickReplies).Select(QuickReply).ToList();
        return message["text"] is { } text ? new(Short(text, "message[text]", LongestText), quick, []) : Template(message["attachment"], quick);
    }

    private static SentMessage Template(JsonNode? attachment, IReadOnlyList<(string, string)> quick)
    {
        if (attachment is not JsonObject { Count: 2 } given || Word(given["type"]) != "template" || given["payload"] is not JsonObject payload || Word(payload["template_type"]) != "button")
        {
            throw GraphErrors.Parameter("param message[attachment] must be a template of type button");
        }
        Only(payload, "message[attachment][payload]", "template_type", "text", "buttons");
        var links = List(payload["buttons"], "message[attachment][payload][buttons]", MostButtons).Select(Link).ToList();
        return new(Short(payload["text"], "message[attachment][payload][text]", LongestTemplate), quick, links);
    }

    private static (string, string) QuickReply(JsonObject reply)
    {
        Only(reply, "quick_reply", "content_type", "title", "payload", "image_url");
        return Word(reply["content_type"]) != "text" ? throw GraphErrors.Parameter("content_type of a quick reply must be text") : (Short(reply["title"], "title", LongestTitle), Short(reply["payload"], "payload", LongestPayload));
    }

    private static (string, string) Link(JsonObject button)
    {
        Only(button, "button", "type", "url", "title");
        var url = Word(button["url"]);
        return Word(button["type"]) == "web_url" && Uri.TryCreate(url, UriKind.Absolute, out var page) && page.Scheme is "https" or "http"
            ? (Short(button["title"], "title", LongestTitle), url!)
            : throw GraphErrors.Parameter("A button must be a web_url with an URL");
    }

    private static List<JsonObject> List(JsonNode? node, string name, int most)
        => node is JsonArray { Count: > 0 } list && list.Count <= most && list.All(one => one is JsonObject) ? [.. list.Select(one => (JsonObject)one!)]
            : throw GraphErrors.Parameter($"param {name} must be an array of 1 to {most} elements");

    private static string Short(JsonNode? node, string name, int longest) => Word(node) is not { Length: > 0 } text ? throw GraphErrors.Parameter($"param {name} must be non-empty")
        : text.Length > longest ? throw GraphErrors.Parameter($"Length of param {name} must be less than or equal to {longest}")
        : text;

    private static string? Word(JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    private static void Only(JsonObject given, string name, params string[] known)
    {
        if (given.FirstOrDefault(field => !known.Contains(field.Key)).Key is { } other)
        {
            throw GraphErrors.Parameter($"Unexpected key \"{other}\" on param {name}");
        }
    }
}
