using Relay.Core.Channels;
using Relay.Core.Deliveries;

namespace Relay.Core.Inbox.Polling;

/// <summary>
/// Asks a network for what came back: comments under our posts, mentions, messages. Implemented by networks beside their adapter, for those that hand nothing over by themselves
/// (<see cref="IReadUpdates"/> does that). Stateless, thread-safe, never retries: one request a step, and time belongs to whoever asks.
/// </summary>
public interface IPollStreams
{
    /// <summary>Key of the network.</summary>
    string Network { get; }

    /// <summary>Time between two reads of a stream in which something happens, where the settings say nothing.</summary>
    TimeSpan Usual { get; }

    /// <summary>What is to be read of the account itself; empty when it can't be told who it is.</summary>
    IReadOnlyList<PollStream> StreamsOf(Account account);

    /// <summary>Key of the target under whose posts something is to be read; null for none.</summary>
    string? PostsOf(Account account);

    /// <summary>What is to be read under one of our posts; null when nothing is.</summary>
    PollStream? StreamOf(Account account, OwnPost post);

    /// <summary>The most that one request may cost, in US dollars; 0 where the network bills no reading.</summary>
    decimal MostUsd(Account account) => 0;

    /// <summary>Asks once.</summary>
    /// <param name="account">Whose.</param>
    /// <param name="stream">One of those above.</param>
    /// <param name="place">Where the reading stands.</param>
    /// <param name="abort">Gives up at once; nothing is lost.</param>
    Task<PollStep> ReadAsync(Account account, PollStream stream, PollPlace place, CancellationToken abort);
}

/// <summary>A row of things at a network that grows at its newer end.</summary>
/// <param name="Name">As the reader of its payloads knows it, <c>comments:123_456</c>, <c>mentions</c>; kept.</param>
/// <param name="Born">When the post was made under which it stands; null for one of the account itself, which may grow at any time.</param>
public sealed record PollStream(string Name, DateTimeOffset? Born = null)
{
    /// <summary>The part before the colon: streams that the same right of the account opens.</summary>
    public string Kind => Name.Split(':', 2)[0];
}

/// <summary>A post of ours.</summary>
/// <param name="RemoteId">Its id at the network.</param>
/// <param name="At">When it was known to be there.</param>
public sealed record OwnPost(string RemoteId, DateTimeOffset At);

/// <summary>Where the reading of a stream stands. It goes from the newest thing back to the last one known, a page a step, and begins again from the newest.</summary>
/// <param name="Known">The newest thing when the last reading went through, in the network's words; null before the first.</param>
/// <param name="Cursor">Where the present reading goes on, in the network's words; null at its beginning.</param>
/// <param name="First">When the stream was first asked for: what is older than that and not Relay's business is not fetched.</param>
public sealed record PollPlace(string? Known, string? Cursor, DateTimeOffset First);

/// <summary>What one request gave. Closed.</summary>
public abstract record PollStep
{
    private PollStep()
    {
    }

    /// <summary>A page of the stream.</summary>
    /// <param name="Payload">As received.</param>
    /// <param name="Count">How many things stand in it.</param>
    /// <param name="Newest">The newest of them, in the network's words; null for none.</param>
    /// <param name="Next">Where the next older page is; null when this one reached what is known, or the end.</param>
    public sealed record Came(ReadOnlyMemory<byte> Payload, int Count, string? Newest, string? Next) : PollStep
    {
        /// <summary>How long to leave the account alone, so that its rate lasts for posts; null for not at all.</summary>
        public TimeSpan? Rest { get; init; }

        /// <summary>How long to leave streams of its kind alone, so that a window of their own lasts; null for not at all.</summary>
        public TimeSpan? Pause { get; init; }

        /// <summary>What it cost at most, in US dollars. Default 0.</summary>
        public decimal Usd { get; init; }
    }

    /// <summary>It did not work; <see cref="FailureKind.Gone"/> says that what the stream stands under is not there.</summary>
    public sealed record Failed(Outcome.Failed Failure) : PollStep;
}
