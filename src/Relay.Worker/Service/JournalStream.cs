namespace Relay.Worker.Service;

/// <summary>Whether what this process complains of goes into systemd's journal, which keeps the time and reads a level in front of each line (sd-daemon(3)).</summary>
internal static class JournalStream
{
    private const string ErrorStream = "/proc/self/fd/2";

    /// <summary>True when the error stream is the very one that systemd has connected: a terminal may have inherited the variable.</summary>
    public static bool IsErrorStream(IReadOnlyDictionary<string, string> environment) => IsSame(environment, new FileInfo(ErrorStream).LinkTarget);

    /// <summary>The same, for a stream that leads to <paramref name="link"/>.</summary>
    internal static bool IsSame(IReadOnlyDictionary<string, string> environment, string? link)
        => environment.TryGetValue("JOURNAL_STREAM", out var named) && named.Split(':') is [_, var inode] && link == $"socket:[{inode}]";
}
