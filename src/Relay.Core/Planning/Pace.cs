using Relay.Core.Channels;
using Relay.Core.Deliveries;

namespace Relay.Core.Planning;

/// <summary>When the next paced publications of a target may leave: in a slot, a gap after the last, under the day's maximum. Projects ahead without a clock.</summary>
internal sealed class Pace
{
    private readonly Channel _channel;
    private readonly TimeZoneInfo _zone;
    private readonly DateTimeOffset _now;
    private DateTimeOffset? _last;
    private DateTime _day;
    private int _sent;

    /// <param name="channel">Whose slots, gap and maximum.</param>
    /// <param name="use">What the target has used since the start of the channel's day.</param>
    /// <param name="now">The present.</param>
    public Pace(Channel channel, TargetUse use, DateTimeOffset now)
    {
        _channel = channel;
        _zone = TimeZoneInfo.FindSystemTimeZoneById(channel.Zone);
        (_now, _last, _sent, _day) = (now, use.Last, use.Sent, WallClock.Local(now, _zone).Date);
    }

    /// <summary>Midnight of the channel's today.</summary>
    public static DateTimeOffset DayStart(Channel channel, DateTimeOffset now)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById(channel.Zone);
        return WallClock.Resolve(WallClock.Local(now, zone).Date, zone);
    }

    /// <summary>When the next one may leave; null when the channel has no slots.</summary>
    public DateTimeOffset? Next()
    {
        var earliest = _last is { } last && last + _channel.MinimumGap > _now ? last + _channel.MinimumGap : _now;
        var local = WallClock.Local(earliest, _zone);
        if (local.Date == _day && _sent >= _channel.MaximumPerDay)
        {
            local = _day.AddDays(1);
        }
        return _channel.Slots.NextOpen(local) is not { } open ? null
            : open == WallClock.Local(earliest, _zone) ? earliest : WallClock.Resolve(open, _zone);
    }

    /// <summary>Notes that one leaves.</summary>
    public void Take(DateTimeOffset at)
    {
        var day = WallClock.Local(at, _zone).Date;
        (_sent, _day, _last) = (day == _day ? _sent + 1 : 1, day, at);
    }
}
