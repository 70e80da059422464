using Microsoft.Extensions.DependencyInjection;
using Quartz;
using Relay.Core.Channels;
using Relay.Core.Items;
using Relay.Core.Texts;
using Relay.Worker.Cli;

namespace Relay.Worker.Hosting;

/// <summary>Finds and reads the operator's file, with every network and source kind that this program has.</summary>
internal static class ConfigurationLoader
{
    /// <summary>The name looked for when none is given.</summary>
    public const string FileName = "appsettings.json";

    /// <summary>Reads the file; any fault ends the command with all of them.</summary>
    /// <param name="path">As given with <c>--config</c>; null looks in the current folder, then beside the program.</param>
    /// <param name="around">Folder and variables of the call.</param>
    public static (ConfigurationFile File, ConfigurationInForce InForce) Load(string? path, Surroundings around)
    {
        var file = ConfigurationFile.Load(Find(path, around));
        var faults = new List<Fault>();
        var inForce = Reader().Read(file, around.Environment, faults);
        faults.AddRange(inForce is null ? [] : TemplateFaults(inForce));
        return inForce is not null && faults.Count == 0
            ? (file, inForce)
            : throw new CommandFailure(ExitCode.Configuration, faults.Count == 1
                ? new($"La configuration {file.Path} a une faute :", $"The configuration {file.Path} has one fault:")
                : new($"La configuration {file.Path} a {faults.Count} fautes :", $"The configuration {file.Path} has {faults.Count} faults:"))
            {
                Faults = faults,
                File = file,
            };
    }

    /// <summary>A reader that knows every network and source kind of this program.</summary>
    public static ConfigurationReader Reader()
    {
        using var parts = new ServiceCollection().AddSetups().BuildServiceProvider();
        return new(parts.GetServices<INetworkSetup>(), parts.GetServices<ISourceSetup>(), text => CronExpression.TryParse(text, out _));
    }

    /// <summary>Faults of the federation's own templates; the shipped ones are held by tests.</summary>
    private static IReadOnlyList<Fault> TemplateFaults(ConfigurationInForce configuration)
    {
        if (configuration.Templates is null)
        {
            return [];
        }
        using var parts = new ServiceCollection().AddLogging().AddSetups().AddRelayTexts(texts => texts.TemplateFolder = configuration.Templates).BuildServiceProvider();
        return parts.GetRequiredService<ITextComposer>().Check();
    }

    private static string Find(string? path, Surroundings around)
    {
        if (path is not null)
        {
            return Path.GetFullPath(path, around.Folder);
        }
        var here = Path.Combine(around.Folder, FileName);
        return File.Exists(here) ? here : Path.Combine(AppContext.BaseDirectory, FileName);
    }
}
