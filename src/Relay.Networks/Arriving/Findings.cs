using Relay.Core.Inbox.Arrivals;

namespace Relay.Networks.Arriving;

/// <summary>Collects what one arrival told.</summary>
internal sealed class Findings
{
    private const int LongestKind = 64;

    private readonly List<Happening> _happenings = [];
    private readonly List<Unread> _unread = [];

    /// <summary>Whose the next pieces are, where that is not the account that is read for; null while it is.</summary>
    public string? Foreign { get; set; }

    /// <summary>What was told, once it is complete.</summary>
    /// <param name="payload">Where it was read from.</param>
    /// <param name="network">Name of the network, for people.</param>
    public ArrivalReading Of(Payload payload, string network)
    {
        if (!payload.IsWhole)
        {
            Broken("payload", payload.Root.Is ? $"What {network} sent breaks off or is spoilt; what stood before that place was read." : $"What {network} sent is not JSON.");
        }
        return new(_happenings, _unread);
    }

    public void Add(Happening happening) => _happenings.Add(happening);

    /// <summary>Something that Relay makes no use of.</summary>
    public void Other(string kind) => _unread.Add(new(Named(kind), false, "Relay makes no use of this.") { Reader = Foreign });

    /// <summary>Something that Relay makes no use of, with a sentence of its own.</summary>
    public void Other(string kind, string reason) => _unread.Add(new(Named(kind), false, reason) { Reader = Foreign });

    /// <summary>Something that should have been understood.</summary>
    public void Broken(string kind, string reason) => _unread.Add(new(Named(kind), true, reason) { Reader = Foreign });

    // Names come from the payload: only what looks like a name of the network's own is repeated.
    private static string Named(string kind)
        => kind.Length is > 0 and <= LongestKind && kind.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '_' or '.' or '-' or ':') ? kind : "unnamed";
}
