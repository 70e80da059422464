namespace Relay.Core.Conversations.Settling;

/// <summary>When somebody said STOP: it overtakes everything that the same person wrote before.</summary>
/// <param name="SaidAt">When it was written, as the network says; when it was settled, where older words were changed into it.</param>
/// <param name="HeardAt">When Relay understood it: decides over what carries no time of its own.</param>
public sealed record StopMoment(DateTimeOffset SaidAt, DateTimeOffset HeardAt);
