using System.Globalization;
using Relay.Core.Channels;
using Relay.Core.Channels.Connecting;
using Relay.Core.Channels.Proofs;
using Relay.Core.Deliveries;
using Relay.Core.Texts;
using Relay.Networks.Transport;
using Relay.Networks.X.Access;
using Relay.Networks.X.Inbox;

namespace Relay.Networks.X.Proving;

/// <summary>
/// Proves what an X account can do with three reads, of which only the first is billed as a rule: the profile. Posts and mentions are asked for since a minute ago, so that there is nothing to bill;
/// what else is known follows from what the keys say of themselves.
/// </summary>
internal sealed class XProof(XApi api, XCalls calls, TimeProvider clock) : IProveAccess
{
    public string Network => XNetwork.NetworkKey;

    public async Task<IReadOnlyList<Proof>> ProveAsync(Account account, Target? target, CancellationToken abort)
    {
        var me = await ReadAsync(account, "2/users/me", [], abort);
        if (me.Failure is { } failure)
        {
            return OutOfReach(account, failure, me.Status);
        }
        if (me.Entities().FirstOrDefault() is not { Id: { Length: > 0 } user, Username: { } name } || !user.All(char.IsAsciiDigit) || XSetup.Canonical(name) is not { } handle)
        {
            return OutOfReach(account, new(FailureKind.Unavailable, FailureScope.Account, new("X n'a pas dit qui est ce compte.", "X did not say who this account is.")), 0);
        }
        var may = new XRights(account, me.AccessLevel);
        return
        [
            Authenticated(account, handle),
            Posting(account, target, handle, may),
            new(Capability.Edit, ProofResult.NotOffered, new(
                "X ne laisse modifier qu'aux profils payants, pendant une heure ; Relay annonce un changement dans une nouvelle publication.",
                "X lets only paying profiles edit, for an hour; Relay tells a change in a new post.")),
            await ReadingAsync(account, $"2/users/{user}/tweets", Capability.ReadOwnPosts, new(
                $"les publications du profil se relisent ({Money.Usd(XPrices.OwnedRead).French} chacune si l'application est à ce profil, sinon {Money.Usd(XPrices.PostRead).French}) ; ce regard n'a rien coûté, sauf publication de la dernière minute.",
                $"the profile's posts can be read back ({Money.Usd(XPrices.OwnedRead).English} each if this profile owns the app, else {Money.Usd(XPrices.PostRead).English}); this look cost nothing but for posts of the last minute."), abort),
            await ReadingAsync(account, $"2/users/{user}/mentions", Capability.ReadComments, Mentions(account, user), abort),
            may.Messages(),
            await HearingAsync(account, user, abort),
        ];
    }

    private static Phrase Mentions(Account account, string user)
    {
        var each = new Phrase(
            $"les mentions et réponses qui nomment le profil se lisent ({Money.Usd(XPrices.OwnedRead).French} chacune si l'application est à ce profil, sinon {Money.Usd(XPrices.PostRead).French})",
            $"mentions and answers that name the profile can be read ({Money.Usd(XPrices.OwnedRead).English} each if this profile owns the app, else {Money.Usd(XPrices.PostRead).English})");
        var step = NextStep.ToSet(account, $"{XTimeline.Setting}: {user}");
        return account.Settings.ContainsKey(XTimeline.Setting) ? new($"{each.French}.", $"{each.English}.") : new(
            $"{each.French} ; {XTimeline.Setting} manque, et Relay demande à X qui est ce compte à chaque démarrage ({Money.Usd(XPrices.UserRead).French}) : {step.French}.",
            $"{each.English}; {XTimeline.Setting} is missing, and Relay asks X at each start who this account is ({Money.Usd(XPrices.UserRead).English}): {step.English}.");
    }

    private static Proof Authenticated(Account account, string handle) => XKeptTokens.AreUsedBy(account)
        ? new(Capability.Authenticate, ProofResult.Proven, new(
            $"X reconnaît {handle} ; Relay renouvelle les jetons lui-même. Le demander coûte {Money.Usd(XPrices.UserRead).French} par jour au plus.",
            $"X knows {handle}; Relay renews the tokens by itself. Asking costs {Money.Usd(XPrices.UserRead).English} a day at most."))
        : new(Capability.Authenticate, ProofResult.Proven, new(
            $"X reconnaît {handle} ; ces clés valent jusqu'à leur révocation. Le demander coûte {Money.Usd(XPrices.UserRead).French} par jour au plus.",
            $"X knows {handle}; these keys hold until they are revoked. Asking costs {Money.Usd(XPrices.UserRead).English} a day at most."));

    private static Proof Posting(Account account, Target? target, string handle, XRights may) => target is { Value: var wanted } && wanted != handle
        ? new(Capability.Post, ProofResult.Missing, new(
            $"le compte {account.Id} est celui de {handle}, et la chaîne vise {wanted} : corrigez Target, ou reliez {wanted} (relay connect x).",
            $"account {account.Id} is {handle}'s, and the channel aims at {wanted}: correct Target, or connect {wanted} (relay connect x)."))
        : may.Posting();

