using System.CommandLine;
using Relay.Core.Contacts.Rights;
using Relay.Core.Texts;
using Relay.Worker.Control;
using Relay.Worker.Control.People;
using Relay.Worker.Hosting;
using Relay.Worker.Keys;

namespace Relay.Worker.Cli.Contacts;

/// <summary><c>relay contacts export</c>: the archive of everything that is kept about a person, for that person. That it was made is written into the audit first.</summary>
internal static class ExportContact
{
    public static Command Create(GlobalOptions globals, Surroundings around)
    {
        var id = new Argument<string>("id") { HelpName = globals.Of("IDENTIFIANT", "ID"), Description = globals.Of("Identifiant du contact, sa fin ou son début.", "Id of the contact, its end or its beginning.") };
        var to = new Option<string?>("--to") { HelpName = globals.Of("FICHIER", "FILE"), Description = globals.Of("Où l'écrire ; par défaut donnees-IDENTIFIANT.zip dans le dossier courant.", "Where to write it; by default donnees-ID.zip in the current folder.") };
        var command = new Command("export", globals.Of("Écrire l'archive de tout ce qui est gardé d'une personne, pour cette personne.", "Write the archive of everything that is kept about a person, for that person.")) { id, to };
        command.SetAction(async (parsed, cancel) =>
        {
            var screen = globals.ScreenOf(parsed, around);
            var loaded = await ConfigurationLoader.LoadAsync(parsed.GetValue(globals.Config), around, cancel);
            screen.Follow(loaded.InForce);
            var asked = parsed.GetRequiredValue(id).Trim();
            var passage = await ContactPick.PassageAsync(loaded.InForce, asked, around, cancel);
            var person = passage is null ? (await ContactPick.OneAsync(loaded.InForce, asked, around, cancel)).Id : Guid.Empty;
            var name = passage is null ? $"{person}" : $"{passage.Channel}-{passage.Value}";
            var path = Path.GetFullPath(parsed.GetValue(to) ?? $"donnees-{string.Concat(name.Select(letter => char.IsAsciiLetterOrDigit(letter) || letter == '-' ? letter : '_'))}.zip", around.Folder);
            var note = new Dictionary<string, string>(StringComparer.Ordinal) { [passage is null ? NoteAccess.Id : NoteAccess.Account] = passage is null ? name : asked, [NoteAccess.What] = "exported" };
            await Changes.ApplyAsync(loaded, new ControlRequest(NoteAccess.Name, note), makesStore: false, around, cancel);
            await using var store = await StoreAccess.OpenReadOnlyAsync(loaded.InForce, around.Time, cancel);
            var reader = new FileReader(store.Contacts, store.Links, store.Records, store.Audit, new PeopleKeyFile(loaded.InForce.Store.Keys));
            var file = await ContactPick.WithKeysAsync(() => passage is null ? reader.ReadAsync(person, cancel) : reader.ReadPassageAsync(passage, cancel)) ?? throw ChangeContact.NobodyFor(asked);
            Write(path, new ContactArchive(file, loaded.InForce.Party, loaded.InForce.Retention, around.Time.GetUtcNow()));
            screen.Say($"{path} contient tout ce qui est gardé de cette personne. Ne le remettez qu'à elle, une fois son compte prouvé, et jamais en public ; puis effacez le fichier.",
                $"{path} holds everything that is kept about this person. Hand it to nobody else, once the account is proven, and never in public; then delete the file.");
            screen.Answer(new Dictionary<string, string>(StringComparer.Ordinal) { ["id"] = passage is null ? name : asked, ["file"] = path }, CliJson.Out.IReadOnlyDictionaryStringString);
            return ExitCode.Done;
        });
        return command;
    }

    /// <summary>Writes a new file, for its owner alone.</summary>
    private static void Write(string path, ContactArchive archive)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }
        try
        {
            using var stream = new FileStream(path, options);
            archive.Write(stream);
        }
        catch (IOException) when (File.Exists(path))
        {
            throw new CommandFailure(ExitCode.Refused, new($"{path} existe déjà : donnez un autre nom avec --to.", $"{path} is there already: give another name with --to."));
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            var why = FileFault.Why(fault);
            throw new CommandFailure(ExitCode.Refused, new($"{path} ne peut pas être écrit : {why.French}.", $"{path} can't be written: {why.English}."));
        }
    }
}
