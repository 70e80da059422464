using System.Globalization;
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
        html.Append(new PeopleForms(world, words, null).ToABot()).Append(new TelegramForms(world, words).NewChat());
        return Layout.Render(words, words.Title, html.ToString(), "/");
    }

    private void Section(StringBuilder html, string network, IEnumerable<(string Key, string Id, string Name, string Handle)> targets, Dictionary<(string, string), int> counts)
    {
        html.Append("<h2>").Append(network).Append("</h2>\n<ul class=\"accounts\">\n");
        foreach (var (key, id, name, handle) in targets)
        {
            var address = $"/{key}/{Layout.Escape(id)}?lang={words.Language}";
            html.Append(CultureInfo.InvariantCulture, $"""
                <li><span><a href="{address}">{Layout.Escape(name)}</a> <span class="soft">{Layout.Escape(handle)}</span></span>
                <span class="soft">{words.Count(counts.GetValueOrDefault((key, id)))}</span></li>

                """);
        }
        html.Append("</ul>\n");
    }
}
