using System.Net;

namespace Relay.Networks.Transport;

/// <summary>The machine's own proxy, for every address but this machine's: a rehearsal or a local Bot API server never goes through it.</summary>
/// <param name="proxy">As the environment or the system names it.</param>
internal sealed class ProxyForOthers(IWebProxy proxy) : IWebProxy
{
    public ICredentials? Credentials { get => proxy.Credentials; set => proxy.Credentials = value; }

    public Uri? GetProxy(Uri destination) => destination.IsLoopback ? null : proxy.GetProxy(destination);

    public bool IsBypassed(Uri host) => host.IsLoopback || proxy.IsBypassed(host);
}
