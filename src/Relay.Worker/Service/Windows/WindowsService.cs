using System.ComponentModel;
using System.Runtime.InteropServices;
using Relay.Worker.Cli;
using static Relay.Worker.Service.Windows.ServiceControl;

namespace Relay.Worker.Service.Windows;

/// <summary>
/// Work that Windows' service control manager starts and stops: it hears that the service starts, runs, stops and has stopped, and while it waits that something still moves.
/// One in a process, because the manager calls back without saying for whom.
/// </summary>
internal sealed class WindowsService : IDisposable
{
    /// <summary>How often the manager hears that starting or stopping goes on.</summary>
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(2);

    /// <summary>How long it then waits for the next word, in milliseconds.</summary>
    private const uint WaitHint = 25_000;

    private static WindowsService? _current;

    private readonly Func<Action, CancellationToken, Task<int>> _work;
    private readonly CancellationTokenSource _stop = new();
    private readonly TaskCompletionSource<int> _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock _gate = new();
    private nint _handle;
    private State _state = State.StartPending;
    private uint _checkPoint;

    private WindowsService(Func<Action, CancellationToken, Task<int>> work) => _work = work;

    private enum State : uint
    {
        Stopped = 1,
        StartPending = 2,
        StopPending = 3,
        Running = 4,
    }

    /// <summary>Runs work as the service that this process was started for.</summary>
    /// <param name="work">Is given what to call once it works, and what fires when it is to stop; returns an exit code.</param>
    /// <param name="time">The clock.</param>
    /// <exception cref="CommandFailure">When no service control manager has started this process.</exception>
    public static async Task<int> RunAsync(Func<Action, CancellationToken, Task<int>> work, TimeProvider time)
    {
        using var service = new WindowsService(work);
        _current = service;
        // Stays in the call until the service has stopped, so it has a thread of its own.
        new Thread(service.Dispatch) { IsBackground = true, Name = "service control dispatcher" }.Start();
        await using var beat = time.CreateTimer(_ => service.Beating(), null, Beat, Beat);
        return await service._ended.Task;
    }

    /// <inheritdoc/>
    public void Dispose() => _stop.Dispose();

    private unsafe void Dispatch()
    {
        var name = Marshal.StringToHGlobalUni("");
        var table = stackalloc TableEntry[2];
        table[0] = new TableEntry { Name = name, Main = &Begin };
        table[1] = default;
        if (!ServiceControl.Dispatch(table))
        {
            var fault = new Win32Exception(Marshal.GetLastPInvokeError()).Message;
            _ended.TrySetException(new CommandFailure(ExitCode.Usage, new($"« --service » est pour le gestionnaire de services de Windows ({fault}) : lancez « relay run » sans lui.",
                $"\"--service\" is for Windows' service control manager ({fault}): start \"relay run\" without it.")));
        }
        Marshal.FreeHGlobal(name);
    }

    [UnmanagedCallersOnly]
    private static unsafe void Begin(uint count, nint arguments)
    {
        var service = _current!;
        service._handle = Register(0, &Handle, 0);
        service.Say(State.StartPending);
        // This thread is the manager's: it goes back when the service has stopped.
        service.WorkAsync().GetAwaiter().GetResult();
    }

    [UnmanagedCallersOnly]
    private static uint Handle(uint control, uint type, nint data, nint context)
    {
        switch (control)
        {
            case ServiceControl.Stop or ServiceControl.Shutdown:
                _current!.Say(State.StopPending);
                // Never from this thread: stopping takes its time, and the manager waits for this answer.
                ThreadPool.QueueUserWorkItem(_ => _current!._stop.Cancel());
                return 0;
            case Interrogate:
                return 0;
            default:
                return NotImplemented;
        }
    }

    private async Task WorkAsync()
    {
        var exit = ExitCode.Internal;
        try
        {
            exit = await _work(() => Say(State.Running), _stop.Token);
        }
        finally
        {
            lock (_gate)
            {
                Say(State.Stopped, exit == ExitCode.Interrupted ? ExitCode.Done : exit);
            }
            _ended.TrySetResult(exit);
        }
    }

    private void Beating()
    {
        lock (_gate)
        {
            if (_state is State.StartPending or State.StopPending)
            {
                Say(_state);
            }
        }
    }

    private void Say(State state, int exit = 0)
    {
        lock (_gate)
        {
            if (_handle == 0 || _state == State.Stopped || (_state == State.StopPending && state == State.Running))
            {
                return; // told to stop before it had started: it does not go back to running
            }
            _state = state;
            var pending = state is State.StartPending or State.StopPending;
            var status = new Status
            {
                Type = OwnProcess,
                State = (uint)state,
                Accepted = state == State.Running ? AcceptsStop | AcceptsShutdown : 0,
                Exit = exit == 0 ? 0 : SpecificError,
                OwnExit = (uint)exit,
                CheckPoint = pending ? ++_checkPoint : 0,
                WaitHint = pending ? WaitHint : 0,
            };
            _ = Report(_handle, ref status);
        }
    }
}
