using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Relay.Store.Engines;

/// <summary>One numbered step of the schema, a <c>.sql</c> file under <c>Migrations</c> that both engines run.</summary>
/// <param name="Number">From 1, without gaps.</param>
/// <param name="Name">The file's name without its ending, <c>0001-store</c>.</param>
/// <param name="Sql">Its statements.</param>
internal sealed record Migration(int Number, string Name, string Sql)
{
    private const string Folder = "Relay.Store.Migrations.";

    /// <summary>Every step, in order.</summary>
    public static IReadOnlyList<Migration> All { get; } = Load();

    /// <summary>SHA-256 of its text, in lower hex; line endings don't count.</summary>
    public string Checksum { get; } = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Sql.ReplaceLineEndings("\n"))));

    private static List<Migration> Load()
    {
        var assembly = typeof(Migration).Assembly;
        return assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(Folder, StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(resource =>
            {
                using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!);
                var name = Path.GetFileNameWithoutExtension(resource[Folder.Length..]);
                return new Migration(int.Parse(name.AsSpan(0, 4), NumberStyles.None, CultureInfo.InvariantCulture), name, reader.ReadToEnd());
            })
            .ToList();
    }
}
