namespace Relay.Worker.Cli;

/// <summary>What a command's exit code means; documented in docs/commands.md, never renumbered.</summary>
internal static class ExitCode
{
    /// <summary>Done.</summary>
    public const int Done = 0;

    /// <summary>The command worked and found something wrong: a broken audit, a rehearsal with doubts.</summary>
    public const int Fault = 1;

    /// <summary>The command line makes no sense.</summary>
    public const int Usage = 2;

    /// <summary>The configuration has faults.</summary>
    public const int Configuration = 3;

    /// <summary>The store is busy, missing, or of a newer program.</summary>
    public const int Store = 4;

    /// <summary>What was asked for is not there, or its state does not allow it.</summary>
    public const int Refused = 5;

    /// <summary>The source or the running worker does not answer.</summary>
    public const int Unreachable = 6;

    /// <summary>A fault of Relay itself.</summary>
    public const int Internal = 70;

    /// <summary>Stopped by a signal before the end.</summary>
    public const int Interrupted = 130;
}
