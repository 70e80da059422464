using System.Text;
using Relay.Core.Channels;
using Relay.Core.Inbox.Arrivals;
using Relay.Networks.Tests.Contract;
using Relay.Testing;

namespace Relay.Networks.Tests.Arriving;

/// <summary>The three readers as the product registers them, each with an account that is what the recorded payloads are for.</summary>
internal sealed class Doors : IDisposable
{
    public const string Page = "1234567890321";
    public const string Bot = "7000000001";
    public const string Profile = "1111111111111111111";

    private static readonly Dictionary<string, Dictionary<string, string>> Settings = new()
    {
        ["telegram"] = new() { ["Token"] = $"{Bot}:AAE-secret_secret_secret_secret_1234", ["Handle"] = "@relay_bot" },
        ["facebook"] = new() { ["PageId"] = Page, ["Token"] = "token" },
        ["x"] = new() { ["ConsumerKey"] = "ck", ["ConsumerSecret"] = "cs", ["Token"] = "t", ["TokenSecret"] = "ts", ["UserId"] = Profile, ["Handle"] = "@ExampleUser" },
    };

    private readonly Dictionary<string, (Account Account, IReadArrivals Reader)> _doors = [];
    private readonly List<Rig> _rigs = [];

    public static DateTimeOffset Now { get; } = new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);

    public ArrivalReading Read(string network, string payload, string stream = "webhook", Door door = Door.Webhook) => Read(network, Encoding.UTF8.GetBytes(payload), stream, door);

    public ArrivalReading Read(string network, byte[] payload, string stream = "webhook", Door door = Door.Webhook)
    {
        var (account, reader) = Of(network);
        return reader.Read(account, new Arrival(account.Id, door, stream, payload, Now));
    }

    /// <summary>The one thing that was said, and nothing unread beside it.</summary>
    public Happening.Said Said(string network, string payload, string stream = "webhook", Door door = Door.Webhook)
    {
        var reading = Read(network, payload, stream, door);
        Assert.That(reading.Unread, Is.Empty);
        Assert.That(reading.Happenings, Has.Count.EqualTo(1));
        return (Happening.Said)reading.Happenings[0];
    }

    public void Dispose() => _rigs.ForEach(rig => rig.Dispose());

    private (Account Account, IReadArrivals Reader) Of(string network)
    {
        if (!_doors.TryGetValue(network, out var door))
        {
            var rig = new Rig(network);
            _rigs.Add(rig);
            var reader = rig.Part<IEnumerable<IReadArrivals>>().Single(found => found.Network == network);
            _doors[network] = door = (rig.Account(Settings[network]), reader);
        }
        return door;
    }
}
