using System.Globalization;
using Relay.Core.Channels;
using Relay.Core.Deliveries;
using Relay.Core.Deliveries.Hands;
using Relay.Core.Inbox;
using Relay.Core.Texts;

namespace Relay.Testing;

/// <summary>A person's chat in memory: keeps every card, reminder and end. Claire is the coordinator. Thread-safe.</summary>
public sealed class ScriptedHand : IHandOver
{
    private readonly Lock _gate = new();
    private readonly List<(HandCard Card, string Text, string Id)> _cards = [];
    private readonly List<(string Id, string End)> _ends = [];
    private readonly List<Guid> _reminders = [];
    private int _calls;

    /// <summary>What is answered to the call with this number, from 1; null answers with the id.</summary>
    public Func<int, Outcome.Failed?> Script { get; set; } = _ => null;

    /// <summary>Everything handed over, in order.</summary>
    public IReadOnlyList<(HandCard Card, string Text, string Id)> Cards
    {
        get
        {
            lock (_gate)
            {
                return [.. _cards];
            }
        }
    }

    /// <summary>Cards that say how they ended, in French.</summary>
    public IReadOnlyList<(string Id, string End)> Ends
    {
        get
        {
            lock (_gate)
            {
                return [.. _ends];
            }
        }
    }

    /// <summary>Deliveries that she was reminded of.</summary>
    public IReadOnlyList<Guid> Reminders
    {
        get
        {
            lock (_gate)
            {
                return [.. _reminders];
            }
        }
    }

    /// <summary>How many calls were made.</summary>
    public int Calls => _calls;

    /// <inheritdoc/>
    public Task<Outcome> HandAsync(Account account, Target target, Part part, HandCard card, CancellationToken abort)
    {
        ArgumentNullException.ThrowIfNull(part);
        lock (_gate)
        {
            var answer = Script(++_calls);
            var id = _calls.ToString(CultureInfo.InvariantCulture);
            _cards.Add((card, part.Text, id));
            return Task.FromResult<Outcome>(answer is null ? new Outcome.Done([id]) : answer);
        }
    }

    /// <inheritdoc/>
    public Task<Outcome> RemindAsync(Account account, Target target, IReadOnlyList<string> remoteIds, HandCard card, CancellationToken abort)
    {
        ArgumentNullException.ThrowIfNull(card);
        lock (_gate)
        {
            _reminders.Add(card.Delivery);
            return Task.FromResult<Outcome>(new Outcome.Done(["r"]));
        }
    }

    /// <inheritdoc/>
    public Task<Outcome> CloseAsync(Account account, Target target, IReadOnlyList<string> remoteIds, string text, HandCard card, Phrase end, CancellationToken abort)
    {
        ArgumentNullException.ThrowIfNull(remoteIds);
        lock (_gate)
        {
            _ends.Add((remoteIds[0], end.French));
            return Task.FromResult<Outcome>(new Outcome.Done([]));
        }
    }

    /// <inheritdoc/>
    public bool IsCoordinator(Account account, Account through, Press press)
    {
        ArgumentNullException.ThrowIfNull(press);
        return press.Person == "claire";
    }
}
