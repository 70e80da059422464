using System.Text.Json.Serialization;
using Relay.Core.Broadcasts;

namespace Relay.Worker.Cli;

/// <summary>How a broadcast stands.</summary>
/// <param name="KindWord"><c>news</c> or <c>reminder</c>.</param>
/// <param name="State"><c>running</c>, <c>expanded</c> (everybody was looked at; some may wait) or <c>cancelled</c>.</param>
/// <param name="To">How many people are to be looked at still, at most; null when nobody is.</param>
internal sealed record BroadcastShown(
    long Number, [property: JsonPropertyName("kind")] string KindWord, string Audience, string? Item, string State, int Sent, int Waiting, int NotSent, int PassedOver, int? To, DateTimeOffset MadeAt, DateTimeOffset? EndedAt, string MadeBy)
{
    /// <summary>The kind itself.</summary>
    [JsonIgnore]
    public BroadcastKind Kind { get; init; }
}

/// <summary>What a broadcast would be.</summary>
internal sealed record BroadcastPreviewShown(string List, IReadOnlyDictionary<string, int> Subscribers, int Reached, string Text, DateTimeOffset Leaves, double? TakesSeconds, decimal CostUsd);
