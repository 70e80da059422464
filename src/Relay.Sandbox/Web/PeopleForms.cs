using System.Text;
using System.Text.Json.Nodes;
using Relay.Sandbox.Militants;

namespace Relay.Sandbox.Web;

/// <summary>Lets whoever stands in front of the console be one of the public: comment, write, mention, answer, press, change and take back.</summary>
/// <param name="world">Where it is done.</param>
/// <param name="words">The language of the page.</param>
/// <param name="person">Who she was the last time; null for the first of the public.</param>
internal sealed class PeopleForms(LiveWorld world, Words words, string? person)
{
    // A crowd would make the page long; any name can be typed.
    private const int MostNamed = 40;

    private static readonly string[] Ids = ["comment", "post", "message", "edited", "deleted"];

    private string Somebody => person ?? world.People[0].Name;

    /// <summary>What can be done to an account itself, and the names to choose from.</summary>
    public string OfPlace(string network, string target)
    {
        var chat = world.Accounts.Chats.FirstOrDefault(known => network == "telegram" && $"{known.Id}" == target);
        var html = new StringBuilder($"<datalist id=\"people\">{string.Concat(world.People.Take(MostNamed).Select(one => $"<option value=\"{Layout.Escape(one.Name)}\">"))}</datalist>\n");
        switch (network)
        {
            case "facebook":
                html.Append(Form(network, target, "message", Of("Écrire", "Write"), $"{Hidden("page", target)}{Who}{Words()}", Of("Écrire à la Page en privé", "Write to the Page in private")));
                break;
            case "x":
                html.Append(Form(network, target, "mention", Of("Publier", "Post"), $"{Hidden("profile", target)}{Who}{Words()}", Of("Mentionner ce profil", "Mention this profile")));
                html.Append(Form(network, target, "message", Of("Écrire", "Write"), $"{Hidden("profile", target)}{Who}{Words()}", Of("Lui écrire en privé", "Write to it in private")));
                break;
            case "telegram" when chat is { Kind: ChatKind.Private }:
                html.Append(Form(network, target, "write", Of("Envoyer", "Send"), $"{Hidden("chat", target)}{Bots}{Words()}", Of("Écrire comme une personne", "Write as a person")));
                html.Append(Form(network, target, "contact", Of("Donner son numéro", "Give the phone number"), Hidden("person", chat.Title) + Bots));
                html.Append(Form(network, target, "block", Of("Bloquer le robot", "Block the bot"), Hidden("person", chat.Title) + Bots));
                html.Append(Form(network, target, "unblock", Of("Débloquer", "Unblock"), Hidden("person", chat.Title) + Bots));
                break;
            case "telegram" when chat is not null:
                var topics = chat.Topics.Count == 0 ? "" : $"""<label>{words.Topic} <select name="topic"><option value=""></option>{string.Concat(chat.Topics.Select(topic => $"<option value=\"{topic.Id}\">{Layout.Escape(topic.Name)}</option>"))}</select></label>""";
                html.Append(Form(network, target, "write", Of("Envoyer", "Send"), $"{Hidden("chat", target)}{(chat.Kind == ChatKind.Channel ? "" : Who)}{topics}{Words()}", Of("Écrire comme une personne", "Write as a person")));
                break;
        }
        return html.ToString();
    }

    /// <summary>A form to write to a bot in private, for the list of accounts.</summary>
    public string ToABot() => OfPlace("", "") + Form("telegram", "", "message", Of("Envoyer", "Send"), $"{Bots}{Who}{Words()}", Of("Écrire à un robot en privé", "Write to a bot in private"));

    /// <summary>What can be done to something that was written, folded away; and its buttons.</summary>
    public string Under(Post post)
    {
        if (post.Deleted || !post.Published)
        {
            return "";
        }
        var forms = new StringBuilder();
        var isTelegram = post.Network == "telegram";
        string On(string action, string submit, string fields) => Form(post.Network, post.Target, action, submit, fields);
        if (Answer(post) is var (name, does, hidden))
        {
            forms.Append(On(does, name, hidden + (post.PrivateWith is null ? Who : isTelegram ? "" : Hidden("person", post.PrivateWith)) + Words()));
        }
        if (post is { Network: "x", PrivateWith: null })
        {
            forms.Append(On("quote", Of("Citer", "Quote"), Hidden("post", post.Id) + Who + Words()));
        }
        if (post.Author is not null && !post.IsBrought)
        {
            var mine = isTelegram ? Hidden("chat", post.Target) + Hidden("message", post.Id) : Hidden("id", post.Id);
            if (post is not { Network: "x", PrivateWith: not null })
            {
                forms.Append(On("edit", Of("Modifier", "Change"), mine + Words(post.Text)));
            }
            forms.Append(On("delete", Of("Supprimer", "Delete"), mine));
        }
        var folded = forms.Length == 0 ? "" : $"<details><summary>{(post.Author is null || post.IsBrought ? Of("Répondre comme une personne", "Answer as a person") : Of("Répondre, modifier, supprimer", "Answer, change, delete"))}</summary>\n{forms}</details>\n";
        return (post.Buttons.Count > 0 ? $"<div class=\"buttons\">\n{Buttons(post)}</div>\n" : "") + folded;
    }

    /// <summary>Does what a form asks and shows what came of it.</summary>
    public async Task TakeAsync(HttpContext context)
    {
        var (request, response) = (context.Request, context.Response);
        if (!request.HasFormContentType || (request.Headers.Origin.ToString() is { Length: > 0 } origin && origin != $"{request.Scheme}://{request.Host}"))
        {
            response.StatusCode = StatusCodes.Status403Forbidden; // a page from elsewhere
            return;
        }
        var form = await request.ReadFormAsync(context.RequestAborted);
        var (network, target) = $"{request.Path}".Split('/') is [_, _, var first, var second] ? (first, second) : ("", "");
        var deed = new Deed($"{form["action"]}", form.Where(field => field.Value.ToString().Length > 0).ToDictionary(field => field.Key, field => field.Value.ToString().ReplaceLineEndings("\n"), StringComparer.Ordinal));
        try
        {
            var done = world.Do(network, deed);
            response.StatusCode = done is null ? StatusCodes.Status404NotFound : StatusCodes.Status303SeeOther;
            response.Headers.Location = done is null ? default : Where(network, target, done, deed);
        }
        catch (ArgumentException fault)
        {
            response.StatusCode = StatusCodes.Status400BadRequest;
            response.ContentType = "text/plain; charset=utf-8";
            await response.WriteAsync(fault.Message, context.RequestAborted);
        }
    }

    /// <summary>What answering something is called, and how it is done; null where nobody can.</summary>
    private (string Name, string Action, string Hidden)? Answer(Post post)
    {
        var answer = Of("Répondre", "Reply");
        return post switch
        {
            { Network: "facebook", PrivateWith: not null } => (answer, "message", Hidden("page", post.Target) + Hidden("replyTo", post.Id)),
            { Network: "facebook", Id: var id } when id.StartsWith(post.Target + "_", StringComparison.Ordinal) => (Of("Commenter", "Comment"), "comment", Hidden("post", id)),
            { Network: "facebook" } => (answer, "comment", Hidden("under", post.Id)),
            { Network: "x", PrivateWith: not null } => (answer, "message", Hidden("profile", post.Target)),
            { Network: "x" } => (answer, "reply", Hidden("post", post.Id)),
            _ => world.Accounts.Chats.FirstOrDefault(chat => $"{chat.Id}" == post.Target) switch
            {
                { Kind: not ChatKind.Channel } => (answer, "write", Hidden("chat", post.Target) + Hidden("replyTo", post.Id)),
                { Linked: not null } => (Of("Commenter", "Comment"), "comment", Hidden("chat", post.Target) + Hidden("message", post.Id)),
                _ => null,
            },
        };
    }

    private string Buttons(Post post) => string.Concat(post.Buttons.Select(label => !post.Links.TryGetValue(label, out var link) ? Press(post, label)
        : BotBehind(link) is var (bot, payload) ? Form("telegram", post.Target, "message", Layout.Escape(label), Hidden("bot", bot) + Hidden("person", post.PrivateWith ?? Somebody) + Hidden("text", $"/start {payload}"))
        : $"<p><a href=\"{Layout.Escape(link)}\" target=\"_blank\" rel=\"noopener noreferrer\">{Layout.Escape(label)}</a></p>\n"));

    private string Press(Post post, string label)
        => Form(post.Network, post.Target, "press", Layout.Escape(label), Hidden(post.Network == "telegram" ? "chat" : "page", post.Target) + Hidden("message", post.Id) + Hidden("button", label) + Hidden("person", post.Network == "telegram" ? Somebody : post.PrivateWith ?? Somebody));

    /// <summary>The bot of this rehearsal that a link opens, and what is written to it then, as Telegram does; null for a link elsewhere.</summary>
    private (string Bot, string Payload)? BotBehind(string link) => world.Accounts.Bots.Select(bot => bot.Username)
        .Where(name => link.StartsWith($"https://t.me/{name}?start=", StringComparison.OrdinalIgnoreCase)).Select(name => ((string, string)?)(name, link[$"https://t.me/{name}?start=".Length..])).FirstOrDefault();

    /// <summary>The page of what was done, at it; she stays who she was.</summary>
    private string Where(string network, string target, JsonNode done, Deed deed)
    {
        var place = done["chat"] is { } chat ? $"{chat}" : target;
        var id = Ids.Select(name => done[name]).FirstOrDefault(found => found is not null);
        var who = deed.Maybe("person") ?? person;
        return $"/{network}/{Uri.EscapeDataString(place)}?lang={words.Language}{(who is null ? "" : $"&as={Uri.EscapeDataString(who)}")}{(id is null ? "" : $"#p-{Uri.EscapeDataString($"{id}")}")}";
    }

    private string Who => $"""<label>{Of("En tant que", "As")} <input name="person" list="people" value="{Layout.Escape(Somebody)}" autocomplete="off" required></label>""";

    private string Bots => $"""<label>{Of("Robot", "Bot")} <select name="bot">{string.Concat(world.Accounts.Bots.Select(bot => $"<option>{Layout.Escape(bot.Username)}</option>"))}</select></label>""";

    private string Words(string text = "") => $"""<label class="words">{Of("Texte", "Text")} <textarea name="text" rows="2" required>{Layout.Escape(text)}</textarea></label>""";

    private static string Hidden(string name, string value) => $"""<input type="hidden" name="{name}" value="{Layout.Escape(value)}">""";

    private string Form(string network, string target, string action, string submit, string fields, string? heading = null) => $"""
        {(heading is null ? "" : $"<h3>{heading}</h3>")}
        <form method="post" action="/people/{network}/{Layout.Escape(target)}?lang={words.Language}">{Hidden("action", action)}{fields}<button>{submit}</button></form>

        """;

    private string Of(string french, string english) => words.Language == "fr" ? french : english;
}
