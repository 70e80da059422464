using Relay.Core.Channels;
using Relay.Core.Texts;
using Relay.Worker.Control;
using Relay.Worker.Hosting;

namespace Relay.Worker.Cli;

/// <summary>Whether a worker works with the store, as far as this user may know.</summary>
/// <param name="Process">Its process; null when none works, or when nobody may look.</param>
/// <param name="Denied">Why it is not known; null when it is.</param>
internal sealed record WorkerLook(string? Process, Phrase? Denied)
{
    /// <summary>Whether a call that is under way may be somebody's.</summary>
    public bool MayWork => Process is not null || Denied is not null;

    /// <summary>Asks the worker of a configuration's store.</summary>
    public static async Task<WorkerLook> AskAsync(ConfigurationInForce configuration, TimeProvider time, CancellationToken cancel)
    {
        var address = StoreAccess.ControlOf(configuration);
        try
        {
            return new((await ControlClient.SendAsync(address, new(Ping.Name, new Dictionary<string, string>()), time, cancel))?.Result.GetValueOrDefault("process"), null);
        }
        catch (IOException)
        {
            return new(null, null); // it is just stopping, or hangs: either way none works
        }
        catch (UnauthorizedAccessException)
        {
            return new(null, WhyDenied(address));
        }
    }

    /// <summary>Why this user can't reach a worker, and what to do.</summary>
    public static Phrase WhyDenied(ControlAddress address) => new(
        $"l'utilisateur {Environment.UserName} n'a pas accès à {address.SocketPath} : lancez cette commande sous l'utilisateur de Relay, par exemple avec « sudo -u relay »",
        $"user {Environment.UserName} may not use {address.SocketPath}: run this command as Relay's own user, for example with \"sudo -u relay\"");

    /// <summary>That a command was not taken to a worker which may run.</summary>
    public static CommandFailure Refuse(ControlAddress address)
    {
        var (french, english) = WhyDenied(address);
        return new(ExitCode.Store, new($"Impossible de savoir si Relay travaille : {french}.", $"Whether Relay works can't be seen: {english}."));
    }
}
