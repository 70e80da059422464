using Relay.Core.Audit;
using Relay.Core.Channels.Connecting;
using Relay.Core.Contacts;
using Relay.Core.Contacts.Suppressions;
using Relay.Store.Engines;

namespace Relay.Store.Contacts;

/// <summary>People in the store.</summary>
/// <param name="database">Where they are kept.</param>
/// <param name="protection">Encrypts where they are reached; null when the store was opened without keys.</param>
/// <param name="controller">Whose people they are (DP-01): nobody sees another's.</param>
internal sealed partial class ContactStore(Database database, IProtectSecrets? protection, string controller) : IContactStore
{
    internal const string OfContactSql = $"{IdentityRow.Select} WHERE i.contact_id = @contact AND i.controller_id = @controller ORDER BY i.id";

    private const string FindContactSql = $"{ContactRow.Select} WHERE c.id = @id AND c.controller_id = @controller";

    private IProtectSecrets Protection => protection ?? throw new InvalidOperationException("The store was opened without keys.");

    public Task<Identity?> FindIdentityAsync(IReadOnlyCollection<KeyedHash> hashes, CancellationToken cancel)
        => database.AskAsync(async session => (await FindAsync(session, hashes))?.Read(Protection), cancel);

    public Task<Contact?> FindAsync(Guid id, CancellationToken cancel) => database.AskAsync(async session => (await RowAsync(session, $"{id}"))?.Read(), cancel);

    public Task<IReadOnlyList<Identity>> IdentitiesAsync(Guid contact, CancellationToken cancel) => database.AskAsync<IReadOnlyList<Identity>>(
        async session => [.. (await OfContactAsync(session, $"{contact}")).Select(row => row.Read(Protection))],
        cancel);

    public Task<Identity> MeetAsync(Correspondent writer, IReadOnlyList<KeyedHash> hashes, ContactState state, DateTimeOffset purgeAfter, CancellationToken cancel) => database.WriteAsync(
        async session =>
        {
            var row = await FindAsync(session, hashes);
            if (row is null)
            {
                row = await OpenAsync(session, writer, hashes[0], state, purgeAfter);
            }
            else
            {
                await MeetAgainAsync(session, writer, row, hashes[0], purgeAfter);
            }
            return (await session.FirstAsync<IdentityRow>($"{IdentityRow.Select} WHERE i.id = @Id", new { row.Id }))!.Read(Protection);
        },
        cancel);

    public Task<bool> KeepDetailsAsync(Guid id, ContactDetails details, Actor actor, DateTimeOffset now, CancellationToken cancel)
        => database.WriteAsync(session => KeepDetailsAsync(session, id, details, actor, now), cancel);

    /// <inheritdoc cref="IContactStore.KeepDetailsAsync"/>
    internal async Task<bool> KeepDetailsAsync(WriteSession session, Guid id, ContactDetails details, Actor actor, DateTimeOffset now)
    {
        if (await RowAsync(session, $"{id}") is not { } row || IsLeftAlone(ContactKeys.States.Read(row.State)))
        {
            return false;
        }
        await session.ExecuteAsync(
            """
            UPDATE contacts SET given_name = @GivenName, family_name = @FamilyName, language = @Language, territory_code = @territory, territory_source = @source, postal_code = @PostalCode,
              email = @Mail, phone_e164 = @Phone, age_band = @age WHERE id = @id
            """,
            new
            {
                details.GivenName, details.FamilyName, details.Language, territory = details.Territory?.Code, source = details.TerritorySource is { } source ? ContactKeys.Sources[source] : null,
                details.PostalCode, details.Mail, details.Phone, age = ContactKeys.Ages[details.Age], id = $"{id}",
            });
        session.Audit(now, actor, "contact.details", $"{id}");
        return true;
    }

    /// <summary>What finds an account by a table <c>r</c> of hashes.</summary>
    internal static string FindSql(string table) => $"{IdentityRow.Select} WHERE i.hmac IN (SELECT r.key FROM {table}) AND i.controller_id = @controller";

    internal static bool IsLeftAlone(ContactState state) => ContactTransitions.Wins(state) || state == ContactState.Blocked;

