using Relay.Core.Audit;
using Relay.Core.Contacts;
using Relay.Core.Contacts.Suppressions;
using Relay.Store.Deliveries;
using Relay.Store.Engines;
using Relay.Store.Inbox;
using Relay.Store.Returns;

namespace Relay.Store.Contacts;

/// <content>Moves from one state to another, each with all that follows in one commit.</content>
internal sealed partial class ContactStore
{
    // What a person says of themself holds for every account that they have shown to be theirs.
    private static readonly ContactCause[] ReachingAll = [ContactCause.Stop, ContactCause.Doubt, ContactCause.MinorAge, ContactCause.Erasure, ContactCause.Death];

    // What the person does, and no one else.
    private static readonly ContactCause[] Acts = [ContactCause.Request, ContactCause.Subscription, ContactCause.Unsubscription, ContactCause.Stop, ContactCause.MinorAge];

    // The number that everybody sees stays what it is, without the person and the minute (DP-27).
    private const string NamelessSql = """
        UPDATE acts SET contact_id = NULL, at = at - at % 86400000 WHERE withdrawn = 0 AND number IN (
          SELECT max(a.number) FROM acts a WHERE a.contact_id = @Id AND a.kind = 'support' AND a.item IS NOT NULL GROUP BY a.item)
        """;

    public Task<ContactState?> MoveAsync(ContactMove move, Actor actor, CancellationToken cancel) => database.WriteAsync(session => MoveAsync(session, move, actor), cancel);

    /// <inheritdoc cref="IContactStore.MoveAsync"/>
    internal async Task<ContactState?> MoveAsync(WriteSession session, ContactMove move, Actor actor)
    {
        if ((move.Cause == ContactCause.Subscription) != (move.Consent is not null))
        {
            throw new ArgumentException("A subscription, and nothing else, comes with the proof of its yes.", nameof(move));
        }
        IReadOnlyList<string> reached = ReachingAll.Contains(move.Cause) ? await LinkStore.ReachAsync(session, $"{move.Contact}", controller) : [$"{move.Contact}"];
        ContactState? own = null;
        foreach (var id in reached)
        {
            if (await RowAsync(session, id) is { } row)
            {
                var to = await MoveAsync(session, row, move, actor);
                own = id == $"{move.Contact}" ? to : own;
            }
        }
        return own;
    }

    public Task<int> WithdrawAsync(Guid contact, string? list, Func<ContactState, DateTimeOffset> until, Actor actor, DateTimeOffset now, CancellationToken cancel)
        => database.WriteAsync(session => WithdrawAsync(session, contact, list, until, actor, now), cancel);

    /// <inheritdoc cref="IContactStore.WithdrawAsync"/>
    internal async Task<int> WithdrawAsync(WriteSession session, Guid contact, string? list, Func<ContactState, DateTimeOffset> until, Actor actor, DateTimeOffset now)
    {
        if (await RowAsync(session, $"{contact}") is not { } row)
        {
            return 0;
        }
        var ended = await ConsentRows.WithdrawAsync(session, row.Id, list, now);
        if (ended > 0)
        {
            session.Audit(now, actor, "consent.withdrawn", row.Id, list);
            if (await FootingAsync(session, row.Id) == ContactState.Occasional && ContactKeys.States.Read(row.State) == ContactState.Regular)
            {
                await MoveAsync(session, row, new(contact, ContactCause.Unsubscription, now, until), actor);
            }
        }
        return ended;
    }

    public Task<IReadOnlyList<Consent>> ConsentsAsync(Guid contact, CancellationToken cancel)
        => database.AskAsync(session => ConsentRows.OfAsync(session, $"{contact}", controller), cancel);

    private static async Task<ContactState> FootingAsync(Session session, string contact)
        => await session.CountAsync("SELECT count(*) FROM consents WHERE contact_id = @contact AND withdrawn_at IS NULL", new { contact }) > 0 ? ContactState.Regular : ContactState.Occasional;

    private async Task<ContactState> MoveAsync(WriteSession session, ContactRow row, ContactMove move, Actor actor)
    {
        var from = ContactKeys.States.Read(row.State);
        var to = ContactTransitions.After(from, move.Cause, await FootingAsync(session, row.Id));
        if (move.Consent is { } consent && !IsLeftAlone(to))
        {
            await ConsentRows.KeepAsync(session, controller, row.Id, consent);
            session.Audit(move.At, actor, "consent.given", row.Id, $"{consent.Purpose} {consent.List}");
        }
        await ListAsync(session, row, from, to, move, actor);
        await TellPartyAsync(session, row, from, to, move);
        if (to == ContactState.Erased)
        {
            session.ForgetsPeople = true;
            var identities = await OfContactAsync(session, row.Id);
            await InteractionRow.ForgetAsync(session, [.. identities.Select(identity => identity.Hash), .. move.Accounts], actor, move.At);
            foreach (var known in identities.Where(identity => identity.External is not null))
            {
                await ArrivalRow.ForgetAsync(session, known.Read(Protection).ExternalId!);
            }
            await ForgetAnswersAsync(session, identities, actor, move.At);
            await session.ExecuteAsync(NamelessSql, new { row.Id });
            await session.ExecuteAsync("DELETE FROM contacts WHERE id = @Id", new { row.Id }); // and with it accounts, yeses, links and codes
            session.Audit(move.At, actor, "contact.moved", row.Id, $"{row.State} to erased");
            return to;
        }
        await WriteAsync(session, row, from, to, move);
        if (move.BlockedOn is { } account)
        {
            await session.ExecuteAsync("UPDATE identities SET blocked_by_person = 1 WHERE id = @account AND contact_id = @Id", new { account = $"{account}", row.Id });
        }
        if (from != to)
        {
            session.Audit(move.At, actor, "contact.moved", row.Id, $"{row.State} to {ContactKeys.States[to]}");
        }
        return to;
    }

