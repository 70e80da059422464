using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Relay.Core.Audit;
using Relay.Core.Channels;
using Relay.Core.Channels.Connecting;
using Relay.Core.Deliveries;
using Relay.Core.Texts;
using Relay.Networks.Transport;

namespace Relay.Networks.X.Access;

/// <summary>
/// Gives each call its credential, and renews the tokens of OAuth 2.0: one renewal at a time an account. A new pair is kept before it is used, access and refresh token in one step;
/// until then the old one stands. Thread-safe.
/// </summary>
/// <param name="server">Where tokens come from.</param>
/// <param name="clock">Tells when one ends.</param>
/// <param name="logger">Takes what an operator should know.</param>
/// <param name="store">Where new pairs are kept; null where nothing can be kept, and then nothing is renewed.</param>
internal sealed partial class XTokens(XTokenServer server, TimeProvider clock, ILogger<XTokens> logger, ISecretStore? store = null)
{
    /// <summary>How long before its end a token is renewed.</summary>
    public static readonly TimeSpan Ahead = TimeSpan.FromMinutes(10);

    private static readonly TimeSpan Rest = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<string, Renewal> _renewals = new(StringComparer.Ordinal);

    /// <summary>What signs a call of the account now.</summary>
    /// <returns>A credential, or why there is none.</returns>
    /// <exception cref="SecretMissingException">When a secret can't be had.</exception>
    public async Task<(XCredential? Credential, Outcome.Failed? Failure)> CredentialAsync(Account account, CancellationToken abort)
    {
        if (!XKeptTokens.AreUsedBy(account))
        {
            return (new XSignature(account.Token("ConsumerKey"), account.Token("ConsumerSecret"), account.Token("Token"), account.Token("TokenSecret")), null);
        }
        var tokens = XKeptTokens.Read(account, store);
        var now = clock.GetUtcNow();
        if (tokens.Expires is not { } ends || ends - Ahead > now || (ends > now && RenewalOf(account).Rests(now)))
        {
            return (new XBearer(tokens.Access), null);
        }
        var failure = await RenewAsync(account, tokens.Access, abort);
        return failure is null ? (new XBearer(XKeptTokens.Read(account, store).Access), null)
            : ends > now ? (new XBearer(tokens.Access), null) // good for a few minutes more
            : (null, failure);
    }

    /// <summary>X refused an access token: renews it, unless that was just done.</summary>
    /// <returns>What to tell of the call: that it may be made again, or that the account is dead.</returns>
    public async Task<Outcome.Failed> RefusedAsync(Account account, XBearer refused, Outcome.Failed said, CancellationToken abort)
    {
        if (RenewalOf(account).Brought(refused.AccessToken, clock.GetUtcNow() - Rest))
        {
            return said; // a token fresh from X that X refuses: renewing it again would turn in circles
        }
        return await RenewAsync(account, refused.AccessToken, abort)
            ?? new Outcome.Failed(FailureKind.Throttled, FailureScope.Account, new("X voulait un nouveau jeton ; il a été renouvelé, et l'appel est refait.", "X asked for a new token; it was renewed, and the call is made again."), TimeSpan.FromSeconds(1));
    }

    private static Outcome.Failed Dead(Account account, Phrase words, bool interrupted) => new(FailureKind.Unauthorized, FailureScope.Account, interrupted
        ? new(
            $"X n'accepte plus le jeton de renouvellement du compte {account.Id} : un renouvellement a été coupé avant que sa réponse soit gardée, et le nouveau jeton est perdu. Reliez-le de nouveau avec « relay connect x ».",
            $"X no longer takes the refresh token of account {account.Id}: an earlier renewal was broken off before its answer was kept, and the new token is lost. Run \"relay connect x\" for it again.")
        : new(
            $"X n'accepte plus le jeton de renouvellement du compte {account.Id} ({words.Clause.French}) : il a été révoqué, renouvelé par un autre programme, ou n'a pas servi depuis des mois. Reliez-le de nouveau avec « relay connect x ».",
            $"X no longer takes the refresh token of account {account.Id} ({words.Clause.English}): it was revoked, renewed by another program, or unused for months. Run \"relay connect x\" for it again."));

    private Renewal RenewalOf(Account account) => _renewals.GetOrAdd(account.Id, _ => new Renewal());

    /// <summary>Renews in the background: a stop of the caller must not lose the answer, which alone holds the next refresh token.</summary>
    private Task<Outcome.Failed?> RenewAsync(Account account, string stale, CancellationToken abort)
    {
        var renewal = RenewalOf(account);
        return renewal.InTurnAsync(() => RenewInTurnAsync(account, stale, renewal)).WaitAsync(abort);
    }

