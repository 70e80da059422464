using Relay.Core.Channels;
using Relay.Core.Contacts;
using Relay.Core.Contacts.Retention;
using Relay.Core.Contacts.Suppressions;
using Relay.Core.Conversations.Buttons;
using Relay.Core.Conversations.Rules;
using Relay.Core.Conversations.Settling;
using Relay.Core.Deliveries;
using Relay.Core.Deliveries.Answers;
using Relay.Core.Deliveries.Copies;
using Relay.Core.Inbox.Arrivals;
using Relay.Core.Items;
using Relay.Core.Swarm;
using Relay.Core.Territories;

namespace Relay.Core.Conversations.Talking;

/// <summary>Makes of a decision what is written of it: acts with the end of their keeping, the move of the person, the answer as it will leave. Thread-safe.</summary>
internal sealed class Settler(AnswerDesk desk, ContactBook book, RetentionRules retention)
{
    private static readonly TimeSpan AnswerLife = TimeSpan.FromHours(24);

    /// <summary>The settlement, not yet written.</summary>
    public async Task<Settlement> OfAsync(Incoming came, Situation situation, Identity? identity, Decision decision, Tokens tokens, CancellationToken cancel)
    {
        var now = situation.Now;
        var kept = decision.Acts.Select(act => (Act: act, Kept: KeptOf(act, situation))).ToList();
        var draft = decision.Reply is { } reply ? DraftOf(came, situation, identity, reply, tokens) : null;
        var admitted = draft is null ? null : await desk.AdmitAsync([draft], cancel);
        var isAnswered = admitted?.Admitted.Count > 0;
        var before = situation.Dialog is { } open && open.HoldsAt(now) ? open.By : null;
        var (by, counts) = identity is null || decision.Stops ? (null, []) : CameBy.After(before, decision.Reply is null ? null : situation.Followed, decision.Acts);
        var marks = new List<ConductMark>();
        Add(isAnswered && decision.Reply!.Form == ReplyForm.Public, ConductMark.Answered);
        Add(isAnswered && decision.Reply is { Form: ReplyForm.Private, Priority: Priority.Answer }, ConductMark.AnsweredPrivately);
        Add(decision.Quiet, ConductMark.Quiet);
        Add(decision.Insult, ConductMark.Insult);
        Add(isAnswered && decision.Notice, ConductMark.Notice);
        Add(!came.IsPrivate && decision.Acts.Any(act => act is Act.Support), ConductMark.Supported);
        Add(decision.Stops, ConductMark.StopSaid);
        Add(decision.Stops, ConductMark.StopHeard);
        return new()
        {
            Interaction = came.Interaction.Id,
            Key = came.Key,
            Account = came.Account.Id,
            Outcome = decision.Why,
            At = now,
            Place = marks.Count == 0 ? null : came.Place,
            Marks = marks,
            Contact = identity?.Contact,
            Identity = identity?.Id,
            Acts = [.. kept.Select(pair => new KeptActOfPerson(pair.Act, retention.Of(pair.Kept)))],
            Move = identity is not null && decision.Cause is { } cause
                ? await book.PrepareAsync(identity.Contact, cause, [new KeptAct.Question(came.At, now), .. kept.Select(pair => pair.Kept)], ConsentOf(came, situation, decision), cancel)
                    with { BlockedOn = came.What is Happening.Reach { Reachable: false } ? identity.Id : null }
                : null,
            Stopped = decision.Stops ? new(came.Interaction.IsReopened ? now : came.At, came.Interaction.IsReopened ? now : came.Interaction.HeardAt) : null,
            Reached = decision.Stops && PersonOf(came, identity) is { } person ? ContactPoint.OfNetwork(came.Account.Network, person.Key) : null,
            Details = situation.Details is { } details ? DetailsOf(details, decision) : null,
            Dialog = identity is null ? null : DialogOf(situation, decision, ReferenceEquals(by, before)) is { } dialog ? dialog with { By = by } : null,
            Path = counts,
            Waiting = decision.Waiting ?? (draft is not null && !isAnswered && decision.Reply!.Priority == Priority.Answer ? Waits.For(WaitReason.NoWayToAnswer, now) : null),
            Drafts = admitted?.Admitted ?? [],
            Told = decision.Acts.OfType<Act.Rsvp>().FirstOrDefault() is { } answer && identity is not null && situation.Items.FirstOrDefault(item => item.Item.Key == answer.Event) is { } met
                ? new(answer.Event, ToldFacts.Where(met), situation.Language, retention.Of(KeptOf(answer, situation)))
                : null,
            Named = decision.Reply is null ? [] : [.. decision.Reply.Buttons.Select(offer => offer.Choice?.Item).OfType<ItemKey>().Concat(BehindDoors(situation)).Distinct()],
        };

        void Add(bool isSo, ConductMark mark)
        {
            if (isSo)
            {
                marks.Add(mark);
            }
        }
    }