    /// <summary>Puts the person's accounts and points on the list of those who are left alone, or takes them off it.</summary>
    private async Task ListAsync(WriteSession session, ContactRow row, ContactState from, ContactState to, ContactMove move, Actor actor)
    {
        KeyedHash[] hashes = [.. (await OfContactAsync(session, row.Id)).Select(identity => identity.Hash), .. row.Id == $"{move.Contact}" ? move.Points : []];
        if (from == ContactState.Opposed && to == ContactState.Regular)
        {
            await SuppressionStore.LiftAsync(session, hashes, actor, move.At);
        }
        // Whom only the party knew, and knows no more, has asked for nothing: such a person may come back.
        else if (ContactKeys.ReasonOf(to) is { } reason && (from != to || ReachingAll.Contains(move.Cause)) && move.Cause != ContactCause.MembershipEnd)
        {
            await SuppressionStore.KeepAsync(session, [.. hashes.Select(hash => new Suppression(hash, reason, move.At))], actor);
        }
    }

    /// <summary>The party must leave alone whom we leave alone, and hears nothing more of whom nothing is kept.</summary>
    private async Task TellPartyAsync(WriteSession session, ContactRow row, ContactState from, ContactState to, ContactMove move)
    {
        if (to is ContactState.Erased or ContactState.Minor)
        {
            await ReturnRows.ForgetAsync(session, row.Id);
        }
        if (from != to && move.Cause != ContactCause.MembershipEnd && ContactKeys.ReturnedAs(to) is { } reason)
        {
            await ReturnRows.OpposeAsync(session, controller, row.Id, reason, move.At);
        }
    }

    private static async Task WriteAsync(WriteSession session, ContactRow row, ContactState from, ContactState to, ContactMove move)
    {
        var lengthens = move.Cause is not (ContactCause.Comment or ContactCause.Import) && to != ContactState.Paused && (from != to || !IsLeftAlone(to))
            && !(from == ContactState.Paused && move.Cause == ContactCause.Release); // what was decided is no act of the person
        var until = move.Until(to).Ms();
        await session.ExecuteAsync(
            "UPDATE contacts SET state = @state, last_act_at = CASE WHEN last_act_at < @at THEN @at ELSE last_act_at END, purge_after = @until, legal_basis = @basis WHERE id = @Id",
            new
            {
                state = ContactKeys.States[to], at = Acts.Contains(move.Cause) ? move.At.Ms() : 0, until = !lengthens ? row.PurgeAfter : from == to ? Math.Max(row.PurgeAfter, until) : until,
                basis = to == ContactState.Paused ? row.Basis : ContactKeys.Bases[ContactKeys.BasisOf(to)], row.Id,
            });
        if (IsLeftAlone(to) && from != to)
        {
            await session.ExecuteAsync(
                """
                UPDATE contacts SET given_name = NULL, family_name = NULL, territory_code = NULL, territory_source = NULL, postal_code = NULL, email = NULL, phone_e164 = NULL, age_band = @age WHERE id = @Id
                """,
                new { age = ContactKeys.Ages[AgeBand.Unknown], row.Id });
            await session.ExecuteAsync("UPDATE identities SET external_id_enc = NULL, display_name = NULL WHERE contact_id = @Id", new { row.Id });
            await ConsentRows.WithdrawAsync(session, row.Id, null, move.At);
        }
    }

    // Also of an account that nothing but its hash is kept of: what was answered before the STOP stands there with whom it went to.
    private async Task ForgetAnswersAsync(WriteSession session, IReadOnlyList<IdentityRow> accounts, Actor actor, DateTimeOffset now)
    {
        var count = 0;
        foreach (var account in accounts)
        {
            count += await AnswerStore.ForgetAsync(session, account.Id, account.Network, account.External is null ? null : account.Read(Protection).ExternalId, now);
        }
        if (count > 0)
        {
            session.Audit(now, actor, "answers.purged", "answers", $"{count} answers");
        }
    }
}
