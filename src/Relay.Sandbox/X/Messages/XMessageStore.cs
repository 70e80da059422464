namespace Relay.Sandbox.X.Messages;

/// <summary>Direct messages. Thread-safe.</summary>
internal sealed class XMessageStore
{
    private readonly Lock _gate = new();
    private readonly List<XMessage> _messages = [];

    /// <summary>Told after one was written.</summary>
    public event Action<XMessage>? Added;

    public void Add(XMessage message)
    {
        lock (_gate)
        {
            _messages.Add(message);
        }
        Added?.Invoke(message);
    }

    /// <summary>One that stands; null when it never did or was deleted.</summary>
    public XMessage? Find(string id)
    {
        lock (_gate)
        {
            return _messages.Find(message => message.Id == id && !message.Deleted);
        }
    }

    public void Delete(XMessage message)
    {
        lock (_gate)
        {
            _messages[_messages.FindIndex(each => each.Id == message.Id)] = message with { Deleted = true };
        }
    }

    /// <summary>A profile's messages with everybody, newest first; a copy.</summary>
    public List<XMessage> Of(XProfile profile)
    {
        lock (_gate)
        {
            return [.. _messages.Where(message => message.Profile.Id == profile.Id && !message.Deleted).Reverse()];
        }
    }

    public IReadOnlyList<XMessage> All()
    {
        lock (_gate)
        {
            return [.. _messages];
        }
    }
}
