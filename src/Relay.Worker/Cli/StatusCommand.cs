using System.CommandLine;
using Relay.Core.Channels;
using Relay.Core.Deliveries;
using Relay.Core.Deliveries.Halts;
using Relay.Core.Inbox.Polling;
using Relay.Core.Items;
using Relay.Core.Planning;
using Relay.Core.Texts;
using Relay.Sources.Csv;
using Relay.Store;
using Relay.Worker.Control;
using Relay.Worker.Hosting;

namespace Relay.Worker.Cli;

/// <summary><c>relay status</c>: how much stands where, which sources answer, which accounts wait. Reads only.</summary>
internal static class StatusCommand
{
    private const int RowsShown = 20;

    public static Command Create(GlobalOptions globals, Surroundings around)
    {
        var command = new Command("status", globals.Of("Dire où en est Relay : éléments, publications, comptes, sources.", "Say how Relay stands: items, publications, accounts, sources."));
        command.SetAction(async (parsed, cancel) =>
        {
            var screen = globals.ScreenOf(parsed, around);
            var (_, configuration) = await ConfigurationLoader.LoadAsync(parsed.GetValue(globals.Config), around, cancel);
            screen.Follow(configuration);
            await using var store = await StoreAccess.OpenReadOnlyAsync(configuration, around.Time, cancel);
            var worker = await WorkerLook.AskAsync(configuration, around.Time, cancel);
            var now = around.Time.GetUtcNow();
            var (tally, next) = (await store.Ledger.TallyAsync(now, cancel), await store.Ledger.NextWindowAsync(now, cancel));
            var standings = await store.Ledger.StandingsAsync(cancel);
            var shown = new StatusShown(
                worker.Process, store.Place,
                await ItemsAsync(store.Items, configuration, cancel),
                tally.Publications.ToDictionary(pair => DeliveryWords.English(pair.Key), pair => pair.Value, StringComparer.Ordinal),
                tally.Deliveries.ToDictionary(pair => DeliveryWords.English(pair.Key), pair => pair.Value, StringComparer.Ordinal),
                tally.Shadows.ToDictionary(pair => DeliveryWords.English(pair.Key), pair => pair.Value, StringComparer.Ordinal),
                tally.Due, tally.WindowsOpen, tally.Duplicates, next,
                await SourcesAsync(store.Items, configuration, now, screen, cancel),
                [.. configuration.Accounts.Values.Select(account => Standing(account, standings, screen.Language))])
            {
                Alarms = [.. (await store.Alarms.OpenAsync(cancel)).Select(alarm => new AlarmShown(alarm.Key, alarm.Since, alarm.What.In(screen.Language), alarm.Step.In(screen.Language)))],
                NextDeparture = await NextDeparture.ReadAsync(store.Ledger, configuration, now, cancel),
                Unseen = worker.Denied?.In(screen.Language),
                Rehearsal = screen.Rehearsal,
                Tests = tally.Tests.Where(pair => pair.Key.Operation == Operation.Create).ToDictionary(pair => DeliveryWords.English(pair.Key.State), pair => pair.Value, StringComparer.Ordinal),
                Deletions = Of(Operation.Delete),
                Corrections = Of(Operation.Edit),
                Answers = Of(Operation.Answer),
                ShadowPlans = tally.ShadowPlans.ToDictionary(pair => DeliveryWords.English(pair.Key), pair => pair.Value, StringComparer.Ordinal),
                Reading = await ReadingAsync(store, configuration, now, cancel),
                Broadcasts = await BroadcastList.UnderWayAsync(store.Broadcasts, now, cancel),
                Halts = await StatusWarnings.HaltsAsync(store, configuration, cancel),
            };
            Show(screen, shown, tally);
            ShowNext(screen, shown, configuration, now);
            if (SomethingToDo.Missing(configuration) is { } lack)
            {
                screen.Note(lack.French, lack.English);
            }
            screen.Answer(shown, CliJson.Out.StatusShown);
            return ExitCode.Done;

            Dictionary<string, int> Of(Operation operation) => tally.Done.Where(pair => pair.Key.Operation == operation)
                .ToDictionary(pair => DeliveryWords.English(pair.Key.State), pair => pair.Value, StringComparer.Ordinal);
        });
        return command;
    }

