using System.CommandLine;
using Relay.Core.Channels;
using Relay.Core.Channels.Connecting;
using Relay.Core.Deliveries;
using Relay.Core.Inbox.Arrivals;
using Relay.Core.Inbox.Webhooks;
using Relay.Worker.Control;
using Relay.Worker.Hosting;

namespace Relay.Worker.Cli;

/// <summary><c>relay webhooks set</c> and <c>remove</c>: tells a network to call Relay for an account, and takes that back.</summary>
internal static class WebhooksCommand
{
    public static Command Create(GlobalOptions globals, Surroundings around) => new("webhooks", globals.Of("Faire appeler Relay par un réseau, ou y mettre fin.", "Have a network call Relay, or end that."))
    {
        Change(globals, around, "set", globals.Of("Dire au réseau d'appeler Relay pour ce compte.", "Tell the network to call Relay for this account."), isSet: true),
        Change(globals, around, "remove", globals.Of("Dire au réseau de ne plus appeler ; Relay lit de nouveau lui-même.", "Tell the network to call no more; Relay asks again by itself."), isSet: false),
    };

    private static Command Change(GlobalOptions globals, Surroundings around, string name, string description, bool isSet)
    {
        var id = new Argument<string>("account") { Description = globals.Of("Un compte.", "An account.") };
        var command = new Command(name, description) { id };
        command.SetAction(async (parsed, cancel) =>
        {
            var screen = globals.ScreenOf(parsed, around);
            var loaded = await ConfigurationLoader.LoadForWorkAsync(parsed.GetValue(globals.Config), around, cancel);
            var configuration = loaded.InForce;
            screen.Follow(configuration);
            await using var parts = new ServiceCollection().AddLogging().AddSingleton(around.Time).AddSingleton<IChannels>(configuration).AddSetups().BuildServiceProvider();
            var account = AccountOf(configuration, parsed.GetRequiredValue(id));
            var network = parts.GetServices<IRegisterWebhooks>().FirstOrDefault(one => one.Network == account.Network) ?? throw new CommandFailure(ExitCode.Refused, new(
                $"Pour {account.Network}, cela se fait auprès du réseau : docs/webhooks.md dit comment.", $"For {account.Network} this is done at the network: docs/webhooks.md says how."));
            var address = isSet ? AddressOf(configuration, account, network, parts.GetServices<IHearWebhooks>()) : null;
            var forgotten = isSet ? null : SecretToForget(configuration, account, parts);
            var (calls, refused) = address is null ? (null, await network.RemoveAsync(account, cancel)) : await network.SetAsync(account, address, configuration.Accounts.Values, cancel);
            if (refused is { } failure)
            {
                throw new CommandFailure(failure.Kind is FailureKind.Unavailable or FailureKind.Throttled ? ExitCode.Unreachable : ExitCode.Fault,
                    new($"Rien n'est changé pour {account.Id} : {failure.Reason.French}", $"Nothing is changed for {account.Id}: {failure.Reason.English}"));
            }
            await NoteAsync(loaded, account, calls, around, cancel);
            if (forgotten is not null)
            {
                var change = new SettingsChange([], [], new Dictionary<string, string>()) { Forget = [forgotten] };
                await Changes.ApplyAsync(loaded, KeepSettings.Request(change), makesStore: true, around, cancel);
            }
            Say(screen, account, calls, network);
            return ExitCode.Done;
        });
        return command;
    }

    /// <summary>Writes down that a network was told to call, or to call no more.</summary>
    internal static Task NoteAsync(LoadedConfiguration loaded, Account account, Uri? address, Surroundings around, CancellationToken cancel)
    {
        var note = new Dictionary<string, string>(StringComparer.Ordinal) { [NoteWebhook.Account] = account.Id };
        if (address is not null)
        {
            note[NoteWebhook.Host] = address.Host;
        }
        return Changes.ApplyAsync(loaded, new ControlRequest(NoteWebhook.Name, note), makesStore: true, around, cancel);
    }

    /// <summary>The kept secret that an account had for nothing but being called, by its full name; null where it has none, or others of its app are heard at its address.</summary>
    private static string? SecretToForget(ConfigurationInForce configuration, Account account, IServiceProvider parts)
    {
        var name = account.Provisioned is null ? parts.GetServices<INetworkSetup>().First(one => one.Network == account.Network).SecretOfCalls(account) : null;
        var reader = parts.GetServices<IReadArrivals>().First(one => one.Network == account.Network);
        return name is null || configuration.Accounts.Values.Any(other => other.Id != account.Id && other.Network == account.Network && reader.IsOneApp(account, other)) ? null : $"Relay:Accounts:{account.Id}:{name}";
    }

    private static void Say(Screen screen, Account account, Uri? address, IRegisterWebhooks network)
    {
        var rest = address is null ? null : network.ByHand(account, address);
        if (address is null)
        {
            screen.Say($"{account.Id} : le réseau n'appelle plus.", $"{account.Id}: the network calls no more.");
        }
        else
        {
            screen.Say($"{account.Id} : le réseau appelle {address}.", $"{account.Id}: the network calls {address}.");
            if (rest is { } words)
            {
                screen.Note(words.French, words.English);
            }
        }
        screen.Answer(new WebhookShown(account.Id, address, rest?.In(screen.Language)), CliJson.Out.WebhookShown);
    }

    private static Account AccountOf(ConfigurationInForce configuration, string id) => configuration.Accounts.GetValueOrDefault(id) ?? throw new CommandFailure(ExitCode.Refused, new(
        $"Aucun compte ne s'appelle « {id} » : il y a {string.Join(", ", configuration.Accounts.Keys)}.", $"No account is called '{id}': there are {string.Join(", ", configuration.Accounts.Keys)}."));

    private static Uri AddressOf(ConfigurationInForce configuration, Account account, IRegisterWebhooks network, IEnumerable<IHearWebhooks> networks)
    {
        var settings = configuration.Webhooks ?? throw new CommandFailure(ExitCode.Configuration, new(
            "Relay n'écoute nulle part : donnez Relay:Webhooks, puis redémarrez-le (docs/webhooks.md).", "Relay listens nowhere: give Relay:Webhooks, then start it again (docs/webhooks.md)."));
        return networks.Any(one => one.Network == account.Network && one.Hears(account)) ? settings.AddressOf(account.Id) : throw new CommandFailure(ExitCode.Configuration, new(
            $"Il manque à {account.Id} de quoi prouver que c'est bien le réseau qui appelle ({network.Secret.Name}) : {NextStep.ToRenew(account, network.Secret.Name).French} ; docs/webhooks.md dit tout.",
            $"{account.Id} lacks what proves that the network itself calls ({network.Secret.Name}): {NextStep.ToRenew(account, network.Secret.Name).English}; docs/webhooks.md says it all."));
    }
}

/// <summary>Where a network calls.</summary>
/// <param name="Account">For which account.</param>
/// <param name="Address">The address; null when it calls no more.</param>
/// <param name="ByHand">What a person must do besides; null for nothing.</param>
internal sealed record WebhookShown(string Account, Uri? Address, string? ByHand);
