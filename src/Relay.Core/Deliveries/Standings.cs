using Relay.Core.Audit;
using Relay.Core.Channels;

namespace Relay.Core.Deliveries;

/// <summary>What holds or pauses one account and its targets. Used by the account's pump alone; kept in the ledger, so that a restart does not hammer.</summary>
internal sealed class Standings(Account account, ILedger ledger, EngineOptions options)
{
    private const string Whole = "";
    private const int MostPeople = 1000;
    private readonly Dictionary<string, Standing> _byTarget = new(StringComparer.Ordinal);
    private readonly HashSet<string> _people = new(StringComparer.Ordinal);
    private int _unknownInARow;

    /// <summary>Why an operator must act for the whole account; null when nobody must.</summary>
    public string? Paused => Of(Whole).Paused;

    /// <summary>Reads what is kept.</summary>
    /// <param name="lift">Whether pauses are lifted: whoever starts Relay anew has had the chance to mend their cause, a pump that failed and goes on has not.</param>
    /// <param name="cancel">Abandons it.</param>
    public async Task LoadAsync(bool lift, CancellationToken cancel)
    {
        foreach (var standing in (await ledger.StandingsAsync(cancel)).Where(standing => standing.Account == account.Id))
        {
            _byTarget[standing.Target] = standing;
        }
        if (lift)
        {
            foreach (var standing in _byTarget.Values.Where(standing => standing.Paused is not null).ToList())
            {
                await KeepAsync(standing with { Paused = null }, cancel);
            }
        }
    }

    /// <summary>Lifts every pause and every rest after a failure, of the account and its targets: the next call shows whether it was mended. How long a network asked to wait stands.</summary>
    public async Task LiftAsync(CancellationToken cancel)
    {
        foreach (var standing in _byTarget.Values.Where(standing => standing.IsLiftable).ToList())
        {
            await KeepAsync(standing.Lifted, cancel);
        }
    }

    /// <summary>Until when nothing may leave for a target; null when it may now, the end of time when an operator must act.</summary>
    public DateTimeOffset? HeldUntil(Target target, DateTimeOffset now)
    {
        var isApart = account.Limits.IsApart(target);
        DateTimeOffset?[] all = [isApart ? BesidesAsked(Of(Whole), now) : Until(Of(Whole), now), isApart ? Until(Of(Standing.Privately), now) : null, Until(Of(target.Key), now)];
        return all.Max();
    }

    /// <summary>Keys of the targets, other than the whole account, that are held now.</summary>
    public IEnumerable<string> HeldTargets(DateTimeOffset now)
        => _byTarget.Values.Where(standing => standing.Target != Whole && Until(standing, now) is not null).Select(standing => standing.Target);

    /// <summary>When the next hold ends; null when nothing is held, or only for an operator to lift.</summary>
    public DateTimeOffset? NextRelease(DateTimeOffset now)
        => _byTarget.Values.Where(standing => standing.Paused is null && standing.HoldUntil > now).Min(standing => standing.HoldUntil);

