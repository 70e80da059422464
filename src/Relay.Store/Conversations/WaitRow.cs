using Relay.Core.Conversations.Settling;
using Relay.Store.Engines;

namespace Relay.Store.Conversations;

/// <summary>A row of <c>waiting</c>.</summary>
internal sealed class WaitRow
{
    public string Key { get; init; } = "";

    public string Account { get; init; } = "";

    public string? Contact { get; init; }

    public string Reason { get; init; } = "";

    public long Since { get; init; }

    public long Deadline { get; init; }

    public WaitingInteraction Read() => new(Key, Account, new(TalkKeys.Reasons.Read(Reason), Instant.At(Deadline)), Instant.At(Since)) { Contact = Contact is null ? null : Guid.Parse(Contact) };
}
