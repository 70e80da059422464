using System.CommandLine;
using Relay.Core.Contacts;
using Relay.Worker.Control;
using Relay.Worker.Control.People;
using Relay.Worker.Hosting;

namespace Relay.Worker.Cli.Contacts;

/// <summary><c>relay contacts show</c>: what is kept about one person. Who looked is written into the audit first.</summary>
internal static class ShowContact
{
    public static Command Create(GlobalOptions globals, Surroundings around)
    {
        var id = new Argument<string>("id") { HelpName = globals.Of("IDENTIFIANT", "ID"), Description = globals.Of("Identifiant du contact, sa fin ou son début.", "Id of the contact, its end or its beginning.") };
        var command = new Command("show", globals.Of("Montrer ce qui est gardé d'une personne ; la consultation est notée au journal d'audit.", "Show what is kept about a person; the look is written into the audit.")) { id };
        command.SetAction(async (parsed, cancel) =>
        {
            var screen = globals.ScreenOf(parsed, around);
            var loaded = await ConfigurationLoader.LoadAsync(parsed.GetValue(globals.Config), around, cancel);
            screen.Follow(loaded.InForce);
            var person = await ContactPick.OneAsync(loaded.InForce, parsed.GetRequiredValue(id), around, cancel);
            var note = new Dictionary<string, string>(StringComparer.Ordinal) { [NoteAccess.Id] = $"{person.Id}", [NoteAccess.What] = "shown" };
            await Changes.ApplyAsync(loaded, new ControlRequest(NoteAccess.Name, note), makesStore: false, around, cancel);
            await using var store = await StoreAccess.OpenReadOnlyAsync(loaded.InForce, around.Time, cancel);
            var shown = Shown(
                await store.Contacts.FindAsync(person.Id, cancel) ?? throw ChangeContact.NobodyFor($"{person.Id}"), await store.Contacts.IdentitiesAsync(person.Id, cancel),
                await store.Contacts.ConsentsAsync(person.Id, cancel), [.. (await store.Links.ReachAsync(person.Id, cancel)).Where(other => other != person.Id).Select(other => $"{other}")]);
            Show(screen, shown, person.State);
            screen.Answer(shown, CliJson.Out.ContactShown);
            return ExitCode.Done;
        });
        return command;
    }

    private static ContactShown Shown(Contact contact, IReadOnlyList<Identity> accounts, IReadOnlyList<Consent> consents, IReadOnlyList<string> linked) => new(
        $"{contact.Id}", PeopleWords.KeyOf(contact.State), contact.Basis.ToString().ToLowerInvariant(), contact.CreatedAt, contact.LastActAt, contact.PurgeAfter,
        contact.Details.GivenName, contact.Details.FamilyName, contact.Details.Language, contact.Details.Territory?.Code, contact.Details.PostalCode, contact.Details.Mail, contact.Details.Phone,
        [.. accounts.Select(account => new AccountOfContactShown($"{account.Id}", account.Network, account.DisplayName, account.WritableUntil, account.IsBlockedByPerson))],
        [.. consents.Select(consent => new ConsentShown(consent.Purpose, consent.List, consent.Channel, consent.Wording, consent.GivenAt, consent.WithdrawnAt))], linked);

    private static void Show(Screen screen, ContactShown one, ContactState state)
    {
        var (words, basis) = (PeopleWords.Of(state), PeopleWords.Of(Enum.Parse<LegalBasis>(one.Basis, ignoreCase: true)));
        screen.Say($"{one.Id} : {words.French}", $"{one.Id}: {words.English}");
        screen.Say($"  depuis le {screen.At(one.MetAt)}, dernier geste le {screen.At(one.LastActAt)}, gardé jusqu'au {screen.At(one.PurgeAfter)} ; base : {basis.French}",
            $"  since {screen.At(one.MetAt)}, last act {screen.At(one.LastActAt)}, kept until {screen.At(one.PurgeAfter)}; on the basis of {basis.English}");
        Line(screen, "nom donné", "name told", string.Join(' ', new[] { one.GivenName, one.FamilyName }.OfType<string>()));
        Line(screen, "adresse", "address", one.Email);
        Line(screen, "téléphone", "telephone", one.Phone);
        Line(screen, "territoire", "territory", one.Territory is null ? one.PostalCode : $"{one.Territory} {one.PostalCode}".Trim());
        foreach (var account in one.Accounts)
        {
            Line(screen, $"compte {account.Network}", $"account on {account.Network}", account.Name ?? screen switch { { Language: "fr" } => "nom non gardé", _ => "name not kept" });
        }
        foreach (var yes in one.Consents)
        {
            screen.Say($"  a dit oui à {yes.List} le {screen.At(yes.GivenAt)}{(yes.WithdrawnAt is { } end ? $", retiré le {screen.At(end)}" : "")} : « {HostileLine.Of(yes.Wording, 200)} »",
                $"  said yes to {yes.List} on {screen.At(yes.GivenAt)}{(yes.WithdrawnAt is { } over ? $", taken back {screen.At(over)}" : "")}: \"{HostileLine.Of(yes.Wording, 200)}\"");
        }
        foreach (var other in one.Linked)
        {
            screen.Say($"  lié par la personne à {other}", $"  linked by the person to {other}");
        }
    }

    private static void Line(Screen screen, string french, string english, string? value)
    {
        if (!string.IsNullOrEmpty(value))
        {
            screen.Say($"  {french} : {HostileLine.Of(value, 100)}", $"  {english}: {HostileLine.Of(value, 100)}");
        }
    }
}

/// <summary>What is kept about one person.</summary>
internal sealed record ContactShown(
    string Id, string State, string Basis, DateTimeOffset MetAt, DateTimeOffset LastActAt, DateTimeOffset PurgeAfter, string? GivenName, string? FamilyName, string Language, string? Territory,
    string? PostalCode, string? Email, string? Phone, IReadOnlyList<AccountOfContactShown> Accounts, IReadOnlyList<ConsentShown> Consents, IReadOnlyList<string> Linked);

/// <summary>An account of the person; its id at the network stays encrypted and is only exported.</summary>
internal sealed record AccountOfContactShown(string Id, string Network, string? Name, DateTimeOffset? WritableUntil, bool Blocked);

/// <summary>A yes, with the words that were shown.</summary>
internal sealed record ConsentShown(string Purpose, string List, string Channel, string Wording, DateTimeOffset GivenAt, DateTimeOffset? WithdrawnAt);
