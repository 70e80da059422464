using System.Globalization;
using System.Text;

namespace Relay.Sandbox.Web;

/// <summary>Lets a person in front of the console do what people do on Telegram: make chats, add the bot and take it out.</summary>
internal sealed class TelegramForms(LiveWorld world, Words words)
{
    private bool IsFrench => words.Language == "fr";

    /// <summary>A form that makes a chat.</summary>
    public string NewChat() => Form("/telegram", "chats", Of("Créer", "Make"), $"""
        {Field("title", Of("Nom", "Name"))}
        <label>{Of("Genre", "Kind")} <select name="kind"><option value="channel">{Of("chaîne", "channel")}</option><option value="group">{Of("groupe", "group")}</option></select></label>
        {Field("topics", Of("Sujets, séparés par |", "Topics, separated by |"), required: false)}
        """, Of("Nouvelle discussion", "New chat"));

    /// <summary>What can be done with the bots in a chat.</summary>
    public string OfChat(string id)
    {
        if (world.Accounts.Chats.FirstOrDefault(known => $"{known.Id}" == id) is not { } chat)
        {
            return "";
        }
        var place = $"/telegram/{Layout.Escape(id)}";
        var hidden = $"""<input type="hidden" name="chat" value="{Layout.Escape(id)}">""";
        var bots = $"""<label>Bot <select name="bot">{string.Concat(world.Accounts.Bots.Select(bot => $"<option>{Layout.Escape(bot.Username)}</option>"))}</select></label>""";
        var html = new StringBuilder();
        if (chat.Kind != ChatKind.Private)
        {
            html.Append(Form(place, "add", Of("Ajouter", "Add"), $"""
                {hidden}{bots}
                <label>{Of("Droits", "Rights")} <select name="rights"><option value="post+edit+delete">{Of("tous", "all")}</option><option value="edit+delete">{Of("sans publier", "without posting")}</option><option value="member">{Of("simple membre", "member only")}</option></select></label>
                """, Of("Le bot dans cette discussion", "The bot in this chat")));
            html.Append(Form(place, "remove", Of("Retirer", "Remove"), hidden + bots));
        }
        return html.ToString();
    }

    /// <summary>Does what a form asks and shows its page again.</summary>
    public async Task TakeAsync(HttpContext context)
    {
        var request = context.Request;
        if (!request.HasFormContentType || (request.Headers.Origin.ToString() is { Length: > 0 } origin && origin != $"{request.Scheme}://{request.Host}"))
        {
            context.Response.StatusCode = StatusCodes.Status403Forbidden; // a page from elsewhere
            return;
        }
        var form = await request.ReadFormAsync(context.RequestAborted);
        var fields = form.Where(field => field.Value.ToString().Length > 0).ToDictionary(field => field.Key, field => field.Value.ToString(), StringComparer.Ordinal);
        try
        {
            var done = world.Telegram.Do(fields.GetValueOrDefault("action", ""), fields);
            context.Response.StatusCode = done is null ? StatusCodes.Status404NotFound : StatusCodes.Status303SeeOther;
            context.Response.Headers.Location = $"{request.Path}".Trim('/') is { } path && path.Contains('/', StringComparison.Ordinal) ? $"/{path}?lang={words.Language}" : $"/?lang={words.Language}";
        }
        catch (Exception fault) when (fault is ArgumentException or FormatException)
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            context.Response.ContentType = "text/plain; charset=utf-8";
            await context.Response.WriteAsync(fault.Message, context.RequestAborted);
        }
    }

    private string Form(string path, string action, string submit, string fields, string? heading = null) => string.Create(CultureInfo.InvariantCulture, $"""
        {(heading is null ? "" : $"<h2>{heading}</h2>")}
        <form method="post" action="{path}?lang={words.Language}"><input type="hidden" name="action" value="{action}">{fields}<button>{submit}</button></form>

        """);

    private static string Field(string name, string label, bool required = true) => $"""<label>{label} <input name="{name}"{(required ? " required" : "")}></label>""";

    private string Of(string french, string english) => IsFrench ? french : english;
}
