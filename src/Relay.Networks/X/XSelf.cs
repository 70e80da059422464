using System.Runtime.CompilerServices;
using Relay.Core.Channels;
using Relay.Core.Deliveries;
using Relay.Networks.Transport;

namespace Relay.Networks.X;

/// <summary>Who an account is at X: as its settings say, else as X says when it is asked, which is kept in memory as long as the account is in force. Thread-safe.</summary>
internal sealed class XSelf(XApi api)
{
    private readonly ConditionalWeakTable<Account, Known> _known = [];

    /// <summary>Number of the user; null while nobody has told it.</summary>
    public string? IdOf(Account account) => account.Settings.GetValueOrDefault(XTimeline.Setting) ?? Find(account)?.Id;

    /// <summary>The profile, <c>@name</c>; null while nobody has told it.</summary>
    public string? HandleOf(Account account) => account.Settings.GetValueOrDefault(XSetup.Handle) ?? Find(account)?.Handle;

    /// <summary>What the next <see cref="LearnAsync"/> may cost, in US dollars.</summary>
    public decimal CostOf(Account account) => IdOf(account) is null ? XPrices.UserRead : 0;

    /// <summary>Asks X, <c>GET /2/users/me</c>, unless it is known.</summary>
    /// <returns>Why it is still not known; null when it is.</returns>
    public async Task<Outcome.Failed?> LearnAsync(Account account, CancellationToken abort)
    {
        if (IdOf(account) is not null)
        {
            return null;
        }
        var answer = await api.CallAsync(account, Call.Find, HttpMethod.Get, "2/users/me", [], null, null, abort);
        if (answer.Failure is { } failure)
        {
            return failure;
        }
        if (answer.Entities().FirstOrDefault() is not { Id: { Length: > 0 } id } user || !id.All(char.IsAsciiDigit))
        {
            return new(FailureKind.Unavailable, FailureScope.Delivery, new("X n'a pas dit qui est ce compte.", "X did not say who this account is."));
        }
        _known.AddOrUpdate(account, new(id, XSetup.Canonical(user.Username ?? "")));
        return null;
    }

    /// <summary>What asking has cost and nobody has counted yet, in US dollars; from now on it is counted.</summary>
    public decimal TakeCost(Account account) => Find(account)?.TakeCost() ?? 0;

    private Known? Find(Account account) => _known.TryGetValue(account, out var known) ? known : null;

    private sealed class Known(string id, string? handle)
    {
        private int _isCounted;

        public string Id => id;

        public string? Handle => handle;

        public decimal TakeCost() => Interlocked.Exchange(ref _isCounted, 1) == 0 ? XPrices.UserRead : 0;
    }
}
