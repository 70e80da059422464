using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Relay.Sandbox.Facebook.Comments;
using Relay.Sandbox.Facebook.Messages;
using Relay.Sandbox.Militants;
using Relay.Sandbox.Wire;

namespace Relay.Sandbox.Facebook.Notices;

/// <summary>Tells apps what happens on the Pages that they hear: fields <c>feed</c> and <c>messages</c> with its like, signed with the app's secret over the bytes. Source: developers.facebook.com, Webhooks.</summary>
internal sealed class FacebookNotices(AppSubscriptions apps, PageAccess pages, DisorderBoard disorder, WireSetting setting)
{
    /// <summary>A comment was written (<c>add</c>), changed (<c>edited</c>) or taken away (<c>remove</c>), by anybody, the Page included.</summary>
    public void Tell(FacebookComment comment, string verb)
    {
        var value = new JsonObject
        {
            ["from"] = new JsonObject { ["id"] = comment.Author.Id, ["name"] = comment.Author.Name },
            ["post_id"] = comment.Post,
            ["comment_id"] = comment.Id,
            ["created_time"] = comment.Created.ToUnixTimeSeconds(),
            ["item"] = "comment",
            ["parent_id"] = comment.Parent ?? comment.Post,
            ["verb"] = verb,
        };
        if (verb != "remove")
        {
            value["message"] = comment.Message;
        }
        Send(comment.Page, "feed", new JsonObject
        {
            ["id"] = comment.Page.Id,
            ["time"] = setting.Now.ToUnixTimeSeconds(),
            ["changes"] = new JsonArray(new JsonObject { ["field"] = "feed", ["value"] = value }),
        });
    }

    /// <summary>A message was written, by a person or by the Page; changed, or withdrawn.</summary>
    public void Tell(FacebookMessage message)
    {
        var (page, person) = (message.Conversation.Page, message.Conversation.Person);
        var (field, name, what) = message switch
        {
            { Deleted: true } => ("messages", "message", new JsonObject { ["mid"] = message.Id, ["is_deleted"] = true }),
            { Edits: > 0 } => ("message_edits", "message_edit", new JsonObject { ["mid"] = message.Id, ["text"] = message.Text, ["num_edit"] = message.Edits }),
            { IsOurs: true } => ("message_echoes", "message", new JsonObject { ["mid"] = message.Id, ["text"] = message.Text, ["is_echo"] = true, ["app_id"] = long.Parse(page.AppId, System.Globalization.CultureInfo.InvariantCulture) }),
            _ => ("messages", "message", new JsonObject { ["mid"] = message.Id, ["text"] = message.Text }),
        };
        if (field == "messages" && !message.Deleted)
        {
            AddTo(what, "reply_to", message.ReplyTo is { } answered ? new JsonObject { ["mid"] = answered } : null);
            AddTo(what, "quick_reply", message.Button is { } button ? new JsonObject { ["payload"] = button } : null);
        }
        Send(page, field, new JsonObject
        {
            ["id"] = page.Id,
            ["time"] = setting.Now.ToUnixTimeMilliseconds(),
            ["messaging"] = new JsonArray(new JsonObject
            {
                ["sender"] = new JsonObject { ["id"] = message.IsOurs ? page.Id : person.Id },
                ["recipient"] = new JsonObject { ["id"] = message.IsOurs ? person.Id : page.Id },
                ["timestamp"] = setting.Now.ToUnixTimeMilliseconds(),
                [name] = what,
            }),
        });
    }

    private static void AddTo(JsonObject json, string name, JsonNode? value)
    {
        if (value is not null)
        {
            json[name] = value;
        }
    }

    private void Send(FacebookPage page, string field, JsonObject entry)
    {
        if (apps.Find(page.AppId) is not { } app || !app.Fields.Contains(field) || !pages.Hears(page, page.AppId, field))
        {
            return;
        }
        foreach (var told in disorder.Pass([new JsonObject { ["object"] = "page", ["entry"] = new JsonArray(entry) }]))
        {
            // Letters beyond ASCII are escaped, as Meta escapes them, and what is signed is the escaped text.
            var body = Encoding.ASCII.GetBytes(told.ToJsonString());
            var signature = Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(page.AppSecret), body));
            setting.Callbacks.Tell(new Notice(app.Callback, body, [new("X-Hub-Signature-256", "sha256=" + signature)]));
        }
    }
}
