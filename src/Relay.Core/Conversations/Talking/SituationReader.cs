using System.Text.RegularExpressions;
using Relay.Core.Channels;
using Relay.Core.Contacts;
using Relay.Core.Contacts.Links;
using Relay.Core.Contacts.Retention;
using Relay.Core.Contacts.Suppressions;
using Relay.Core.Conversations.Buttons;
using Relay.Core.Conversations.Naming;
using Relay.Core.Conversations.Rules;
using Relay.Core.Conversations.Settling;
using Relay.Core.Conversations.Understanding;
using Relay.Core.Deliveries.Answers;
using Relay.Core.Deliveries.Copies;
using Relay.Core.Inbox.Arrivals;
using Relay.Core.Items;
using Relay.Core.Territories;

namespace Relay.Core.Conversations.Talking;

/// <summary>Gathers what decides about one interaction. Used by one conversation at a time.</summary>
internal sealed partial class SituationReader(IConversationStore store, IItemStore items, ContactBook book, IContactStore contacts, LinkCodes codes, Vicinity around, IUnderstand understanding, TimeProvider time)
{
    // Longer words stand on no button.
    private const int LongestPress = 40;

    /// <summary>Reads everything that is needed and decides.</summary>
    public async Task<(Situation Situation, Identity? Identity, Decision Decision)> DecideAsync(Incoming came, Tokens tokens, ConversationRules rules, CancellationToken cancel)
    {
        var (situation, identity) = await PersonAsync(came, cancel);
        var recalled = await store.RecallAsync(came.Place, identity?.Id, identity?.Contact, situation.Now, cancel);
        situation = With(situation, recalled) with { IsOvertaken = came.IsPrivate && recalled.Stopped is { } stop && came.IsBefore(stop) };
        if (came.Interaction.IsReopened && situation.Dialog is { } before)
        {
            situation = situation with { Dialog = before with { Question = null } }; // what the words asked for before they were changed, they do not confirm now
        }
        if (situation.Dialog is { By: { } brought } talk && talk.HoldsAt(situation.Now))
        {
            situation = situation with { SharePayload = tokens.LinkTo(brought.Copy) };
        }
        if (came.What is Happening.Reach reach)
        {
            return (situation, identity, ConversationRules.DecideReach(situation, reach.Reachable));
        }
        if ((came.Button ?? await PressedInWordsAsync(came, tokens, situation, identity, cancel)) is { } data && data.StartsWith(Tokens.Prefix, StringComparison.Ordinal) && came.IsPrivate)
        {
            var signed = tokens.Read(data, came.Chat ?? "", situation.Now);
            if (signed is { Verb: ChoiceVerb.Link } && identity is not null && !situation.IsOvertaken)
            {
                return await LinkAsync(came, situation, identity, signed.Argument, rules, cancel);
            }
            var choice = signed is null ? null : new Choice(signed.Verb, signed.Ref is null ? null : await store.FindNamedAsync(signed.Ref, cancel), signed.Argument);
            situation = await WithItemsAsync(situation with { Language = LanguageOf(came, situation) }, came, identity, choice?.Item is { } chosen ? [chosen] : [], cancel);
            return (situation, identity, rules.Decide(situation, signed is { Ref: not null } && choice?.Item is null ? null : choice));
        }
        if (came.Pressed is not null)
        {
            return (situation, identity, Decision.Silent("other-button")); // of another part of Relay, or pressed where everybody reads
        }
        if (came.IsPrivate && Command.Read(came.Text) is { } command)
        {
            var (shared, rest) = command.Name == CommandName.Start ? tokens.ReadShared(command.Argument) : (null, command.Argument);
            command = command with { Argument = rest };
            var linked = command.Name == CommandName.Start ? await LinkedAsync(tokens, command.Argument, cancel) : [];
            situation = await WithItemsAsync(situation with { Language = LanguageOf(came, situation) }, came, identity, linked, cancel);
            if (command is { Name: CommandName.Start, Argument.Length: > 0 } && linked.Count == 0 && around.IsCoordinators(came))
            {
                return (situation, identity, Decision.Silent("connecting")); // the code that showed relay connect whose chat it is
            }
            if (command.Name == CommandName.Start && linked.Count == 0)
            {
                situation = situation with { Items = [] };
            }
            if (command.Name == CommandName.Link && identity is not null && !situation.IsOvertaken)
            {
                situation = situation with { LinkCode = await codes.IssueAsync(identity.Id, cancel) };
            }
            situation = await WithPlaceAsync(situation with { Followed = linked.Count > 0 ? tokens.ReadCopy(command.Argument) : shared is { } by && await store.FindCopyAsync(by, cancel) is not null ? by : null }, command, recalled.Standing, cancel);
            return (situation, identity, rules.Decide(situation, command));
        }
        if (identity is not null && came is { IsPrivate: true, Interaction.IsReopened: false } && !situation.IsOvertaken)
        {
            if (LinkCodes.Confirmed(came.Text) is { } confirmed)
            {
                return await LinkAsync(came, situation, identity, confirmed, rules, cancel);
            }
            if (await codes.FindAsync(identity, came.Text, cancel) is { } owner)
            {
                situation = situation with { Language = LanguageOf(came, situation) };
                return (situation, identity, rules.DecideCode(situation, LinkCodes.Read(came.Text)!, owner.Network, came.Account.Network));
            }
            if (LinkCodes.LooksLike(came.Text))
            {
                situation = situation with { Language = LanguageOf(came, situation) };
                return (situation, identity, rules.DecideLink(situation, isLinked: false));
            }
        }
        var asked = situation.Dialog is { Question: { } question } dialog && dialog.HoldsAt(situation.Now) ? question : null;
        var which = came.IsPrivate && WhichRules.WasAsked(asked) ? asked : null;
        var open = which is null ? asked?.Asked : null; // a yes or a no names no event
        var isShort = came.Text.Count(char.IsWhiteSpace) < 2;
        var meaning = understanding.Read(new(Spoken(came), !came.IsPrivate, isShort && came.Author.Language is "fr" or "en" ? came.Author.Language : null, open));
        var named = await NamedAsync(came, situation, meaning, which, cancel);
        if (which is not null && named.Alike.Count > 0)
        {
            meaning = WhichRules.Chosen(meaning, which, came.Text);
        }
        situation = await WithItemsAsync(situation with { Language = meaning.Language }, came, identity, named.Clear is { } clear ? [clear.Item.Key] : [], cancel);
        if (named.Alike.Count > 0)
        {
            situation = situation with { NamedBy = named.Words, Nearby = situation.Items.Count > 0 ? [] : named.Alike.Count > 1 ? named.Alike : [.. named.Alike, .. situation.Nearby.Except(named.Alike)] };
        }
        if (named.Clear is not null && situation.Dialog is { } held && held.Topic != named.Clear.Item.Key)
        {
            situation = situation with { Dialog = held with { Topic = named.Clear.Item.Key, Question = which } }; // what was asked about another event, these words don't answer
        }
        if (open is not null && NearRules.WasAsked(situation.Dialog?.Question) && PlaceReader.Read(came.Text).Territory is { } place)
        {
            situation = situation with { Nearby = await around.OpenAsync(place, cancel) };
        }
        return (situation, identity, rules.Decide(situation, meaning));
    }