    // What was not said anew stays as it was, but for the copy that the person came by.
    private static Dialog? DialogOf(Situation situation, Decision decision, bool cameAsBefore)
        => decision.Dialog ?? (cameAsBefore ? null : situation.Dialog is { } open && open.HoldsAt(situation.Now) ? open : new Dialog(null, null, situation.Now));

    // The links of an answer lead to what it is about.
    private static IEnumerable<ItemKey> BehindDoors(Situation situation)
        => situation is { PrivateDoor: null, LastingDoor: null, ShareDoor: null } ? [] : situation.Items.Take(1).Select(item => item.Item.Key);

    private static AnswerDraft? DraftOf(Incoming came, Situation situation, Identity? identity, Reply reply, Tokens tokens)
    {
        var form = reply.Form == ReplyForm.Private ? AnswerForm.PrivateMessage : AnswerForm.PublicReply;
        var address = form == AnswerForm.PublicReply ? came.Said is { } said ? AnswerAddress.Of(came.Account, said, form) : null
            : PersonOf(came, identity) is { } person ? new(person, null) : null;
        return address is null ? null : new(
            $"answer/{came.Key}", AnswerKeys.Moment, came.Account.Id, came.Account.Network, address.Target, form, address.InReplyTo, reply.Text, situation.Language,
            [.. reply.Buttons.Select(offer => new Button(offer.Label, offer.Choice is { } choice ? tokens.Write(choice, came.Chat ?? "", situation.Now) : null, offer.Link) { Row = offer.Row })],
            reply.Priority, situation.Now + AnswerLife)
        {
            SaidAt = came.At,
            Person = form == AnswerForm.PrivateMessage ? identity?.Id : null,
            Summoned = came.Said is { } words && AnswerAddress.IsSummons(words),
            Foot = reply.Foot,
            File = form == AnswerForm.PrivateMessage ? reply.File : null,
        };
    }

    // In Telegram the chat is the person; elsewhere the person is known by the account that was met.
    private static Target? PersonOf(Incoming came, Identity? identity)
        => (came.Account.Network == "telegram" ? came.Chat : identity?.ExternalId ?? came.Chat) is { Length: > 0 } person ? new(person, Kind: TargetKind.Private) : null;

    private static KeptAct KeptOf(Act act, Situation situation)
    {
        var item = situation.Items.FirstOrDefault(item => item.Item.Key == act.Item)?.Face;
        return act switch
        {
            Act.Rsvp => new KeptAct.Rsvp(situation.Now, (item as Event)?.Over ?? situation.Now),
            Act.Support => new KeptAct.Support(situation.Now, item is Initiative { ClosesOn: { } last } ? new DateTimeOffset(last.ToDateTime(TimeOnly.MaxValue), TimeSpan.Zero) : situation.Now),
            Act.Proposal => new KeptAct.Question(situation.Now, situation.Now),
            _ => new KeptAct.Gesture(situation.Now),
        };
    }

    // The proof of a yes: the words that were seen, and the very press or message that said it (DP-09).
    private static Consent? ConsentOf(Incoming came, Situation situation, Decision decision)
        => decision.Cause == ContactCause.Subscription && decision.Acts.OfType<Act.Subscription>().FirstOrDefault(act => !act.Withdrawn) is { } list
            ? new("news", list.List, came.Account.Network, list.Wording, situation.Language, came.Button is null ? ConsentAct.Message : ConsentAct.Button, came.Interaction.Id, situation.Now)
            : null;

    private static ContactDetails? DetailsOf(ContactDetails details, Decision decision)
    {
        if (decision.Age is { } age)
        {
            return details with { Age = age };
        }
        if (decision.Acts.OfType<Act.ContactData>().FirstOrDefault() is not { } told)
        {
            return null;
        }
        var territory = told.Territory is { } code && Territory.TryParse(code, out var named) ? named : null;
        return details with
        {
            Mail = told.Mail ?? details.Mail,
            Phone = told.Phone ?? details.Phone,
            PostalCode = told.PostalCode ?? (territory is null ? details.PostalCode : null),
            Territory = territory ?? details.Territory,
            TerritorySource = territory is null ? details.TerritorySource : told.PostalCode is null ? TerritorySource.Declared : TerritorySource.PostalCode,
        };
    }
}
