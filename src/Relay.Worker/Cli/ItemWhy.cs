using Relay.Core.Deliveries;
using Relay.Core.Items;
using Relay.Core.Planning;
using Relay.Store;

namespace Relay.Worker.Cli;

/// <summary>Says of an item that has no publication why no channel tells of it.</summary>
internal sealed class ItemWhy(IServiceProvider parts, RelayStore store)
{
    /// <summary>What is wrong with its row, then one line for each channel and moment that said no.</summary>
    /// <exception cref="CommandFailure">When nothing is known under that name.</exception>
    public async Task<IReadOnlyList<WhyShown>> ExplainAsync(string asked, string language, CancellationToken cancel)
    {
        var key = Parse(asked);
        var leftOut = key is null ? [] : await LeftOutAsync(key, language, cancel);
        if (key is null || await store.Items.FindAsync(key, cancel) is not { } stored)
        {
            return leftOut.Count > 0 ? leftOut : throw new CommandFailure(ExitCode.Refused, new(
                $"Rien n'est connu sous « {asked} » : donnez l'identifiant d'une publication ou d'un envoi (au moins 6 caractères), ou un élément comme party/event/42.",
                $"Nothing is known as '{asked}': give the id of a publication or a delivery (at least 6 characters), or an item like party/event/42."));
        }
        var now = parts.GetRequiredService<TimeProvider>().GetUtcNow();
        var plan = parts.GetRequiredService<Planner>().Plan(stored, new(await store.Ledger.ChannelsSeenAsync(cancel), new HashSet<(string, string)>(), now));
        var lines = plan.Not.Select(not => new WhyShown(null, null, not.Channel, $"{key} {not.Moment} → {not.Channel}", Explainer.Why(not.Rule, language), "none", [], []));
        var waiting = plan.Wanted.OrderBy(wanted => wanted.From).Select(wanted => new WhyShown(null, null, wanted.Channel, wanted.Key.ToString(),
            language == "fr" ? "Sera prévue à la prochaine planification." : "Will be planned in the next round.", "none", [], []));
        return [.. leftOut, .. lines, .. waiting];
    }

    // A row that is wrong became no item, or keeps the last good version of one.
    private async Task<IReadOnlyList<WhyShown>> LeftOutAsync(ItemKey key, string language, CancellationToken cancel)
        => [.. (await store.Items.FaultsAsync(key.Source, int.MaxValue, cancel)).Where(row => row.Kind == key.Kind && row.Id == key.Id).Select(row =>
        {
            var why = string.Join(" ", row.Faults.Select(fault => language == "fr" ? $"{fault.Column} : {fault.In(language)}" : $"{fault.Column}: {fault.In(language)}"));
            return new WhyShown(null, null, null, key.ToString(), language == "fr" ? $"Sa ligne a été laissée de côté à la dernière lecture : {why}" : $"Its row was left out at the last reading: {why}", "none", [], []);
        })];

    private static ItemKey? Parse(string text)
    {
        try
        {
            return ItemKey.Parse(text);
        }
        catch (FormatException)
        {
            return null; // the caller says that nothing is known under this name
        }
    }
}
