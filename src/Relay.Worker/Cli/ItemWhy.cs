using Relay.Core.Channels;
using Relay.Core.Deliveries;
using Relay.Core.Items;
using Relay.Core.Planning;
using Relay.Core.Planning.Moments;
using Relay.Core.Texts;
using Relay.Store;
using Relay.Worker.Control;

namespace Relay.Worker.Cli;

/// <summary>Says of an item that has no publication why no channel tells of it; of one that was never taken in, what its source says of it now.</summary>
internal sealed class ItemWhy(IServiceProvider parts, RelayStore store, ConfigurationInForce configuration)
{
    private readonly DateTimeOffset _now = parts.GetRequiredService<TimeProvider>().GetUtcNow();

    /// <summary>What is wrong with its row, then one line for each channel and moment that said no.</summary>
    /// <exception cref="CommandFailure">When nothing is known under that name.</exception>
    public async Task<IReadOnlyList<WhyShown>> ExplainAsync(string asked, Screen screen, CancellationToken cancel)
    {
        var language = screen.Language;
        var key = Parse(asked) ?? throw new CommandFailure(ExitCode.Refused, Found.Nothing(asked));
        var leftOut = await LeftOutAsync(key, language, cancel);
        if (await store.Items.FindAsync(key, cancel) is not { } stored)
        {
            return leftOut.Count > 0 ? leftOut : [Line(key, (await NeverTakenAsync(key, screen, cancel)).In(language))];
        }
        var plan = parts.GetRequiredService<Planner>().Plan(stored, new(await store.Ledger.ChannelsSeenAsync(cancel), new HashSet<(string, string)>(), _now));
        var lines = plan.Not.Select(not => new WhyShown(null, null, not.Channel, $"{key} {not.Moment} → {not.Channel}", Explainer.Why(not.Rule, language), "none", [], [])
        {
            Name = MomentWords.Of(not.Moment) is var moment ? new($"{key}, {moment.French} → {not.Channel}", $"{key}, {moment.English} → {not.Channel}") : default,
        });
        var waiting = plan.Wanted.OrderBy(wanted => wanted.From).Select(wanted => new WhyShown(null, null, wanted.Channel, wanted.Key.ToString(),
            language == "fr" ? "Sera prévue à la prochaine planification." : "Will be planned in the next round.", "none", [], []) { Name = wanted.Key.Words });
        return [.. leftOut, .. lines, .. waiting];
    }

    /// <summary>Why there is no item of this name, found out where it would come from.</summary>
    private async Task<Phrase> NeverTakenAsync(ItemKey key, Screen screen, CancellationToken cancel)
    {
        if (!configuration.Sources.TryGetValue(key.Source, out var settings))
        {
            var known = string.Join(", ", configuration.Sources.Keys);
            throw new CommandFailure(ExitCode.Refused, new($"Aucune source ne s'appelle « {key.Source} » : il y a {known}.", $"No source is called '{key.Source}': there are {known}."));
        }
        try
        {
            var lastRead = (await store.Items.HealthAsync(cancel)).FirstOrDefault(health => health.Source == key.Source)?.LastGood;
            return await settings.Source.FindAsync(key, cancel) switch
            {
                SourceRow.Good good when Publishable.WhyNot(new(good.Item, ItemVersions.Hash(good.Item), 1, _now, ItemPresence.Present)) is { } rule => new(Explainer.Why(rule, "fr"), Explainer.Why(rule, "en")),
                SourceRow.Good when lastRead is null => new($"La source « {key.Source} » n'a encore jamais été lue : « relay run » la lit, « relay plan » montre ce qui en sortirait.",
                    $"The source '{key.Source}' was never read yet: \"relay run\" reads it, \"relay plan\" shows what would come of it."),
                SourceRow.Good => new($"Nouvelle dans la source « {key.Source} », lue pour la dernière fois le {screen.At(lastRead!.Value)} : sera prise à la prochaine lecture.",
                    $"New in the source '{key.Source}', last read on {screen.At(lastRead.Value)}: the next poll takes it in."),
                SourceRow.Faulty faulty => new($"Sa ligne est laissée de côté : {Faults(faulty.Faults, "fr")}", $"Its row is left out: {Faults(faulty.Faults, "en")}"),
                _ => throw new CommandFailure(ExitCode.Refused, new($"« {key} » n'est pas dans la source « {key.Source} », et n'y a jamais été vu par Relay.", $"'{key}' is not in the source '{key.Source}', and Relay never saw it there.")),
            };
        }
        catch (SourceUnavailableException silent)
        {
            throw new CommandFailure(ExitCode.Unreachable, new($"Relay ne l'a jamais vu, et la source « {key.Source} » ne répond pas : {silent.Reason.French}", $"Relay never saw it, and the source '{key.Source}' does not answer: {silent.Reason.English}"));
        }
    }

    // A row that is wrong became no item, or keeps the last good version of one.
    private async Task<IReadOnlyList<WhyShown>> LeftOutAsync(ItemKey key, string language, CancellationToken cancel)
        => [.. (await store.Items.FaultsAsync(key.Source, int.MaxValue, cancel)).Where(row => row.Kind == key.Kind && row.Id == key.Id).Select(row =>
        {
            var why = Faults(row.Faults, language);
            return Line(key, language == "fr" ? $"Sa ligne a été laissée de côté à la dernière lecture : {why}" : $"Its row was left out at the last reading: {why}");
        })];

    private static WhyShown Line(ItemKey key, string sentence) => new(null, null, null, key.ToString(), sentence, "none", [], []);

    private static string Faults(IReadOnlyList<RowFault> faults, string language) => string.Join(" ", faults.Select(fault => language == "fr" ? $"{fault.Column} : {fault.In(language)}" : $"{fault.Column}: {fault.In(language)}"));

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
