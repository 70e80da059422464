using System.CommandLine;
using Relay.Core.Deliveries;
using Relay.Core.Deliveries.Halts;
using Relay.Core.Ids;
using Relay.Core.Texts;
using Relay.Worker.Control;
using Relay.Worker.Hosting;
using Relay.Worker.Service;

namespace Relay.Worker.Cli;

/// <summary><c>relay why</c>: why a publication went, waits or did not go; one sentence first, then every attempt. Reads only.</summary>
internal static class WhyCommand
{
    private const int Most = 50;

    public static Command Create(GlobalOptions globals, Surroundings around)
    {
        var publication = new Argument<string>("publication")
        {
            Description = globals.Of("Identifiant d'une publication ou d'un envoi, sa fin (8 caractères) ou son début, ou un élément comme party/event/42, ou 42 s'il est seul à s'appeler ainsi.",
                "Id of a publication or a delivery, its end (8 characters) or its start, or an item like party/event/42, or 42 where it alone is called so."),
        };
        var command = new Command("why", globals.Of("Dire pourquoi une publication est partie, attend ou n'est pas partie.", "Say why a publication went, waits or did not go.")) { publication };
        command.SetAction(async (parsed, cancel) =>
        {
            var screen = globals.ScreenOf(parsed, around);
            var (_, configuration) = await ConfigurationLoader.LoadAsync(parsed.GetValue(globals.Config), around, cancel);
            screen.Follow(configuration);
            await using var store = await StoreAccess.OpenReadOnlyAsync(configuration, around.Time, cancel);
            await using var parts = new ServiceCollection().AddLogging().AddRelayParts(configuration, store, around.Time).BuildServiceProvider();
            var asked = parsed.GetRequiredValue(publication);
            await parts.GetRequiredService<HaltBoard>().ReadAsync(store, configuration, cancel);
            var explainer = parts.GetRequiredService<Explainer>();
            var found = await store.Ledger.SearchAsync(asked, Most + 1, cancel);
            if (found.Count == 0)
            {
                asked = await ItemNames.WholeAsync(asked, configuration.Sources.Keys, store, cancel);
                found = await store.Ledger.SearchAsync(asked, Most + 1, cancel);
            }
            var isMore = found.Count > Most;
            found = [.. found.Take(Most)];
            var standings = await store.Ledger.StandingsAsync(cancel);
            // The same truth as "relay uncertain": a call without an end is nobody's while no worker runs.
            var isWorking = (await WorkerLook.AskAsync(configuration, around.Time, cancel)).MayWork;
            var shown = new List<WhyShown>();
            var known = new List<(Publication Publication, Delivery? Delivery)>();
            foreach (var one in found.OrderBy(WhySummary.IsShadow).ThenBy(publication => publication.ReleasedAt ?? publication.Plan.From))
            {
                known.Add((one, one.DeliveryId is { } id ? await store.Ledger.FindAsync(id, cancel) : null));
            }
            if (known.Count > 1)
            {
                var summary = WhySummary.Of(asked, known);
                screen.Say(summary.French, summary.English);
            }
            foreach (var (one, delivery) in known)
            {
                shown.Add(await ExplainAsync(one, delivery, store.Ledger, explainer, standings, isWorking, screen.Language, cancel));
                foreach (var change in (await store.Ledger.OfPublicationAsync(one.Id, cancel)).Where(other => other.Id != delivery?.Id))
                {
                    shown.Add(await ExplainAsync(one, change, store.Ledger, explainer, standings, isWorking, screen.Language, cancel));
                }
            }
            if (shown.Count == 0)
            {
                SomethingToDo.RequireChannels(configuration);
                shown.AddRange(await new ItemWhy(parts, store, configuration).ExplainAsync(asked, screen, cancel));
            }
            foreach (var one in shown)
            {
                Show(screen, one, explainer);
            }
            if (isMore)
            {
                screen.Note($"Il y en a plus de {Most} : seules les {Most} plus récentes sont montrées. Les {ShortId.Length} derniers caractères d'un identifiant n'en désignent qu'une.",
                    $"There are more than {Most}: only the {Most} newest are shown. The last {ShortId.Length} characters of an id mean only one.");
            }
            screen.Answer(shown, CliJson.Out.ListWhyShown);
            return ExitCode.Done;
        });
        return command;
    }

    private static async Task<WhyShown> ExplainAsync(Publication publication, Delivery? delivery, ILedger ledger, Explainer explainer, IReadOnlyList<Standing> standings, bool isWorking, string language, CancellationToken cancel)
    {
        var attempts = delivery is null ? [] : await ledger.AttemptsAsync(delivery.Id, cancel);
        return new(publication.Id.ToString(), delivery?.Id.ToString(), publication.Plan.Channel, publication.Plan.Key.ToString(), explainer.Explain(publication, delivery, language, standings, isWorking),
            delivery is null ? DeliveryWords.English(publication.State) : DeliveryWords.English(delivery.State),
            [.. (delivery?.Parts ?? []).Select(part => new PartShown(part.Index, part.State.ToString().ToLowerInvariant(), part.RemoteIds, part.RemoteLink))],
            [.. attempts.Select(attempt => new AttemptShown(attempt.Number, attempt.Part, attempt.StartedAt, attempt.EndedAt, attempt.Result, attempt.Reason is { } reason ? Phrase.Of(reason).In(language) : null))])
        {
            Name = publication.Plan.Key.Words,
        };
    }

    private static void Show(Screen screen, WhyShown why, Explainer explainer)
    {
        screen.Say(why.Sentence, why.Sentence);
        var id = why.Publication is null ? "" : $"  [{ShortId.Of(why.Publication)}]";
        screen.Say($"  {why.Name.French}{id}", $"  {why.Name.English}{id}");
        foreach (var part in why.Parts.Where(part => part.RemoteIds.Count > 0))
        {
            screen.Say($"  partie {part.Index + 1} : {string.Join(", ", part.RemoteIds)} {part.Link}", $"  part {part.Index + 1}: {string.Join(", ", part.RemoteIds)} {part.Link}");
        }
        foreach (var attempt in why.Attempts)
        {
            screen.Say($"  essai {attempt.Number} (partie {attempt.Part + 1}) le {explainer.At(attempt.StartedAt, why.Channel, screen.Language)} : {Result(attempt).French}",
                $"  attempt {attempt.Number} (part {attempt.Part + 1}) on {explainer.At(attempt.StartedAt, why.Channel, screen.Language)}: {Result(attempt).English}");
        }
    }

    /// <summary>What became of an attempt; its reason where there is one, for it says more.</summary>
    private static Phrase Result(AttemptShown attempt) => (attempt.Result, attempt.Reason) switch
    {
        (null, _) => new("coupé.", "cut off."),
        ("done", _) => new("réussi.", "succeeded."),
        (_, { } reason) => Phrase.Said(reason),
        (var kind, _) => KindOf(kind),
    };

    private static Phrase KindOf(string kind) => kind switch
    {
        "unknown" => new("sans réponse.", "no answer."),
        "throttled" => new("le réseau demande d'attendre.", "the network asks to wait."),
        "unavailable" => new("réseau injoignable.", "network out of reach."),
        "unauthorized" => new("accès refusé au compte.", "the account was refused."),
        "misconfigured" => new("un réglage ou une permission manque.", "a setting or a permission is missing."),
        "refused" => new("refusé.", "refused."),
        "duplicate" => new("le réseau l'a déjà.", "the network has it already."),
        "gone" => new("n'y est plus.", "it is not there any more."),
        _ => Phrase.Said(kind),
    };
}