    // What is known of either holds for both from the link on, before anything is said.
    private async Task<(Situation Situation, Identity? Identity, Decision Decision)> LinkAsync(Incoming came, Situation situation, Identity identity, string code, ConversationRules rules, CancellationToken cancel)
    {
        var isLinked = await codes.RedeemAsync(identity, code, came.Interaction.HeardAt, cancel) is not null;
        situation = situation with { Language = LanguageOf(came, situation), State = (await contacts.FindAsync(identity.Contact, cancel))?.State };
        return (situation, identity, rules.DecideLink(situation, isLinked));
    }

    // On Messenger the list of conversations tells a press as the words of the button alone.
    private async Task<string?> PressedInWordsAsync(Incoming came, Tokens tokens, Situation situation, Identity? identity, CancellationToken cancel)
    {
        var data = situation.Network.SaysPresses && came is { IsPrivate: true, Said: not null, Text.Length: > 0 and <= LongestPress, Interaction.IsReopened: false } && (identity?.ExternalId ?? came.Chat) is { Length: > 0 } person && identity is not null
            ? await store.FindButtonAsync(came.Account.Id, person, came.Text, cancel)
            : null;
        // Whether everything shall stop is answered before anything else, also where that question has not left and another message is the last: a yes is a yes to that.
        return data is not null && situation.Dialog is { Question.Asked.About: Intent.OptOut } asked && asked.HoldsAt(situation.Now) && tokens.Read(data, came.Chat ?? "", situation.Now)?.Verb is not (ChoiceVerb.StopAll or ChoiceVerb.GoOn)
            ? null
            : data;
    }

