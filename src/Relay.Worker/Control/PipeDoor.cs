using System.IO.Pipes;

namespace Relay.Worker.Control;

/// <summary>A named pipe that Windows opens to the current user alone.</summary>
internal sealed class PipeDoor(string name) : IControlDoor
{
    /// <inheritdoc/>
    public async Task<Caller> AcceptAsync(CancellationToken cancel)
    {
        var pipe = new NamedPipeServerStream(name, PipeDirection.InOut, NamedPipeServerStream.MaxAllowedServerInstances, PipeTransmissionMode.Byte,
            PipeOptions.Asynchronous | PipeOptions.CurrentUserOnly);
        try
        {
            await pipe.WaitForConnectionAsync(cancel);
            return new(pipe, new Peer(null, Environment.UserName), Allowed: true);
        }
        catch
        {
            await pipe.DisposeAsync();
            throw;
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
