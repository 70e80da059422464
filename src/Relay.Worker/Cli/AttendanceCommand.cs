using System.CommandLine;
using Relay.Core.Channels;
using Relay.Core.Conversations.Settling;
using Relay.Core.Items;
using Relay.Core.Returns;
using Relay.Worker.Control;
using Relay.Worker.Control.People;
using Relay.Worker.Hosting;

namespace Relay.Worker.Cli;

/// <summary><c>relay attendance EVENT</c>: who comes, for a section's door. Names and numbers of heads; no address, number or id at a network. Who looked is written into the audit first.</summary>
internal static class AttendanceCommand
{
    public static Command Create(GlobalOptions globals, Surroundings around)
    {
        var item = new Argument<string>("event") { HelpName = globals.Of("ÉVÉNEMENT", "EVENT"), Description = globals.Of("Un événement comme party/event/42, ou 42 s'il est seul à s'appeler ainsi.", "An event like party/event/42, or 42 where it alone is called so.") };
        var csv = new Option<bool>("--csv") { Description = globals.Of("En CSV, pour un tableur.", "As CSV, for a spreadsheet.") };
        var command = new Command("attendance", globals.Of("Donner la liste de qui vient à un événement, pour la porte.", "Give the list of who comes to an event, for the door.")) { item, csv };
        command.SetAction(async (parsed, cancel) =>
        {
            var screen = globals.ScreenOf(parsed, around);
            var loaded = await ConfigurationLoader.LoadAsync(parsed.GetValue(globals.Config), around, cancel);
            var configuration = loaded.InForce;
            screen.Follow(configuration);
            var (key, face) = await EventAsync(configuration, parsed.GetRequiredValue(item), around, cancel);
            // Before it is shown, as with everything that names people.
            await Changes.ApplyAsync(loaded, new ControlRequest(NoteAccess.Name, new Dictionary<string, string>(StringComparer.Ordinal) { [NoteAccess.Event] = $"{key}" }), makesStore: false, around, cancel);
            await using var store = await StoreAccess.OpenReadOnlyAsync(configuration, around.Time, cancel);
            var shown = Shown(key, face, await store.Returns.AttendeesAsync(key, around.Time.GetUtcNow(), cancel));
            Show(screen, shown, face, parsed.GetValue(csv));
            screen.Answer(shown, CliJson.Out.AttendanceShown);
            return ExitCode.Done;
        });
        return command;
    }

    private static async Task<(ItemKey Key, Event Face)> EventAsync(ConfigurationInForce configuration, string item, Surroundings around, CancellationToken cancel)
    {
        await using var store = await StoreAccess.OpenReadOnlyAsync(configuration, around.Time, cancel);
        var asked = await ItemNames.WholeAsync(item, configuration.Sources.Keys, store, cancel);
        return asked.Split('/') is [_, "event", ..] && await store.Items.FindAsync(ItemKey.Parse(asked), cancel) is { Face: Event face } ? (ItemKey.Parse(asked), face) : throw new CommandFailure(
            ExitCode.Refused, new($"Aucun événement ne s'appelle « {asked} » : « relay plan » montre ceux qu'il y a.", $"No event is called '{asked}': \"relay plan\" shows those that there are."));
    }

    private static AttendanceShown Shown(ItemKey key, Event face, IReadOnlyList<Attendee> all)
    {
        var coming = all.Where(one => one.Answer != RsvpAnswer.No).OrderBy(one => one.Answer switch { RsvpAnswer.Yes => 0, RsvpAnswer.Maybe => 1, _ => 2 })
            .ThenBy(one => one.Answer == RsvpAnswer.Waitlist ? "" : one.Name ?? "\uffff", StringComparer.CurrentCultureIgnoreCase); // who waits, in the order of asking
        return new(
            $"{key}", face.Title, face.Starts, face.Place, all.Where(one => one.Answer == RsvpAnswer.Yes).Sum(one => one.Heads), all.Count(one => one.Answer == RsvpAnswer.No),
            [.. coming.Select(one => new AttendeeShown(one.Name, WordOf(one.Answer), one.Heads, one.At, one.IsReachable))]);
    }

    private static string WordOf(RsvpAnswer answer) => answer switch { RsvpAnswer.Yes => "yes", RsvpAnswer.Maybe => "maybe", RsvpAnswer.No => "no", _ => "waitlist" };

    private static void Show(Screen screen, AttendanceShown list, Event face, bool csv)
    {
        if (csv)
        {
            screen.Say("nom;réponse;nombre;joignable", "name;answer;heads;reachable");
            foreach (var one in list.People)
            {
                screen.Say($"{Cell(one.Name)};{French(one.Answer)};{one.Heads};{(one.Reachable ? "oui" : "non")}", $"{Cell(one.Name)};{one.Answer};{one.Heads};{(one.Reachable ? "yes" : "no")}");
            }
            return;
        }
        // For the door: what it is, when and where, on the event's own clock.
        var where = face.Place is { } place ? $", {HostileLine.Of(place, 120)}" : "";
        screen.Say($"{HostileLine.Of(face.Title, 120)}, {screen.At(face.Starts, face.Zone)}{where}", $"{HostileLine.Of(face.Title, 120)}, {screen.At(face.Starts, face.Zone)}{where}");
        screen.Say($"{list.Event} : {Counted.French(list.Heads, "personne attendue", "personnes attendues")}.", $"{list.Event}: {Counted.English(list.Heads, "person", "people")} expected.");
        foreach (var one in list.People)
        {
            var name = HostileLine.Of(one.Name ?? "", 60);
            screen.Say($"  [ ] {(name.Length > 0 ? name : "(nom non gardé)")}{(one.Heads > 1 ? $" · {one.Heads}" : "")}{(one.Answer == "yes" ? "" : $" · {French(one.Answer)}")}{(one.Reachable ? "" : " · ne peut plus être prévenu")}",
                $"  [ ] {(name.Length > 0 ? name : "(name not kept)")}{(one.Heads > 1 ? $" · {one.Heads}" : "")}{(one.Answer == "yes" ? "" : $" · {one.Answer}")}{(one.Reachable ? "" : " · can't be told of a change")}");
        }
    }

    private static string French(string answer) => answer switch { "yes" => "oui", "maybe" => "peut-être", "no" => "non", _ => "liste d'attente" };

    // A name that a spreadsheet would calculate is kept a text.
    private static string Cell(string? name)
    {
        var line = HostileLine.Of(name ?? "", 100);
        line = line is ['=' or '+' or '-' or '@', ..] ? $"'{line}" : line;
        return line.AsSpan().ContainsAny(";\"") ? $"\"{line.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : line;
    }
}

/// <summary>Who comes: <paramref name="Heads"/> of those who said yes, and how many declined.</summary>
internal sealed record AttendanceShown(string Event, string Title, DateTimeOffset Starts, string? Place, int Heads, int Declined, IReadOnlyList<AttendeeShown> People);

/// <summary>One answer; <paramref name="Reachable"/> says whether the person can still be told of a change.</summary>
internal sealed record AttendeeShown(string? Name, string Answer, int Heads, DateTimeOffset At, bool Reachable);
