using System.Text.RegularExpressions;
using Relay.Testing;

namespace Relay.Core.Tests.Architecture;

/// <summary>A hand-written file of the repository: its path from the root, with slashes, and its text.</summary>
internal sealed partial record SourceFile(string Path, string Text)
{
    private static readonly string[] Built = ["/bin/", "/obj/", "/.git/", "/TestResults/", "/artifacts/"];

    /// <summary>All files under some folders of the repository (or the root's own, for ""), with one of the endings.</summary>
    public static IEnumerable<SourceFile> Under(string folders, params string[] endings) =>
        from folder in folders.Split(' ')
        let place = Repository.PathOf(folder)
        where Directory.Exists(place)
        from file in Directory.EnumerateFiles(place, "*", folder.Length == 0 ? SearchOption.TopDirectoryOnly : SearchOption.AllDirectories)
        let path = System.IO.Path.GetRelativePath(Repository.Root, file).Replace('\\', '/')
        where endings.Any(ending => path.EndsWith(ending, StringComparison.Ordinal)) && !Built.Any($"/{path}".Contains)
        orderby path
        select new SourceFile(path, File.ReadAllText(file));

    /// <summary>The text without comments, so that words in prose are not taken for code.</summary>
    public string Code => Comments().Replace(Text, "");

    [GeneratedRegex(@"(?<![:""])//.*$|/\*.*?\*/", RegexOptions.Multiline)]
    private static partial Regex Comments();
}