    // X puts the names of those who are answered before the words.
    private static string Spoken(Incoming came)
    {
        var text = came.Text;
        if (came.IsPrivate || came.Account.Network != "x")
        {
            return text;
        }
        var words = text.TrimStart();
        while (words.StartsWith('@') && words.IndexOf(' ', StringComparison.Ordinal) is > 0 and var end)
        {
            words = words[end..].TrimStart();
        }
        return words.Length > 0 ? words : text;
    }

    private async Task<(Situation Situation, Identity? Identity)> PersonAsync(Incoming came, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        var said = came.Said;
        var situation = new Situation
        {
            Now = now, WrittenAt = came.At, Text = came.Text, Kind = came.Kind, Network = NetworkManners.Of(came.Account.Network), IsOurs = said?.IsOurs ?? false, IsAutomated = came.Author.Automated,
            IsSummons = said is not null && AnswerAddress.IsSummons(said), IsOverheard = said?.IsOverheard ?? false, IsRemoved = came.Interaction.State.Removed,
        };
        if (!came.IsPrivate || situation is { IsOurs: true } or { IsAutomated: true } or { IsOverheard: true } or { IsRemoved: true })
        {
            return (situation, null);
        }
        // Whoever wrote was met before the words were kept; whom nobody may keep anything of was not. Who presses a button of long ago may have been forgotten since.
        var identity = came.Author.Key is { } author ? await book.FindAsync(author, cancel) : null;
        if (identity is null && came is { Pressed: not null, Account.Network: "telegram", Chat: { Length: > 0 } chat })
        {
            identity = await book.MeetAsync(new(ContactPoint.OfNetwork("telegram", chat), came.Author.Name, came.Author.Language, null, now), new KeptAct.Question(now, null), cancel);
        }
        if (identity is null)
        {
            return (situation with { State = came.What is Happening.Reach ? null : ContactState.Erased }, null);
        }
        var contact = await contacts.FindAsync(identity.Contact, cancel);
        var lists = (await contacts.ConsentsAsync(identity.Contact, cancel)).Where(consent => consent.WithdrawnAt is null).Select(consent => consent.List).Distinct(StringComparer.Ordinal).ToList();
        return (situation with { State = contact?.State, Details = contact?.Details, Lists = lists }, identity);
    }

    private static Situation With(Situation situation, Recollection recalled) => situation with
    {
        AnsweredInThread = recalled.AnsweredInThread, IsQuiet = recalled.IsQuiet, Insults = recalled.Insults, RepliesOnPost = recalled.RepliesOnPost, AnswersToday = recalled.AnswersToday,
        AnsweredAt = recalled.AnsweredAt, NoticeGiven = recalled.NoticeGiven, HasSupported = recalled.HasSupported, HasOpposed = recalled.HasOpposed, Dialog = recalled.Dialog, Standing = [.. recalled.Standing.OfType<Act.Rsvp>()],
    };

    /// <summary>What a link leads to: an item, or all that the copy tells of which carried it.</summary>
    private async Task<IReadOnlyList<ItemKey>> LinkedAsync(Tokens tokens, string payload, CancellationToken cancel)
        => tokens.ReadCopy(payload) is { } copy ? await store.FindCopyAsync(copy, cancel) ?? []
            : tokens.ReadLink(payload) is { } name && await store.FindNamedAsync(name, cancel) is { } item ? [item]
            : [];