    /// <summary>What stands in the store, but for the template's own examples: nobody wrote those.</summary>
    private static async Task<Dictionary<string, ItemsShown>> ItemsAsync(IItemStore items, ConfigurationInForce configuration, CancellationToken cancel)
    {
        var examples = new List<StoredItem>();
        foreach (var key in configuration.Sources.Keys.SelectMany(CsvTemplate.KeysOfExamples))
        {
            examples.AddRange(await items.FindAsync(key, cancel) is { } kept && CsvTemplate.IsExample(kept.Item) ? [kept] : []);
        }
        return (await items.CountAsync(cancel))
            .Select(count => (count.Kind, Shown: new ItemsShown(count.All - examples.Count(one => one.Item.Key.Kind == count.Kind), count.Present - examples.Count(one => one.Item.Key.Kind == count.Kind && one.Presence == ItemPresence.Present))))
            .Where(count => count.Shown.All > 0).ToDictionary(count => Word(count.Kind), count => count.Shown, StringComparer.Ordinal);
    }

    private static async Task<IReadOnlyList<SourceShown>> SourcesAsync(IItemStore items, ConfigurationInForce configuration, DateTimeOffset now, Screen screen, CancellationToken cancel)
    {
        var shown = new List<SourceShown>();
        foreach (var health in await items.HealthAsync(cancel))
        {
            var rows = health.Faults == 0 ? [] : await items.FaultsAsync(health.Source, screen.Json ? int.MaxValue : RowsShown, cancel);
            shown.Add(new(health.Source, health.LastGood, health.LastFailure is { } failure ? Phrase.Of(failure).In(screen.Language) : null, health.Faults, health.Brake is { } brake ? HarvestBrake.Say(brake, screen.Language) : null, health.Braked,
                [.. rows.Select(row => new RowShown(Word(row.Kind), row.Id, [.. row.Faults.Select(fault => new RowFaultShown(fault.Column, fault.In(screen.Language)))]))])
            {
                NextReading = NextReading.Of(configuration, health.Source, now),
            });
        }
        return shown;
    }

    private static async Task<IReadOnlyList<PollStanding>> ReadingAsync(RelayStore store, ConfigurationInForce configuration, DateTimeOffset now, CancellationToken cancel)
    {
        var rhythm = new PollRhythm(configuration.Engine.PollEvery ?? PollRhythm.UsualQuickest);
        var shown = new List<PollStanding>();
        foreach (var account in configuration.Accounts.Keys)
        {
            if (PollStanding.Of(account, await store.Marks.ListAsync(PollMark.PrefixOf(account), cancel), rhythm, now) is { } standing)
            {
                shown.Add(standing);
            }
        }
        return shown;
    }

    private static StandingShown Standing(Account account, IReadOnlyList<Standing> standings, string language)
    {
        var own = standings.Where(standing => standing.Account == account.Id).ToList();
        var whole = own.FirstOrDefault(standing => standing.Target.Length == 0);
        return new(account.Id, account.Network, account.IsNetworksOwn ? null : account.BaseAddress, whole?.Strikes ?? 0, whole?.HoldUntil, In(whole?.Paused),
            [.. own.Where(standing => standing.Target.Length > 0 && (standing.Paused is not null || standing.HoldUntil is not null)).Select(standing => new TargetShown(standing.Target, standing.HoldUntil, In(standing.Paused)))]);

        string? In(string? kept) => kept is null ? null : Phrase.Of(kept).In(language);
    }

