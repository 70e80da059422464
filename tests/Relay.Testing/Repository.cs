using NUnit.Framework;

namespace Relay.Testing;

/// <summary>Where the sources of the program are, and the contracts beside them.</summary>
public static class Repository
{
    /// <summary>The folder that holds <c>Relay.sln</c>.</summary>
    public static string Root { get; } = Up(AppContext.BaseDirectory, folder => File.Exists(Path.Combine(folder, "Relay.sln")))
        ?? throw new InvalidOperationException($"No folder above '{AppContext.BaseDirectory}' holds Relay.sln: tests run from the repository's own build.");

    /// <summary>A file of the repository, by its path from the root.</summary>
    public static string PathOf(params string[] path) => Path.Combine([Root, .. path]);

    /// <summary>A file or folder of <c>shared/specs</c>, which stands beside the repository and is never part of it; ignores the test where it is absent.</summary>
    public static string Specs(params string[] path) => Shared(["specs", .. path]);

    /// <summary>A file or folder of <c>shared/data</c>; ignores the test where it is absent.</summary>
    public static string Data(params string[] path) => Shared(["data", .. path]);

    private static string Shared(string[] path)
    {
        var folder = Up(Root, above => Directory.Exists(Path.Combine(above, "shared", "specs")));
        var found = Path.Combine([folder ?? Path.GetDirectoryName(Root)!, "shared", .. path]);
        if (!Path.Exists(found))
        {
            Assert.Ignore($"'{found}' is not on this machine.");
        }
        return found;
    }

    private static string? Up(string from, Func<string, bool> holds)
    {
        for (var folder = from; folder is not null; folder = Path.GetDirectoryName(folder))
        {
            if (holds(folder))
            {
                return folder;
            }
        }
        return null;
    }
}
