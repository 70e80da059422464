using Relay.Core.Channels;
using Relay.Core.Deliveries.Answers;
using Relay.Core.Deliveries.Halts;
using Relay.Core.Deliveries.Shadows;
using Relay.Core.Planning;
using Relay.Core.Planning.Moments;
using Relay.Core.Texts;
using Relay.Core.Texts.Dates;

namespace Relay.Core.Deliveries;

/// <summary>Says in one sentence why a publication went, waits or did not go (design §4.13).</summary>
public sealed class Explainer(IChannels channels, HaltBoard halts, TimeProvider time)
{
    /// <summary>Of a call that was under way when the last worker ended.</summary>
    public static Phrase CutOff { get; } = new(
        "L'appel a été coupé : « relay run » vérifiera, ou vous demandera d'aller voir, avant tout nouvel envoi.", "Its call was cut off: \"relay run\" finds out, or asks you to look, before anything is sent again.");

    /// <summary>The sentence, in the coordinator's language (<c>fr</c> or <c>en</c>), with times in the channel's zone.</summary>
    /// <param name="publication">As the ledger keeps it.</param>
    /// <param name="delivery">Its delivery; null before release.</param>
    /// <param name="language"><c>fr</c>, else English.</param>
    /// <param name="standings">How the accounts and their targets fare, from <see cref="ILedger.StandingsAsync"/>; null when that is not known.</param>
    /// <param name="isWorking">Whether a worker runs: without one a call under way is one that was cut off. Default true.</param>
    public string Explain(Publication publication, Delivery? delivery, string language, IReadOnlyList<Standing>? standings = null, bool isWorking = true)
    {
        ArgumentNullException.ThrowIfNull(publication);
        var french = language == "fr";
        string At(DateTimeOffset instant) => this.At(instant, publication.Plan.Channel, language);
        string Say(string fr, string en) => french ? fr : en;
        if (HaltOf(publication, delivery) is { } halt)
        {
            return Say("Attend : ", "Waits: ") + halt.Say(new(this.At(halt.Since, publication.Plan.Channel, "fr"), this.At(halt.Since, publication.Plan.Channel, "en"))).In(language);
        }
        if (delivery is { Operation: Operation.Edit or Operation.Delete })
        {
            var isEdit = delivery.Operation == Operation.Edit;
            return (isEdit ? Say("Correction de la copie : ", "Correction of the copy: ") : Say("Retrait de la copie : ", "Removal of the copy: "))
                + (delivery.State == DeliveryState.Confirmed
                    ? Say("faite", "done") + (delivery.Parts.Max(part => part.AttemptedAt) is { } when ? Say(" le ", " on ") + At(when) : "") + "."
                    : Lowered(OfStanding(delivery, standings ?? [], At, Say) ?? OfDelivery(delivery, language, At, Say)));
        }
        if (delivery is { Operation: Operation.Answer } && (delivery.State != DeliveryState.Attempting || isWorking))
        {
            return AnswerReasons.Head(delivery, Say) + (AnswerReasons.Of(delivery, At, Say) ?? Lowered(OfStanding(delivery, standings ?? [], At, Say) ?? OfDelivery(delivery, language, At, Say)));
        }
        return delivery is null ? OfPublication(publication, At, Say)
            : delivery.State == DeliveryState.Attempting && !isWorking ? CutOff.In(language)
            : OfStanding(delivery, standings ?? [], At, Say) ?? OfDelivery(delivery, language, At, Say);
    }

    /// <summary>What keeps everything of a channel from leaving for a while, and how it is lifted; null when nothing does.</summary>
    /// <param name="channel">Which channel.</param>
    /// <param name="standings">How the accounts and their targets fare; none where they do not count.</param>
    /// <param name="patience">What ends sooner than that is not named.</param>
    public Phrase? WhyNothingLeaves(Channel channel, IReadOnlyList<Standing> standings, TimeSpan patience)
    {
        ArgumentNullException.ThrowIfNull(channel);
        if (Halted(channel.Account, channel.Id) is { } halt)
        {
            return halt.Say(new(At(halt.Since, channel.Id, "fr"), At(halt.Since, channel.Id, "en")));
        }
        var until = time.GetUtcNow() + patience;
        var lasting = standings.Where(standing => standing.Paused is not null || standing.HoldUntil > until).ToList();
        return In("fr", static (french, _) => french) is { } words ? new(words, In("en", static (_, english) => english)!) : null;

        string? In(string language, Func<string, string, string> say) => OfStanding(channel.Account, channel.Place.Key, lasting, at => At(at, channel.Id, language), say);
    }

