using Relay.Core.Channels.Connecting;
using Relay.Networks.Facebook.Access;

namespace Relay.Networks.Facebook.Connecting;

/// <summary>The Pages on which a person has a role, with their tokens, and the one that she chooses.</summary>
internal sealed class ManagedPages(GraphReader graph)
{
    private const int MostAnswers = 50;

    /// <summary>Lists all, answer after answer, and has her choose by name; a renewed account keeps its Page without a question.</summary>
    public async Task<ManagedPage> ChooseAsync(IDialogue dialogue, GraphPlace place, string token, string? known, CancellationToken cancel)
    {
        var pages = await ListAsync(place, token, cancel);
        if (known is not null)
        {
            return pages.FirstOrDefault(page => page.Id == known) ?? throw AccessFaults.RoleLost(known);
        }
        var names = Names(pages);
        var question = names.Count == 1 ? ConnectQuestions.Page with { Default = names[0] } : ConnectQuestions.Page;
        return names.Count == 0 ? throw AccessFaults.NoPage() : pages[(await dialogue.ChooseAsync(question, names, cancel))[0]];
    }

    /// <summary>A name each; Pages of the same name are told apart by what they are, then by the end of their number.</summary>
    internal static IReadOnlyList<string> Names(IReadOnlyList<ManagedPage> pages)
    {
        var plain = pages.CountBy(page => page.Name!).ToDictionary();
        var fuller = pages.CountBy(Fuller).ToDictionary();
        return [.. pages.Select(page => plain[page.Name!] == 1 ? page.Name! : fuller[Fuller(page)] == 1 ? Fuller(page) : $"{Fuller(page)} …{page.Id![^Math.Min(4, page.Id!.Length)..]}")];

        static string Fuller(ManagedPage page) => string.IsNullOrEmpty(page.Category) ? page.Name! : $"{page.Name} ({page.Category})";
    }

    private async Task<List<ManagedPage>> ListAsync(GraphPlace place, string token, CancellationToken cancel)
    {
        var pages = new List<ManagedPage>();
        string? after = null;
        for (var answer = 0; answer < MostAnswers; answer++)
        {
            List<KeyValuePair<string, string>> query = [new("fields", "id,name,access_token,category,tasks"), new("limit", "100")];
            if (after is not null)
            {
                query.Add(new("after", after));
            }
            var read = await graph.GetAsync(place, token, "me/accounts", query, FacebookAccessJson.Default.PagesRead, cancel);
            var list = read.Value ?? throw AccessFaults.Refused(AccessFaults.Pages, read.Refusal!);
            // A Page without a token is one that was not ticked.
            pages.AddRange((list.Data ?? []).Where(page => page is { Id.Length: > 0, Name.Length: > 0, AccessToken.Length: > 0 } && pages.All(known => known.Id != page.Id)));
            after = list.Paging?.Next is null ? null : list.Paging.Cursors?.After;
            if (string.IsNullOrEmpty(after))
            {
                return pages;
            }
        }
        return pages;
    }
}
