using Relay.Core.Channels;

namespace Relay.Worker.Cli;

/// <summary>What a configuration must have before there is any work: a source and an account.</summary>
internal static class SomethingToDo
{
    /// <exception cref="CommandFailure">When one is missing; the sentence names the next step.</exception>
    public static void Require(ConfigurationFile file, ConfigurationInForce configuration)
    {
        if (configuration.Accounts.Count == 0 && configuration.LeftOut.Count == 0)
        {
            throw new CommandFailure(ExitCode.Configuration, new(
                $"Aucun compte n'est configuré dans {file.Path} : « relay connect telegram », « facebook » ou « x » en ajoute un pas à pas ; « relay demo » montre une répétition sans rien publier.",
                $"No account is configured in {file.Path}: \"relay connect telegram\", \"facebook\" or \"x\" adds one step by step; \"relay demo\" shows a rehearsal that publishes nothing."));
        }
        if (configuration.Sources.Count == 0)
        {
            throw new CommandFailure(ExitCode.Configuration, new(
                $"Aucune source n'est configurée dans {file.Path} : ajoutez la base du parti ou un dossier de fichiers CSV sous Relay:Sources (voir docs/configuration.md), ou lancez « relay demo ».",
                $"No source is configured in {file.Path}: add the party's database or a folder of CSV files under Relay:Sources (see docs/configuration.md), or run \"relay demo\"."));
        }
    }
}
