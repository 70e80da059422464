using Relay.Core.Deliveries;
using Relay.Core.Items;
using Relay.Core.Planning;
using Relay.Store;

namespace Relay.Worker.Cli;

/// <summary>Says of an item that has no publication why no channel tells of it.</summary>
internal sealed class ItemWhy(IServiceProvider parts, RelayStore store)
{
    /// <summary>One line for each channel and moment that said no.</summary>
    /// <exception cref="CommandFailure">When nothing is known under that name.</exception>
    public async Task<IReadOnlyList<WhyShown>> ExplainAsync(string asked, string language, CancellationToken cancel)
    {
        if (Parse(asked) is not { } key || await store.Items.FindAsync(key, cancel) is not { } stored)
        {
            throw new CommandFailure(ExitCode.Refused, new(
                $"Rien n'est connu sous « {asked} » : donnez l'identifiant d'une publication ou d'un envoi (au moins 6 caractères), ou un élément comme party/event/42.",
                $"Nothing is known as '{asked}': give the id of a publication or a delivery (at least 6 characters), or an item like party/event/42."));
        }
        var now = parts.GetRequiredService<TimeProvider>().GetUtcNow();
        var plan = parts.GetRequiredService<Planner>().Plan(stored, new(await store.Ledger.ChannelsSeenAsync(cancel), new HashSet<(string, string)>(), now));
        var lines = plan.Not.Select(not => new WhyShown(null, null, not.Channel, $"{key} {not.Moment} → {not.Channel}", Explainer.Why(not.Rule, language), "none", [], []));
        var waiting = plan.Wanted.OrderBy(wanted => wanted.From).Select(wanted => new WhyShown(null, null, wanted.Channel, wanted.Key.ToString(),
            language == "fr" ? "Sera prévue à la prochaine planification." : "Will be planned in the next round.", "none", [], []));
        return [.. lines, .. waiting];
    }

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
