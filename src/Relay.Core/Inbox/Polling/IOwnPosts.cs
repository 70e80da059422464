namespace Relay.Core.Inbox.Polling;

/// <summary>The posts of ours that stand at a network, for whoever reads what is written under them. Thread-safe.</summary>
public interface IOwnPosts
{
    /// <summary>Posts that were made on a target and are known to be there since an instant, oldest first. Answers are none.</summary>
    /// <param name="network">Key of the network.</param>
    /// <param name="target">Key of the target.</param>
    /// <param name="since">Only those known from then on.</param>
    /// <param name="cancel">Gives up.</param>
    Task<IReadOnlyList<OwnPost>> SinceAsync(string network, string target, DateTimeOffset since, CancellationToken cancel);
}
