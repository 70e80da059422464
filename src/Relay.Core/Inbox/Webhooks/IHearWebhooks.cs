using Relay.Core.Channels;

namespace Relay.Core.Inbox.Webhooks;

/// <summary>
/// Knows a network's own calls from everybody else's: the handshake that proves our address to it, and what proves a notice to us. Implemented by networks beside their
/// readers; pure, stateless, thread-safe. Everything that it is given is hostile.
/// </summary>
public interface IHearWebhooks
{
    /// <summary>Key of the network.</summary>
    string Network { get; }

    /// <summary>Name of the stream under which its notices are kept.</summary>
    string Stream { get; }

    /// <summary>Whether the account has the secrets without which nothing can be proven.</summary>
    bool Hears(Account account);

    /// <summary>Answers the handshake with which the network asks whether this address is ours; null refuses it.</summary>
    /// <param name="account">Whose address was called.</param>
    /// <param name="query">A parameter of the query by its name; null when it is missing.</param>
    /// <exception cref="SecretMissingException">When a secret can't be had.</exception>
    Greeting? Greet(Account account, Func<string, string?> query);

    /// <summary>Whether the network itself sent a notice. Compares in constant time.</summary>
    /// <param name="account">Whose address was called.</param>
    /// <param name="body">Byte for byte as received.</param>
    /// <param name="header">A header by its name; null when it is missing.</param>
    /// <exception cref="SecretMissingException">When a secret can't be had.</exception>
    bool IsFromNetwork(Account account, ReadOnlySpan<byte> body, Func<string, string?> header);

    /// <summary>The button that a notice tells of; null for everything else.</summary>
    /// <param name="body">Of a notice that the network itself sent.</param>
    Press? PressIn(ReadOnlyMemory<byte> body) => null;

    /// <summary>What the notice of a press is answered with, so that whoever pressed is shown a line; null where a notice can't be answered so.</summary>
    string? Shown(Press press, string line) => null;
}

/// <summary>The answer to a handshake.</summary>
/// <param name="Type">Its media type.</param>
/// <param name="Text">Itself.</param>
public sealed record Greeting(string Type, string Text);
