using System.Text;

namespace Relay.Core.Contacts.Suppressions;

/// <summary>
/// Where one person can be reached, in the one form that every way of writing it leads to (DP-23): what is not to be written to is known again by it. Personal data: it does not show in
/// <see cref="ToString"/>.
/// </summary>
public sealed record ContactPoint
{
    /// <summary>Channel of e-mail addresses.</summary>
    public const string MailChannel = "email";

    /// <summary>Channel of telephone numbers.</summary>
    public const string PhoneChannel = "phone";

    private ContactPoint(string channel, string value) => (Channel, Value) = (channel, value);

    /// <summary><see cref="MailChannel"/>, <see cref="PhoneChannel"/>, or the key of a network.</summary>
    public string Channel { get; }

    /// <summary>The address, the number in E.164 or the id at the network.</summary>
    public string Value { get; }

    /// <summary>What is hashed; no two points of different channels share it.</summary>
    internal string Normal => $"{Channel}:{Value}";

    /// <summary>A person's account on a network. Ids are the network's own and compared as they are written.</summary>
    /// <exception cref="ArgumentException">When one of both is blank, or the network's key could be taken for another channel.</exception>
    public static ContactPoint OfNetwork(string network, string id)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(network);
        ArgumentException.ThrowIfNullOrWhiteSpace(id);
        return network is MailChannel or PhoneChannel || network.Contains(':', StringComparison.Ordinal)
            ? throw new ArgumentException($"'{network}' is no key of a network.", nameof(network))
            : new(network, id.Trim());
    }

    /// <summary>Reads an e-mail address: spaces around it, capitals and the way accents are composed don't count.</summary>
    /// <returns>Null when it is none.</returns>
    public static ContactPoint? OfMail(string? text)
    {
        var address = Usable(text);
        return address?.IndexOf('@', StringComparison.Ordinal) is > 0 and var at && at == address.LastIndexOf('@') && at < address.Length - 1 && !address.Any(char.IsWhiteSpace)
            ? new(MailChannel, address.ToLowerInvariant().Normalize(NormalizationForm.FormC))
            : null;
    }

    /// <summary>Reads a telephone number, French where it names no country: <c>06 12 34 56 78</c>, <c>+33 (0)6…</c> and <c>0033 6…</c> are one.</summary>
    /// <returns>Null when it is none.</returns>
    public static ContactPoint? OfPhone(string? text) => Usable(text) is { } usable && PhoneNumbers.Normalise(usable) is { } number ? new(PhoneChannel, number) : null;

    /// <summary>No personal data leaves by accident.</summary>
    public override string ToString() => $"a {Channel} contact";

    // A lone half of a surrogate pair can't be normalised: such a text is no address.
    private static string? Usable(string? text)
    {
        var trimmed = text?.Trim();
        return string.IsNullOrEmpty(trimmed) || trimmed.Length > 320 || !trimmed.EnumerateRunes().All(rune => rune != Rune.ReplacementChar) ? null : trimmed;
    }
}