    /// <summary>Takes in what one call said.</summary>
    /// <param name="target">Where it went.</param>
    /// <param name="outcome">What became of it.</param>
    /// <param name="now">When it ended.</param>
    /// <param name="cancel">Abandons it.</param>
    /// <param name="isPerson">Whether it answered one person: how that person's chat fares is kept in memory only, for the ledger tells on nobody.</param>
    /// <returns>True when something was paused by it, so that an alarm is due.</returns>
    public async Task<bool> TakeAsync(Target target, Outcome outcome, DateTimeOffset now, CancellationToken cancel, bool isPerson = false)
    {
        Note(target, isPerson, now);
        var bucket = account.Limits.IsApart(target) ? Standing.Privately : Whole;
        var rate = outcome switch { Outcome.Done done => done.Rate, Outcome.Failed failed => failed.Rate, _ => null };
        if (rate is { Remaining: <= 0 } && rate.Resets > now)
        {
            await HoldAsync(bucket, rate.Resets, cancel);
        }
        if (outcome is not Outcome.Failed failure)
        {
            _unknownInARow = 0;
            await StepDownAsync(Whole, cancel);
            await StepDownAsync(target.Key, cancel);
            return false;
        }
        var scope = failure.Scope == FailureScope.Account ? Whole : target.Key;
        _unknownInARow = failure.Kind == FailureKind.Unknown ? _unknownInARow + 1 : 0;
        switch (failure.Kind)
        {
            case FailureKind.Throttled:
                await HoldAsync(scope == Whole ? bucket : scope, now + (failure.RetryAfter ?? options.ThrottleRest), cancel);
                return false;
            case FailureKind.Unavailable when failure.Scope != FailureScope.Delivery:
            case FailureKind.Refused when failure.Scope != FailureScope.Delivery:
                await StrikeAsync(scope, now, cancel);
                return false;
            case FailureKind.Unknown when _unknownInARow >= options.BreakAfter:
                // The breaker: each further try would be a further doubt.
                _unknownInARow = 0;
                await StrikeAsync(Whole, now, cancel);
                return false;
            case FailureKind.Unauthorized or FailureKind.Misconfigured:
                await KeepAsync(Of(scope) with { Paused = failure.Reason.Kept }, cancel);
                return true;
            default:
                return false;
        }
    }

    private void Note(Target target, bool isPerson, DateTimeOffset now)
    {
        if (!isPerson)
        {
            _people.Remove(target.Key);
            return;
        }
        _people.Add(target.Key);
        if (_people.Count > MostPeople)
        {
            foreach (var person in _people.Where(key => key != target.Key && Until(Of(key), now) is null).ToList())
            {
                _people.Remove(person);
                _byTarget.Remove(person);
            }
        }
    }

    private Standing Of(string target) => _byTarget.GetValueOrDefault(target) ?? new(account.Id, target, 0, null, null);

    private static DateTimeOffset? Until(Standing standing, DateTimeOffset now)
        => standing.Paused is not null ? DateTimeOffset.MaxValue : standing.HoldUntil > now ? standing.HoldUntil : null;

    // How long posts are asked to wait says nothing to what is counted apart; a pause, or a rest after a failure, does.
    private static DateTimeOffset? BesidesAsked(Standing standing, DateTimeOffset now)
        => standing.Paused is not null ? DateTimeOffset.MaxValue : standing.HoldUntil > now && !(standing.AskedUntil >= standing.HoldUntil) ? standing.HoldUntil : null;

    /// <summary>As the network asked; a rest after a failure that lasts longer stands beside it.</summary>
    private Task HoldAsync(string target, DateTimeOffset until, CancellationToken cancel)
        => Of(target) is var known && known.AskedUntil >= until ? Task.CompletedTask
            : KeepAsync(known with { HoldUntil = known.HoldUntil > until ? known.HoldUntil : until, AskedUntil = until }, cancel);

    /// <summary>One rung up. Calls that were under way together fail together: while the scope rests they are the same failure.</summary>
    private Task StrikeAsync(string target, DateTimeOffset now, CancellationToken cancel)
    {
        if (Until(Of(target), now) is not null)
        {
            return Task.CompletedTask;
        }
        var strikes = Math.Min(Of(target).Strikes + 1, options.Ladder.Count);
        return KeepAsync(Of(target) with { Strikes = strikes, HoldUntil = now + options.Rest(strikes) }, cancel);
    }

    private Task StepDownAsync(string target, CancellationToken cancel)
        => Of(target) is { Strikes: > 0 } standing ? KeepAsync(standing with { Strikes = standing.Strikes - 1 }, cancel) : Task.CompletedTask;

    private Task KeepAsync(Standing standing, CancellationToken cancel)
    {
        _byTarget[standing.Target] = standing;
        return _people.Contains(standing.Target) ? Task.CompletedTask : ledger.KeepStandingAsync(standing, Actor.System, cancel);
    }
}
