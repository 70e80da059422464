using System.IO.Pipes;
using System.Net.Sockets;

namespace Relay.Worker.Control;

/// <summary>Speaks to the worker that runs beside this command, if there is one.</summary>
internal static class ControlClient
{
    /// <summary>Sends one command and waits for what became of it; null when no worker listens there.</summary>
    /// <exception cref="IOException">When the worker hangs up in the middle: what became of the command is not known.</exception>
    public static async Task<ControlReply?> SendAsync(ControlAddress address, ControlRequest request, CancellationToken cancel)
    {
        await using var stream = await ConnectAsync(address, cancel);
        if (stream is null)
        {
            return null;
        }
        await ControlLines.WriteAsync(stream, request, ControlJson.Default.ControlRequest, cancel);
        return await ControlLines.ReadAsync(stream, ControlJson.Default.ControlReply, cancel)
            ?? throw new IOException("The worker hung up before it answered.");
    }

    private static async Task<Stream?> ConnectAsync(ControlAddress address, CancellationToken cancel)
    {
        if (OperatingSystem.IsWindows())
        {
            var pipe = new NamedPipeClientStream(".", address.PipeName, PipeDirection.InOut, PipeOptions.Asynchronous | PipeOptions.CurrentUserOnly);
            try
            {
                await pipe.ConnectAsync(TimeSpan.FromMilliseconds(200), cancel);
                return pipe;
            }
            catch (TimeoutException)
            {
                await pipe.DisposeAsync();
                return null;
            }
        }
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(address.SocketPath), cancel);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch (SocketException)
        {
            socket.Dispose(); // nobody listens: no file, or one left by a killed worker
            return null;
        }
    }
}
