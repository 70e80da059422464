using System.Text.Json.Nodes;
using Relay.Sandbox.Militants;

namespace Relay.Sandbox.Wire;

/// <summary>One network as its servers speak it. Thread-safe; everything it accepts is kept in memory.</summary>
internal interface INetworkWire
{
    /// <summary><c>facebook</c>, <c>x</c> or <c>telegram</c>.</summary>
    string Network { get; }

    /// <summary>What a request asks for, in the network's own word: <c>sendMessage</c>, <c>POST feed</c>, <c>POST /2/tweets</c>.</summary>
    string Operation(string method, string path);

    /// <summary>Carries out one request. What the network refuses is an answer, or a <see cref="RefusedException"/> that holds one.</summary>
    ValueTask<WireAnswer> AnswerAsync(WireRequest request, CancellationToken cancel);

    /// <summary>How the network says that a body cannot be read.</summary>
    WireAnswer Unreadable(string reason);

    /// <summary>How it says: too many requests, come back later.</summary>
    WireAnswer Throttled(TimeSpan retryAfter);

    /// <summary>How it says that a token no longer holds.</summary>
    WireAnswer Revoked();

    /// <summary>How it says that it broke.</summary>
    WireAnswer Broken();

    /// <summary>What people can do here.</summary>
    IReadOnlyList<string> Deeds { get; }

    /// <summary>Somebody of the public does something; null for what nobody can do here.</summary>
    /// <exception cref="ArgumentException">A field of the deed is missing or names nothing.</exception>
    JsonNode? Do(Deed deed);

    /// <summary>What disturbs what the network tells of the public.</summary>
    DisorderBoard Disorder { get; }

    /// <summary>What the public wrote, in the order of writing.</summary>
    IReadOnlyList<Post> Heard();

    /// <summary>Everything accepted so far, in the order of acceptance.</summary>
    IReadOnlyList<Post> Posts();
}
