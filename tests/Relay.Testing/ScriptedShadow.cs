using System.Globalization;
using Relay.Core.Channels;
using Relay.Core.Deliveries;
using Relay.Core.Deliveries.Shadows;

namespace Relay.Testing;

/// <summary>A coordinator's chat in memory: keeps whatever is shown there, whatever it answers. Thread-safe.</summary>
public sealed class ScriptedShadow(string network = "telegram") : IShadowPosts
{
    private readonly Lock _gate = new();
    private readonly List<(string Target, string Heading, string Text, string Id)> _shown = [];
    private int _calls;

    /// <inheritdoc/>
    public string Network => network;

    /// <summary>Where everything is shown; null when the account has no such place.</summary>
    public Target? Chat { get; set; } = new("4242", Kind: TargetKind.Private);

    /// <summary>What becomes of the call with this number, from 1: whether it is kept, and what is answered; null answers with the id.</summary>
    public Func<int, (bool Kept, Outcome.Failed? Answer)> Script { get; set; } = _ => (true, null);

    /// <summary>Everything shown, in order: the real target, the heading and the text.</summary>
    public IReadOnlyList<(string Target, string Heading, string Text, string Id)> Shown
    {
        get
        {
            lock (_gate)
            {
                return [.. _shown];
            }
        }
    }

    /// <summary>How many calls were made.</summary>
    public int Calls => _calls;

    /// <inheritdoc/>
    public Target? PlaceOf(Account account, Target target) => Chat;

    /// <inheritdoc/>
    public Task<Outcome> ShowAsync(Account account, Target target, Part part, string heading, CancellationToken abort)
    {
        ArgumentNullException.ThrowIfNull(target);
        ArgumentNullException.ThrowIfNull(part);
        lock (_gate)
        {
            var (kept, answer) = Script(++_calls);
            var id = (1000 + _calls).ToString(CultureInfo.InvariantCulture);
            if (kept)
            {
                _shown.Add((target.Key, heading, part.Text, id));
            }
            return Task.FromResult<Outcome>(answer is null ? new Outcome.Done([id]) : answer);
        }
    }

    /// <inheritdoc/>
    public Task<Outcome> TakeAwayAsync(Account account, Target target, IReadOnlyList<string> remoteIds, CancellationToken abort)
    {
        lock (_gate)
        {
            _calls++;
            _shown.RemoveAll(post => remoteIds.Contains(post.Id));
            return Task.FromResult<Outcome>(new Outcome.Done([]));
        }
    }
}
