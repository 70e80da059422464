namespace Relay.Core.Planning;

/// <summary>Why something waits or does not go: stable keys, stored with what they explain and put into words by <see cref="Deliveries.Explainer"/>.</summary>
public static class Rules
{
    /// <summary>Its time is over.</summary>
    public const string Past = "past";

    /// <summary>The source shows it as a draft.</summary>
    public const string ItemDraft = "item.draft";

    /// <summary>Not for everybody to see.</summary>
    public const string ItemNotPublic = "item.not-public";

    /// <summary>The event is cancelled.</summary>
    public const string ItemCancelled = "item.cancelled";

    /// <summary>The event is postponed.</summary>
    public const string ItemPostponed = "item.postponed";

    /// <summary>Support has ended.</summary>
    public const string ItemClosed = "item.closed";

    /// <summary>Taken back, or gone from the source for good.</summary>
    public const string ItemWithdrawn = "item.withdrawn";

    /// <summary>Gone from the source's list, not for long.</summary>
    public const string ItemMissing = "item.missing";

    /// <summary>Part of a mass disappearance that a person must look at.</summary>
    public const string ItemBraked = "item.braked";

    /// <summary>Nothing is known of it any more.</summary>
    public const string ItemUnknown = "item.unknown";

    /// <summary>The event has another start now.</summary>
    public const string Moved = "item.moved";

    /// <summary>An item without a date has no reminder.</summary>
    public const string NoDate = "no-date";

    /// <summary>The reminder would come on the heels of the announcement.</summary>
    public const string JustAnnounced = "just-announced";

    /// <summary>The item takes place.</summary>
    public const string NotCalledOff = "not-called-off";

    /// <summary>Nobody was told of it there.</summary>
    public const string NeverTold = "never-told";

    /// <summary>That it is called off is the last that was said of it there.</summary>
    public const string AlreadyCalledOff = "already-called-off";

    /// <summary>What was last said there is so.</summary>
    public const string SaidAsItIs = "said-as-it-is";

    /// <summary>What changed is not told there: the copy reads as it did.</summary>
    public const string SameWords = "same-words";

    /// <summary>The copy stands there under an id that nobody knows.</summary>
    public const string CopyOutOfReach = "copy.out-of-reach";

    /// <summary>Somebody has deleted the copy on its network.</summary>
    public const string CopyGone = "copy.gone";

    /// <summary>Something else is to become of the copy since.</summary>
    public const string Overtaken = "overtaken";

    /// <summary>The channel does not take it.</summary>
    public const string ChannelTakesNot = "channel.takes-not";

    /// <summary>The channel is no longer configured.</summary>
    public const string ChannelGone = "channel.gone";

    /// <summary>The account is no longer configured.</summary>
    public const string AccountGone = "account.gone";

    /// <summary>The channel is a draft.</summary>
    public const string StageDraft = "stage.draft";

    /// <summary>The channel is in its shadow.</summary>
    public const string StageShadow = "stage.shadow";

    /// <summary>It stands on the network already, as it is now: a channel in its shadow shows what is new.</summary>
    public const string PublishedAlready = "published-already";

    /// <summary>Meant for another stage of the channel than its present one.</summary>
    public const string StageChanged = "stage.changed";

    /// <summary>The person it was handed to said "not this time".</summary>
    public const string HandDeclined = "hand.declined";

    /// <summary>The person it was handed to was reminded, once.</summary>
    public const string HandReminded = "hand.reminded";

    /// <summary>The text changed before the person said that it was published; she has the new one.</summary>
    public const string HandReplaced = "hand.replaced";

    /// <summary>The source has been out of reach for too long.</summary>
    public const string SourceSilent = "source.silent";

    /// <summary>Waits until it is known whether the announcement stands.</summary>
    public const string AnnouncementInDoubt = "announcement.in-doubt";

    /// <summary>The same words went out on another account of the network.</summary>
    public const string SameText = "conduct.same-text";

    /// <summary>The account's month can't pay for it.</summary>
    public const string Budget = "budget";

    /// <summary>The network refused it.</summary>
    public const string Refused = "network.refused";

    /// <summary>A coordinator has paused it.</summary>
    public const string Halted = "halted";

    /// <summary>The person is not to be written to any more.</summary>
    public const string Suppressed = "person.suppressed";

    /// <summary>Nobody can say whether the person may be written to: a key is gone.</summary>
    public const string SuppressionUnknown = "person.key-missing";

    /// <summary>The network lets us answer for a while only, and that is over.</summary>
    public const string WindowClosed = "answer.window-closed";

    /// <summary>The network lets us answer only who named or quoted us.</summary>
    public const string NotSummoned = "answer.not-summoned";

    /// <summary>The network has no such way to answer.</summary>
    public const string AnswerNotOffered = "answer.not-offered";

    /// <summary>It was not told before what is known of the person had to be forgotten.</summary>
    public const string Forgotten = "answer.forgotten";

    /// <summary>It is night where the reader is.</summary>
    public const string QuietHours = "broadcast.quiet-hours";

    /// <summary>The person has left the list, or does not come any more.</summary>
    public const string NotOfAudience = "broadcast.not-of-audience";

    /// <summary>Somebody has called the broadcast off, or what it told is not so any more.</summary>
    public const string BroadcastCalledOff = "broadcast.called-off";

    /// <summary>The person corrected what they had written before it was answered: the answer to the corrected words leaves.</summary>
    public const string Corrected = "answer.corrected";

    /// <summary>A template cannot be filled in.</summary>
    public const string Template = "template";

    /// <summary>A fault of Relay's own that strikes it alone; the log tells.</summary>
    public const string Unexpected = "unexpected";
}
