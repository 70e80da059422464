using System.Collections.Frozen;
using System.Text;

namespace Relay.Core.Texts.Templates;

/// <summary>
/// Where templates are: the operator's folder stands over the program's own, and in each the network's file (<c>fr/telegram/announce.event.hbs</c>) over the common one
/// (<c>fr/announce.event.hbs</c>).
/// </summary>
internal sealed class TemplateShelf(string? folder)
{
    public const string Extension = ".hbs";
    private const string Prefix = "templates/";
    private const int Largest = 64 * 1024;

    private static readonly FrozenDictionary<string, string> Shipped = typeof(TemplateShelf).Assembly.GetManifestResourceNames()
        .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal))
        .ToFrozenDictionary(name => name[Prefix.Length..].Replace('\\', '/'), Read, StringComparer.Ordinal);

    /// <summary>The folder of the settings; null without one.</summary>
    public string? Folder => folder;

    /// <summary>Finds the most particular template for one of some names, the first name first.</summary>
    /// <exception cref="TemplateException">When its file can't be read or is too large.</exception>
    public TemplateSource? Find(string language, string network, IReadOnlyList<string> names)
        => names.Select(name => FindOne(language, network, name)).FirstOrDefault(found => found is not null);

    private TemplateSource? FindOne(string language, string network, string name)
    {
        string[] paths = [$"{language}/{network}/{name}{Extension}", $"{language}/{name}{Extension}"];
        if (folder is not null)
        {
            foreach (var path in paths.Select(path => Path.Combine(folder, path.Replace('/', Path.DirectorySeparatorChar))).Where(File.Exists))
            {
                return new TemplateSource(path, ReadFile(path));
            }
        }
        return paths.Where(Shipped.ContainsKey).Select(path => new TemplateSource($"shipped:{path}", Shipped[path])).FirstOrDefault();
    }

    private static string ReadFile(string path)
    {
        try
        {
            if (new FileInfo(path).Length > Largest)
            {
                throw new TemplateException(path, null, new("Un modèle compte au plus 64 Kio.", "A template may hold at most 64 KiB."));
            }
            return LineFeeds(File.ReadAllText(path, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true)));
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException or DecoderFallbackException)
        {
            throw new TemplateException(path, null, cause is DecoderFallbackException ? new("Le fichier n'est pas en UTF-8.", "The file is not UTF-8.") : new("Le fichier ne peut pas être lu.", "The file cannot be read."), cause);
        }
    }

    private static string Read(string resource)
    {
        using var stream = typeof(TemplateShelf).Assembly.GetManifestResourceStream(resource)!;
        using var reader = new StreamReader(stream);
        return LineFeeds(reader.ReadToEnd());
    }

    private static string LineFeeds(string text) => text.ReplaceLineEndings("\n").TrimStart('\uFEFF');
}
