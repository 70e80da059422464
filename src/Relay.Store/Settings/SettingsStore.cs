using System.Text.Json;
using System.Text.Json.Serialization;
using Relay.Core.Audit;
using Relay.Core.Channels.Connecting;
using Relay.Store.Engines;

namespace Relay.Store.Settings;

/// <summary>Accounts and channels made at run time: one row each, its settings as one JSON object.</summary>
internal sealed class SettingsStore(Database database, SecretStore secrets) : ISettingsStore
{
    private static readonly KeyMap<SectionKind> Kinds = new((SectionKind.Account, "account"), (SectionKind.Channel, "channel"));

    public Task<IReadOnlyList<KeptSection>> SectionsAsync(CancellationToken cancel) => database.ReadAsync<IReadOnlyList<KeptSection>>(
        async session => [.. (await session.QueryAsync<SectionRow>("SELECT kind AS Kind, id AS Id, body AS Body FROM kept_sections ORDER BY kind, id"))
            .Select(row => new KeptSection(Kinds.Read(row.Kind), row.Id, Read(row.Body)))],
        cancel);

    public async Task ChangeAsync(SettingsChange change, Actor actor, DateTimeOffset now, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(change);
        ArgumentNullException.ThrowIfNull(actor);
        var ciphers = secrets.Encrypt(change.Secrets);
        var gone = await database.WriteAsync(
            async session =>
            {
                var forgotten = new List<string>();
                foreach (var (kind, id) in change.Remove)
                {
                    forgotten.AddRange(await RemoveAsync(session, kind, id, actor, now));
                }
                forgotten.AddRange(await SecretStore.ForgetAsync(session, setting => change.Forget.Contains(setting, StringComparer.OrdinalIgnoreCase), actor, now));
                foreach (var section in change.Keep)
                {
                    await KeepAsync(session, section, actor, now);
                }
                await SecretStore.WriteAsync(session, ciphers, actor, now);
                return forgotten;
            },
            cancel);
        secrets.Remember(ciphers, gone);
    }

    private static async Task KeepAsync(WriteSession session, KeptSection section, Actor actor, DateTimeOffset now)
    {
        var body = JsonSerializer.Serialize(section.Values.OrderBy(pair => pair.Key, StringComparer.Ordinal).ToDictionary(StringComparer.Ordinal), SettingsJson.Default.DictionaryStringString);
        var args = new { kind = Kinds[section.Kind], id = section.Id, body, now = now.Ms() };
        var known = await session.FirstAsync<SectionRow>("SELECT kind AS Kind, id AS Id, body AS Body FROM kept_sections WHERE kind = @kind AND id = @id", args);
        if (known?.Body == body)
        {
            return;
        }
        await session.ExecuteAsync(
            """
            INSERT INTO kept_sections (kind, id, body, changed_at) VALUES (@kind, @id, @body, @now)
            ON CONFLICT (kind, id) DO UPDATE SET body = excluded.body, changed_at = excluded.changed_at
            """,
            args);
        session.Audit(now, actor, known is null ? "settings.made" : "settings.changed", Subject(section.Kind, section.Id), Differing(known is null ? null : Read(known.Body), section.Values));
    }

    private static async Task<IReadOnlyList<string>> RemoveAsync(WriteSession session, SectionKind kind, string id, Actor actor, DateTimeOffset now)
    {
        if (await session.ExecuteAsync("DELETE FROM kept_sections WHERE kind = @kind AND id = @id", new { kind = Kinds[kind], id }) > 0)
        {
            session.Audit(now, actor, "settings.removed", Subject(kind, id));
        }
        return kind == SectionKind.Account ? await SecretStore.ForgetAsync(session, setting => setting.StartsWith($"Relay:Accounts:{id}:", StringComparison.OrdinalIgnoreCase), actor, now) : [];
    }

    /// <summary>The names of the settings that differ; their values are nobody's business in an audit that is never purged.</summary>
    private static string Differing(IReadOnlyDictionary<string, string>? before, IReadOnlyDictionary<string, string> after)
        => string.Join(", ", (before ?? new Dictionary<string, string>()).Keys.Union(after.Keys, StringComparer.Ordinal)
            .Where(name => before is null || before.GetValueOrDefault(name) != after.GetValueOrDefault(name)).Order(StringComparer.Ordinal));

    private static string Subject(SectionKind kind, string id) => $"{Kinds[kind]} {id}";

    private static Dictionary<string, string> Read(string body) => JsonSerializer.Deserialize(body, SettingsJson.Default.DictionaryStringString) ?? [];

    private sealed class SectionRow
    {
        public string Kind { get; init; } = "";

        public string Id { get; init; } = "";

        public string Body { get; init; } = "";
    }
}

/// <summary>JSON of kept sections.</summary>
[JsonSerializable(typeof(Dictionary<string, string>))]
internal sealed partial class SettingsJson : JsonSerializerContext;
