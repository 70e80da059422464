using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Relay.Core.Channels;
using Relay.Core.Contacts.Retention;
using Relay.Core.Contacts.Rights;
using Relay.Core.Conversations.Settling;
using Relay.Core.Inbox.Arrivals;

namespace Relay.Worker.Cli.Contacts;

/// <summary>The archive that a person gets (DP-26): UTF-8, instants in ISO 8601 and UTC, a schema number in each document.</summary>
/// <param name="file">What is kept.</param>
/// <param name="party">Who answers for it.</param>
/// <param name="kept">For how long.</param>
/// <param name="at">The present.</param>
internal sealed class ContactArchive(ContactFile file, PartySettings party, RetentionSettings kept, DateTimeOffset at)
{
    /// <summary>Of every document; counts up when one changes its shape.</summary>
    public const int Schema = 1;

    /// <summary>Writes the ZIP.</summary>
    public void Write(Stream stream)
    {
        using var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true);
        Text(zip, "readme.html", ArchiveReadme.Of(file, party, kept, at));
        Page(zip, "contact.json", file.Contacts.Select(part => part.Contact).Select(Contact), ArchiveJson.Indented.ArchivePageArchivedContact);
        Page(zip, "identities.json", file.Contacts.SelectMany(part => part.Identities).Select(Identity), ArchiveJson.Indented.ArchivePageArchivedIdentity);
        Text(zip, "interactions.ndjson", string.Concat(Interactions().Select(one => JsonSerializer.Serialize(one, ArchiveJson.Line.ArchivedInteraction) + "\n")));
        Page(zip, "rsvp.json", Acts<Act.Rsvp, ArchivedRsvp>((act, kept) => new($"{act.Event}", Word(act.Answer), act.Heads, kept.At, kept.PurgeAfter)), ArchiveJson.Indented.ArchivePageArchivedRsvp);
        Page(zip, "supports.json", Acts<Act.Support, ArchivedSupport>((act, kept) => new($"{act.Initiative}", act.Withdrawn, kept.At, kept.PurgeAfter)), ArchiveJson.Indented.ArchivePageArchivedSupport);
        Page(zip, "subscriptions.json", Acts<Act.Subscription, ArchivedSubscription>((act, kept) => new(act.List, act.Withdrawn, kept.At, kept.PurgeAfter)), ArchiveJson.Indented.ArchivePageArchivedSubscription);
        Page(zip, "acts.json", file.Records.Acts.Where(kept => kept.Act is not (Act.Rsvp or Act.Support or Act.Subscription))
            .Select(kept => new ArchivedAct(Word(kept.Act.Kind), kept.Act.Item?.ToString(), (kept.Act as Act.Proposal)?.Words, kept.At, kept.PurgeAfter)), ArchiveJson.Indented.ArchivePageArchivedAct);
        Page(zip, "consents.json", file.Contacts.SelectMany(part => part.Consents).Select(yes => new ArchivedConsent(
            yes.Purpose, yes.List, yes.Channel, yes.Wording, yes.Language, Word(yes.Act), yes.ActId, yes.GivenAt, yes.Source, yes.WithdrawnAt)), ArchiveJson.Indented.ArchivePageArchivedConsent);
        Page(zip, "guests.json", file.Records.Guests.Select(one => new ArchivedGuest(one.Event, one.Account, one.Told, one.News, one.PurgeAfter)), ArchiveJson.Indented.ArchivePageArchivedGuest);
        Page(zip, "waiting.json", file.Records.Waiting.Select(one => new ArchivedWaiting(one.Account, WaitWords.KeyOf(one.Waiting.Reason), one.Since, one.Waiting.Deadline)), ArchiveJson.Indented.ArchivePageArchivedWaiting);
        Page(zip, "dialogs.json", file.Records.Dialogs.Select(one => new ArchivedDialog(one.Identity, one.Kept, one.At, one.PurgeAfter)), ArchiveJson.Indented.ArchivePageArchivedDialog);
        Page(zip, "returned.json", file.Records.Returned.Select(one => new ArchivedReturn(one.Kind, one.At, one.TakenAt, one.PurgeAfter)), ArchiveJson.Indented.ArchivePageArchivedReturn);
        // Who of the party did it is that person's own data.
        Text(zip, "audit.csv", "at_utc,by,action,subject,detail\r\n" + string.Concat(file.Audit.Select(entry => string.Join(',', new[]
        {
            entry.At.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture), Word(entry.Actor.Kind), entry.Action, entry.Subject, entry.Detail ?? "",
        }.Select(Cell)) + "\r\n")));
    }

    private IEnumerable<ArchivedInteraction> Interactions()
    {
        var heard = file.Records.Heard.Select(one => new ArchivedInteraction(
            "in", one.State.Of.Network, one.State.Of.Realm == InteractionRealm.Private, one.State.Words?.At ?? one.HeardAt, one.State.Words?.Text, (one.Fact as Happening.Pressed)?.Press.Data ?? one.State.Words?.Button,
            one.Author.Name, one.State.Words?.InReplyTo, one.State.Words?.Post));
        var said = file.Records.Answers.Select(one => new ArchivedInteraction("out", one.Network, one.IsPrivate, one.At, one.Text, null, null, null, null));
        return heard.Concat(said).OrderBy(one => one.AtUtc ?? DateTimeOffset.MaxValue);
    }

    private IEnumerable<TShown> Acts<TAct, TShown>(Func<TAct, ActOnFile, TShown> show)
        where TAct : Act
        => file.Records.Acts.Where(kept => kept.Act is TAct).Select(kept => show((TAct)kept.Act, kept));

    private ArchivedIdentity Identity(Core.Contacts.Identity one) => new(
        $"{one.Id}", $"{one.Contact}", one.Network, one.ExternalId, one.DisplayName, one.WritableUntil, one.IsBlockedByPerson,
        [.. file.Links.Where(link => link.UndoneAt is null && (link.One == one.Id || link.Other == one.Id)).Select(link => $"{(link.One == one.Id ? link.Other : link.One)}")]);

    private static ArchivedContact Contact(Core.Contacts.Contact one) => new(
        $"{one.Id}", Word(one.State), Word(one.Basis), one.CreatedAt, one.LastActAt, one.PurgeAfter, one.Details.GivenName, one.Details.FamilyName, one.Details.Language, one.Details.Territory?.Code,
        one.Details.TerritorySource is { } source ? Word(source) : null, one.Details.PostalCode, one.Details.Mail, one.Details.Phone, Word(one.Details.Age));

    private void Page<T>(ZipArchive zip, string name, IEnumerable<T> rows, JsonTypeInfo<ArchivePage<T>> type) => Text(zip, name, JsonSerializer.Serialize(new ArchivePage<T>(Schema, at.ToUniversalTime(), [.. rows]), type) + "\n");

    private void Text(ZipArchive zip, string name, string text)
    {
        var entry = zip.CreateEntry(name);
        entry.LastWriteTime = at;
        using var content = entry.Open();
        content.Write(Encoding.UTF8.GetBytes(text));
    }

    private static string Word<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.KebabCaseLower.ConvertName($"{value}");

    private static string Cell(string text) => text.AsSpan().ContainsAny(",\"\r\n") ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;
}
