using System.CommandLine;
using Relay.Core.Contacts.Links;
using Relay.Worker.Control.People;
using Relay.Worker.Hosting;

namespace Relay.Worker.Cli.Contacts;

/// <summary><c>relay contacts links</c>: which accounts a person has shown to be theirs, and undoing it.</summary>
internal static class ContactLinks
{
    public static Command Create(GlobalOptions globals, Surroundings around)
    {
        var id = new Argument<string>("id") { HelpName = globals.Of("IDENTIFIANT", "ID"), Description = globals.Of("Identifiant du contact, sa fin ou son début.", "Id of the contact, its end or its beginning.") };
        var list = new Command("links", globals.Of("Lister les liens entre les comptes d'une personne.", "List the links between the accounts of a person.")) { id, Undo(globals, around) };
        list.SetAction(async (parsed, cancel) =>
        {
            var screen = globals.ScreenOf(parsed, around);
            var (_, configuration) = await ConfigurationLoader.LoadAsync(parsed.GetValue(globals.Config), around, cancel);
            screen.Follow(configuration);
            var person = await ContactPick.OneAsync(configuration, parsed.GetRequiredValue(id), around, cancel);
            await using var store = await StoreAccess.OpenReadOnlyAsync(configuration, around.Time, cancel);
            var links = await store.Links.OfAsync(person.Id, cancel);
            if (links.Count == 0)
            {
                screen.Say("Aucun lien.", "No link.");
            }
            foreach (var link in links)
            {
                var code = link.Gesture == LinkGesture.Code;
                screen.Say($"  {link.Id}  {link.One} – {link.Other}, {(code ? "par un code" : "par le partage du numéro")} le {screen.At(link.MadeAt)}{(link.UndoneAt is { } undone ? $", défait le {screen.At(undone)}" : "")}",
                    $"  {link.Id}  {link.One} – {link.Other}, {(code ? "by a code" : "by sharing the number")} on {screen.At(link.MadeAt)}{(link.UndoneAt is { } gone ? $", undone {screen.At(gone)}" : "")}");
            }
            screen.Answer([.. links.Select(link => new ContactLinkShown($"{link.Id}", $"{link.One}", $"{link.Other}", link.Gesture == LinkGesture.Code ? "code" : "shared-contact", link.MadeAt, link.UndoneAt))], CliJson.Out.IReadOnlyListContactLinkShown);
            return ExitCode.Done;
        });
        return list;
    }

    private static Command Undo(GlobalOptions globals, Surroundings around)
    {
        var link = new Argument<string>("link") { HelpName = globals.Of("LIEN", "LINK"), Description = globals.Of("Identifiant du lien.", "Id of the link.") };
        var command = new Command("undo", globals.Of("Défaire un lien : chaque compte est de nouveau à part.", "Undo a link: each account stands by itself again.")) { link };
        command.SetAction((parsed, cancel) => Changes.RunAsync(
            new(UndoLink.Name, new Dictionary<string, string>(StringComparer.Ordinal) { [UndoLink.Link] = parsed.GetRequiredValue(link) }), parsed, globals, around, cancel));
        return command;
    }
}

/// <summary>A link between two accounts of one person.</summary>
internal sealed record ContactLinkShown(string Id, string One, string Other, string Gesture, DateTimeOffset MadeAt, DateTimeOffset? UndoneAt);
