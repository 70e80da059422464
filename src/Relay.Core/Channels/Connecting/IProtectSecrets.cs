namespace Relay.Core.Channels.Connecting;

/// <summary>Encrypts the secrets that are kept in the store, with keys that stand outside it. Thread-safe.</summary>
public interface IProtectSecrets
{
    /// <summary>Where the keys stand, for people.</summary>
    string Place { get; }

    /// <summary>Encrypts one secret for one setting; makes a key when there is none.</summary>
    /// <exception cref="IOException">When a key can't be written.</exception>
    string Protect(string setting, string secret);

    /// <summary>Decrypts what <see cref="Protect"/> made for that setting. Makes no key.</summary>
    /// <exception cref="SecretMissingException">When its key is gone, or the text was not made for that setting.</exception>
    string Unprotect(string setting, string cipher);
}
