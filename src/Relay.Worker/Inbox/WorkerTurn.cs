using Relay.Core.Inbox;
using Relay.Worker.Control;

namespace Relay.Worker.Inbox;

/// <summary>Asks the worker that runs beside this command, if there is one, to leave a reader's place free.</summary>
internal sealed class WorkerTurn(TimeProvider time) : IReaderTurn
{
    // Well before the last turn ends.
    private static readonly TimeSpan Again = IReaderTurn.Length / 3;

    private readonly Dictionary<string, DateTimeOffset> _asked = new(StringComparer.Ordinal);
    private ControlAddress? _address;

    /// <summary>Says where the worker of this configuration listens; before that, none is asked.</summary>
    public void Beside(ControlAddress address) => _address = address;

    /// <inheritdoc/>
    public async Task TakeAsync(string network, string reader, CancellationToken cancel)
    {
        var name = $"{network}:{reader}";
        if (_address is not { } address || _asked.TryGetValue(name, out var asked) && time.GetUtcNow() - asked < Again)
        {
            return;
        }
        _asked[name] = time.GetUtcNow();
        var request = new ControlRequest(YieldReader.Name, new Dictionary<string, string>(StringComparer.Ordinal) { [YieldReader.Reader] = name });
        try
        {
            await ControlClient.SendAsync(address, request, time, cancel);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            // A worker that stops or hangs reads nothing either, and another user's is told of before anything is kept; when it does read, Telegram says so (409) and the connector tells the coordinator.
            _asked.Remove(name);
        }
    }
}