    private static List<Proof> OutOfReach(Account account, Outcome.Failed failure, int status)
    {
        Phrase first = new("il faut d'abord que X réponde au compte.", "X has to answer the account first.");
        List<Proof> Rungs(Proof authenticate, Proof? post = null) =>
        [
            authenticate,
            post ?? new(Capability.Post, ProofResult.Unknown, first),
            .. new[] { Capability.Edit, Capability.ReadOwnPosts, Capability.ReadComments, Capability.ReadMessages, Capability.HearWebhooks }.Select(rung => new Proof(rung, ProofResult.Unknown, first)),
        ];
        var reason = failure.Reason.Clause;
        return (status, failure.Kind) switch
        {
            (402, _) => Rungs(
                new(Capability.Authenticate, ProofResult.Unknown, new("X ne répond plus sans crédits.", "X does not answer without credits.")),
                new(Capability.Post, ProofResult.Missing, new(
                    "l'application n'a plus de crédits : achetez-en sur console.x.com ; la file est gardée.",
                    "the app has no credits left: buy some at console.x.com; the queue is kept."))),
            (_, FailureKind.Unauthorized) when XKeptTokens.AreUsedBy(account) => Rungs(new(Capability.Authenticate, ProofResult.Missing, new(
                $"X n'accepte plus les jetons du compte {account.Id}, ou ne connaît plus son application : reliez-le à nouveau ({NextStep.ToRenew(account).French}).",
                $"{reason.English} ({NextStep.ToRenew(account).English})."))),
            (_, FailureKind.Unauthorized) => Rungs(new(Capability.Authenticate, ProofResult.Missing, new(
                $"X refuse les clés du compte {account.Id} ({reason.French}) : reliez-le à nouveau ({NextStep.ToRenew(account).French}).",
                $"X refuses the keys of account {account.Id} ({reason.English}): connect it again ({NextStep.ToRenew(account).English})."))),
            (_, FailureKind.Misconfigured) => Rungs(new(Capability.Authenticate, ProofResult.Missing, new(
                $"le compte {account.Id} ne peut pas appeler X ({reason.French}) : vérifiez ses secrets, et dans le portail l'application, son projet et « Read and write ».",
                $"account {account.Id} can't call X ({reason.English}): check its secrets, and in the portal the app, its project and \"Read and write\"."))),
            _ => Rungs(new(Capability.Authenticate, ProofResult.Unknown, new(
                $"X n'a pas pu être interrogé ({reason.French}) : réessayez plus tard.",
                $"X could not be asked ({reason.English}): try again later."))),
        };
    }

    private async Task<Proof> HearingAsync(Account account, string user, CancellationToken abort)
    {
        if (account.Webhook is null)
        {
            return Of(ProofResult.NotOffered, "Relay va lire lui-même chez X, à son rythme : rien à ouvrir vers l'extérieur.", "Relay reads at X by itself, at its own pace: nothing to open to the outside.");
        }
        if (!account.Settings.ContainsKey(XHearing.HasSecret))
        {
            var step = NextStep.ToRenew(account, XHearing.Secret);
            return Of(ProofResult.Missing, $"il manque {XHearing.Secret} au compte {account.Id}, sans quoi Relay ne peut pas reconnaître les appels de X : {step.French}.",
                $"account {account.Id} lacks {XHearing.Secret}, without which Relay can't know X's calls: {step.English}.");
        }
        if (XKeptTokens.AreUsedBy(account))
        {
            return Of(ProofResult.Unknown, "X ne dit ce qu'il appelle qu'au jeton de l'application elle-même, qu'un compte à ClientId n'a pas.", "X tells what it calls to the app's own token alone, which an account with a ClientId does not have.");
        }
        return await calls.CallsAsync(account, user, abort) switch
        {
            (_, { Kind: FailureKind.Unavailable or FailureKind.Throttled } later) => Of(ProofResult.Unknown, $"X n'a pas pu être interrogé ({later.Reason.Clause.French}) : réessayez plus tard.", $"X could not be asked ({later.Reason.Clause.English}): try again later."),
            (_, { } refused) => Of(ProofResult.Missing, $"X refuse de dire ce qu'il appelle ({refused.Reason.Clause.French}).", $"X refuses to say what it calls ({refused.Reason.Clause.English})."),
            (true, _) => Of(ProofResult.Proven, "X appelle Relay pour ce qui est écrit au profil.", "X calls Relay for what is written to the profile."),
            _ => Of(ProofResult.Missing, $"le secret est là, mais X n'appelle pas : « relay webhooks set {account.Id} ».", $"the secret is there, but X does not call: \"relay webhooks set {account.Id}\"."),
        };

        static Proof Of(ProofResult result, string french, string english) => new(Capability.HearWebhooks, result, new(french, english));
    }

    private async Task<Proof> ReadingAsync(Account account, string path, Capability rung, Phrase proven, CancellationToken abort)
    {
        var since = (clock.GetUtcNow() - TimeSpan.FromMinutes(1)).UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        var answer = await ReadAsync(account, path, [new("max_results", "5"), new("start_time", since)], abort);
        return answer.Failure switch
        {
            null => new(rung, ProofResult.Proven, proven),
            { Kind: FailureKind.Unauthorized or FailureKind.Misconfigured or FailureKind.Refused } refused => new(rung, ProofResult.Missing, new(
                $"X refuse cette lecture ({refused.Reason.Clause.French}) : vérifiez les crédits et les permissions de l'application, puis reliez le compte ({NextStep.ToRenew(account).French}).",
                $"X refuses this reading ({refused.Reason.Clause.English}): check the app's credits and permissions, then connect the account again ({NextStep.ToRenew(account).English}).")),
            { } other => new(rung, ProofResult.Unknown, new(
                $"X n'a pas pu être interrogé ({other.Reason.Clause.French}) : réessayez plus tard.", $"X could not be asked ({other.Reason.Clause.English}): try again later.")),
        };
    }

    private async Task<XAnswer> ReadAsync(Account account, string path, IReadOnlyList<KeyValuePair<string, string>> query, CancellationToken abort)
    {
        var answer = await api.CallAsync(account, Call.Find, HttpMethod.Get, path, query, null, null, abort);
        return answer is { Status: 401, Failure.Kind: FailureKind.Throttled } // the token was renewed on the way
            ? await api.CallAsync(account, Call.Find, HttpMethod.Get, path, query, null, null, abort)
            : answer;
    }
}
