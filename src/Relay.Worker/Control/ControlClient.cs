using System.IO.Pipes;
using System.Net.Sockets;

namespace Relay.Worker.Control;

/// <summary>Speaks to the worker that runs beside this command, if there is one.</summary>
internal static class ControlClient
{
    /// <summary>How long a worker may take to answer: each command is one short transaction.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    /// <summary>Sends one command and waits for what became of it; null when no worker listens there.</summary>
    /// <param name="address">Where it listens.</param>
    /// <param name="request">The command.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancel">Gives up.</param>
    /// <param name="patience">How long it may take; null for <see cref="Patience"/>.</param>
    /// <exception cref="UnauthorizedAccessException">When this user may not ask: whether a worker listens there is not known then.</exception>
    /// <exception cref="IOException">When the worker hangs up, or does not answer in time: what became of the command is not known.</exception>
    public static async Task<ControlReply?> SendAsync(ControlAddress address, ControlRequest request, TimeProvider time, CancellationToken cancel, TimeSpan? patience = null)
    {
        using var late = new CancellationTokenSource(patience ?? Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancel);
        try
        {
            await using var stream = await ConnectAsync(address, either.Token);
            if (stream is null)
            {
                return null;
            }
            await ControlLines.WriteAsync(stream, request, ControlJson.Default.ControlRequest, either.Token);
            return await ControlLines.ReadAsync(stream, ControlJson.Default.ControlReply, either.Token)
                ?? throw new IOException("The worker hung up before it answered.");
        }
        catch (OperationCanceledException fault) when (!cancel.IsCancellationRequested)
        {
            throw new IOException("The worker did not answer in time.", fault);
        }
    }

    /// <summary>That another user's worker may listen at a socket which this one may not use.</summary>
    internal static UnauthorizedAccessException Denied(string socket, Exception? why = null) => new($"This user may not use {socket}.", why);

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
        catch (SocketException fault)
        {
            socket.Dispose();
            // Else nobody listens: no file, or one left by a killed worker.
            return fault.SocketErrorCode == SocketError.AccessDenied ? throw Denied(address.SocketPath, fault) : null;
        }
    }
}
