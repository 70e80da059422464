namespace Relay.Store.Deliveries;

/// <summary>The order in which a network counts its ids up: a longer number is greater, whatever its size. Ids that are no numbers have some fixed order.</summary>
internal sealed class RemoteIdOrder : IComparer<string>
{
    public static RemoteIdOrder Instance { get; } = new();

    public int Compare(string? x, string? y)
    {
        var length = (x?.Length ?? 0).CompareTo(y?.Length ?? 0);
        return length != 0 ? length : string.CompareOrdinal(x, y);
    }
}
