using System.Security.Cryptography;
using System.Xml;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Relay.Core.Channels;
using Relay.Core.Channels.Connecting;

namespace Relay.Worker.Keys;

/// <summary>Encrypts kept secrets with the framework's Data Protection. Each ciphertext is bound to its setting; reading makes no key.</summary>
/// <param name="folder">Where the keys stand, in full.</param>
internal sealed class KeyRing(string folder) : IProtectSecrets
{
    private const string Purpose = "Relay.Secrets.1"; // part of every ciphertext: never changed

    private readonly KeyFolder _keys = new(folder);
    private readonly Lock _gate = new();
    private IDataProtectionProvider? _reading;
    private IDataProtectionProvider? _writing;

    /// <inheritdoc/>
    public string Place => folder;

    /// <inheritdoc/>
    public string Protect(string setting, string secret)
    {
        lock (_gate)
        {
            _writing ??= Open(makesKeys: true);
            return _writing.CreateProtector(Purpose, Bound(setting)).Protect(secret);
        }
    }

    /// <inheritdoc/>
    public string Unprotect(string setting, string cipher)
    {
        lock (_gate)
        {
            try
            {
                if (!_keys.HasKeys)
                {
                    throw Missing(setting);
                }
                return TryUnprotect(setting, cipher) ?? AfterAnotherLook(setting, cipher);
            }
            catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or XmlException)
            {
                throw new SecretMissingException(
                    $"{setting} is kept encrypted, and its key in {folder} can't be read by this user ({fault.GetType().Name}): give the user that runs Relay the folder.",
                    $"{setting} est gardé chiffré, et sa clé dans {folder} est illisible pour cet utilisateur ({fault.GetType().Name}) : donnez le dossier à l'utilisateur qui fait tourner Relay.");
            }
        }
    }

    /// <summary>A key may have been made since the folder was read.</summary>
    private string AfterAnotherLook(string setting, string cipher)
    {
        _reading = null;
        return TryUnprotect(setting, cipher) ?? throw Missing(setting);
    }

    private string? TryUnprotect(string setting, string cipher)
    {
        try
        {
            _reading ??= Open(makesKeys: false);
            return _reading.CreateProtector(Purpose, Bound(setting)).Unprotect(cipher);
        }
        catch (Exception fault) when (fault is CryptographicException or InvalidOperationException)
        {
            return null; // no key of that name, or not made for this setting: the caller looks again, then says so
        }
    }

    private SecretMissingException Missing(string setting) => new(
        $"{setting} is kept encrypted, and its key is not in {folder} any more: bring that folder back from your backup, or run \"relay connect\" again for this account.",
        $"{setting} est gardé chiffré, et sa clé n'est plus dans {folder} : remettez ce dossier depuis votre sauvegarde, ou relancez « relay connect » pour ce compte.");

    /// <summary>Letter case does not matter in names of settings.</summary>
    private static string Bound(string setting) => setting.ToUpperInvariant();

    private IDataProtectionProvider Open(bool makesKeys)
    {
        var services = new ServiceCollection();
        services.AddDataProtection().SetApplicationName("relay");
        services.Configure<KeyManagementOptions>(options => (options.XmlRepository, options.AutoGenerateKeys) = (_keys, makesKeys));
        return services.BuildServiceProvider().GetDataProtectionProvider();
    }
}
