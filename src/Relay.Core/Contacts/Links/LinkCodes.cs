using System.Security.Cryptography;
using System.Text;
using Relay.Core.Audit;

namespace Relay.Core.Contacts.Links;

/// <summary>
/// Codes that a person carries from one network to another to show that both accounts are theirs. A code holds for 15 minutes and once, and links only after whoever typed it has confirmed that both are theirs; it has nearly 40 random bits and is kept as a hash, so that
/// neither guessing nor the store gives one away. Thread-safe.
/// </summary>
/// <param name="store">Where codes and links are kept.</param>
/// <param name="book">The people.</param>
/// <param name="time">The clock.</param>
public sealed class LinkCodes(ILinkStore store, ContactBook book, TimeProvider time)
{
    /// <summary>How long a code holds.</summary>
    public static readonly TimeSpan Life = TimeSpan.FromMinutes(15);

    // No letter that is taken for a digit, or one digit for another, when it is typed.
    private const string Letters = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";
    private const int Length = 8;

    /// <summary>Makes the code to write to an account; an earlier one of that account no longer holds.</summary>
    /// <returns>Eight letters and digits, in two groups, <c>7KQF-2MXA</c>.</returns>
    public async Task<string> IssueAsync(Guid identity, CancellationToken cancel)
    {
        var code = Make();
        var now = time.GetUtcNow();
        await store.KeepCodeAsync(Hash(code), identity, now + Life, now, cancel);
        return Written(code);
    }

    /// <summary>Whether what somebody typed can be nothing but a code as it is written, also one that no longer holds.</summary>
    public static bool LooksLike(string typed)
    {
        ArgumentNullException.ThrowIfNull(typed);
        return typed.Trim() is { Length: Length + 1 } written && written[Length / 2] == '-' && Read(written) is { } code && IsMixed(code);
    }

    /// <summary>The account whose code somebody typed, to ask whether it is theirs: typing links nothing yet.</summary>
    /// <returns>Null when it is no code that holds, or the very account that it was written to typed it, which uses it up.</returns>
    public async Task<CodeOwner?> FindAsync(Identity identity, string typed, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(identity);
        ArgumentNullException.ThrowIfNull(typed);
        if (Read(typed) is not { } code || await store.FindCodeAsync(Hash(code), time.GetUtcNow(), cancel) is not { } owner)
        {
            return null;
        }
        if (owner.Identity != identity.Id)
        {
            return owner;
        }
        await RedeemAsync(identity, typed, cancel);
        return null;
    }

    /// <summary>The code in "oui 7KQF-2MXA", which says what the button says where there are none; null in all else.</summary>
    public static string? Confirmed(string typed)
    {
        ArgumentNullException.ThrowIfNull(typed);
        var words = typed.Trim().Split(' ', 2, StringSplitOptions.TrimEntries);
        return words.Length == 2 && (words[0].TrimEnd(',').Equals("oui", StringComparison.OrdinalIgnoreCase) || words[0].TrimEnd(',').Equals("yes", StringComparison.OrdinalIgnoreCase)) ? Read(words[1]) : null;
    }

    /// <summary>A code as it is written.</summary>
    internal static string Written(string code) => $"{code[..4]}-{code[4..]}";

    /// <summary>The same for something that was heard, which may be looked at again after a crash: the link that it made is found.</summary>
    /// <inheritdoc cref="RedeemAsync(Identity, string, CancellationToken)"/>
    /// <param name="identity">The account that typed.</param>
    /// <param name="typed">What it typed. Hostile.</param>
    /// <param name="heardAt">When that was heard.</param>
    /// <param name="cancel">Ends it.</param>
    public async Task<Link?> RedeemAsync(Identity identity, string typed, DateTimeOffset heardAt, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(identity);
        if (Read(typed) is null)
        {
            return null;
        }
        if (await RedeemAsync(identity, typed, cancel) is { } made)
        {
            return made;
        }
        var known = (await store.OfAsync(identity.Contact, cancel)).LastOrDefault(link => link.Other == identity.Id && link is { Gesture: LinkGesture.Code, UndoneAt: null } && link.MadeAt >= heardAt);
        if (known is not null)
        {
            await book.NoteLinkAsync(identity.Contact, [], cancel); // cut off before it was noted, perhaps
        }
        return known;
    }

    /// <summary>Links the account that typed a code with the one that it was written to.</summary>
    /// <param name="identity">The account that typed.</param>
    /// <param name="typed">What it typed; letter case, spaces and dashes don't count. Hostile.</param>
    /// <param name="cancel">Ends it.</param>
    /// <returns>The link; null when it is no code that holds, or the very account that it was written to typed it, which uses it up.</returns>
    public async Task<Link?> RedeemAsync(Identity identity, string typed, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(identity);
        ArgumentNullException.ThrowIfNull(typed);
        var now = time.GetUtcNow();
        if (Read(typed) is not { } code || await store.FindCodeAsync(Hash(code), now, cancel) is not { } owner)
        {
            return null;
        }
        // Before: who turns out to be left alone keeps neither address nor number.
        var points = await book.PointsAsync([owner.Contact, identity.Contact], cancel);
        var link = await store.RedeemAsync(Hash(code), identity.Id, points, new(ActorKind.Person, $"{identity.Id}"), now, cancel);
        if (link is not null)
        {
            await book.NoteLinkAsync(identity.Contact, points, cancel);
        }
        return link;
    }

    /// <summary>A new code: never letters alone, nor digits, which would be read as words once it no longer holds.</summary>
    internal static string Make()
    {
        string code;
        do
        {
            code = RandomNumberGenerator.GetString(Letters, Length);
        }
        while (!IsMixed(code));
        return code;
    }

    private static bool IsMixed(string code) => code.Any(char.IsAsciiDigit) && code.Any(char.IsAsciiLetter);

    /// <summary>The code in what somebody typed; null when that is none.</summary>
    public static string? Read(string typed)
    {
        ArgumentNullException.ThrowIfNull(typed);
        if (typed.Length > 64)
        {
            return null;
        }
        var code = new string([.. typed.Where(letter => !char.IsWhiteSpace(letter) && letter is not ('-' or '\u2010' or '\u2011' or '\u2013')).Select(char.ToUpperInvariant)]);
        return code.Length == Length && code.All(letter => Letters.Contains(letter, StringComparison.Ordinal)) ? code : null;
    }

    private static string Hash(string code) => Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(code)));
}
