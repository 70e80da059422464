using Relay.Core.Channels;
using Relay.Core.Channels.Connecting;
using Relay.Core.Channels.Proofs;
using Relay.Core.Texts;
using Relay.Networks.Facebook.Access;

namespace Relay.Networks.Facebook.Proving;

/// <summary>Reads from what Facebook knows of a token whether it is the right one and will last.</summary>
/// <param name="account">Whose, for the next step.</param>
/// <param name="page">The Page that it should stand for.</param>
/// <param name="now">The instant.</param>
internal sealed class TokenStanding(Account account, string page, DateTimeOffset now)
{
    /// <summary>How long before its end the access to data is spoken of.</summary>
    private static readonly TimeSpan Ahead = TimeSpan.FromDays(14);

    /// <summary>The first rung.</summary>
    public Proof Of(GraphReading<TokenFacts> look) => look switch
    {
        { Refusal: { } refusal } => OfRefusal(refusal),
        { Value: { IsValid: not true } facts } => Missing(
            $"le jeton ne vaut plus : {AccessFaults.Why(facts.Error?.Subcode ?? 0).French} ; {Again.French}.", $"the token is no longer good: {AccessFaults.Why(facts.Error?.Subcode ?? 0).English}; {Again.English}."),
        { Value: { Type: { } type } } when type != "PAGE" => Missing(
            $"Token est un jeton de type {type}, pas celui d'une Page ; {Again.French}.", $"Token is a token of type {type}, not a Page's; {Again.English}."),
        { Value: { ProfileId: { } other } } when other != page => Missing(
            $"Token est celui de la Page {other}, mais PageId dit {page} ; {Again.French}.", $"Token is that of Page {other}, but PageId says {page}; {Again.English}."),
        { Value: { ExpiresAt: not (0 or null) } facts } => Missing(
            $"le jeton s'arrête le {AccessFaults.Moment(facts.ExpiresAt)} UTC, car il a été fait d'un jeton court ; {Again.French}.",
            $"the token ends at {AccessFaults.Moment(facts.ExpiresAt)} UTC, since it was made from a short one; {Again.English}."),
        { Value: { } facts } => new(Capability.Authenticate, ProofResult.Proven, Lasting(facts)),
        _ => throw new InvalidOperationException("A reading holds a value or a refusal."),
    };

    private Phrase Again => account.Provisioned is null
        ? new($"relancez relay connect facebook --name {account.Id}", $"run relay connect facebook --name {account.Id} again")
        : NextStep.ToRenew(account);

    private Proof OfRefusal(GraphRefusal refusal) => refusal switch
    {
        { IsPassing: true } => new(Capability.Authenticate, ProofResult.Unknown, new($"Facebook n'a pas répondu ({refusal.Numbered.French}) ; recommencez plus tard.", $"Facebook did not answer ({refusal.Numbered.English}); try again later.")),
        { Code: 4 or 17 or 32 or 613 or 80001 } => new(Capability.Authenticate, ProofResult.Unknown, new("Facebook demande d'attendre, trop d'appels ont été faits ; recommencez dans une heure.", "Facebook asks to wait, too many calls were made; try again in an hour.")),
        { Code: 190 } => Missing($"le jeton ne vaut plus : {AccessFaults.Why(refusal.Subcode).French} ; {Again.French}.", $"the token is no longer good: {AccessFaults.Why(refusal.Subcode).English}; {Again.English}."),
        { IsOfSecret: true } or { Code: 1 } => Missing(
            $"AppSecret manque ou n'est pas la clé de l'application du jeton ; {Again.French}.", $"AppSecret is missing or not the secret of the token's app; {Again.English}."),
        { Code: 100 } => Missing($"Token et AppId ne vont pas ensemble : {refusal.Numbered.French} ; {Again.French}.", $"Token and AppId don't go together: {refusal.Numbered.English}; {Again.English}."),
        _ => Missing($"Facebook refuse : {refusal.Numbered.French} ; {Again.French}.", $"Facebook refuses: {refusal.Numbered.English}; {Again.English}."),
    };

    private static Proof Missing(string french, string english) => new(Capability.Authenticate, ProofResult.Missing, new(french, english));

    private Phrase Lasting(TokenFacts facts)
    {
        if (facts.DataAccessExpiresAt is not (> 0 and var ends))
        {
            return new("jeton de Page sans date de fin.", "a Page's token without an end date.");
        }
        var day = AccessFaults.Moment(ends)[..10];
        var left = DateTimeOffset.FromUnixTimeSeconds(Math.Min(ends, 253_402_300_799)) - now;
        return left > Ahead ? new($"jeton de Page sans date de fin ; l'accès aux données vaut jusqu'au {day}.", $"a Page's token without an end date; access to data holds until {day}.")
            : left > TimeSpan.Zero ? new($"jeton de Page sans date de fin, mais Facebook coupe l'accès aux données le {day} ; {Again.French} avant.", $"a Page's token without an end date, but Facebook cuts access to data on {day}; {Again.English} before.")
            : new($"jeton de Page sans date de fin, mais l'accès aux données est coupé depuis le {day} ; {Again.French}.", $"a Page's token without an end date, but access to data has been cut since {day}; {Again.English}.");
    }
}
