using System.Net.Sockets;
using Relay.Core.Audit;
using Relay.Worker.Cli;

namespace Relay.Worker.Control;

/// <summary>Takes commands of the worker's owner while it runs. Each caller sends one line and gets one.</summary>
internal sealed partial class ControlServer(Func<IControlDoor> open, ControlDesk desk, TimeProvider time, ILogger<ControlServer> logger) : BackgroundService
{
    /// <summary>How long a caller may take to say what it wants, and then to take the answer.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private IControlDoor? _door;

    /// <summary>Opens the door before anybody is told that the worker works.</summary>
    public override Task StartAsync(CancellationToken cancellationToken)
    {
        try
        {
            _door = open();
        }
        catch (Exception fault) when (fault is IOException or SocketException or UnauthorizedAccessException)
        {
            // Publishing does not depend on it: the worker works on, and says that commands will find the store taken.
            Log.Closed(logger, fault.Message);
            return Task.CompletedTask;
        }
        return base.StartAsync(cancellationToken);
    }

    /// <summary>Closes the door when the talks under way have ended.</summary>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        if (_door is not null)
        {
            await _door.DisposeAsync();
        }
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var talks = new List<Task>();
        try
        {
            while (!stoppingToken.IsCancellationRequested)
            {
                var caller = await _door!.AcceptAsync(stoppingToken);
                talks.RemoveAll(talk => talk.IsCompleted);
                talks.Add(TalkAsync(caller, stoppingToken));
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            await Task.WhenAll(talks);
        }
    }

    private async Task TalkAsync(Caller caller, CancellationToken stop)
    {
        await using var stream = caller.Stream;
        using var patience = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, stop);
        try
        {
            // Read before refusing: a caller must not find the line cut while it still speaks.
            var request = await ControlLines.ReadAsync(stream, ControlJson.Default.ControlRequest, either.Token);
            if (!caller.Allowed)
            {
                Log.Refused(logger, caller.Peer.Name);
                await AnswerAsync(stream, ExitCode.Refused, "Seul le propriétaire de ce processus peut lui donner des ordres.", "Only the owner of this worker may command it.", either.Token);
                return;
            }
            if (request is null)
            {
                await AnswerAsync(stream, ExitCode.Usage, "Cette demande n'est pas lisible.", "This request can't be read.", either.Token);
                return;
            }
            // The change itself is not given up half-way when the worker stops: each is one short transaction.
            var reply = await desk.RunAsync(request, new Actor(ActorKind.Coordinator, caller.Peer.Name), CancellationToken.None);
            Log.Done(logger, request.Command, caller.Peer.Name, reply.Exit);
            // A patience of its own: what was done took its time, and the caller must hear of it.
            using var answering = new CancellationTokenSource(Patience, time);
            await ControlLines.WriteAsync(stream, reply, ControlJson.Default.ControlReply, answering.Token);
        }
        catch (Exception fault) when (fault is IOException or OperationCanceledException)
        {
            Log.HungUp(logger, caller.Peer.Name, fault.GetType().Name);
        }
        catch (Exception fault)
        {
            Log.Failed(logger, fault);
            await AnswerAsync(stream, ExitCode.Internal, $"Relay a rencontré une panne ({fault.GetType().Name}) ; voyez son journal.", $"Relay has failed ({fault.GetType().Name}); see its log.", CancellationToken.None);
        }
    }

    private static Task AnswerAsync(Stream stream, int exit, string french, string english, CancellationToken cancel)
        => ControlLines.WriteAsync(stream, new ControlReply(exit, french, english, new Dictionary<string, string>()), ControlJson.Default.ControlReply, cancel);

    private static partial class Log
    {
        [LoggerMessage(5101, LogLevel.Warning, "Refused a command of user {User}, who does not own this worker.")]
        public static partial void Refused(ILogger logger, string user);

        [LoggerMessage(5102, LogLevel.Information, "Command {Command} of user {User} ended with {Exit}.")]
        public static partial void Done(ILogger logger, string command, string user, int exit);

        [LoggerMessage(5103, LogLevel.Information, "The command of user {User} was cut off ({Reason}).")]
        public static partial void HungUp(ILogger logger, string user, string reason);

        [LoggerMessage(5105, LogLevel.Error, "The control socket can't be opened ({Reason}): commands that change something will find the store taken.")]
        public static partial void Closed(ILogger logger, string reason);

        [LoggerMessage(5104, LogLevel.Error, "A command failed.")]
        public static partial void Failed(ILogger logger, Exception fault);
    }
}
