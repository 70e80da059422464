using System.CommandLine;
using Relay.Core.Contacts;
using Relay.Core.Conversations.Settling;
using Relay.Core.Ids;
using Relay.Core.Inbox;
using Relay.Core.Inbox.Arrivals;
using Relay.Core.Texts;
using Relay.Store;
using Relay.Worker.Control.People;
using Relay.Worker.Hosting;

namespace Relay.Worker.Cli;

/// <summary><c>relay inbox</c>: what came back from the networks, the last first, and what was not understood of it.</summary>
internal static class InboxCommand
{
    private const int UsuallyShown = 50;
    private const int Most = 1000;

    public static Command Create(GlobalOptions globals, Surroundings around)
    {
        var waiting = new Option<bool>("--waiting") { Description = globals.Of("Seulement ce qui attend une réponse.", "Only what waits for an answer.") };
        var last = new Option<int>("--last")
        {
            HelpName = "N",
            DefaultValueFactory = _ => UsuallyShown,
            Description = globals.Of($"Combien en montrer, 1 à {Most}.", $"How many to show, 1 to {Most}."),
        };
        last.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: var text }] && !(int.TryParse(text, out var number) && number is >= 1 and <= Most))
            {
                result.AddError(globals.Of($"--last prend un nombre de 1 à {Most}.", $"--last takes a number from 1 to {Most}."));
            }
        });
        var command = new Command("inbox", globals.Of("Montrer ce qui est revenu des réseaux : commentaires, réponses, mentions, messages, boutons.", "Show what came back from the networks: comments, replies, mentions, messages, buttons."))
        {
            waiting, last, Done(globals, around),
        };
        command.SetAction(async (parsed, cancel) =>
        {
            var screen = globals.ScreenOf(parsed, around);
            var (_, configuration) = await ConfigurationLoader.LoadAsync(parsed.GetValue(globals.Config), around, cancel);
            screen.Follow(configuration);
            await using var store = await StoreAccess.OpenReadOnlyAsync(configuration, around.Time, cancel);
            var most = parsed.GetValue(last);
            var list = (await store.Conversations.WaitingAsync(Most, cancel)).ToDictionary(one => one.Interaction, StringComparer.Ordinal);
            var shown = new InboxShown(
                Shown(await store.Inbox.TallyAsync(cancel)),
                [.. (await store.Inbox.ListAsync(parsed.GetValue(waiting), Most, cancel)).Where(CameBack).Take(most).Select(one => Shown(one, list.GetValueOrDefault(one.Id)))],
                [.. (await store.Inbox.SetAsideAsync(most, cancel)).Select(aside => Shown(aside))]);
            shown = shown with { Interactions = await WithStopsAsync(shown.Interactions, store, cancel) };
            Show(screen, shown, parsed.GetValue(waiting));
            screen.Answer(shown, CliJson.Out.InboxShown);
            return ExitCode.Done;
        });
        return command;
    }

    private static Command Done(GlobalOptions globals, Surroundings around)
    {
        var id = new Argument<string>("id") { HelpName = globals.Of("IDENTIFIANT", "ID"), Description = globals.Of("Identifiant du message, ou son début ; « inbox --waiting » le montre.", "Id of the message, or its beginning; \"inbox --waiting\" shows it.") };
        var command = new Command("done", globals.Of("Noter qu'une personne s'en est occupée : ce message n'attend plus.", "Note that a person has seen to it: this message waits no more.")) { id };
        command.SetAction((parsed, cancel) => Changes.RunAsync(
            new(EndWaiting.Name, new Dictionary<string, string>(StringComparer.Ordinal) { [EndWaiting.Interaction] = parsed.GetRequiredValue(id) }), parsed, globals, around, cancel));
        return command;
    }

    // Our own posts are heard too, where a network brings them into a discussion; nobody looks for them here.
    private static bool CameBack(Interaction one) => one.State.Words is not { IsOurs: true };

    private static UnreadShown Shown(InboxTally tally) => new(tally.Unread, tally.OldestUnread, tally.Broken);

    private static InteractionShown Shown(Interaction one, WaitingInteraction? waits)
    {
        var (of, words, removed) = one.State;
        return new(one.Id, one.Account, of.Network, KindOf(one), of.Realm is InteractionRealm.Public, of.Chat, of.RemoteId, one.Author.Key?.Hmac[..16], one.Author.Name, words?.Text,
            one.Fact is Happening.Pressed pressed ? pressed.Press.Data : null, words?.InReplyTo, words?.Post, words?.At, one.HeardAt, removed, one.IsWaiting, waits is null ? null : WaitWords.KeyOf(waits.Waiting.Reason), waits?.Waiting.Deadline)
        {
            Contact = waits?.Contact is { } contact ? $"{contact}" : null,
        };
    }

    // Whoever is about to answer must know that the writer has said STOP since.
    private static async Task<IReadOnlyList<InteractionShown>> WithStopsAsync(IReadOnlyList<InteractionShown> shown, RelayStore store, CancellationToken cancel)
    {
        var marked = new List<InteractionShown>();
        foreach (var one in shown)
        {
            marked.Add(one.Contact is { } contact && (await store.Contacts.FindAsync(Guid.Parse(contact), cancel))?.State == ContactState.Opposed ? one with { Stopped = true } : one);
        }
        return marked;
    }

    private static AsideShown Shown(SetAside aside) => new(aside.Number, aside.Account, aside.At, [.. aside.Pieces.Select(piece => new PieceShown(piece.Kind, piece.Broken, piece.Reason))]);

    private static string KindOf(Interaction one) => one switch
    {
        { State.Words.Kind: var kind } => kind switch
        {
            InteractionKind.GroupMessage => "group-message",
            InteractionKind.Post => "post",
            InteractionKind.Mention => "mention",
            InteractionKind.Quote => "quote",
            InteractionKind.Comment => "comment",
            InteractionKind.Reply => "reply",
            InteractionKind.PrivateMessage => "private-message",
            _ => throw new InvalidOperationException($"No word for {kind}."),
        },
        { Fact: Happening.Pressed } => "press",
        { Fact: Happening.Reach { Reachable: true } } => "reachable",
        { Fact: Happening.Reach } => "unreachable",
        _ => "removal",
    };

    private static Phrase NameOf(string kind) => kind switch
    {
        "group-message" => new("message d'un groupe", "message in a group"),
        "post" => new("publication", "post"),
        "mention" => new("mention", "mention"),
        "quote" => new("citation", "quote"),
        "comment" => new("commentaire", "comment"),
        "reply" => new("réponse", "reply"),
        "private-message" => new("message privé", "private message"),
        "press" => new("bouton", "button"),
        "reachable" => new("peut être contacté", "can be written to"),
        "unreachable" => new("ne peut plus être contacté", "can't be written to any more"),
        _ => new("suppression", "removal"),
    };

    private static void Show(Screen screen, InboxShown inbox, bool waiting)
    {
        var count = inbox.Interactions.Count;
        if (waiting)
        {
            screen.Say(
                count == 0 ? "Rien n'attend de réponse." : count == 1 ? "1 message attend une réponse :" : $"{count} messages attendent une réponse :",
                count == 0 ? "Nothing waits for an answer." : count == 1 ? "1 message waits for an answer:" : $"{count} messages wait for an answer:");
        }
        else
        {
            screen.Say(
                count == 0 ? "Rien n'est revenu des réseaux." : count == 1 ? "Reçu en dernier :" : $"Les {count} derniers reçus :",
                count == 0 ? "Nothing has come back from the networks." : count == 1 ? "Received last:" : $"The last {count} received:");
        }
        foreach (var one in inbox.Interactions)
        {
            var kind = NameOf(one.Kind);
            var by = HostileLine.Of(one.Name ?? "", 60) is { Length: > 0 } name ? name : null;
            var text = one.Removed ? null : HostileLine.Of(one.Text ?? one.Data ?? "", 200);
            screen.Say(
                $"  {screen.At(one.At ?? one.HeardAt)}  {one.Account}  {kind.French} · {by ?? "auteur non communiqué"}{(one.Removed ? " · supprimé" : one.Waiting && !waiting ? " · attend une réponse" : "")}",
                $"  {screen.At(one.At ?? one.HeardAt)}  {one.Account}  {kind.English} · {by ?? "author withheld"}{(one.Removed ? " · removed" : one.Waiting && !waiting ? " · waits for an answer" : "")}");
            if (text is { Length: > 0 })
            {
                screen.Say($"    « {text} »", $"    \"{text}\"");
            }
            if (one is { Reason: { } reason, Deadline: { } deadline })
            {
                var whose = one.Contact is { } contact ? $" · contact {ShortId.Of(contact)}" : "";
                if (one.Stopped)
                {
                    screen.Say("    a dit STOP : ne lui écrivez que ce que sa demande exige, puis notez-le.", "    has said STOP: write only what the request demands, then note it.");
                }
                screen.Say($"    {WaitWords.Of(reason).French}{whose} ; à lire avant le {screen.At(deadline)} ; puis : relay inbox done {one.Id[..EndWaiting.Shown]}", $"    {WaitWords.Of(reason).English}{whose}; to be read before {screen.At(deadline)}; then: relay inbox done {one.Id[..EndWaiting.Shown]}");
            }
        }
        ShowUnread(screen, inbox);
    }

    private static void ShowUnread(Screen screen, InboxShown inbox)
    {
        if (inbox.Unread is { Count: > 0 and var unread, Oldest: { } oldest })
        {
            screen.Say(
                $"{Counted.French(unread, "arrivée à lire", "arrivées à lire")}, la plus ancienne du {screen.At(oldest)} : « relay run » les lit.",
                $"{Counted.English(unread, "arrival")} to be read, the oldest of {screen.At(oldest)}: \"relay run\" reads them.");
        }
        if (inbox.SetAside.Count > 0)
        {
            screen.Say("Gardé sans être compris :", "Kept without being understood:");
        }
        foreach (var aside in inbox.SetAside)
        {
            foreach (var piece in aside.Pieces)
            {
                var line = $"  {screen.At(aside.At)}  {aside.Account}  {HostileLine.Of(piece.Kind, 64)}";
                screen.Say($"{line}{(piece.Broken ? $" · illisible : {piece.Reason}" : "")}", $"{line}{(piece.Broken ? $" · unreadable: {piece.Reason}" : "")}");
            }
        }
    }
}

