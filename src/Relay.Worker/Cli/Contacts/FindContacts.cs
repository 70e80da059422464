using System.CommandLine;
using Relay.Core.Contacts.Rights;
using Relay.Core.Contacts.Suppressions;
using Relay.Worker.Hosting;

namespace Relay.Worker.Cli.Contacts;

/// <summary><c>relay contacts find</c>: whether somebody is kept, and under which id. Reads only, and tells no more than tells one person from another.</summary>
internal static class FindContacts
{
    private const int Most = 20;

    public static Command Create(GlobalOptions globals, Surroundings around)
    {
        var asked = new Argument<string[]>("what")
        {
            HelpName = globals.Of("QUOI", "WHAT"),
            Arity = ArgumentArity.OneOrMore,
            Description = globals.Of("Un identifiant de Relay, sa fin ou son début, un compte (telegram:7000000001), une adresse, un numéro, un nom.", "An id of Relay, its end or its beginning, an account (telegram:7000000001), an address, a number, a name."),
        };
        var command = new Command("find", globals.Of("Chercher si quelqu'un est gardé, et sous quel identifiant.", "Look whether somebody is kept, and under which id.")) { asked };
        command.SetAction(async (parsed, cancel) =>
        {
            var screen = globals.ScreenOf(parsed, around);
            var (_, configuration) = await ConfigurationLoader.LoadAsync(parsed.GetValue(globals.Config), around, cancel);
            screen.Follow(configuration);
            await using var store = await StoreAccess.OpenReadOnlyAsync(configuration, around.Time, cancel);
            var words = string.Join(' ', parsed.GetRequiredValue(asked)).Trim();
            var (found, alone) = await ContactPick.WithKeysAsync(() => ContactPick.Finder(store, configuration).FindAsync(words, Most, cancel));
            var said = found.Count == 0 && ContactPick.Finder(store, configuration) is var finder && finder.AccountOf(words) is { } account ? (await ContactPick.WithKeysAsync(() => finder.OfAccountAsync(account, cancel))).Words : 0;
            Show(screen, found, alone);
            if (said > 0)
            {
                screen.Say($"Ce compte n'est celui d'aucun contact, mais {Counted.French(said, "message qu'il a écrit est gardé", "messages qu'il a écrits sont gardés")} : « contacts export {words} » en fait l'archive, « contacts erase {words} » les efface.",
                    $"This account is no contact's, but {Counted.English(said, "message that it wrote is kept", "messages that it wrote are kept")}: \"contacts export {words}\" writes the archive, \"contacts erase {words}\" erases them.");
            }
            screen.Answer(
                new FoundShown([.. found.Select(one => new FoundPersonShown($"{one.Id}", PeopleWords.KeyOf(one.State), one.Networks, one.MetAt, one.Name))], [.. alone.Select(one => new LeftAloneShown(one.Hash.Channel, one.Reason.ToString().ToLowerInvariant(), one.Since))])
                {
                    Words = said,
                },
                CliJson.Out.FoundShown);
            return ExitCode.Done;
        });
        return command;
    }

    private static void Show(Screen screen, IReadOnlyList<FoundPerson> found, IReadOnlyList<Suppression> alone)
    {
        if (found.Count == 0)
        {
            screen.Say("Personne n'est gardé sous cela.", "Nobody is kept by that.");
        }
        foreach (var one in found)
        {
            var (state, name) = (PeopleWords.Of(one.State), one.Name is { } shown ? $" · {HostileLine.Of(shown, 60)}" : "");
            screen.Say($"  {one.Id}  {state.French} · {string.Join(", ", one.Networks)} · depuis le {screen.At(one.MetAt)}{name}", $"  {one.Id}  {state.English} · {string.Join(", ", one.Networks)} · since {screen.At(one.MetAt)}{name}");
        }
        if (found.Count == Most)
        {
            screen.Say($"Il y en a peut-être plus de {Most} : précisez.", $"There may be more than {Most}: say more.");
        }
        foreach (var one in alone)
        {
            var reason = PeopleWords.Of(one.Reason);
            screen.Say($"Ne plus écrire à cette personne ({one.Hash.Channel}) : {reason.French}, depuis le {screen.At(one.Since)}. Seule une empreinte en est gardée.", $"This person is not to be written to ({one.Hash.Channel}): {reason.English}, since {screen.At(one.Since)}. A keyed hash is all that tells so.");
        }
    }
}

/// <summary>Who was found, and as whom nobody may be written to.</summary>
internal sealed record FoundShown(IReadOnlyList<FoundPersonShown> Found, IReadOnlyList<LeftAloneShown> LeftAlone)
{
    /// <summary>How many things are kept that an account wrote which is no contact's.</summary>
    public int Words { get; init; }
}

/// <summary>Somebody who is kept; <paramref name="Name"/> only where a name was looked for.</summary>
internal sealed record FoundPersonShown(string Id, string State, IReadOnlyList<string> Networks, DateTimeOffset MetAt, string? Name);

/// <summary>What was asked for is on the list of those who are left alone.</summary>
internal sealed record LeftAloneShown(string Channel, string Reason, DateTimeOffset Since);
