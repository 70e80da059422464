using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Relay.Load.Hooks;

/// <summary>Posts one notice again and again over connections that stay open, with as little work as a caller can do: both sides are measured on the same cores.</summary>
internal static class Callers
{
    private static readonly byte[] Taken = "HTTP/1.1 200"u8.ToArray();

    public static Task RunAsync(Uri server, string path, string signature, byte[] body, int connections, int notices)
    {
        var head = string.Create(CultureInfo.InvariantCulture,
            $"POST {path} HTTP/1.1\r\nHost: relay.example\r\nContent-Type: application/json\r\nX-Hub-Signature-256: sha256={signature}\r\nX-Forwarded-For: 203.0.113.7\r\nContent-Length: {body.Length}\r\n\r\n");
        byte[] request = [.. Encoding.ASCII.GetBytes(head), .. body];
        var left = notices;
        return Task.WhenAll(Enumerable.Range(0, connections).Select(_ => Task.Run(async () =>
        {
            using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            await socket.ConnectAsync(IPAddress.Loopback, server.Port);
            var answer = new byte[4096];
            while (Interlocked.Decrement(ref left) >= 0)
            {
                await socket.SendAsync(request);
                await ReadAsync(socket, answer);
            }
        })));
    }

    /// <summary>An answer has a head and nothing after it.</summary>
    private static async Task ReadAsync(Socket socket, byte[] answer)
    {
        var length = 0;
        do
        {
            var read = await socket.ReceiveAsync(answer.AsMemory(length));
            length += read > 0 ? read : throw new IOException("The server hung up.");
        }
        while (!answer.AsSpan(0, length).EndsWith("\r\n\r\n"u8));
        if (!answer.AsSpan().StartsWith(Taken))
        {
            throw new InvalidOperationException(Encoding.ASCII.GetString(answer, 0, length));
        }
    }
}
