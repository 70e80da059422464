using Relay.Core.Channels;
using Relay.Core.Items;

namespace Relay.Core.Deliveries;

/// <summary>One operation to carry out, as the ledger keeps it.</summary>
public sealed record Delivery
{
    /// <summary>Ours, time-ordered.</summary>
    public required Guid Id { get; init; }

    /// <summary>The publication it carries out.</summary>
    public required Guid PublicationId { get; init; }

    /// <summary>The publication's identity.</summary>
    public required PublicationKey Key { get; init; }

    /// <summary>What it does.</summary>
    public required Operation Operation { get; init; }

    /// <summary>The channel it was released by.</summary>
    public required string Channel { get; init; }

    /// <summary>The account it goes through.</summary>
    public required string Account { get; init; }

    /// <summary>Where it goes.</summary>
    public required Target Target { get; init; }

    /// <summary>The items it tells of.</summary>
    public required IReadOnlyList<ItemKey> Items { get; init; }

    /// <summary>Its place among others that are due.</summary>
    public required Priority Priority { get; init; }

    /// <summary>Whether the channel's gap and daily maximum count it.</summary>
    public required bool Paced { get; init; }

    /// <summary>Where it stands.</summary>
    public required DeliveryState State { get; init; }

    /// <summary>The rule that holds it, or the reason of its end; null otherwise.</summary>
    public string? Rule { get; init; }

    /// <summary>In words, for a coordinator.</summary>
    public string? Reason { get; init; }

    /// <summary>When it was released.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Not looked at before this instant.</summary>
    public required DateTimeOffset NextAt { get; init; }

    /// <summary>Of no use from here on; null for never.</summary>
    public DateTimeOffset? Expires { get; init; }

    /// <summary>How often in a row the network was out of reach for it.</summary>
    public int Strikes { get; init; }

    /// <summary>How many attempts were begun, of whichever part.</summary>
    public int Attempts { get; init; }

    /// <summary>How it answers somebody; null for everything but an <see cref="Operation.Answer"/>.</summary>
    public Answers.AnswerTerms? Answer { get; init; }

    /// <summary>Its create calls in order; empty until they are composed, just before the first attempt.</summary>
    public IReadOnlyList<DeliveryPart> Parts { get; init; } = [];
}

/// <summary>One create call of a delivery, as the ledger keeps it.</summary>
public sealed record DeliveryPart
{
    /// <summary>From 0.</summary>
    public required int Index { get; init; }

    /// <summary>Which one it is, as people count: from 1.</summary>
    public int Ordinal => Index + 1;

    /// <summary>Where it stands.</summary>
    public required PartState State { get; init; }

    /// <summary>Fitted, in the network's own markup.</summary>
    public required string Text { get; init; }

    /// <summary>Hash of the text as people read it, to know the same words again; kept with the part.</summary>
    public string TextHash { get; init; } = "";

    /// <summary>What it tells of its items, in short, from <see cref="Copies.ToldFacts"/>; null where that was not kept.</summary>
    public string? Facts { get; init; }

    /// <summary>Whether it is a part of a change for which there are no words any more, and which is to be taken away: it tells of nothing.</summary>
    public bool IsSurplus => Text.Length == 0 && Facts?.Length == 0;

    /// <summary>Pictures to show.</summary>
    public IReadOnlyList<Image> Images { get; init; } = [];

    /// <summary>The page it links to.</summary>
    public Uri? Link { get; init; }

    /// <summary>Ids on the network, once confirmed.</summary>
    public IReadOnlyList<string> RemoteIds { get; init; } = [];

    /// <summary>Where a person can look at it.</summary>
    public Uri? RemoteLink { get; init; }

    /// <summary>When the last attempt began, those aside that certainly left nothing (throttled, out of reach, credentials); null when there is none.</summary>
    public DateTimeOffset? AttemptedAt { get; init; }

    /// <summary>What is known while it is uncertain; null otherwise.</summary>
    public Doubt? Doubt { get; init; }
}

/// <summary>How far finding out has come for an uncertain part.</summary>
/// <param name="Since">When it became uncertain.</param>
/// <param name="NegativeReads">Complete looks that did not see it.</param>
/// <param name="NextAt">When to look next; null when only a person can tell.</param>
/// <param name="Cursor">Where an unfinished look goes on.</param>
/// <param name="Ask">Why a person must look, as <see cref="Texts.Phrase.Kept"/>; null while Relay finds out by itself.</param>
public sealed record Doubt(DateTimeOffset Since, int NegativeReads, DateTimeOffset? NextAt, string? Cursor, string? Ask);

/// <summary>One attempt, as the ledger keeps it. Without an end it was cut off.</summary>
/// <param name="Number">Counts up per delivery.</param>
/// <param name="Part">Index of the part.</param>
/// <param name="StartedAt">Committed before the call.</param>
/// <param name="EndedAt">Null when the program died in between.</param>
/// <param name="Result"><c>done</c> or the kind of failure in lower case; null without an end.</param>
/// <param name="Scope">What a failure concerned.</param>
/// <param name="Reason">Why it failed, as <see cref="Texts.Phrase.Kept"/>.</param>
/// <param name="Fence">Which start of the worker made it.</param>
public sealed record Attempt(int Number, int Part, DateTimeOffset StartedAt, DateTimeOffset? EndedAt, string? Result, string? Scope, string? Reason, long Fence);
