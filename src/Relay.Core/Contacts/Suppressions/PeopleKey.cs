using System.Security.Cryptography;

namespace Relay.Core.Contacts.Suppressions;

/// <summary>A key that hashes whom we know: 256 bits that stand outside the database. A plain hash of a telephone number is undone in minutes (DP-23).</summary>
public sealed class PeopleKey
{
    /// <summary>Bytes of a key.</summary>
    public const int Size = 32;

    private readonly byte[] _bytes;

    /// <summary>A key as it was kept.</summary>
    /// <exception cref="ArgumentException">When it is not of that size, or its id is none.</exception>
    public PeopleKey(string id, ReadOnlySpan<byte> bytes)
    {
        if (string.IsNullOrEmpty(id) || id.Length > 32 || !id.All(char.IsAsciiLetterOrDigit))
        {
            throw new ArgumentException("The id of a key is 1 to 32 letters and digits.", nameof(id));
        }
        if (bytes.Length != Size)
        {
            throw new ArgumentException($"A key has {Size} bytes.", nameof(bytes));
        }
        (Id, _bytes) = (id, bytes.ToArray());
    }

    /// <summary>Told with each hash; says nothing about the key.</summary>
    public string Id { get; }

    /// <summary>A new one, of random bits.</summary>
    public static PeopleKey Create() => new(Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8)), RandomNumberGenerator.GetBytes(Size));

    /// <summary>The bytes, for whoever keeps the key; nobody else asks.</summary>
    public byte[] Export() => [.. _bytes];

    /// <summary>HMAC-SHA-256 of a text, in lower hex.</summary>
    internal string Hash(string text) => Convert.ToHexStringLower(HMACSHA256.HashData(_bytes, System.Text.Encoding.UTF8.GetBytes(text)));

    /// <summary>No key leaves by accident.</summary>
    public override string ToString() => $"key {Id}";
}
