using System.Globalization;
using System.Text;

namespace Relay.Sandbox.Web;

/// <summary>What a visitor of one Page, profile or chat would see, newest first; a thread stands together in its own order.</summary>
internal sealed class TimelinePage(LiveWorld world, Words words, TimeProvider clock)
{
    /// <summary>Null when there is no such place.</summary>
    public string? Render(string network, string target)
    {
        if (Name(network, target) is not { } name)
        {
            return null;
        }
        var posts = world.Posts(journal: true).Where(post => post.Network == network && post.Target == target && post.Time <= clock.GetUtcNow()).ToList();
        var answers = posts.Where(post => post.ReplyTo is not null).ToLookup(post => post.ReplyTo!);
        var known = posts.Select(post => post.Id).ToHashSet(StringComparer.Ordinal);
        var html = new StringBuilder();
        var forms = network == "telegram" ? new TelegramForms(world, words).OfChat(target, isOpen: posts.Count == 0) : "";
        html.Append(CultureInfo.InvariantCulture, $"<p class=\"soft\">{Layout.Escape(Handle(network, target))} · {words.Count(posts.Count)} · {words.Newest}</p>\n");
        foreach (var post in Enumerable.Reverse(posts).Where(post => post.ReplyTo is null || !known.Contains(post.ReplyTo)))
        {
            Thread(html, post, answers, depth: 0);
        }
        return Layout.Render(words, name, forms + (posts.Count == 0 ? $"<p>{words.Empty}</p>" : html.ToString()), $"/{network}/{target}");
    }

    private void Thread(StringBuilder html, Post post, ILookup<string, Post> answers, int depth)
    {
        Article(html, post, depth > 0);
        foreach (var answer in answers[post.Id].Where(_ => depth < 200))
        {
            Thread(html, answer, answers, depth + 1);
        }
    }

    private void Article(StringBuilder html, Post post, bool reply)
    {
        html.Append(CultureInfo.InvariantCulture, $"<article class=\"{(reply ? "reply" : "first")}{(post.Deleted ? " deleted" : "")}\">\n<p class=\"soft\">");
        foreach (var tag in Tags(post, reply))
        {
            html.Append("<span class=\"tag\">").Append(Layout.Escape(tag)).Append("</span>");
        }
        html.Append(CultureInfo.InvariantCulture, $"<time datetime=\"{post.Time.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss'Z'}\">{words.Time(post.Time)}</time> · {Layout.Escape(post.Id)}</p>\n");
        html.Append("<p class=\"text\">").Append(Layout.Escape(post.Text)).Append("</p>\n");
        if (post.Link is { } link)
        {
            html.Append(CultureInfo.InvariantCulture, $"<p>{words.Link} <a href=\"{Layout.Escape(link)}\" rel=\"noreferrer nofollow\">{Layout.Escape(link)}</a></p>\n");
        }
        foreach (var picture in post.Pictures)
        {
            var alt = Layout.Escape(picture.AltText ?? words.NoAltText);
            html.Append(CultureInfo.InvariantCulture, $"<figure><img src=\"/media/{picture.Key}\" alt=\"{alt}\" loading=\"lazy\"><figcaption aria-hidden=\"true\">{alt}</figcaption></figure>\n");
        }
        html.Append(new TelegramForms(world, words).Buttons(post));
        html.Append("</article>\n");
    }

    private IEnumerable<string> Tags(Post post, bool reply)
    {
        if (post.Deleted)
        {
            yield return words.Deleted;
        }
        if (!post.Published)
        {
            yield return words.Unpublished;
        }
        if (reply)
        {
            yield return words.Replies;
        }
        if (post.Topic is { } topic)
        {
            yield return $"{words.Topic} {Topic(post.Target, topic)}";
        }
        if (post.Edited is { } edited)
        {
            yield return $"{words.Edited} {words.Time(edited)}";
        }
    }

    private string Topic(string chat, string topic)
        => world.Accounts.Chats.FirstOrDefault(known => $"{known.Id}" == chat)?.Topics.FirstOrDefault(known => $"{known.Id}" == topic)?.Name ?? topic;

    private string? Name(string network, string target) => network switch
    {
        "facebook" => world.Accounts.Pages.FirstOrDefault(page => page.Id == target)?.Name,
        "x" => world.Accounts.Profiles.FirstOrDefault(profile => profile.Id == target)?.Name,
        "telegram" => world.Accounts.Chats.FirstOrDefault(chat => $"{chat.Id}" == target)?.Title,
        _ => null,
    };

    private string Handle(string network, string target) => network switch
    {
        "x" => "@" + world.Accounts.Profiles.First(profile => profile.Id == target).Username,
        "telegram" when world.Accounts.Chats.First(chat => $"{chat.Id}" == target).Username is { } username => "@" + username,
        _ => target,
    };
}
