using System.CommandLine;
using Relay.Core.Channels;
using Relay.Core.Channels.Connecting;
using Relay.Worker.Hosting;

namespace Relay.Worker.Cli;

/// <summary><c>relay accounts</c>: the accounts and channels, and where each is defined. Reads only, and no secret.</summary>
internal static class AccountsCommand
{
    public static Command Create(GlobalOptions globals, Surroundings around)
    {
        var command = new Command("accounts", globals.Of("Lister les comptes et canaux, et où chacun est défini.", "List the accounts and channels, and where each is defined."));
        command.SetAction(async (parsed, cancel) =>
        {
            var screen = globals.ScreenOf(parsed, around);
            var (file, configuration) = await ConfigurationLoader.LoadAsync(parsed.GetValue(globals.Config), around, cancel);
            screen.Follow(configuration);
            var shown = new AccountsShown(file.Path, [.. configuration.Accounts.Values.OrderBy(account => account.Id, StringComparer.Ordinal).Select(account => Of(account, file, configuration))],
                [.. configuration.LeftOut.Select(fault => Complaints.Describe(fault, file, screen.Language))]);
            Show(screen, shown, configuration);
            screen.Answer(shown, CliJson.Out.AccountsShown);
            return ExitCode.Done;
        });
        return command;
    }

    private static DefinedAccountShown Of(Account account, ConfigurationFile file, ConfigurationInForce configuration)
    {
        var (place, line) = Place(SectionKind.Account, account.Id, file, configuration);
        return new(account.Id, account.Network, account.IsNetworksOwn ? null : account.BaseAddress, place, line,
            [.. configuration.Channels.Values.Where(channel => channel.Account == account.Id).OrderBy(channel => channel.Id, StringComparer.Ordinal).Select(channel =>
            {
                var (where, at) = Place(SectionKind.Channel, channel.Id, file, configuration);
                return new DefinedChannelShown(channel.Id, channel.Target.Key, Stages.English(channel.Stage), where, at);
            })]);
    }

    private static (string Place, int? Line) Place(SectionKind kind, string id, ConfigurationFile file, ConfigurationInForce configuration)
        => configuration.Kept.Any(section => section.Kind == kind && section.Id == id) ? ("store", null) : ("file", file.LineOf($"Relay:{(kind == SectionKind.Account ? "Accounts" : "Channels")}:{id}"));

    private static void Show(Screen screen, AccountsShown shown, ConfigurationInForce configuration)
    {
        if (shown.Accounts.Count == 0 && SomethingToDo.Missing(configuration) is { } lack)
        {
            screen.Say(lack.French, lack.English);
        }
        foreach (var account in shown.Accounts)
        {
            var (french, english) = account.BaseAddress is { } address ? ($", appels vers {address}", $", calls go to {address}") : ("", "");
            screen.Say($"compte {account.Id} ({account.Network}{french}), {Defined(account.In, account.Line, shown.File, "fr")}", $"account {account.Id} ({account.Network}{english}), {Defined(account.In, account.Line, shown.File, "en")}");
            foreach (var channel in account.Channels)
            {
                screen.Say($"  canal {channel.Id} → {channel.Target} : {Stages.French(Enum.Parse<Stage>(channel.Stage, ignoreCase: true))}, {Defined(channel.In, channel.Line, shown.File, "fr")}",
                    $"  channel {channel.Id} → {channel.Target}: {channel.Stage}, {Defined(channel.In, channel.Line, shown.File, "en")}");
            }
        }
        foreach (var fault in shown.LeftOut)
        {
            screen.Say($"LAISSÉ DE CÔTÉ {fault.Setting} : {fault.Sentence}", $"LEFT OUT {fault.Setting}: {fault.Sentence}");
        }
    }

    private static string Defined(string place, int? line, string file, string language) => (place, line, language) switch
    {
        ("store", _, "fr") => "gardé dans le magasin",
        ("store", _, _) => "kept in the store",
        (_, { } at, "fr") => $"dans {Path.GetFileName(file)} ligne {at}",
        (_, { } at, _) => $"in {Path.GetFileName(file)} line {at}",
        (_, _, "fr") => "dans l'environnement",
        _ => "in the environment",
    };
}
