using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Relay.Sandbox.Militants;
using Relay.Sandbox.Wire;
using Relay.Sandbox.X.Messages;

namespace Relay.Sandbox.X.Notices;

/// <summary>Tells apps what happens to the profiles that they hear, as the X Activity API does: old field names, and direct messages in the form of the API before it. Source: docs.x.com, activity.</summary>
internal sealed class XNotices(XWebhooks webhooks, XStore store, DisorderBoard disorder, WireSetting setting)
{
    private static readonly XQuery Everything = XQuery.Of(
        ("tweet.fields", "author_id,created_at,conversation_id,entities,in_reply_to_user_id,referenced_tweets,edit_controls,reply_settings,public_metrics,possibly_sensitive,lang"),
        ("expansions", "author_id,referenced_tweets.id,entities.mentions.username"), ("user.fields", "affiliation,verified,verified_type,protected,created_at,description"));

    /// <summary>Somebody posted.</summary>
    public void Tell(Tweet tweet)
    {
        var author = tweet.Author.Id;
        var body = new JsonObject();
        XJson.With(body, [tweet], Everything, store.Find);
        void Send(string kind, string profile) => this.Send(kind, profile, XJson.Tweet(tweet, Everything).AsObject(), body["includes"]);

        Send("post.create", author);
        foreach (var named in tweet.Named.Select(profile => profile.Id).Distinct().Where(id => id != author))
        {
            Send("post.mention.create", named);
        }
        if (tweet.ReplyToUser is { } answered && answered != author)
        {
            Send("post.reply.create", answered);
        }
        if (tweet.Quoted is { } quoted && store.Find(quoted) is { } told && told.Author.Id != author)
        {
            Send("post.quote.create", told.Author.Id);
        }
    }

    /// <summary>Somebody deleted a post; X tells only its author's own app.</summary>
    public void TellGone(Tweet tweet) => Send("post.delete", tweet.Author.Id, new JsonObject { ["id"] = tweet.Id, ["author_id"] = tweet.Author.Id }, null);

    /// <summary>Somebody wrote in private.</summary>
    public void Tell(XMessage message)
    {
        var recipient = message.IsOurs ? message.Person : message.Profile;
        Send(message.IsOurs ? "dm.sent" : "dm.received", message.Profile.Id, new JsonObject
        {
            ["direct_message_events"] = new JsonArray(new JsonObject
            {
                ["type"] = "message_create",
                ["id"] = message.Id,
                ["created_timestamp"] = message.Created.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture),
                ["message_create"] = new JsonObject
                {
                    ["target"] = new JsonObject { ["recipient_id"] = recipient.Id },
                    ["sender_id"] = message.Sender.Id,
                    ["message_data"] = new JsonObject { ["text"] = ShortLinks.Rewrite(message.Text, message.Id, null).Text, ["entities"] = new JsonObject { ["hashtags"] = new JsonArray(), ["symbols"] = new JsonArray(), ["user_mentions"] = new JsonArray(), ["urls"] = new JsonArray() } },
                },
            }),
            ["users"] = new JsonObject
            {
                [message.Person.Id] = new JsonObject { ["data"] = XJson.User(message.Person, Everything.List("user.fields")) },
                [message.Profile.Id] = new JsonObject { ["data"] = XJson.User(message.Profile, Everything.List("user.fields")) },
            },
        }, null);
    }

    private void Send(string kind, string profile, JsonObject payload, JsonNode? includes)
    {
        foreach (var (subscription, webhook) in webhooks.Listening(kind, profile))
        {
            var data = new JsonObject
            {
                ["event_uuid"] = BitConverter.ToInt64(RandomNumberGenerator.GetBytes(8)).ToString(CultureInfo.InvariantCulture), // negative at times, as X's are
                ["filter"] = new JsonObject { ["user_id"] = profile },
                ["event_type"] = kind,
                ["tag"] = subscription.Tag,
                ["payload"] = payload.DeepClone(),
            };
            if (includes is not null)
            {
                data["includes"] = includes.DeepClone();
            }
            foreach (var told in disorder.Pass([new JsonObject { ["data"] = data }]))
            {
                var body = Encoding.UTF8.GetBytes(told.ToJsonString());
                setting.Callbacks.Tell(new Notice(webhook.Address, body, [new("x-twitter-webhooks-signature", XWebhooks.Sign(body, webhook.Secret))]));
            }
        }
    }
}
