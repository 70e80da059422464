using Relay.Core.Channels;
using Relay.Core.Contacts;
using Relay.Core.Contacts.Retention;
using Relay.Core.Conversations.Buttons;
using Relay.Core.Conversations.Settling;
using Relay.Core.Conversations.Understanding;
using Relay.Core.Conversations.Wording;
using Relay.Core.Deliveries;
using Relay.Core.Inbox.Arrivals;

namespace Relay.Core.Conversations.Rules;

/// <summary>
/// Decides what becomes of one interaction: at most one act, one answer and one place on the waiting list. Pure and thread-safe: the same situation always ends the same, whatever came
/// from other people before it.
/// </summary>
/// <param name="party">Who speaks.</param>
/// <param name="retention">How long what people write is kept, which they are told; null for as long as by default.</param>
public sealed class ConversationRules(PartySettings party, RetentionSettings? retention = null)
{
    /// <summary>Most automatic answers to one person in private in 24 hours: more of them than a person needs is a conversation with an automaton.</summary>
    public const int MostAnswersADay = 40;

    private readonly PrivateRules _private = new(party);
    private readonly CommandRules _commands = new(party);

    /// <summary>Words.</summary>
    public Decision Decide(Situation situation, Meaning meaning)
    {
        ArgumentNullException.ThrowIfNull(situation);
        ArgumentNullException.ThrowIfNull(meaning);
        return NotToBeAnswered(situation)
            ?? (situation.IsPrivate ? Finished(situation, meaning.OptOut == OptOut.None || ListRules.IsOfOneList(situation, meaning) ? _private.Decide(situation, meaning) : StopRules.Decide(situation, meaning)) : PublicRules.Decide(situation, meaning));
    }

    /// <summary>A button.</summary>
    /// <param name="situation">As it stands.</param>
    /// <param name="choice">What it said; null when it was none of ours or is too old.</param>
    public Decision Decide(Situation situation, Choice? choice)
    {
        ArgumentNullException.ThrowIfNull(situation);
        return NotToBeAnswered(situation) ?? Finished(situation, choice?.Verb == ChoiceVerb.StopAll ? StopRules.Decide(situation, OptOut.Certain) : _private.Decide(situation, choice));
    }

    /// <summary>A command of a private chat.</summary>
    public Decision Decide(Situation situation, Command command)
    {
        ArgumentNullException.ThrowIfNull(situation);
        ArgumentNullException.ThrowIfNull(command);
        return NotToBeAnswered(situation) ?? Finished(situation, command.Name == CommandName.Stop ? StopRules.Decide(situation, OptOut.Certain) : _commands.Decide(situation, command));
    }

    /// <summary>A code that holds was typed: nothing is linked until the person says that both accounts are theirs, since a code may come from somebody else.</summary>
    /// <param name="situation">As it stands.</param>
    /// <param name="code">As <see cref="Contacts.Links.LinkCodes.Read"/> reads it.</param>
    /// <param name="there">The network of the account that it was given to.</param>
    /// <param name="here">Of the one that typed it.</param>
    public Decision DecideCode(Situation situation, string code, string there, string here)
    {
        ArgumentNullException.ThrowIfNull(situation);
        ArgumentNullException.ThrowIfNull(code);
        return NotToBeAnswered(situation) ?? Finished(situation, (Ask.Say(situation, "asked-link", LinkWords.IsYours(there, here)) with { Dialog = new(situation.Dialog?.Topic, null, situation.Now) })
            .Offering([new(LinkWords.Mine.In(situation.Language), new(ChoiceVerb.Link, null, code)), new(LinkWords.NotMine.In(situation.Language), new(ChoiceVerb.Correct))]));
    }

    /// <summary>The person says that the account whose code they typed is theirs too.</summary>
    /// <param name="situation">As it stands.</param>
    /// <param name="isLinked">Whether it was one that holds, so that both are linked now.</param>
    public Decision DecideLink(Situation situation, bool isLinked)
    {
        ArgumentNullException.ThrowIfNull(situation);
        return NotToBeAnswered(situation) ?? Finished(situation, isLinked ? Ask.Say(situation, "linked", situation.State == ContactState.Opposed ? LinkWords.LinkedOpposed : LinkWords.Linked) : Ask.Say(situation, "no-link", LinkWords.NoCode));
    }

    /// <summary>The person shut us out of the private chat, or let us in again: the first is an opposition (DP-18), the second no consent.</summary>
    public static Decision DecideReach(Situation situation, bool reachable)
    {
        ArgumentNullException.ThrowIfNull(situation);
        if (reachable || situation.State is null || (situation.State != ContactState.Opposed && ContactTransitions.Wins(situation.State.Value)))
        {
            return Decision.Silent(reachable ? "reachable" : "shut-out");
        }
        // Whoever met the block may have opposed the person already; the party hears of it all the same, once.
        return situation.HasOpposed ? Decision.Silent("shut-out") with { Stops = true } : new("shut-out") { Stops = true, Acts = [new Act.Opposition()], Cause = situation.State == ContactState.Opposed ? null : ContactCause.Stop };
    }

    // Never ourselves, never an automaton (FX-12), never over somebody's head, nobody of whom nothing may be kept.
    private static Decision? NotToBeAnswered(Situation situation) => situation switch
    {
        { IsOurs: true } => Decision.Silent("ours"),
        { IsAutomated: true } => Decision.Silent("automaton"),
        { IsOverheard: true } => Decision.Silent("overheard"),
        { IsRemoved: true } => Decision.Silent("removed"),
        { Kind: InteractionKind.GroupMessage } => Decision.Silent("among-others"),
        { State: ContactState.Erased, IsPrivate: true } => Decision.Silent("erased") with { Waiting = Waits.For(WaitReason.Erased, situation.Now) },
        { State: ContactState.Deceased or ContactState.Minor or ContactState.Erased } => Decision.Silent("left-alone"),
        { State: ContactState.Blocked } => Decision.Silent("blocked") with { Waiting = Waits.For(WaitReason.Blocked, situation.Now) },
        _ => null,
    };

    /// <summary>What goes with every private answer: the notice once, choices in words where there are no buttons, and an end where it would be without one.</summary>
    private Decision Finished(Situation situation, Decision decision)
    {
        if (situation.IsOvertaken && !decision.Stops)
        {
            return Decision.Silent("before-stop") with { Waiting = decision.Waiting is { Reason: WaitReason.Threat or WaitReason.Distress or WaitReason.Deceased or WaitReason.DataRequest or WaitReason.Complaint } waits ? waits : null };
        }
        if (decision.Reply is not { } plain)
        {
            return decision;
        }
        var reply = SpaceRules.With(situation, decision, plain);
        if (situation.AnswersToday >= MostAnswersADay && reply.Priority != Priority.StopConfirmation)
        {
            return decision with { Reply = null, Waiting = decision.Waiting ?? Waits.For(WaitReason.TooMany, situation.Now) };
        }
        var text = situation.Network.HasButtons ? reply.Text : Spelt.Out(reply, decision.Dialog?.Question, situation.Language);
        var notice = !situation.NoticeGiven && reply.Priority != Priority.StopConfirmation;
        return decision with
        {
            Reply = reply with { Text = text, Foot = notice ? CommonWords.Notice(party, (retention ?? new()).OccasionalMonths).In(situation.Language) : "", Buttons = situation.Network.HasButtons ? reply.Buttons : [] },
            Notice = notice,
        };
    }
}