    private static void Show(Screen screen, StatusShown status, LedgerTally tally)
    {
        var silenced = status.Halts.Any(halt => halt.Reach is HaltScope.All or HaltScope.KillSwitch);
        screen.Say(status.Unseen is { } unseen ? $"Impossible de savoir si Relay travaille : {unseen} ; magasin {status.Store}."
            : status.Process is { } process ? $"Relay travaille (processus {process}) avec {status.Store}{(silenced ? ", mais rien ne part : tout est en pause" : "")}." : $"Relay ne travaille pas en ce moment ; magasin {status.Store}.",
            status.Unseen is { } hidden ? $"Whether Relay works can't be seen: {hidden}; store {status.Store}."
            : status.Process is { } same ? $"Relay works (process {same}) with {status.Store}{(silenced ? ", but nothing leaves: everything is paused" : "")}." : $"Relay does not work at the moment; store {status.Store}.");
        StatusWarnings.Show(screen, status.Halts, status.Alarms);
        foreach (var (kind, count) in status.Items)
        {
            screen.Say($"  {Counted.French(count.Present, kind == "event" ? "événement" : "initiative")} dans la base, sur {count.All} en tout", $"  {Counted.English(count.Present, kind)} in the database, of {count.All} ever seen");
        }
        ShowLedger(screen, tally);
        BroadcastList.Show(screen, status.Broadcasts);
    }

    private static void ShowNext(Screen screen, StatusShown status, ConfigurationInForce configuration, DateTimeOffset now)
    {
        if (status.NextDeparture is { } next && OpeningWords.Of(configuration.Channels[next.Channel], next.At, now, screen.Zone) is var when)
        {
            var (what, english) = next.Shadow ? ("prochaine montrée à blanc", "next shown in the shadow stage") : ("prochain départ", "next to leave");
            var words = next.At <= now ? new Phrase("dès maintenant", "at once") : when;
            screen.Say($"  {what} : {words.French}, canal {next.Channel}{(next.Closed ? ", qui est fermé jusque-là" : "")}", $"  {english}: {words.English}, channel {next.Channel}{(next.Closed ? ", which is closed until then" : "")}");
        }
        foreach (var source in status.Sources)
        {
            ShowSource(screen, source, status.Process is not null || status.Unseen is not null);
        }
        foreach (var account in status.Accounts)
        {
            ShowAccount(screen, account);
            if (status.Reading.FirstOrDefault(reading => reading.Account == account.Id)?.Say(at => screen.At(at)) is { } reading)
            {
                screen.Say($"    {reading.French}", $"    {reading.English}");
            }
        }
    }

    private static void ShowLedger(Screen screen, LedgerTally tally)
    {
        foreach (var (state, count) in tally.Publications.Select(pair => (pair.Key, pair.Value - tally.ShadowPlans.GetValueOrDefault(pair.Key))).Where(pair => pair.Key != PublicationState.Released && pair.Item2 > 0))
        {
            screen.Say($"  {Counted.French(count, "publication")} {DeliveryWords.French(state, count)}", $"  {Counted.English(count, "publication")} {DeliveryWords.English(state)}");
        }
        foreach (var ((operation, state), count) in tally.Done.OrderBy(pair => pair.Key))
        {
            screen.Say($"  {DeliveryWords.French(count, operation, state)}", $"  {DeliveryWords.English(count, operation, state)}");
        }
        foreach (var ((operation, state), count) in tally.Tests.OrderBy(pair => pair.Key))
        {
            var (french, english) = DeliveryWords.OfTest(count, operation, state);
            screen.Say($"  {french}", $"  {english}");
        }
        foreach (var (state, count) in tally.ShadowPlans.Where(pair => pair.Key != PublicationState.Released))
        {
            // What is dropped here was only to be shown: nobody abandoned a publication.
            var dropped = state == PublicationState.Dropped;
            screen.Say($"  {count} à blanc : {(dropped ? "plus à montrer" : DeliveryWords.French(state, count))}", $"  {count} in the shadow stage: {(dropped ? "no longer to be shown" : DeliveryWords.English(state))}");
        }
        foreach (var (state, count) in tally.Shadows)
        {
            var shown = state == DeliveryState.Confirmed;
            screen.Say($"  {count} à blanc : {(shown ? count == 1 ? "montrée" : "montrées" : DeliveryWords.French(state, count))}", $"  {count} in the shadow stage: {(shown ? "shown" : DeliveryWords.English(state))}");
        }
    }

