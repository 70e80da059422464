using System.Security.Cryptography;
using System.Text;

namespace Relay.Core.Audit;

/// <summary>How an audit entry is bound to the one before it.</summary>
public static class AuditChain
{
    /// <summary>The hash before the first entry.</summary>
    public static string Genesis { get; } = new('0', 64);

    /// <summary>Hash of an entry: SHA-256 over the previous hash and each field with its length, in lower hex.</summary>
    public static string Hash(string previous, long number, AuditEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        var text = new StringBuilder();
        foreach (var field in new[]
                 {
                     previous, FormattableString.Invariant($"{number}"), FormattableString.Invariant($"{entry.At.ToUnixTimeMilliseconds()}"),
                     entry.Actor.ToString(), entry.Action, entry.Subject, entry.Detail ?? "",
                 })
        {
            text.Append(System.Globalization.CultureInfo.InvariantCulture, $"{field.Length}:{field}|");
        }
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }
}
