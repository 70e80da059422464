using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace Relay.Worker.Service;

/// <summary>Tells systemd how the service fares: datagrams to the socket it names (sd_notify(3)). Where it names none, nobody is told. Thread-safe.</summary>
internal sealed partial class SystemdNotifier(IReadOnlyDictionary<string, string> environment, ILogger<SystemdNotifier> logger)
{
    /// <summary>Milliseconds; a manager that does not read must not hold Relay up.</summary>
    private const int LongestSend = 2000;

    private readonly string _socket = environment.GetValueOrDefault("NOTIFY_SOCKET", "");

    /// <summary>Whether somebody wants to be told.</summary>
    public bool IsHeard => _socket.Length > 0;

    /// <summary>How often systemd wants a sign of life; null when it does not watch this process.</summary>
    public TimeSpan? Watchdog { get; } = WatchdogOf(environment);

    /// <summary>The service works.</summary>
    public void Ready(string status) => Send($"READY=1\nSTATUS={status}\nMAINPID={Own}");

    /// <summary>In one sentence how it fares.</summary>
    public void Status(string status) => Send($"STATUS={status}");

    /// <summary>A sign of life.</summary>
    public void Ping() => Send("WATCHDOG=1");

    /// <summary>The service stops in good order.</summary>
    public void Stopping(string status) => Send($"STOPPING=1\nSTATUS={status}");

    private static string Own => Environment.ProcessId.ToString(CultureInfo.InvariantCulture);

    private static TimeSpan? WatchdogOf(IReadOnlyDictionary<string, string> environment)
        => environment.GetValueOrDefault("WATCHDOG_PID", Own) == Own
            && long.TryParse(environment.GetValueOrDefault("WATCHDOG_USEC"), NumberStyles.None, CultureInfo.InvariantCulture, out var microseconds) && microseconds > 0
                ? TimeSpan.FromMicroseconds(microseconds)
                : null;

    private void Send(string state)
    {
        if (!IsHeard)
        {
            return;
        }
        try
        {
            using var socket = new Socket(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified) { SendTimeout = LongestSend };
            // A name that starts with @ is of the abstract kind, which the kernel marks with a zero byte.
            socket.Connect(new UnixDomainSocketEndPoint(_socket[0] == '@' ? "\0" + _socket[1..] : _socket));
            socket.Send(Encoding.UTF8.GetBytes(state));
        }
        catch (SocketException fault)
        {
            Log.NotTold(logger, fault.SocketErrorCode);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(5021, LogLevel.Warning, "systemd could not be told how Relay fares ({Reason}).")]
        public static partial void NotTold(ILogger logger, SocketError reason);
    }
}
