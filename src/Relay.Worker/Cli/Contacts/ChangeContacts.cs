using System.CommandLine;
using Relay.Core.Texts;
using Relay.Worker.Control.People;
using Relay.Worker.Hosting;

namespace Relay.Worker.Cli.Contacts;

/// <summary>What a person demands through a coordinator, or a coordinator has decided: <c>relay contacts erase</c>, <c>oppose</c>, <c>release</c>, <c>block</c> and <c>deceased</c>.</summary>
internal static class ChangeContacts
{
    /// <summary><c>erase</c>: asks for the whole id once more.</summary>
    public static Command Erase(GlobalOptions globals, Surroundings around)
    {
        var id = Id(globals);
        var confirm = Confirm(globals);
        var command = new Command("erase", globals.Of("Effacer une personne, avec tous ses comptes liés : textes, gestes, abonnements, envois en attente.", "Erase a person, with every linked account: words, acts, subscriptions, what waits to leave.")) { id, confirm };
        command.SetAction(async (parsed, cancel) =>
        {
            var screen = globals.ScreenOf(parsed, around);
            var loaded = await ConfigurationLoader.LoadAsync(parsed.GetValue(globals.Config), around, cancel);
            screen.Follow(loaded.InForce);
            var asked = parsed.GetRequiredValue(id).Trim();
            if (await ContactPick.PassageAsync(loaded.InForce, asked, around, cancel) is not null)
            {
                var typed = parsed.GetValue(confirm) ?? await AskAsync(screen, around, asked, Erasing, cancel);
                return await Changes.RunAsync(new(ChangeContact.Erase, new Dictionary<string, string>(StringComparer.Ordinal) { [ChangeContact.Account] = asked, [ChangeContact.Again] = typed }), parsed, globals, around, cancel);
            }
            var person = await ContactPick.OneAsync(loaded.InForce, asked, around, cancel);
            var again = parsed.GetValue(confirm) ?? await AskAsync(screen, around, $"{person.Id}", Erasing, cancel);
            var arguments = new Dictionary<string, string>(StringComparer.Ordinal) { [ChangeContact.Id] = $"{person.Id}", [ChangeContact.Again] = again };
            return await Changes.RunAsync(new(ChangeContact.Erase, arguments), parsed, globals, around, cancel);
        });
        return command;
    }

    /// <summary>What is carried out at once: <c>oppose</c>, <c>release</c>, <c>block</c> and <c>deceased</c>.</summary>
    public static IEnumerable<Command> AtOnce(GlobalOptions globals, Surroundings around) =>
    [
        One(globals, around, "oppose", ChangeContact.Oppose, new("Noter qu'une personne ne veut plus rien recevoir, sur aucun de ses comptes liés.", "Keep that a person wants no message any more, on any linked account.")),
        One(globals, around, "release", ChangeContact.Release, new("Lever la pause ou le blocage d'une personne.", "End the pause or the block of a person.")),
        One(globals, around, "block", ChangeContact.Block, new("Tenir une personne à l'écart : plus de réponse, et ce qu'elle écrit attend quelqu'un.", "Keep a person away: no answer any more, and what they write waits for somebody.")),
        Deceased(globals, around),
    ];

    /// <summary><c>deceased</c>: asks for the whole id once more too, since nothing leads back.</summary>
    private static Command Deceased(GlobalOptions globals, Surroundings around)
    {
        var id = Id(globals);
        var confirm = Confirm(globals);
        var command = new Command("deceased", globals.Of("Noter un décès : plus rien ne part, seule une empreinte est gardée. Ne se défait pas.", "Keep that a person has died: nothing leaves any more, a keyed hash is kept. Can't be undone.")) { id, confirm };
        command.SetAction(async (parsed, cancel) =>
        {
            var screen = globals.ScreenOf(parsed, around);
            var loaded = await ConfigurationLoader.LoadAsync(parsed.GetValue(globals.Config), around, cancel);
            screen.Follow(loaded.InForce);
            var person = await ContactPick.OneAsync(loaded.InForce, parsed.GetRequiredValue(id), around, cancel);
            var again = parsed.GetValue(confirm) ?? await AskAsync(screen, around, $"{person.Id}", new("Noter le décès de", "Keeping the death of"), cancel);
            var arguments = new Dictionary<string, string>(StringComparer.Ordinal) { [ChangeContact.Id] = $"{person.Id}", [ChangeContact.Again] = again };
            return await Changes.RunAsync(new(ChangeContact.Deceased, arguments), parsed, globals, around, cancel);
        });
        return command;
    }

    private static Command One(GlobalOptions globals, Surroundings around, string name, string key, Phrase description)
    {
        var id = Id(globals);
        var command = new Command(name, globals.Of(description.French, description.English)) { id };
        command.SetAction(async (parsed, cancel) =>
        {
            var loaded = await ConfigurationLoader.LoadAsync(parsed.GetValue(globals.Config), around, cancel);
            var person = await ContactPick.OneAsync(loaded.InForce, parsed.GetRequiredValue(id), around, cancel);
            return await Changes.RunAsync(new(key, new Dictionary<string, string>(StringComparer.Ordinal) { [ChangeContact.Id] = $"{person.Id}" }), parsed, globals, around, cancel);
        });
        return command;
    }

    private static Phrase Erasing { get; } = new("Effacer", "Erasing");

    private static Option<string?> Confirm(GlobalOptions globals)
        => new("--confirm") { HelpName = globals.Of("IDENTIFIANT", "ID"), Description = globals.Of("L'identifiant entier, encore une fois : sans question.", "The whole id once more: nothing is asked.") };

    private static Argument<string> Id(GlobalOptions globals)
        => new("id") { HelpName = globals.Of("IDENTIFIANT", "ID"), Description = globals.Of("Identifiant du contact, sa fin ou son début ; « contacts find » le donne.", "Id of the contact, its end or its beginning; \"contacts find\" tells it.") };

    private static async Task<string> AskAsync(Screen screen, Surroundings around, string id, Phrase what, CancellationToken cancel)
    {
        if (around.Input is null || screen.Json)
        {
            throw new CommandFailure(ExitCode.Usage, new($"Personne ne peut répondre ici : ajoutez --confirm {id} pour le faire.", $"Nobody can answer here: add --confirm {id} to do it."));
        }
        screen.Say($"{what.French} {id} ne se défait pas. Retapez l'identifiant en entier :", $"{what.English} {id} can't be undone. Type the whole id again:");
        return (await around.Input.ReadLineAsync(cancel))?.Trim() ?? "";
    }
}
