using System.Text;

namespace Relay.Sandbox.Web;

/// <summary>Every Page, profile and chat with the number of its posts.</summary>
internal sealed class IndexPage(LiveWorld world, Words words)
{
    public string Render()
    {
        var counts = world.Posts(journal: true).Where(post => !post.Deleted).CountBy(post => (post.Network, post.Target)).ToDictionary();
        var html = new StringBuilder();
        var accounts = world.Accounts;
        Section(html, "Facebook", accounts.Pages.Select(page => ("facebook", page.Id, page.Name, "")), counts);
        Section(html, "X", accounts.Profiles.Select(profile => ("x", profile.Id, profile.Name, "@" + profile.Username)), counts);
        Section(html, "Telegram", accounts.Chats.Select(chat => ("telegram", $"{chat.Id}", chat.Title, chat.Username is null ? "" : "@" + chat.Username)), counts);
        return Layout.Render(words, words.Title, html.ToString(), "/");
    }

    private void Section(StringBuilder html, string network, IEnumerable<(string Key, string Id, string Name, string Handle)> targets, Dictionary<(string, string), int> counts)
    {
        html.Append("<h2>").Append(network).Append("</h2>\n<ul class=\"accounts\">\n");
        foreach (var (key, id, name, handle) in targets)
        {
            html.Append("<li><span><a href=\"/").Append(key).Append('/').Append(Layout.Escape(id)).Append("?lang=").Append(words.Language).Append("\">").Append(Layout.Escape(name)).Append("</a> <span class=\"soft\">")
                .Append(Layout.Escape(handle)).Append("</span></span><span class=\"soft\">").Append(words.Count(counts.GetValueOrDefault((key, id)))).Append("</span></li>\n");
        }
        html.Append("</ul>\n");
    }
}
