using Relay.Core.Conversations.Settling;
using Relay.Core.Conversations.Understanding;
using Relay.Core.Swarm;
using Relay.Store.Engines;

namespace Relay.Store.Conversations;

/// <summary>Words in which conversations are stored.</summary>
internal static class TalkKeys
{
    public static KeyMap<ActKind> Acts { get; } = new(
        (ActKind.Support, "support"), (ActKind.Rsvp, "rsvp"), (ActKind.Subscription, "subscription"), (ActKind.Opposition, "opposition"), (ActKind.Volunteer, "volunteer"), (ActKind.Contact, "contact"),
        (ActKind.Proposal, "proposal"), (ActKind.None, "none"));

    public static KeyMap<RsvpAnswer> Answers { get; } = new((RsvpAnswer.Yes, "yes"), (RsvpAnswer.Maybe, "maybe"), (RsvpAnswer.No, "no"), (RsvpAnswer.Waitlist, "waitlist"));

    public static KeyMap<PathStep> Steps { get; } = new((PathStep.Message, "message"), (PathStep.Support, "support"), (PathStep.Subscription, "subscription"), (PathStep.Coming, "coming"));

    public static KeyMap<ConductMark> Marks { get; } = new(
        (ConductMark.Answered, "answered"), (ConductMark.AnsweredPrivately, "answered-privately"), (ConductMark.Quiet, "quiet"), (ConductMark.Insult, "insult"), (ConductMark.Notice, "notice"),
        (ConductMark.Supported, "supported"), (ConductMark.StopSaid, "stop-said"), (ConductMark.StopHeard, "stop-heard"));

    public static KeyMap<WaitReason> Reasons { get; } = new(
        (WaitReason.Threat, "threat"), (WaitReason.Distress, "distress"), (WaitReason.Deceased, "deceased"), (WaitReason.DataRequest, "data-request"), (WaitReason.UnclearStop, "unclear-stop"),
        (WaitReason.Complaint, "complaint"), (WaitReason.Human, "human"), (WaitReason.Press, "press"), (WaitReason.Proposal, "proposal"), (WaitReason.UnknownAnswer, "unknown-answer"),
        (WaitReason.NotUnderstood, "not-understood"), (WaitReason.NoWayToAnswer, "no-way-to-answer"), (WaitReason.ExposedData, "exposed-data"), (WaitReason.Insults, "insults"),
        (WaitReason.Blocked, "blocked"), (WaitReason.TooMany, "too-many"), (WaitReason.Erased, "erased"));

    /// <summary>How long a mark is kept: as long as the conduct that asks for it.</summary>
    public static TimeSpan LifeOf(ConductMark mark) => mark switch
    {
        ConductMark.AnsweredPrivately => TimeSpan.FromDays(1),
        ConductMark.Notice or ConductMark.StopSaid or ConductMark.StopHeard => TimeSpan.FromDays(61), // two months, as a question is kept
        _ => TimeSpan.FromDays(30),
    };

    /// <summary>Whether a mark stands for an answer that is on its way: without that answer it never was.</summary>
    public static bool IsOfAnswer(ConductMark mark) => mark is ConductMark.Answered or ConductMark.AnsweredPrivately or ConductMark.Notice;

    /// <summary>What the party must hear first.</summary>
    public static long UrgencyOf(ActKind kind) => kind == ActKind.Opposition ? 0 : 1;
}