    private async Task<IdentityRow?> FindAsync(Session session, IReadOnlyCollection<KeyedHash> hashes)
        => (await session.QueryRowsAsync<string, IdentityRow>(RowShapes.Keys, hashes.Select(hash => hash.Hmac), table => FindSql(table.ToString()), new { controller })) is [var first, ..] ? first : null;

    private Task<ContactRow?> RowAsync(Session session, string id) => session.FirstAsync<ContactRow>(FindContactSql, new { id, controller });

    private Task<IReadOnlyList<IdentityRow>> OfContactAsync(Session session, string contact) => session.QueryAsync<IdentityRow>(OfContactSql, new { contact, controller });

    private async Task<IdentityRow> OpenAsync(WriteSession session, Correspondent writer, KeyedHash hash, ContactState state, DateTimeOffset purgeAfter)
    {
        var (contact, id, at) = ($"{Guid.CreateVersion7(writer.At)}", $"{Guid.CreateVersion7(writer.At)}", writer.At.Ms());
        var isLeftAlone = IsLeftAlone(state);
        await session.ExecuteAsync(
            """
            INSERT INTO contacts (id, controller_id, state, language, age_band, created_at, last_act_at, purge_after, legal_basis)
            VALUES (@contact, @controller, @state, @language, @age, @at, @at, @until, @basis)
            """,
            new
            {
                contact, controller, state = ContactKeys.States[state], language = writer.Language == "en" ? "en" : "fr", age = ContactKeys.Ages[AgeBand.Unknown], at, until = purgeAfter.Ms(),
                basis = ContactKeys.Bases[ContactKeys.BasisOf(state)],
            });
        await session.ExecuteAsync(
            """
            INSERT INTO identities (id, controller_id, contact_id, network, external_id_enc, hmac, key_id, display_name, can_message_until, blocked_by_person)
            VALUES (@id, @controller, @contact, @Channel, @external, @Hmac, @KeyId, @name, @until, 0)
            """,
            new
            {
                id, controller, contact, hash.Channel, external = isLeftAlone ? null : Protection.Protect(IdentityRow.SettingOf(id), writer.Point.Value), hash.Hmac, hash.KeyId,
                name = isLeftAlone ? null : writer.DisplayName.Keepable(), until = writer.WritableUntil.Ms(),
            });
        await SuppressionStore.KeepKeyAsync(session, hash.KeyId);
        session.Audit(writer.At, Actor.System, "contact.met", contact, hash.Channel);
        return new() { Id = id };
    }

    // Who is left alone and writes is answered, and not kept any more than before: neither name nor id.
    private async Task MeetAgainAsync(WriteSession session, Correspondent writer, IdentityRow row, KeyedHash hash, DateTimeOffset purgeAfter)
    {
        var contact = (await RowAsync(session, row.Contact))!;
        var isLeftAlone = IsLeftAlone(ContactKeys.States.Read(contact.State));
        await session.ExecuteAsync(
            "UPDATE identities SET hmac = @Hmac, key_id = @KeyId, external_id_enc = @external, display_name = @name, can_message_until = @until, blocked_by_person = 0 WHERE id = @Id",
            new
            {
                hash.Hmac, hash.KeyId, // of the newest key from now on, as what is written
                external = isLeftAlone ? null : row.External ?? Protection.Protect(IdentityRow.SettingOf(row.Id), writer.Point.Value), name = isLeftAlone ? null : writer.DisplayName.Keepable() ?? row.DisplayName,
                // One message may come after a later one.
                until = writer.WritableUntil is { } until ? Math.Max(until.Ms(), row.WritableUntil ?? 0) : (long?)null, row.Id,
            });
        await session.ExecuteAsync(
            "UPDATE contacts SET last_act_at = CASE WHEN last_act_at < @at THEN @at ELSE last_act_at END, purge_after = CASE WHEN purge_after < @until THEN @until ELSE purge_after END WHERE id = @Id",
            new { at = writer.At.Ms(), until = isLeftAlone ? 0 : purgeAfter.Ms(), contact.Id });
        await SuppressionStore.KeepKeyAsync(session, hash.KeyId);
    }
}
