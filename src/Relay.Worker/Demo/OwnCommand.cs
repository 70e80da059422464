namespace Relay.Worker.Demo;

/// <summary>How whoever started this program calls it again: through <c>dotnet run</c> from a clone, else as <c>relay</c>.</summary>
internal static class OwnCommand
{
    private static readonly string Project = Path.Combine("src", "Relay.Worker");

    /// <summary>A command line that works in <paramref name="folder"/>.</summary>
    /// <param name="arguments">What follows the program's name; one with a space is quoted.</param>
    /// <param name="folder">Where it will be called.</param>
    /// <param name="program">The folder the program stands in.</param>
    public static string Line(IEnumerable<string> arguments, string folder, string program)
    {
        var name = ProjectAbove(program) is { } project ? $"dotnet run --project {Quoted(ProjectFrom(folder, project))} --" : "relay";
        return $"{name} {string.Join(' ', arguments.Select(Quoted))}";
    }

    /// <summary><c>dotnet run</c> starts the program in the project's own folder, whoever called it from the clone's root.</summary>
    private static string ProjectFrom(string folder, string project)
        => Path.GetRelativePath(folder, project) is var path && path == "." ? Project : path;

    private static string? ProjectAbove(string program)
    {
        for (var place = new DirectoryInfo(program); place is not null; place = place.Parent)
        {
            var project = Path.Combine(place.FullName, Project);
            if (File.Exists(Path.Combine(project, "Relay.Worker.csproj")))
            {
                return project;
            }
        }
        return null;
    }

    private static string Quoted(string argument) => argument.Contains(' ', StringComparison.Ordinal) ? $"\"{argument}\"" : argument;
}
