using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Relay.Sandbox.Militants;
using Relay.Sandbox.Wire;
using Relay.Sandbox.X.Messages;

namespace Relay.Sandbox.X;

/// <summary>What people do on X: post, name a profile, answer, quote, write in private, change and take back what they wrote. Thread-safe.</summary>
internal sealed partial class XLife(XStore store, XMessageStore messages, WireSetting setting)
{
    public static readonly string[] Deeds = ["post", "mention", "reply", "quote", "message", "edit", "delete"];

    private const int MostEdits = 5;

    /// <summary>Does it; null for what nobody does here.</summary>
    public JsonNode? Do(Deed deed) => deed.Action switch
    {
        "post" => Post(deed, deed.Text("text"), null, null),
        "mention" => Post(deed, Naming(Profile(deed.Text("profile")), deed.Text("text")), null, null),
        "reply" => Reply(deed),
        "quote" => Post(deed, deed.Text("text"), null, Standing(deed.Text("post"))),
        "message" => Write(deed),
        "edit" => Edit(deed.Text("id"), deed.Text("text")),
        "delete" => Delete(deed.Text("id")),
        _ => null,
    };

    /// <summary>The profile of the party or of the public with that id, handle or name.</summary>
    private XProfile Profile(string named) => setting.World.Profiles.FirstOrDefault(known => known.Id == named || known.Username == named.TrimStart('@') || known.Name == named)
        ?? throw new ArgumentException($"There is no profile {named}.", nameof(named));

    private static XProfile Of(Militant person) => new(person.XId, person.Handle, person.Name, "", "", "", "", "") { Automated = person.Automated, Premium = true };

    private Tweet Standing(string id) => store.Find(id) is { Deleted: null } tweet ? tweet : throw new ArgumentException($"There is no post {id}.", nameof(id));

    // X names whoever is answered, unless the person takes the name out.
    private JsonObject Reply(Deed deed)
    {
        var above = Standing(deed.Text("post"));
        return Post(deed, deed.Flag("untagged") ? deed.Text("text") : Naming(above.Author, deed.Text("text")), above, null);
    }

    private static string Naming(XProfile profile, string text) => text.Contains($"@{profile.Username}", StringComparison.OrdinalIgnoreCase) ? text : $"@{profile.Username} {text}";

    private JsonObject Post(Deed deed, string text, Tweet? above, Tweet? quoted)
    {
        var id = store.NextId();
        var tweet = Words(new Tweet(id, Of(setting.Militants.Of(deed.Maybe("person"))), text, setting.Now)
        {
            Shown = "",
            ReplyTo = above?.Id,
            ReplyToUser = above?.Author.Id,
            Quoted = quoted?.Id,
            Conversation = above?.Conversation ?? id,
            History = [id],
            VisibleFrom = setting.Now,
        }, text, quoted);
        store.Add(tweet);
        return new JsonObject { ["post"] = id, ["author"] = tweet.Author.Id, ["text"] = tweet.Shown };
    }

    /// <summary>The text as X shows it, with the profiles that it names; a quote ends in the address of what it quotes.</summary>
    private Tweet Words(Tweet tweet, string text, Tweet? quoted)
    {
        var sent = quoted is null ? text : $"{text} https://x.com/{quoted.Author.Username}/status/{quoted.Id}";
        if (string.IsNullOrWhiteSpace(text) || TweetText.Weigh(text) > TweetText.Longest || !TweetText.IsValid(text))
        {
            throw new ArgumentException($"A post has 1 to {TweetText.Longest} characters.", nameof(text));
        }
        var (shown, entities) = ShortLinks.Rewrite(sent, tweet.Id, null);
        var mentions = new JsonArray();
        var named = new List<XProfile>();
        foreach (Match match in Handles().Matches(shown))
        {
            if (Known(match.Value[1..]) is { } profile)
            {
                var start = shown[..match.Index].EnumerateRunes().Count();
                named.Add(profile);
                mentions.Add((JsonNode)new JsonObject { ["start"] = start, ["end"] = start + match.Length, ["username"] = profile.Username, ["id"] = profile.Id });
            }
        }
        if (mentions.Count > 0)
        {
            (entities ??= [])["mentions"] = mentions;
        }
        return tweet with { Sent = text, Shown = shown, Entities = entities, Named = named };
    }

    private XProfile? Known(string handle) => setting.World.Profiles.FirstOrDefault(profile => profile.Username.Equals(handle, StringComparison.OrdinalIgnoreCase))
        ?? (setting.Militants.Find(person => person.Handle.Equals(handle, StringComparison.OrdinalIgnoreCase)) is { } militant ? Of(militant) : null);

    private JsonObject Write(Deed deed)
    {
        var person = Of(setting.Militants.Of(deed.Maybe("person")));
        var message = new XMessage(store.NextId(), Profile(deed.Text("profile")), person, person, deed.Text("text"), setting.Now);
        messages.Add(message);
        return new JsonObject { ["message"] = message.Id, ["conversation"] = message.Conversation, ["author"] = person.Id };
    }

    /// <summary>An edit is a new post with a number of its own, which names those before it.</summary>
    private JsonObject Edit(string id, string text)
    {
        if (store.Find(id) is not { Deleted: null, Superseded: false } before || !IsPublic(before) || before.History.Count > MostEdits)
        {
            throw new ArgumentException($"Nobody of the public wrote the post {id}, or it can't be changed any more.", nameof(id));
        }
        var number = store.NextId();
        var after = Words(before with { Id = number, History = [.. before.History, number], Created = setting.Now, VisibleFrom = setting.Now }, text, before.Quoted is { } quoted ? store.Find(quoted) : null);
        store.Add(after);
        return new JsonObject { ["edited"] = id, ["post"] = number };
    }

    private JsonObject Delete(string id)
    {
        if (store.Find(id) is { Deleted: null } tweet && IsPublic(tweet))
        {
            store.Delete(tweet);
        }
        else if (messages.Find(id) is { IsOurs: false } message)
        {
            messages.Delete(message);
        }
        else
        {
            throw new ArgumentException($"Nobody of the public wrote {id}.", nameof(id));
        }
        return new JsonObject { ["deleted"] = id };
    }

    private bool IsPublic(Tweet tweet) => setting.World.Profiles.All(profile => profile.Id != tweet.Author.Id);

    [GeneratedRegex(@"(?<![\w@/])@[A-Za-z0-9_]{1,15}(?!\w)", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 2000)]
    private static partial Regex Handles();
}
