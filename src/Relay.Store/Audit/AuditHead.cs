using Relay.Core.Audit;

namespace Relay.Store.Audit;

/// <summary>The newest entry of the chain.</summary>
internal sealed record AuditHead(long Number, string Hash)
{
    public static AuditHead Genesis { get; } = new(0, AuditChain.Genesis);
}
