namespace Relay.Sandbox.Faults;

/// <summary>What can go wrong on purpose. Written in JSON in kebab case: <c>drop-after</c>.</summary>
public enum FaultKind
{
    /// <summary>The request waits for <see cref="FaultRule.Delay"/>, then goes on, even if its caller has left.</summary>
    Delay,

    /// <summary>The connection ends before the request is looked at: nothing is posted.</summary>
    DropBefore,

    /// <summary>The connection ends after the request was carried out: the post is there, its answer is lost.</summary>
    DropAfter,

    /// <summary>The connection is reset before the request is looked at: nothing is posted.</summary>
    Reset,

    /// <summary>A 500 in the network's shape, although the request was carried out.</summary>
    ErrorAfter,

    /// <summary>A refusal for too many requests, with <see cref="FaultRule.RetryAfter"/>: nothing is posted.</summary>
    Throttled,

    /// <summary>An HTML page with status 502 from something on the way: nothing is posted.</summary>
    HtmlPage,

    /// <summary>The token no longer holds: nothing is posted.</summary>
    TokenRevoked,

    /// <summary>What is posted stays out of listings (Facebook, X) for <see cref="FaultRule.Delay"/>.</summary>
    LateVisibility,

    /// <summary>418 for a request without a <c>User-Agent</c>; others go on.</summary>
    UserAgentRequired,

    /// <summary>At an authorisation: the person says no.</summary>
    ConsentDenied,

    /// <summary>At an authorisation: the code that was handed out counts as too old.</summary>
    CodeExpired,

    /// <summary>At an authorisation: the person leaves out the permission to publish.</summary>
    ScopeMissing,

    /// <summary>At an authorisation: the redirect brings back another <c>state</c> than was sent.</summary>
    StateMismatch,

    /// <summary>At an authorisation: the network takes the app's secret for wrong.</summary>
    SecretWrong,

    /// <summary>X has no credits left for the account: 402 to every call.</summary>
    CreditsDepleted,

    /// <summary>At an authorisation on Facebook: the exchange hands out a token that lives an hour.</summary>
    TokenShortLived,
}
