using System.CommandLine;
using Relay.Core.Conversations.Settling;
using Relay.Core.Ids;
using Relay.Worker.Control.People;
using Relay.Worker.Hosting;

namespace Relay.Worker.Cli.Contacts;

/// <summary><c>relay contacts requests</c>: who has used a right over their data and waits for the answer, with the days that are left of the month (DP-28). Reads only.</summary>
internal static class ListRequests
{
    private const int Most = 1000;

    public static Command Create(GlobalOptions globals, Surroundings around)
    {
        var command = new Command("requests", globals.Of("Lister les demandes de personnes sur leurs données, avec les jours qui restent du mois légal.", "List people's requests about their data, with the days that are left of the month that the law gives."));
        command.SetAction(async (parsed, cancel) =>
        {
            var screen = globals.ScreenOf(parsed, around);
            var (_, configuration) = await ConfigurationLoader.LoadAsync(parsed.GetValue(globals.Config), around, cancel);
            screen.Follow(configuration);
            await using var store = await StoreAccess.OpenReadOnlyAsync(configuration, around.Time, cancel);
            var now = around.Time.GetUtcNow();
            IReadOnlyList<RequestShown> shown = [.. (await store.Waiting.OfAsync(WaitReason.DataRequest, Most, cancel)).Select(one => new RequestShown(
                one.Interaction, one.Account, one.Contact is { } contact ? $"{contact}" : null, one.Since, one.Waiting.Deadline, (int)Math.Floor((one.Waiting.Deadline - now).TotalDays)))];
            Show(screen, shown);
            screen.Answer(shown, CliJson.Out.IReadOnlyListRequestShown);
            return ExitCode.Done;
        });
        return command;
    }

    private static void Show(Screen screen, IReadOnlyList<RequestShown> requests)
    {
        if (requests.Count == 0)
        {
            screen.Say("Aucune demande n'attend.", "No request waits.");
            return;
        }
        foreach (var one in requests)
        {
            var id = one.Id.Length > EndWaiting.Shown ? one.Id[..EndWaiting.Shown] : one.Id;
            var (french, english) = one.DaysLeft < 0 ? ("délai passé", "time is over") : (Counted.French(one.DaysLeft, "jour restant", "jours restants"), Counted.English(one.DaysLeft, "day left", "days left"));
            screen.Say($"  {id}  {french} (avant le {screen.At(one.Deadline)}) · {one.Account} · {(one.Contact is null ? "dite en public : personne n'est gardé" : $"contact {ShortId.Of(one.Contact)}")} · reçue le {screen.At(one.Since)}",
                $"  {id}  {english} (before {screen.At(one.Deadline)}) · {one.Account} · {(one.Contact is null ? "said in public: nobody is kept" : $"contact {ShortId.Of(one.Contact)}")} · came {screen.At(one.Since)}");
        }
        screen.Say("Répondez avec « relay contacts export », « erase » ou « oppose », puis notez-le : relay inbox done IDENTIFIANT", "Answer with \"relay contacts export\", \"erase\" or \"oppose\", then note it: relay inbox done ID");
    }
}

/// <summary>A request that waits; <paramref name="Contact"/> is null where it was said in public, and <paramref name="DaysLeft"/> is negative once the month is over.</summary>
internal sealed record RequestShown(string Id, string Account, string? Contact, DateTimeOffset Since, DateTimeOffset Deadline, int DaysLeft);
