using System.CommandLine;
using Relay.Core.Channels;
using Relay.Worker.Hosting;

namespace Relay.Worker.Cli;

/// <summary><c>relay check</c>: reads the configuration and says what is wrong with it, all at once. Calls nobody.</summary>
internal static class CheckCommand
{
    public static Command Create(GlobalOptions globals, Surroundings around)
    {
        var command = new Command("check", globals.Of("Vérifier la configuration, sans appeler personne.", "Check the configuration, calling nobody."));
        command.SetAction(parsed =>
        {
            var screen = globals.ScreenOf(parsed, around);
            var loaded = ConfigurationLoader.Load(parsed.GetValue(globals.Config), around);
            var configuration = loaded.InForce;
            Show(screen, loaded.File, configuration);
            return ExitCode.Done;
        });
        return command;
    }

    private static void Show(Screen screen, ConfigurationFile file, ConfigurationInForce configuration)
    {
        var (sources, accounts, channels) = (configuration.Sources.Count, configuration.Accounts.Count, configuration.Channels.Count);
        screen.Say($"{file.Path} : tout est en ordre ({sources} source(s), {accounts} compte(s), {channels} canal/canaux).",
            $"{file.Path}: all is well ({sources} source(s), {accounts} account(s), {channels} channel(s)).");
        foreach (var account in configuration.Accounts.Values)
        {
            screen.Say($"  compte {account}", $"  account {account}");
        }
        foreach (var channel in configuration.Channels.Values)
        {
            screen.Say($"  canal {channel.Id} : {channel.Network} {channel.Target.Key}, {Stages.French(channel.Stage)}", $"  channel {channel.Id}: {channel.Network} {channel.Target.Key}, {Stages.English(channel.Stage)}");
        }
        screen.Answer(new CheckShown(file.Path, [.. configuration.Sources.Keys],
            [.. configuration.Accounts.Values.Select(account => new AccountShown(account.Id, account.Network, account.IsNetworksOwn ? null : account.BaseAddress))],
            [.. configuration.Channels.Values.Select(channel => new ChannelShown(channel.Id, channel.Account, channel.Network, channel.Target.Key, Stages.English(channel.Stage)))]), CliJson.Out.CheckShown);
    }
}
