using System.Text;
using Microsoft.Extensions.Configuration;
using Relay.Core.Channels;
using Relay.Core.Items;
using Relay.Sources.Csv;
using Relay.Testing;

namespace Relay.Sources.Tests.Csv;

/// <summary>A folder of files, and the source that reads it with settings as an operator writes them.</summary>
internal sealed class CsvBench : IDisposable
{
    /// <summary>The headers that most tests begin with.</summary>
    public const string Headers = "identifiant;titre;début;fin;lieu;adresse;code postal;lieu public;statut\n";

    /// <summary>A clock that the tests hold; files are as old as the machine says.</summary>
    public ManualTime Time { get; } = new(TimeProvider.System.GetUtcNow());

    public string Folder { get; } = Directory.CreateTempSubdirectory("relay-csv-").FullName;

    public string Write(string name, string text, Encoding? encoding = null) => Write(name, (encoding ?? new UTF8Encoding(false)).GetBytes(text));

    public string Write(string name, byte[] bytes)
    {
        var path = Path.Combine(Folder, name);
        File.WriteAllBytes(path, bytes);
        return path;
    }

    public ISource Source(params (string Name, string Value)[] settings)
    {
        var all = new Dictionary<string, string?> { ["Folder"] = "." };
        foreach (var (name, value) in settings.DefaultIfEmpty(("Kinds:0", "event")))
        {
            all[name] = value;
        }
        var section = new ConfigurationBuilder().AddInMemoryCollection(all.Select(pair => KeyValuePair.Create($"Relay:Sources:party:{pair.Key}", pair.Value))).Build().GetSection("Relay:Sources:party");
        var faults = new List<Fault>();
        return new CsvSourceSetup(Time).Read("party", section, Folder, NoSecrets.Instance, faults) ?? throw new InvalidOperationException(string.Join(' ', faults));
    }

    public async Task<List<SourceRow>> ReadAsync(params (string Name, string Value)[] settings) => await AllAsync(Source(settings).ReadAsync(null, CancellationToken.None));

    public async Task<List<string>> ListAsync() => [.. (await AllAsync(Source().ListAsync(CancellationToken.None))).Select(key => key.ToString())];

    /// <summary>The one event of a file.</summary>
    public async Task<Event> EventAsync(string text, params (string Name, string Value)[] settings)
    {
        Write("evenements.csv", text);
        var row = (await ReadAsync(settings)).Single();
        return row is SourceRow.Good { Item: Event item } ? item : throw new InvalidOperationException(Say(row));
    }

    /// <summary>Rows as one line each: <c>id</c>, or <c>id: column reason</c>.</summary>
    public static string Say(SourceRow row) => row switch
    {
        SourceRow.Good good => good.Item.Key.Id,
        SourceRow.Faulty faulty => $"{faulty.Id}: {string.Join(" | ", faulty.Faults.Select(fault => $"{fault.Column} {fault.In("fr")}"))}",
        _ => "",
    };

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    private static async Task<List<T>> AllAsync<T>(IAsyncEnumerable<T> rows)
    {
        var all = new List<T>();
        await foreach (var row in rows)
        {
            all.Add(row);
        }
        return all;
    }

    private sealed class NoSecrets : ISecrets
    {
        public static readonly NoSecrets Instance = new();

        public Func<string>? Find(string setting, ICollection<Fault> faults) => null;
    }
}