    private async Task<Outcome.Failed?> RenewInTurnAsync(Account account, string stale, Renewal renewal)
    {
        var failure = renewal.Unkept is var (fresh, spent) ? await KeepAsync(account, renewal, fresh, spent) : await AskAsync(account, stale, renewal);
        renewal.Ended(failure is null ? null : clock.GetUtcNow() + Rest);
        if (failure is not null)
        {
            Log.NotRenewed(logger, account.Id, failure.Kind, failure.Reason);
        }
        return failure;
    }

    private async Task<Outcome.Failed?> AskAsync(Account account, string stale, Renewal renewal)
    {
        var tokens = XKeptTokens.Read(account, store);
        if (tokens.Access != stale)
        {
            return null; // renewed while we waited for our turn
        }
        // Also the proof that something can be kept here: a program that only reads must leave the renewal to the one that writes.
        var interrupted = tokens.WasBegun(store);
        if (await TryKeepAsync(account, tokens.Begun()) is { } notKept)
        {
            return notKept;
        }
        var app = new XApp(account.BaseAddress, account.Settings[XSetup.ClientId], XKeptTokens.Optional(account, "ClientSecret"), account.Timeout);
        return await server.RenewAsync(app, tokens.Refresh, CancellationToken.None) switch
        {
            XTokenAnswer.Granted granted => await KeepAsync(account, renewal, tokens.After(granted), tokens),
            XTokenAnswer.Refused { Why: XRefusal.Grant } refused => Dead(account, refused.Words, interrupted),
            XTokenAnswer.Refused { Why: XRefusal.App } refused => new(FailureKind.Unauthorized, FailureScope.Account, new(
                $"X ne connaît pas l'application du compte {account.Id} ({refused.Words.Clause.French}) : vérifiez ClientId et ClientSecret, ou reliez-le de nouveau avec « relay connect x ».",
                $"X does not know the app of account {account.Id} ({refused.Words.Clause.English}): check ClientId and ClientSecret, or run \"relay connect x\" for it again.")),
            XTokenAnswer.Refused refused => new(FailureKind.Misconfigured, FailureScope.Account, new($"X n'a pas renouvelé le jeton du compte {account.Id} : {refused.Words.French}", $"X did not renew the token of account {account.Id}: {refused.Words.English}")),
            XTokenAnswer.Unheard { Failure: var failure } => failure with { Kind = failure.Kind is FailureKind.Throttled ? failure.Kind : FailureKind.Unavailable, Scope = FailureScope.Account, Reason = new($"Le jeton n'a pas pu être renouvelé : {failure.Reason.French}", $"The token could not be renewed: {failure.Reason.English}") },
            _ => throw new InvalidOperationException("No such answer."),
        };
    }

    private async Task<Outcome.Failed?> KeepAsync(Account account, Renewal renewal, XKeptTokens fresh, XKeptTokens spent)
    {
        renewal.Unkept = (fresh, spent); // until it is kept, whatever fails below: the next call tries again
        if (XKeptTokens.Read(account, store).Refresh != spent.Refresh)
        {
            renewal.Unkept = null; // the account was connected again meanwhile: what it has is newer
            return null;
        }
        if (await TryKeepAsync(account, fresh.ToSecrets()) is { } notKept)
        {
            return notKept;
        }
        renewal.Kept(fresh.Access, clock.GetUtcNow());
        Log.Renewed(logger, account.Id);
        return null;
    }

    private async Task<Outcome.Failed?> TryKeepAsync(Account account, IReadOnlyDictionary<string, string> secrets)
    {
        if (store is null)
        {
            return new(FailureKind.Misconfigured, FailureScope.Account, new(
                $"Le jeton du compte {account.Id} est à renouveler, et rien ne peut être gardé ici : le processus de Relay qui travaille le fera.",
                $"The token of account {account.Id} has to be renewed, and nothing can be kept here: the running worker does it."));
        }
        try
        {
            await store.KeepAsync(secrets.ToDictionary(pair => $"Relay:Accounts:{account.Id}:{pair.Key}", pair => pair.Value), Actor.System, clock.GetUtcNow(), CancellationToken.None);
            return null;
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            // Only the type: a store's message may name what it was given.
            return new(FailureKind.Unavailable, FailureScope.Account, new(
                $"Le jeton du compte {account.Id} ne peut pas être renouvelé tant que le magasin ne le garde pas ({fault.GetType().Name}).",
                $"The token of account {account.Id} can't be renewed while the store does not keep it ({fault.GetType().Name})."));
        }
    }

    private static partial class Log
    {
        [LoggerMessage(2210, LogLevel.Information, "Renewed the tokens of account {Account}.")]
        public static partial void Renewed(ILogger logger, string account);

        [LoggerMessage(2211, LogLevel.Warning, "The tokens of account {Account} were not renewed: {Kind}. {Reason}")]
        public static partial void NotRenewed(ILogger logger, string account, FailureKind kind, Phrase reason);
    }
}
