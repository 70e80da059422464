namespace Relay.Store.Engines;

/// <summary>Instants as the store keeps them: Unix milliseconds.</summary>
internal static class Instant
{
    public static long Ms(this DateTimeOffset instant) => instant.ToUnixTimeMilliseconds();

    public static long? Ms(this DateTimeOffset? instant) => instant?.ToUnixTimeMilliseconds();

    public static DateTimeOffset At(long ms) => DateTimeOffset.FromUnixTimeMilliseconds(ms);

    public static DateTimeOffset? At(long? ms) => ms is { } value ? At(value) : null;
}
