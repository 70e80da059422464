using System.Globalization;

namespace Relay.Sandbox.Facebook.Messages;

/// <summary>The Pages' conversations. Thread-safe.</summary>
internal sealed class MessageStore
{
    private readonly Lock _gate = new();
    private readonly Dictionary<(string Page, string Person), FacebookConversation> _conversations = [];
    private readonly Dictionary<string, List<string>> _rows = new(StringComparer.Ordinal);
    private readonly Dictionary<string, FacebookMessage> _messages = new(StringComparer.Ordinal);
    private long _last = 3_000_000_000;

    /// <summary>Told after a message was written, changed or withdrawn.</summary>
    public event Action<FacebookMessage>? Changed;

    public string NextId() => string.Create(CultureInfo.InvariantCulture, $"m_REHEARSALrehearsalREHEARSAL-{Interlocked.Increment(ref _last)}");

    /// <summary>The conversation of a Page with a person; the first message opens it.</summary>
    public FacebookConversation With(FacebookPage page, FacebookAuthor person)
    {
        lock (_gate)
        {
            return _conversations.TryGetValue((page.Id, person.Id), out var known) ? known
                : _conversations[(page.Id, person.Id)] = new(string.Create(CultureInfo.InvariantCulture, $"t_{Interlocked.Increment(ref _last)}"), page, person);
        }
    }

    public void Add(FacebookMessage message)
    {
        lock (_gate)
        {
            if (!_rows.TryGetValue(message.Conversation.Id, out var row))
            {
                _rows[message.Conversation.Id] = row = [];
            }
            row.Add(message.Id);
            _messages[message.Id] = message;
        }
        Changed?.Invoke(message);
    }

    public void Replace(FacebookMessage message)
    {
        lock (_gate)
        {
            _messages[message.Id] = message;
        }
        Changed?.Invoke(message);
    }

    public FacebookMessage? Find(string id)
    {
        lock (_gate)
        {
            return _messages.GetValueOrDefault(id) is { Deleted: false } message ? message : null;
        }
    }

    /// <summary>A conversation that a message opened; null for none.</summary>
    public FacebookConversation? Conversation(string id)
    {
        lock (_gate)
        {
            return _conversations.Values.FirstOrDefault(each => each.Id == id && _rows.ContainsKey(each.Id));
        }
    }

    /// <summary>The conversation of a Page with the person of that id; null when they never wrote.</summary>
    public FacebookConversation? With(FacebookPage page, string person)
    {
        lock (_gate)
        {
            return _conversations.GetValueOrDefault((page.Id, person));
        }
    }

    /// <summary>Newest first; a copy.</summary>
    public List<FacebookMessage> Of(FacebookConversation conversation)
    {
        lock (_gate)
        {
            return [.. (_rows.GetValueOrDefault(conversation.Id) ?? []).Select(id => _messages[id]).Where(message => !message.Deleted).Reverse()];
        }
    }

    /// <summary>A Page's conversations, the last that moved first; a copy.</summary>
    public List<FacebookConversation> Of(FacebookPage page)
    {
        lock (_gate)
        {
            return [.. _conversations.Values.Where(each => each.Page.Id == page.Id && _rows.ContainsKey(each.Id)).OrderByDescending(each => _messages[_rows[each.Id][^1]].Sent).ThenByDescending(each => _rows[each.Id][^1], StringComparer.Ordinal)];
        }
    }

    /// <summary>When the person last wrote: for a day from then the Page may answer. Null when she never did.</summary>
    public DateTimeOffset? LastHeard(FacebookConversation conversation) => Of(conversation).Where(message => !message.IsOurs).Select(message => (DateTimeOffset?)message.Sent).FirstOrDefault();

    public IReadOnlyList<FacebookMessage> All()
    {
        lock (_gate)
        {
            return [.. _messages.Values];
        }
    }
}