/// <summary>What came back; <paramref name="SetAside"/> was kept and not understood.</summary>
internal sealed record InboxShown(UnreadShown Unread, IReadOnlyList<InteractionShown> Interactions, IReadOnlyList<AsideShown> SetAside);

/// <summary>Arrivals that nobody has read yet, and those of which a piece could not be read.</summary>
internal sealed record UnreadShown(int Count, DateTimeOffset? Oldest, int Broken);

/// <summary>One interaction; <paramref name="Author"/> is the beginning of a keyed hash, the same for what one account wrote; <paramref name="At"/> is the network's word, <paramref name="Data"/> a button's; <paramref name="Reason"/> and <paramref name="Deadline"/> say why and by when a person must look.</summary>
internal sealed record InteractionShown(
    string Id, string Account, string Network, string Kind, bool Public, string Chat, string RemoteId, string? Author, string? Name, string? Text, string? Data, string? InReplyTo, string? Post,
    DateTimeOffset? At, DateTimeOffset HeardAt, bool Removed, bool Waiting, string? Reason, DateTimeOffset? Deadline)
{
    /// <summary>Id of the contact of somebody who waits for a person; null where nobody is kept.</summary>
    public string? Contact { get; init; }

    /// <summary>That contact has said STOP and wants no message.</summary>
    public bool Stopped { get; init; }
}

/// <summary>An arrival of which a piece was not understood.</summary>
internal sealed record AsideShown(long Arrival, string Account, DateTimeOffset At, IReadOnlyList<PieceShown> Pieces);

/// <summary>A piece that was not understood; broken when it should have been.</summary>
internal sealed record PieceShown(string Kind, bool Broken, string Reason);
