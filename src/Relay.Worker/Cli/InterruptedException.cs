namespace Relay.Worker.Cli;

/// <summary>The person at the terminal stopped the command with a key.</summary>
internal sealed class InterruptedException() : OperationCanceledException("Interrupted.");
