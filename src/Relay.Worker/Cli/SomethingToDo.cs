using Relay.Core.Channels;
using Relay.Core.Texts;
using Relay.Worker.Hosting;

namespace Relay.Worker.Cli;

/// <summary>What a configuration must have before there is any work. Where it lacks, the file and the store that were looked into are named: she may stand in another folder than she believes.</summary>
internal static class SomethingToDo
{
    /// <summary>A source and an account.</summary>
    /// <exception cref="CommandFailure">When one is missing; the sentence names the next step.</exception>
    public static void Require(ConfigurationFile file, ConfigurationInForce configuration)
    {
        if (Missing(configuration with { File = file.Path }, channels: false) is { } lack)
        {
            throw new CommandFailure(ExitCode.Configuration, lack);
        }
    }

    /// <summary>A source, an account and a channel.</summary>
    /// <exception cref="CommandFailure">When one is missing; the sentence names the next step.</exception>
    public static void RequireChannels(ConfigurationInForce configuration)
    {
        if (Missing(configuration) is { } lack)
        {
            throw new CommandFailure(ExitCode.Configuration, lack);
        }
    }

    /// <summary>That there is any account at all, in the file or in the store, before one of them or a channel is looked for by its name.</summary>
    /// <exception cref="CommandFailure">When there is none; the sentence names the file, the store and the next step.</exception>
    public static void RequireAccounts(LoadedConfiguration loaded)
    {
        if (!loaded.StoreIsOlder && loaded.InForce is { Accounts.Count: 0, LeftOut.Count: 0, Kept.Count: 0 } && Missing(loaded.InForce) is { } lack)
        {
            throw new CommandFailure(ExitCode.Configuration, lack);
        }
    }

    /// <summary>What is missing, where it was looked for and the next step; null when nothing is, or when what is there has faults that are told elsewhere.</summary>
    /// <param name="configuration">What the file says, with what the store keeps.</param>
    /// <param name="channels">Whether channels are needed too.</param>
    public static Phrase? Missing(ConfigurationInForce configuration, bool channels = true)
    {
        var (french, english) = ($"{configuration.File} ni gardé dans le magasin {configuration.Store}", $"{configuration.File} or kept in the store {configuration.Store}");
        return configuration switch
        {
            { LeftOut.Count: > 0, Sources.Count: > 0 } => null,
            { Accounts.Count: 0, LeftOut.Count: 0 } => new(
                $"Aucun compte n'est configuré dans {french} : « relay connect telegram », « facebook » ou « x » en ajoute un pas à pas ; « relay demo » montre une répétition sans rien publier. Si votre configuration est ailleurs, placez-vous dans son dossier ou nommez-la avec --config.",
                $"No account is configured in {english}: \"relay connect telegram\", \"facebook\" or \"x\" adds one step by step; \"relay demo\" shows a rehearsal that publishes nothing. If your configuration is elsewhere, go to its folder or name it with --config."),
            { Sources.Count: 0 } => new(
                $"Aucune source n'est configurée dans {configuration.File} : ajoutez la base du parti ou un dossier de fichiers CSV sous Relay:Sources (voir docs/configuration.md), ou lancez « relay demo ».",
                $"No source is configured in {configuration.File}: add the party's database or a folder of CSV files under Relay:Sources (see docs/configuration.md), or run \"relay demo\"."),
            { Channels.Count: 0 } when channels => new(
                $"Aucun canal n'est configuré dans {french} : « relay connect » en ajoute.",
                $"No channel is configured in {english}: \"relay connect\" adds some."),
            _ => null,
        };
    }
}
