using System.Collections.Concurrent;
using Relay.Core.Audit;
using Relay.Core.Channels;
using Relay.Core.Channels.Connecting;
using Relay.Store.Engines;

namespace Relay.Store.Settings;

/// <summary>Secrets as ciphertext. All are read once when the store opens, since adapters ask in the middle of a call; the one worker that writes keeps them up to date.</summary>
/// <param name="database">Where they are kept.</param>
/// <param name="protection">Encrypts; null when the store was opened without keys.</param>
internal sealed class SecretStore(Database database, IProtectSecrets? protection) : ISecretStore
{
    private readonly ConcurrentDictionary<string, string> _ciphers = new(StringComparer.OrdinalIgnoreCase);

    public string? Find(string setting)
    {
        ArgumentNullException.ThrowIfNull(setting);
        if (!_ciphers.TryGetValue(setting, out var cipher))
        {
            return null;
        }
        return protection is null
            ? throw new SecretMissingException($"{setting} is kept encrypted, and this store was opened without its keys.", $"{setting} est gardé chiffré, et ce magasin a été ouvert sans ses clés.")
            : protection.Unprotect(setting, cipher);
    }

    public bool Holds(string setting) => _ciphers.ContainsKey(setting);

    public async Task KeepAsync(IReadOnlyDictionary<string, string> secrets, Actor actor, DateTimeOffset now, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(secrets);
        ArgumentNullException.ThrowIfNull(actor);
        var ciphers = Encrypt(secrets);
        await database.WriteAsync(session => WriteAsync(session, ciphers, actor, now), cancel);
        Remember(ciphers, []);
    }

    /// <summary>Reads what is kept.</summary>
    public async Task LoadAsync(CancellationToken cancel)
    {
        var rows = await database.ReadAsync(session => session.QueryAsync<SecretRow>("SELECT setting AS Setting, cipher AS Cipher FROM kept_secrets"), cancel);
        foreach (var row in rows)
        {
            _ciphers[row.Setting] = row.Cipher;
        }
    }

    /// <summary>Secrets as they are kept, by setting.</summary>
    public IReadOnlyDictionary<string, string> Encrypt(IReadOnlyDictionary<string, string> secrets)
        => secrets.ToDictionary(pair => pair.Key, pair => (protection ?? throw new InvalidOperationException("The store was opened without keys.")).Protect(pair.Key, pair.Value), StringComparer.Ordinal);

    /// <summary>Takes over what a commit has made durable.</summary>
    public void Remember(IReadOnlyDictionary<string, string> ciphers, IEnumerable<string> forgotten)
    {
        foreach (var setting in forgotten)
        {
            _ciphers.TryRemove(setting, out _);
        }
        foreach (var (setting, cipher) in ciphers)
        {
            _ciphers[setting] = cipher;
        }
    }

    /// <summary>Writes ciphertexts in the caller's transaction, with the names of their settings in the audit.</summary>
    public static async Task WriteAsync(WriteSession session, IReadOnlyDictionary<string, string> ciphers, Actor actor, DateTimeOffset now)
    {
        foreach (var (setting, cipher) in ciphers)
        {
            await session.ExecuteAsync(
                """
                INSERT INTO kept_secrets (setting, cipher, changed_at) VALUES (@setting, @cipher, @now)
                ON CONFLICT (setting) DO UPDATE SET cipher = excluded.cipher, changed_at = excluded.changed_at
                """,
                new { setting, cipher, now = now.Ms() });
            session.Audit(now, actor, "secret.kept", setting);
        }
    }

    /// <summary>Takes every secret away whose setting is of these, in the caller's transaction.</summary>
    /// <returns>Their settings.</returns>
    public static async Task<IReadOnlyList<string>> ForgetAsync(WriteSession session, Predicate<string> isOfThese, Actor actor, DateTimeOffset now)
    {
        var settings = (await session.QueryAsync<string>("SELECT setting FROM kept_secrets ORDER BY setting")).Where(setting => isOfThese(setting)).ToList();
        foreach (var setting in settings)
        {
            await session.ExecuteAsync("DELETE FROM kept_secrets WHERE setting = @setting", new { setting });
            session.Audit(now, actor, "secret.forgotten", setting);
        }
        return settings;
    }

    private sealed class SecretRow
    {
        public string Setting { get; init; } = "";

        public string Cipher { get; init; } = "";
    }
}
