using Relay.Core.Channels;
using Relay.Core.Deliveries;
using Relay.Core.Items;

namespace Relay.Networks.Tests.Contract;

/// <summary>Makes a network do everything that it can, in the order of a publication's life.</summary>
internal static class EveryOperation
{
    /// <summary>Creates with 0, 1 and 2 pictures and as a thread, edits, looks for, and deletes all of it.</summary>
    /// <returns>What did not succeed.</returns>
    public static async Task<IReadOnlyList<string>> RunAsync(INetwork network, Account account, Target target, Uri pictures, TimeProvider clock)
    {
        var faults = new List<string>();
        var sent = new List<(Part Part, IReadOnlyList<string> Ids)>();
        foreach (var (text, count) in new[] { ("Réunion publique à Bordeaux & débat", 0), ("Marché de Libourne", 1), ("Journée de la plage", 2) })
        {
            var part = new Part(Guid.NewGuid(), 0, Markup(network, text), [.. Enumerable.Range(1, count).Select(number => new Image(new Uri(pictures, $"{number}.png"), $"Affiche {number}"))], null, new Uri("https://parti.example/e/7"));
            sent.Add((part, await CreateAsync(part)));
        }
        var answer = new Part(Guid.NewGuid(), 1, Markup(network, "Suite de la réunion"), [], sent[0].Ids[0]);
        sent.Add((answer, await CreateAsync(answer)));
        foreach (var (part, ids) in sent)
        {
            if (network is IEditPosts editor)
            {
                Note("edit", part, await editor.EditAsync(account, target, ids, part with { Text = part.Text + " (reportée)" }, CancellationToken.None));
            }
        }
        var found = await FindAsync(network, account, target, new Search(answer with { Text = answer.Text + (network is IEditPosts ? " (reportée)" : "") }, clock.GetUtcNow(), sent[0].Ids[0], null, new HashSet<string>()));
        if (found is not Finding.There there || !there.RemoteIds.SequenceEqual(sent[^1].Ids))
        {
            faults.Add($"find: {found}");
        }
        foreach (var (part, ids) in sent)
        {
            Note("delete", part, await ((IDeletePosts)network).DeleteAsync(account, target, ids, CancellationToken.None));
        }
        return faults;

        async Task<IReadOnlyList<string>> CreateAsync(Part part)
        {
            var outcome = await network.CreateAsync(account, target, part, CancellationToken.None);
            Note("create", part, outcome);
            return outcome is Outcome.Done done ? done.RemoteIds : ["0"];
        }

        void Note(string operation, Part part, Outcome outcome)
        {
            if (outcome is not Outcome.Done)
            {
                faults.Add($"{operation} with {part.Images.Count} pictures: {outcome}");
            }
        }
    }

    /// <summary>Takes the steps of one look.</summary>
    public static async Task<Finding> FindAsync(INetwork network, Account account, Target target, Search search)
    {
        var finding = await ((IFindOwnPosts)network).FindAsync(account, target, search, CancellationToken.None);
        for (var steps = 1; finding is Finding.More more && steps < 500; steps++)
        {
            finding = await ((IFindOwnPosts)network).FindAsync(account, target, search with { Cursor = more.Cursor }, CancellationToken.None);
        }
        return finding;
    }

    private static string Markup(INetwork network, string text) => network.Key is "telegram" ? $"<b>{text.Replace("&", "&amp;", StringComparison.Ordinal)}</b>" : text;
}
