using System.Globalization;
using System.Text;

namespace Relay.Sandbox.Web;

/// <summary>What a visitor of one Page, profile or chat would see, newest first; a thread stands together in its own order.</summary>
internal sealed class TimelinePage(LiveWorld world, Words words, TimeProvider clock, string? person)
{
    private readonly PeopleForms _people = new(world, words, person);

    /// <summary>Null when there is no such place.</summary>
    public string? Render(string network, string target)
    {
        if (Name(network, target) is not { } name)
        {
            return null;
        }
        var all = world.Posts(journal: true).Concat(world.Heard()).Concat(world.Brought()).Where(post => post.Network == network && post.Target == target && post.Time <= clock.GetUtcNow())
            .OrderBy(post => post.Time).ThenBy(post => post.Id.Length).ThenBy(post => post.Id, StringComparer.Ordinal).ToList();
        var isTalk = network != "telegram"; // a private chat on Telegram has a page of its own
        var posts = all.Where(post => !isTalk || post.PrivateWith is null).ToList();
        var answers = posts.Where(post => post.ReplyTo is not null).ToLookup(post => post.ReplyTo!);
        var known = posts.Select(post => post.Id).ToHashSet(StringComparer.Ordinal);
        var html = new StringBuilder();
        var play = words.Language == "fr" ? "Jouer le public" : "Play the public";
        var forms = $"<details{(all.Count == 0 ? " open" : "")}><summary>{play}</summary>\n{_people.OfPlace(network, target)}{(network == "telegram" ? new TelegramForms(world, words).OfChat(target) : "")}</details>\n";
        html.Append(CultureInfo.InvariantCulture, $"<p class=\"soft\">{Layout.Escape(Handle(network, target))} · {words.Count(posts.Count(post => post.Author is null))} · {words.Newest}</p>\n");
        foreach (var post in Enumerable.Reverse(posts).Where(post => post.ReplyTo is null || !known.Contains(post.ReplyTo)))
        {
            Thread(html, post, null, answers, depth: 0);
        }
        Talks(html, all.Where(post => isTalk && post.PrivateWith is not null));
        return Layout.Render(words, name, forms + (all.Count == 0 ? $"<p>{words.Empty}</p>" : html.ToString()), $"/{network}/{target}");
    }

    /// <summary>Private conversations, one person after the other, in the order of writing.</summary>
    private void Talks(StringBuilder html, IEnumerable<Post> messages)
    {
        foreach (var talk in messages.GroupBy(message => message.PrivateWith!))
        {
            html.Append(CultureInfo.InvariantCulture, $"<h2>{(words.Language == "fr" ? "En privé avec" : "In private with")} {Layout.Escape(talk.Key)}</h2>\n");
            foreach (var message in talk)
            {
                Article(html, message, null);
            }
        }
    }

    private void Thread(StringBuilder html, Post post, Post? above, ILookup<string, Post> answers, int depth)
    {
        Article(html, post, above);
        foreach (var answer in answers[post.Id].Where(_ => depth < 200))
        {
            Thread(html, answer, post, answers, depth + 1);
        }
    }

    private void Article(StringBuilder html, Post post, Post? above)
    {
        html.Append(CultureInfo.InvariantCulture, $"<article class=\"{(above is null ? "first" : "reply")}{(post.Deleted ? " deleted" : "")}{(post.Author is null ? "" : " public")}\" id=\"p-{Layout.Escape(post.Id)}\">\n<p class=\"soft\">");
        if (post.Author is { } author)
        {
            html.Append(CultureInfo.InvariantCulture, $"<strong class=\"author\">{Layout.Escape(author)}</strong> · ");
        }
        foreach (var tag in Tags(post, above))
        {
            html.Append("<span class=\"tag\">").Append(Layout.Escape(tag)).Append("</span>");
        }
        html.Append(CultureInfo.InvariantCulture, $"<time datetime=\"{post.Time.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss'Z'}\">{words.Time(post.Time)}</time> · {Layout.Escape(post.Id)}</p>\n");
        html.Append("<p class=\"text\">").Append(Layout.Escape(post.Text)).Append("</p>\n");
        if (post.Link is { } link)
        {
            html.Append(CultureInfo.InvariantCulture, $"<p>{words.Link} <a href=\"{Layout.Escape(link)}\" rel=\"noreferrer nofollow\">{Layout.Escape(link)}</a></p>\n");
        }
        if (post.File is { } file)
        {
            html.Append(CultureInfo.InvariantCulture, $"<details><summary>{Layout.Escape(file.Name)}</summary><pre>{Layout.Escape(file.Content)}</pre></details>\n");
        }
        foreach (var picture in post.Pictures)
        {
            var alt = Layout.Escape(picture.AltText ?? words.NoAltText);
            html.Append(CultureInfo.InvariantCulture, $"<figure><img src=\"/media/{picture.Key}\" alt=\"{alt}\" loading=\"lazy\"><figcaption aria-hidden=\"true\">{alt}</figcaption></figure>\n");
        }
        html.Append(_people.Under(post));
        html.Append("</article>\n");
    }

    private IEnumerable<string> Tags(Post post, Post? above)
    {
        if (post.Deleted)
        {
            yield return words.Deleted;
        }
        if (!post.Published)
        {
            yield return words.Unpublished;
        }
        if (above is { Author: { } answered })
        {
            yield return $"{words.Answers} {answered}";
        }
        else if (above is not null && post.Author is null)
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