    /// <summary>Whether a queued delivery waits although nothing is wrong with itself: for a pause to be lifted, a hold to end, or an account that is gone.</summary>
    internal bool IsKeptBack(Publication publication, Delivery delivery, IReadOnlyList<Standing> standings)
        => delivery.State == DeliveryState.Queued
            && (HaltOf(publication, delivery) is not null || !channels.Accounts.ContainsKey(delivery.Account) || OfStanding(delivery, standings, (_) => "", (french, _) => french) is not null);

    /// <summary>An instant as the channel's people say it: <c>mardi 24 nov. à 9 h 30</c>; another year is named.</summary>
    /// <param name="instant">When.</param>
    /// <param name="channel">Id of the channel whose zone counts; the default zone when it is gone.</param>
    /// <param name="language"><c>fr</c>, else English.</param>
    public string At(DateTimeOffset instant, string? channel, string language)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById((channel is null ? null : channels.Channels.GetValueOrDefault(channel)?.Zone) ?? "Europe/Paris");
        var local = WallClock.Local(instant, zone);
        var style = local.Year == WallClock.Local(time.GetUtcNow(), zone).Year ? DateStyle.Middle : DateStyle.Full;
        return DateWords.In(language == "fr" ? "fr" : "en").Range(local, end: null, style);
    }

    /// <summary>Why planning wants nothing for an item at some moment: one of <see cref="Rules"/> in words.</summary>
    public static string Why(string rule, string language)
        => (language == "fr" ? "Non prévue : " : "Not planned: ") + Reasons.Of(rule, (fr, en) => language == "fr" ? fr : en);

    private static string Lowered(string sentence) => char.ToLowerInvariant(sentence[0]) + sentence[1..];

    /// <summary>That something planned will be held, by one of <see cref="Rules"/>.</summary>
    public static string Held(string rule, string language)
        => (language == "fr" ? "Sera retenue : " : "Will be held: ") + Reasons.Of(rule, (fr, en) => language == "fr" ? fr : en);

    /// <summary>The pause that keeps something from leaving; null when none does, or when something else ends it.</summary>
    private Halt? HaltOf(Publication publication, Delivery? delivery)
        => delivery is null ? publication.State == PublicationState.Planned ? Halted(publication.Plan.Account, publication.Plan.Channel) : null
            : delivery.State == DeliveryState.Queued || (delivery.State == DeliveryState.Held && delivery.Rule == Rules.Halted) ? Halted(delivery.Account, delivery.Channel) : null;

    /// <summary>Also a pause of the account through which the account works: a person's bot.</summary>
    private Halt? Halted(string account, string channel)
        => channels.Accounts.TryGetValue(account, out var known) ? halts.Of(known, channel) : halts.Of(account, channel);

    private string OfPublication(Publication publication, Func<DateTimeOffset, string> at, Func<string, string, string> say)
    {
        var plan = publication.Plan;
        switch (publication.State)
        {
            case PublicationState.Folded:
                return say("Annoncée dans un récapitulatif, faute de créneau à temps.", "Told in a digest: no slot was free in time.");
            case PublicationState.Dropped:
                return say("Abandonnée avant son créneau : ", "Dropped before its slot: ") + Reasons.Of(publication.Reason, say);
            case PublicationState.Expired:
                return say("Trop tard : aucun créneau n'était libre avant le ", "Too late: no slot was free before ") + at(plan.Expires ?? plan.Until) + ".";
        }
        var isShadow = Target.Parse(plan.Key.Target).IsShadow;
        if (channels.Channels.GetValueOrDefault(plan.Channel) is { } channel && (channel.Stage == Stage.Draft || channel.Stage == Stage.Shadow != isShadow))
        {
            return say("Attend : ", "Waits: ") + Reasons.Of(isShadow ? Rules.StageChanged : channel.Stage == Stage.Draft ? Rules.StageDraft : Rules.StageShadow, say);
        }
        var shadow = isShadow ? say("Sera montrée à blanc. ", "Will be shown in the shadow stage. ") : "";
        return shadow + (plan.From > time.GetUtcNow()
            ? say("Attend son moment : pas avant le ", "Waits for its moment: not before ") + (Opening(plan, plan.From) is { } later
                ? at(later) + say(", quand le canal ouvre.", ", when the channel opens.")
                : at(plan.From) + ".")
            : Opening(plan, time.GetUtcNow()) is { } opens && OpeningWords.Of(channels.Channels[plan.Channel], opens, time.GetUtcNow()) is var when
                ? say($"Attend que le canal ouvre, {when.French}.", $"Waits for the channel to open, {when.English}.")
                : say("Attend un créneau libre, au mieux avant le ", "Waits for a free slot, at best before ") + at(plan.Until) + ".");
    }

    /// <summary>When the channel opens, where it is closed at an instant at which something that keeps to its hours would leave; null else.</summary>
    private DateTimeOffset? Opening(PlannedPublication plan, DateTimeOffset at)
        => plan.Priority != Priority.Cancellation && channels.Channels.GetValueOrDefault(plan.Channel) is { } channel
            && Departures.Opens(channel, at) is { } opens && opens > at && !Correction.IsPressing(plan, opens) ? opens : null;

    /// <summary>What keeps a queued delivery from leaving although nothing is wrong with itself: its account, or its target there, is paused or rests.</summary>
    private string? OfStanding(Delivery delivery, IReadOnlyList<Standing> standings, Func<DateTimeOffset, string> at, Func<string, string, string> say)
    {
        if (delivery.State != DeliveryState.Queued || channels.Accounts.GetValueOrDefault(delivery.Account) is not { } account)
        {
            return null;
        }
        if (!account.Limits.IsApart(delivery.Target))
        {
            return OfStanding(account.Id, delivery.Target.Key, standings, at, say);
        }
        // How long posts are asked to wait does not concern it, how long its like is does.
        return OfStanding(account.Id, Standing.Privately, [.. standings.Where(standing => standing.Target.Length > 0 || standing.IsLiftable)], at, say);
    }

    private string? OfStanding(string account, string target, IReadOnlyList<Standing> standings, Func<DateTimeOffset, string> at, Func<string, string, string> say)
    {
        var own = standings.Where(standing => standing.Account == account && (standing.Target.Length == 0 || standing.Target == target))
            .OrderBy(standing => standing.Target.Length).ToList();
        if (own.Find(standing => standing.Paused is not null) is { Paused: { } reason } paused)
        {
            var cause = Phrase.Of(reason).Clause;
            return paused.Target.Length == 0
                ? say($"Attend : le compte {paused.Account} est en pause ({cause.French}) ; réparez-le, puis « relay resume --account {paused.Account} ».", $"Waits: account {paused.Account} is paused ({cause.English}); mend it, then \"relay resume --account {paused.Account}\".")
                : say($"Attend : la cible {paused.Target} du compte {paused.Account} est en pause ({cause.French}) ; réparez-la, puis « relay resume --account {paused.Account} ».",
                    $"Waits: target {paused.Target} of account {paused.Account} is paused ({cause.English}); mend it, then \"relay resume --account {paused.Account}\".");
        }
        if (own.Where(standing => standing.HoldUntil > time.GetUtcNow()).MaxBy(standing => standing.HoldUntil) is not { HoldUntil: { } until } held)
        {
            return null;
        }
        return held.AskedUntil >= until
            ? say($"Attend : le réseau a demandé d'attendre jusqu'au {at(until)}.", $"Waits: the network has asked to wait until {at(until)}.")
            : say($"Attend : après un échec, nouvel essai à partir du {at(until)}.", $"Waits: after a failure, the next try is from {at(until)}.");
    }

    private static string? Kept(string? reason, string language) => reason is null ? null : Phrase.Of(reason).In(language);

    private string OfDelivery(Delivery delivery, string language, Func<DateTimeOffset, string> at, Func<string, string, string> say)
    {
        if (delivery.State is DeliveryState.Queued or DeliveryState.Held or DeliveryState.Uncertain && !channels.Accounts.ContainsKey(delivery.Account))
        {
            return say("Attend : ", "Waits: ") + Reasons.Of(Rules.AccountGone, say);
        }
        var attempted = delivery.Parts.Max(part => part.AttemptedAt);
        return delivery.State switch
        {
            DeliveryState.Confirmed when delivery.Target.IsShadow => say("Montrée à blanc", "Shown in the shadow stage") + (attempted is { } shown ? say(" le ", " on ") + at(shown) : "")
                + (delivery.Parts.All(part => part.RemoteIds.Contains(ShadowCaller.Unsent)) ? say(", dans le journal de Relay seulement", ", in Relay's log only") : "")
                + say(" ; rien n'a été publié.", "; nothing was published."),
            DeliveryState.Uncertain when delivery.Target.IsShadow => say("À blanc : la réponse du réseau s'est perdue ; elle sera tenue pour montrée.",
                "In the shadow stage: the network's answer was lost; it will be taken as shown."),
            DeliveryState.HandedOver => say("Confiée à ", "Handed to ") + Hands.ByHand.Person(channels, delivery) + (attempted is { } handed ? say(" le ", " on ") + at(handed) : "")
                + say(" ; on attend sa réponse", "; waiting for an answer") + (delivery.Rule is null ? "." : say(" : ", ": ") + Reasons.Of(delivery.Rule, say)),
            DeliveryState.Confirmed when delivery.Operation == Operation.HandOver => say("Publiée à la main par ", "Published by hand by ") + Hands.ByHand.Person(channels, delivery) + ".",
            DeliveryState.Confirmed => say("Publiée", "Published") + (attempted is { } when ? say(" le ", " on ") + at(when) : "") + ".",
            DeliveryState.Attempting => say("Envoi en cours.", "Being sent."),
            DeliveryState.Uncertain when delivery.Parts.Any(part => part.Doubt?.Ask is not null) => say(
                "Incertaine : le réseau ne permet pas de savoir si elle y est ; regardez, puis répondez avec « relay uncertain ».",
                "Uncertain: the network gives no way to know whether it is there; look, then answer with \"relay uncertain\"."),
            DeliveryState.Uncertain => say("Incertaine : la réponse du réseau s'est perdue ; Relay vérifie avant tout nouvel envoi.",
                "Uncertain: the network's answer was lost; Relay looks before it sends anything again."),
            DeliveryState.Held => say("Retenue : ", "Held: ") + Reasons.Of(delivery.Rule, say) + (delivery.Rule == Rules.Template && Kept(delivery.Reason, language) is { } fault ? $" {fault}" : "") + say(" Réexaminée le ", " Looked at again on ") + at(delivery.NextAt) + ".",
            DeliveryState.Refused => say("Refusée : ", "Refused: ") + (delivery.Rule is null or Rules.Refused ? Kept(delivery.Reason, language) ?? say("sans motif.", "no reason given.") : Reasons.Of(delivery.Rule, say)),
            DeliveryState.Cancelled => say("Non envoyée : ", "Not sent: ") + Reasons.Of(delivery.Rule, say),
            DeliveryState.Expired => say("Non envoyée : trop tard pour être utile.", "Not sent: too late to be of use."),
            _ when delivery.Strikes > 0 || delivery.Reason is not null => say("En file ; dernier essai : ", "Queued; last try: ") + (Kept(delivery.Reason, language) ?? say("réseau injoignable.", "network out of reach.")),
            _ => say("En file d'envoi.", "Queued to be sent."),
        };
    }
}