    // Nothing of what is kept away in private plays a part in public, and the other way round.
    private async Task<Situation> WithItemsAsync(Situation situation, Incoming came, Identity? identity, IReadOnlyList<ItemKey> named, CancellationToken cancel)
    {
        var post = came.IsPrivate ? null : await around.PostAsync(came, cancel);
        var topic = situation.Dialog is { } dialog && dialog.HoldsAt(situation.Now) ? dialog.Topic : null;
        var keys = named.Count > 0 ? named : post?.Items ?? (came.IsPrivate && topic is not null ? [topic] : []);
        var found = new List<StoredItem>();
        foreach (var key in keys)
        {
            if (await items.FindAsync(key, cancel) is { } item && !(item.Item.IsHidden && item.Shown is null))
            {
                found.Add(item);
            }
        }
        var (taken, queued) = (new Dictionary<ItemKey, int>(), new Dictionary<ItemKey, int>());
        foreach (var item in found.Where(item => item.Face is Event { Capacity: not null }))
        {
            taken[item.Item.Key] = await store.HeadsAsync(item.Item.Key, identity?.Contact, cancel);
            queued[item.Item.Key] = await store.QueuedAsync(item.Item.Key, identity?.Contact, cancel);
        }
        return situation with
        {
            Items = found,
            Taken = taken,
            Queued = queued,
            Changed = [.. found.Where(item => post is not null && ToldFacts.Where(post.Facts, item.Item.Key) is { } told && told != ToldFacts.Where(item)).Select(item => item.Item.Key)],
            Nearby = came.IsPrivate && found.Count == 0 ? await NearbyAsync(came, situation, cancel) : [],
            LastingDoor = came.IsPrivate && situation.Network.Forgets && found.Count == 1 ? await around.LastingDoorAsync(came.Account, found[0].Item.Key, cancel) : null,
            Spaces = came.IsPrivate ? around.Spaces() : [],
            BotDoor = came.IsPrivate ? around.BotDoor(came.Account) : null,
            ShareDoor = came.IsPrivate && found.Count == 1 ? await around.ShareDoorAsync(came.Account, found[0].Item.Key, situation.Dialog is { } open && open.HoldsAt(situation.Now) ? open.By?.Copy : null, cancel) : null,
            PrivateDoor = came.IsPrivate ? null : await around.DoorAsync(came.Account, found.Count > 0 ? found[0].Item.Key : null, cancel),
        };
    }

    private async Task<IReadOnlyList<StoredItem>> NearbyAsync(Incoming came, Situation situation, CancellationToken cancel)
        => (PlaceReader.Read(Meeting().Replace(came.Text, " ")).Territory ?? situation.Details?.Territory) is { } place
            ? await around.OpenAsync(place, cancel)
            : await around.NearestAsync(around.Near(came.Account, null), cancel);

    /// <summary>The events that the words name. What is spoken of stays so, unless most of the title of another is named.</summary>
    private async Task<NamedEvents> NamedAsync(Incoming came, Situation situation, Meaning meaning, Question? which, CancellationToken cancel)
    {
        if (!came.IsPrivate || !WhichRules.MayName(meaning, which is not null, came.Text))
        {
            return NamedEvents.None;
        }
        var near = around.Near(came.Account, situation.Details?.Territory);
        var named = NamedEvents.In(came.Text, await around.OpenAsync(null, cancel), near, which?.Offered, situation.Now);
        var topic = situation.Dialog is { } dialog && dialog.HoldsAt(situation.Now) ? dialog.Topic : null;
        return topic is null || (named is { Clear: not null, IsByTitle: true } && named.Alike.All(item => item.Item.Key != topic)) ? named : NamedEvents.None;
    }

    private async Task<Situation> WithPlaceAsync(Situation situation, Command command, IReadOnlyList<Act> standing, CancellationToken cancel)
    {
        var place = PlaceReader.Read(command.Argument).Territory ?? situation.Details?.Territory;
        return command.Name switch
        {
            CommandName.Events or CommandName.Initiatives => situation with { Nearby = await around.OpenAsync(place, cancel) },
            CommandName.MyData => WithAnswers(situation, standing, await AnswersAsync(standing, cancel)),
            _ => situation,
        };
    }

    private static Situation WithAnswers(Situation situation, IReadOnlyList<Act> standing, IReadOnlyList<(StoredItem Item, Act Act)> answers)
        => situation with { Answers = answers, Gestures = [.. standing.Except(answers.Select(answer => answer.Act))] };

    private async Task<IReadOnlyList<(StoredItem, Act)>> AnswersAsync(IReadOnlyList<Act> standing, CancellationToken cancel)
    {
        var known = new List<(StoredItem, Act)>();
        foreach (var act in standing)
        {
            if (act.Item is { } key && await items.FindAsync(key, cancel) is { } item)
            {
                known.Add((item, act));
            }
        }
        return known;
    }

    // "Je viens à la réunion" names no island; "à La Réunion" and "île de la réunion" do.
    [GeneratedRegex(@"(?<!\b[iIîÎ]le de )\bla r[ée]union\b", RegexOptions.CultureInvariant, 5_000)]
    private static partial Regex Meeting();

    private static string LanguageOf(Incoming came, Situation situation)
        => came.Author.Language is "fr" or "en" ? came.Author.Language : came.Pressed?.Press.Language ?? situation.Details?.Language ?? "fr";
}