    private static void ShowSource(Screen screen, SourceShown source, bool isWorking)
    {
        var (french, english) = source.LastGood is { } good ? ($"lue le {screen.At(good)}", $"read on {screen.At(good)}") : ("jamais lue", "never read");
        var reading = source.NextReading is null ? null : NextReading.Words(screen, source.NextReading, isWorking);
        screen.Say($"  source {source.Id} : {french}, {Counted.French(source.Faults, "ligne laissée", "lignes laissées")} de côté{(reading is null ? "" : $" ; {reading.Value.French}")}", $"  source {source.Id}: {english}, {Counted.English(source.Faults, "row")} left out{(reading is null ? "" : $"; {reading.Value.English}")}");
        foreach (var row in source.LeftOut)
        {
            var why = string.Join(" ", row.Faults.Select(fault => screen.Language == "fr" ? $"{fault.Column} : {fault.Reason}" : $"{fault.Column}: {fault.Reason}"));
            // A row without an id is called by its place, which each of its faults names already.
            var id = row.Faults.All(fault => fault.Reason.StartsWith(row.Id, StringComparison.Ordinal)) ? "" : $" {row.Id}";
            screen.Say($"    {(row.Kind == "event" ? $"événement{id} laissé" : $"initiative{id} laissée")} de côté : {why}", $"    {row.Kind}{id} left out: {why}");
        }
        if (source.Faults > source.LeftOut.Count)
        {
            screen.Say($"    … et {source.Faults - source.LeftOut.Count} de plus ; toutes avec --json.", $"    … and {source.Faults - source.LeftOut.Count} more; all of them with --json.");
        }
        if (source.LastFailure is { } failure)
        {
            screen.Say($"    ne répond pas : {failure}", $"    does not answer: {failure}");
        }
        if (source.Brake is { } brake)
        {
            screen.Say($"    {Counted.French(source.Braked, "élément retenu", "éléments retenus")} : {brake} Décidez avec « relay brake accept|refuse {source.Id} ».", $"    {Counted.English(source.Braked, "item")} held: {brake} Decide with \"relay brake accept|refuse {source.Id}\".");
        }
    }

    private static void ShowAccount(Screen screen, StandingShown account)
    {
        var elsewhere = account.BaseAddress is { } address ? screen.Language == "fr" ? $", appels vers {address}" : $", calls go to {address}" : "";
        screen.Say($"  compte {account.Id} ({account.Network}{elsewhere}){Wait(screen, account.Paused, account.HoldUntil)}", $"  account {account.Id} ({account.Network}{elsewhere}){Wait(screen, account.Paused, account.HoldUntil)}");
        foreach (var target in account.Targets)
        {
            var place = Target.Parse(target.Target);
            var (inFrench, inEnglish) = target.Target == Core.Deliveries.Standing.Privately ? ("messages privés", "private messages") : (place.Real.Key, place.Real.Key);
            screen.Say($"    {inFrench}{(place.IsShadow ? " (à blanc)" : "")}{Wait(screen, target.Paused, target.HoldUntil)}", $"    {inEnglish}{(place.IsShadow ? " (shadow)" : "")}{Wait(screen, target.Paused, target.HoldUntil)}");
        }
    }

    private static string Wait(Screen screen, string? paused, DateTimeOffset? until) => (paused, until, screen.Language) switch
    {
        ({ } reason, _, "fr") => $" : EN PAUSE, {reason}",
        ({ } reason, _, _) => $": PAUSED, {reason}",
        (_, { } held, "fr") => $" : attend jusqu'à {screen.At(held)}",
        (_, { } held, _) => $": waits until {screen.At(held)}",
        _ => "",
    };

    private static string Word(ItemKind kind) => kind == ItemKind.Event ? "event" : "initiative";
}
