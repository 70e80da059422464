namespace Relay.Core.Deliveries.Copies;

/// <summary>Whether a network takes its posts away again. Pure.</summary>
internal static class Deletable
{
    /// <summary>Whether what a publication put on its network can be taken away still.</summary>
    /// <param name="network">The adapter; null when the program has none.</param>
    /// <param name="create">What put it there.</param>
    /// <param name="now">The present.</param>
    /// <param name="margin">How long before the network's limit it counts as too late.</param>
    public static bool Is(INetwork? network, Delivery create, DateTimeOffset now, TimeSpan margin)
        => network is IDeletePosts deleter && (deleter.DeletesWithin is not { } limit || create.Parts.Min(part => part.AttemptedAt) is not { } left || now < left + limit - margin);
}
