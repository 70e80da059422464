using Relay.Core.Broadcasts;

namespace Relay.Worker.Cli;

/// <summary>States and kinds of broadcasts in words.</summary>
internal static class BroadcastWord
{
    /// <summary>For programs.</summary>
    public static string Of(BroadcastState state) => state switch { BroadcastState.Running => "running", BroadcastState.Expanded => "expanded", _ => "cancelled" };

    /// <summary>For programs.</summary>
    public static string Of(BroadcastKind kind) => kind == BroadcastKind.News ? "news" : "reminder";

    /// <summary>For people.</summary>
    public static string French(BroadcastKind kind) => kind == BroadcastKind.News ? "nouvelles" : "rappel";
}
