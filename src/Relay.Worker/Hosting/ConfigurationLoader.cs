using Microsoft.Extensions.DependencyInjection;
using Quartz;
using Relay.Core.Channels;
using Relay.Core.Items;
using Relay.Core.Returns;
using Relay.Core.Texts;
using Relay.Store;
using Relay.Worker.Cli;

namespace Relay.Worker.Hosting;

/// <summary>Finds and reads the operator's file and what the store keeps beside it, with every network and source kind that this program has.</summary>
internal static class ConfigurationLoader
{
    /// <summary>The name looked for when none is given.</summary>
    public const string FileName = "appsettings.json";

    /// <summary>Reads for a command that needs few secrets or none: each is read when it is used. The store is only read, and not made when there is none.</summary>
    /// <param name="path">As given with <c>--config</c>; null looks in the current folder, then beside the program.</param>
    /// <param name="around">Folder and variables of the call.</param>
    /// <param name="cancel">Gives up.</param>
    /// <exception cref="CommandFailure">With every fault.</exception>
    public static Task<LoadedConfiguration> LoadAsync(string? path, Surroundings around, CancellationToken cancel) => LoadAsync(ConfigurationFile.Load(Find(path, around)), around, secretsWhenUsed: true, cancel);

    /// <summary>Reads for work, or to judge whether it can be done: a secret that can't be had is a fault.</summary>
    /// <inheritdoc cref="LoadAsync(string?, Surroundings, CancellationToken)"/>
    public static Task<LoadedConfiguration> LoadForWorkAsync(string? path, Surroundings around, CancellationToken cancel) => LoadAsync(ConfigurationFile.Load(Find(path, around)), around, secretsWhenUsed: false, cancel);

    /// <summary>Reads a file that may not be written yet, with what the store keeps beside it.</summary>
    /// <inheritdoc cref="LoadAsync(string?, Surroundings, CancellationToken)"/>
    public static Task<LoadedConfiguration> LoadFileAsync(ConfigurationFile file, Surroundings around, CancellationToken cancel) => LoadAsync(file, around, secretsWhenUsed: true, cancel);

    /// <summary>Reads a file again with what a store keeps now.</summary>
    /// <exception cref="CommandFailure">With every fault.</exception>
    public static ConfigurationInForce Read(ConfigurationFile file, Surroundings around, KeptSettings kept, bool secretsWhenUsed = false)
    {
        var faults = new List<Fault>();
        var inForce = Reader().Read(file, around.Environment, faults, kept, secretsWhenUsed);
        faults.AddRange(inForce is null ? [] : TemplateFaults(inForce));
        return inForce is not null && faults.Count == 0 ? inForce : throw Failure(file, faults);
    }

    /// <summary>Reads a file again through the store that is open for work, so that a token which a network rotates counts at once.</summary>
    /// <exception cref="CommandFailure">With every fault.</exception>
    public static async Task<ConfigurationInForce> ReadAsync(ConfigurationFile file, Surroundings around, RelayStore store, CancellationToken cancel)
        => Read(file, around, new(await store.Settings.SectionsAsync(cancel), store.Secrets));

    /// <summary>A reader that knows every network and source kind of this program.</summary>
    public static ConfigurationReader Reader()
    {
        using var parts = new ServiceCollection().AddSetups().BuildServiceProvider();
        return new(parts.GetServices<INetworkSetup>(), parts.GetServices<ISourceSetup>(), text => CronExpression.TryParse(text, out _), parts.GetRequiredService<IReturnSetup>());
    }

    /// <summary>Where the operator's file is, or would be.</summary>
    public static string Find(string? path, Surroundings around)
    {
        if (path is not null)
        {
            return Path.GetFullPath(path, around.Folder);
        }
        var here = Path.Combine(around.Folder, FileName);
        return File.Exists(here) ? here : Path.Combine(AppContext.BaseDirectory, FileName);
    }

    /// <summary>What is said of a configuration with faults.</summary>
    public static CommandFailure Failure(ConfigurationFile file, IReadOnlyList<Fault> faults) => new(ExitCode.Configuration, faults.Count == 1
        ? new($"La configuration {file.Path} a une faute :", $"The configuration {file.Path} has one fault:")
        : new($"La configuration {file.Path} a {faults.Count} fautes :", $"The configuration {file.Path} has {faults.Count} faults:"))
    {
        Faults = faults,
        File = file,
    };

    private static async Task<LoadedConfiguration> LoadAsync(ConfigurationFile file, Surroundings around, bool secretsWhenUsed, CancellationToken cancel)
    {
        // Where the store's own settings have faults, the whole reading says so.
        var (kept, older) = ConfigurationReader.ReadStore(file, around.Environment) is { } store ? await KeptAsync(store) : (KeptSettings.None, false);
        return new(file, Read(file, around, kept, secretsWhenUsed)) { Kept = kept, StoreIsOlder = older };

        async Task<(KeptSettings, bool)> KeptAsync(StoreSettings settings)
        {
            try
            {
                return await StoreAccess.KeptAsync(settings, around.Time, cancel);
            }
            catch (CommandFailure failure)
            {
                throw new CommandFailure(failure.Exit, failure.Sentence) { File = file }; // which says whether this is a rehearsal
            }
        }
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
}
