using Relay.Core.Channels;
using Relay.Core.Channels.Connecting;
using Relay.Core.Channels.Proofs;
using Relay.Core.Texts;
using Relay.Networks.X.Access;

namespace Relay.Networks.X.Proving;

/// <summary>What an account's keys allow, as far as they say it: keys of OAuth 1.0a with every answer, tokens of OAuth 2.0 when they were given.</summary>
/// <param name="account">Whose.</param>
/// <param name="level">The <c>x-access-level</c> of an answer; null for none.</param>
internal sealed class XRights(Account account, string? level)
{
    private readonly bool _hasTokens = XKeptTokens.AreUsedBy(account);
    private readonly HashSet<string> _scopes = [.. (account.Settings.GetValueOrDefault(XSetup.Scopes) ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries)];

    /// <summary>Whether it may post, pictures included.</summary>
    public Proof Posting() => (_hasTokens, level) switch
    {
        (true, _) when _scopes.Count == 0 => Of(ProofResult.Unknown,
            $"X n'a pas dit ce que ces jetons permettent : reliez le compte ({NextStep.ToRenew(account).French}) pour le savoir.",
            $"X did not say what these tokens allow: connect the account ({NextStep.ToRenew(account).English}) to know."),
        (true, _) when !_scopes.Contains("tweet.write") => Of(ProofResult.Missing,
            $"il manque tweet.write : choisissez « Read and write » dans le portail, puis reliez le compte ({NextStep.ToRenew(account).French}).",
            $"tweet.write is missing: choose \"Read and write\" in the portal, then connect the account again ({NextStep.ToRenew(account).English})."),
        (true, _) when !_scopes.Contains("media.write") => Of(ProofResult.Proven,
            $"le compte peut publier, mais sans images (media.write manque) : reliez-le ({NextStep.ToRenew(account).French}) pour les avoir.",
            $"the account may post, but without pictures (media.write is missing): connect it again ({NextStep.ToRenew(account).English}) to have them."),
        (true, _) => Of(ProofResult.Proven, "le compte peut publier, avec images (tweet.write, media.write).", "the account may post, with pictures (tweet.write, media.write)."),
        (false, "read") => Of(ProofResult.Missing,
            $"ces clés ne peuvent que lire : choisissez « Read and write » dans le portail, puis reliez le compte ({NextStep.ToRenew(account).French}) ; des clés données avant restent en lecture seule.",
            $"these keys may only read: choose \"Read and write\" in the portal, then connect the account again ({NextStep.ToRenew(account).English}); keys given before stay read-only."),
        (false, "read-write" or "read-write-directmessages") => Of(ProofResult.Proven, $"le compte peut publier, avec images ({level}).", $"the account may post, with pictures ({level})."),
        _ => Of(ProofResult.Unknown,
            "X n'a pas dit si ces clés peuvent publier : faites un essai (relay test-post).",
            "X did not say whether these keys may post: try it (relay test-post)."),
    };

    /// <summary>Whether it may read private messages. Publishing does not need it.</summary>
    public Proof Messages() => (_hasTokens ? _scopes.Contains("dm.read") : level == "read-write-directmessages")
        ? new(Capability.ReadMessages, ProofResult.Proven, new(
            $"la permission est là ; lire un message coûte {Money.Usd(XPrices.MessageRead).French}, une fois par jour au plus.",
            $"the permission is there; reading a message costs {Money.Usd(XPrices.MessageRead).English}, once a day at most."))
        : new(Capability.ReadMessages, ProofResult.NotOffered, new(
            "ce compte n'a pas le droit de lire ses messages privés (dm.read) ; publier n'en a pas besoin.",
            "this account has no right to read its private messages (dm.read); posting does not need it."));

    private static Proof Of(ProofResult result, string french, string english) => new(Capability.Post, result, new(french, english));
}
