using System.Collections.Concurrent;
using Relay.Core.Channels;
using Relay.Core.Deliveries.Hands;

namespace Relay.Core.Deliveries.Halts;

/// <summary>What is halted at this moment: asked before each attempt is announced and again right before its call, so that no call leaves once a halt is known here. Thread-safe.</summary>
public sealed class HaltBoard
{
    private readonly ConcurrentDictionary<string, bool> _lifted = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, DateTimeOffset> _mended = new(StringComparer.Ordinal);
    private readonly Lock _gate = new();
    private int _asked;
    private int _followed;
    private volatile IReadOnlyList<Halt> _kept = [];
    private volatile Halt? _switch;

    /// <summary>Everything that stands, what reaches furthest first.</summary>
    public IReadOnlyList<Halt> All => _switch is { } whole ? [whole, .. _kept] : _kept;

    /// <summary>Takes over what the store keeps.</summary>
    public void Use(IEnumerable<Halt> kept) => _kept = [.. kept.OrderBy(halt => halt.Scope).ThenBy(halt => halt.Id, StringComparer.Ordinal)];

    /// <summary>Takes over what the store keeps at this moment; where two ask at once, the state that was asked for last, whoever is answered last.</summary>
    public async Task FollowAsync(IHaltStore store, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(store);
        var turn = Interlocked.Increment(ref _asked);
        var kept = await store.AllAsync(cancel);
        lock (_gate)
        {
            if (turn > _followed)
            {
                _followed = turn;
                Use(kept);
            }
        }
    }

    /// <summary>The kill switch is on, or off (null).</summary>
    public void Switch(Halt? halt) => _switch = halt;

    /// <summary>What stops a whole account; null when it may work.</summary>
    public Halt? OfAccount(string account)
        => _switch ?? _kept.FirstOrDefault(halt => halt.Scope == HaltScope.All || (halt.Scope == HaltScope.Account && halt.Id == account));

    /// <summary>What stops a channel or its account; null when nothing does.</summary>
    /// <param name="account">Id of the account.</param>
    /// <param name="channel">Id of the channel; null when none serves the target any more.</param>
    public Halt? Of(string account, string? channel)
        => OfAccount(account) ?? _kept.FirstOrDefault(halt => halt.Scope == HaltScope.Channel && halt.Id == channel);

    /// <summary>What stops a channel, its account, or the account through which that one works (a person's bot); null when nothing does.</summary>
    public Halt? Of(Account account, string? channel)
    {
        ArgumentNullException.ThrowIfNull(account);
        return Of(account.Id, channel) ?? (account.Settings.TryGetValue(ByHand.BotSetting, out var bot) ? OfAccount(bot) : null);
    }

    /// <summary>An operator has mended an account that its network had refused, or that was out of reach: its pump may try again.</summary>
    public void Mended(string account, DateTimeOffset now)
    {
        _mended[account] = now;
        _lifted[account] = true;
    }

    /// <summary>When that was last said; null when it was not since the start.</summary>
    public DateTimeOffset? MendedAt(string account) => _mended.TryGetValue(account, out var at) ? at : null;

    /// <summary>Whether that was said since it was last asked.</summary>
    public bool TakeMended(string account) => _lifted.TryRemove(account, out _);
}
