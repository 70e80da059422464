namespace Relay.Core.Inbox.Webhooks;

/// <summary>Where networks call: <c>Relay:Webhooks</c>.</summary>
/// <param name="Listen">Address of this machine on which the worker listens; a reverse proxy with the certificate stands before it.</param>
/// <param name="PublicUrl">Where the world reaches that proxy, over https; ends in a slash.</param>
public sealed record WebhookSettings(Uri Listen, Uri PublicUrl)
{
    /// <summary>First part of every path.</summary>
    public const string Root = "webhooks";

    /// <summary>The address that a network is given for an account.</summary>
    public Uri AddressOf(string account) => new(PublicUrl, $"{Root}/{account}");
}
