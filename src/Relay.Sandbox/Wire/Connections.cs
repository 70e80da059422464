using System.Net.Sockets;
using Microsoft.AspNetCore.Connections.Features;

namespace Relay.Sandbox.Wire;

/// <summary>The two ways in which a connection dies under a request.</summary>
internal static class Connections
{
    /// <summary>Ends the connection in order, without an answer: the caller reads an early end.</summary>
    public static void Drop(HttpContext context)
    {
        context.Features.Get<IConnectionSocketFeature>()?.Socket.Shutdown(SocketShutdown.Both);
        context.Abort();
    }

    /// <summary>Resets the connection: the caller gets an error from its own system.</summary>
    public static void Reset(HttpContext context)
    {
        if (context.Features.Get<IConnectionSocketFeature>() is { } connection)
        {
            connection.Socket.LingerState = new LingerOption(enable: true, seconds: 0);
        }
        context.Abort();
    }
}
