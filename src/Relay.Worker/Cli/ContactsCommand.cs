using System.CommandLine;
using Relay.Core.Contacts;
using Relay.Core.Contacts.Retention;
using Relay.Core.Contacts.Rights;
using Relay.Core.Inbox;
using Relay.Core.Texts;
using Relay.Worker.Cli.Contacts;
using Relay.Worker.Hosting;

namespace Relay.Worker.Cli;

/// <summary><c>relay contacts</c>: what is kept about people, one by one for their rights and in numbers.</summary>
internal static class ContactsCommand
{
    public static Command Create(GlobalOptions globals, Surroundings around)
    {
        var contacts = new Command("contacts", globals.Of("Ce qui est gardé des personnes.", "What is kept about people."));
        foreach (var command in (Command[])
            [
                FindContacts.Create(globals, around), ShowContact.Create(globals, around), ExportContact.Create(globals, around), ChangeContacts.Erase(globals, around), .. ChangeContacts.AtOnce(globals, around),
                ContactLinks.Create(globals, around), ListRequests.Create(globals, around), Purge(globals, around),
            ])
        {
            contacts.Subcommands.Add(command);
        }
        return contacts;
    }

    private static Command Purge(GlobalOptions globals, Surroundings around)
    {
        var dry = new Option<bool>("--dry-run") { Description = globals.Of("Montrer ce qui a fait son temps, sans rien effacer.", "Show what has had its time, and delete nothing."), Required = true };
        dry.Validators.Add(result =>
        {
            if (!result.GetValue(dry))
            {
                result.AddError(globals.Of("« relay run » efface de lui-même, chaque heure : ajoutez --dry-run pour voir quoi.", "\"relay run\" deletes by itself, every hour: add --dry-run to see what."));
            }
        });
        var command = new Command("purge", globals.Of("Compter ce que « relay run » effacera à son prochain passage, chaque heure.", "Count what \"relay run\" will delete at its next turn, every hour.")) { dry };
        command.SetAction(async (parsed, cancel) =>
        {
            var screen = globals.ScreenOf(parsed, around);
            var (_, configuration) = await ConfigurationLoader.LoadAsync(parsed.GetValue(globals.Config), around, cancel);
            screen.Follow(configuration);
            await using var store = await StoreAccess.OpenReadOnlyAsync(configuration, around.Time, cancel);
            var now = around.Time.GetUtcNow();
            var people = await store.Contacts.DueAsync(now, new RetentionRules(configuration.Retention).SuppressionsBefore(now), cancel);
            var inbox = await store.Inbox.DueAsync(now, cancel);
            var records = await store.Records.DueAsync(now, cancel);
            Show(screen, people, inbox, records);
            screen.Answer(
                new PurgeShown(people.Contacts.ToDictionary(pair => pair.Key.ToString().ToLowerInvariant(), pair => pair.Value, StringComparer.Ordinal), inbox.Interactions, inbox.Arrivals, people.OppositionsToReview)
                {
                    Conversations = records.Conversations,
                    Answers = records.Answers,
                },
                CliJson.Out.PurgeShown);
            return ExitCode.Done;
        });
        return command;
    }

    private static void Show(Screen screen, DuePeople people, PurgedFromInbox inbox, DueRecords records)
    {
        if (people.Total + inbox.Interactions + inbox.Arrivals + records.Conversations + records.Answers == 0)
        {
            screen.Say("Rien n'a fait son temps.", "Nothing has had its time.");
        }
        else
        {
            screen.Say("A fait son temps, et sera effacé par « relay run » :", "Has had its time, and will be deleted by \"relay run\":");
        }
        foreach (var (state, count) in people.Contacts.OrderBy(pair => pair.Key))
        {
            var (one, many) = NameOf(state);
            screen.Say($"  {Counted.French(count, one.French, many.French)}", $"  {Counted.English(count, one.English, many.English)}");
        }
        if (inbox.Interactions > 0)
        {
            screen.Say($"  {Counted.French(inbox.Interactions, "message ou commentaire", "messages ou commentaires")}", $"  {Counted.English(inbox.Interactions, "message or comment", "messages or comments")}");
        }
        if (inbox.Arrivals > 0)
        {
            screen.Say($"  {Counted.French(inbox.Arrivals, "arrivée brute", "arrivées brutes")}", $"  {Counted.English(inbox.Arrivals, "raw arrival")}");
        }
        if (records.Conversations > 0)
        {
            screen.Say($"  {Counted.French(records.Conversations, "trace d'échange (gestes, attentes, questions ouvertes)", "traces d'échanges (gestes, attentes, questions ouvertes)")}", $"  {Counted.English(records.Conversations, "trace of an exchange (acts, waits, open questions)", "traces of exchanges (acts, waits, open questions)")}");
        }
        if (records.Answers > 0)
        {
            screen.Say($"  {Counted.French(records.Answers, "réponse de Relay, avec son destinataire", "réponses de Relay, avec leurs destinataires")}", $"  {Counted.English(records.Answers, "answer of Relay's, with whom it went to", "answers of Relay's, with whom they went to")}");
        }
        if (people.OppositionsToReview > 0)
        {
            screen.Say(
                $"{Counted.French(people.OppositionsToReview, "empreinte d'opposition a", "empreintes d'opposition ont")} fait leur durée : rien n'en est effacé, voyez avec la ou le DPO.",
                $"{Counted.English(people.OppositionsToReview, "hash of an opposition has", "hashes of oppositions have")} stood their time: nothing of that is deleted, ask the data-protection officer.");
        }
    }

    private static (Phrase One, Phrase Many) NameOf(ContactState state) => state switch
    {
        ContactState.Occasional => (new("contact occasionnel", "occasional contact"), new("contacts occasionnels", "occasional contacts")),
        ContactState.Regular => (new("contact régulier", "regular contact"), new("contacts réguliers", "regular contacts")),
        ContactState.Member => (new("lien vers un adhérent", "link to a member"), new("liens vers des adhérents", "links to members")),
        ContactState.Paused => (new("contact en pause", "paused contact"), new("contacts en pause", "paused contacts")),
        ContactState.Opposed => (new("fiche d'une personne opposée", "row of a person who opposed"), new("fiches de personnes opposées", "rows of people who opposed")),
        ContactState.Deceased => (new("fiche d'une personne décédée", "row of a person who has died"), new("fiches de personnes décédées", "rows of people who have died")),
        ContactState.Minor => (new("fiche d'une personne mineure", "row of a minor"), new("fiches de personnes mineures", "rows of minors")),
        ContactState.Blocked => (new("personne bloquée", "blocked person"), new("personnes bloquées", "blocked people")),
        _ => throw new InvalidOperationException($"Nobody is kept as {state}."),
    };
}

/// <summary>What has had its time; <paramref name="Contacts"/> by state.</summary>
internal sealed record PurgeShown(IReadOnlyDictionary<string, int> Contacts, int Interactions, int Arrivals, int OppositionsToReview)
{
    /// <summary>Acts, waits, open questions and the like.</summary>
    public int Conversations { get; init; }

    /// <summary>Answers whose words and persons are forgotten.</summary>
    public int Answers { get; init; }
}
