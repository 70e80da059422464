namespace Relay.Core.Contacts.Suppressions;

/// <summary>Asks whether a person may be written to at all: at import, when a message is queued and just before it leaves. Thread-safe.</summary>
public interface ISuppressionList
{
    /// <summary>The reason that keeps one point back; null when none does. A hit is counted and stands in the audit.</summary>
    /// <param name="point">Whom.</param>
    /// <param name="moment">When it is asked.</param>
    /// <param name="kind">What would be sent; null for an import, which any reason keeps back.</param>
    /// <param name="cancel">Ends it.</param>
    /// <exception cref="PeopleKeyException">When a key that the list was made with is gone: then nobody can say, and nothing may leave.</exception>
    Task<SuppressionReason?> CheckAsync(ContactPoint point, SuppressionMoment moment, MessageKind? kind, CancellationToken cancel);

    /// <summary>Those of many points that are kept back, with their reasons.</summary>
    /// <inheritdoc cref="CheckAsync"/>
    Task<IReadOnlyDictionary<ContactPoint, SuppressionReason>> CheckAsync(IReadOnlyCollection<ContactPoint> points, SuppressionMoment moment, MessageKind? kind, CancellationToken cancel);
}
