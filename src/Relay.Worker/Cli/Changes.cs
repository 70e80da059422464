using System.CommandLine;
using Relay.Core.Audit;
using Relay.Worker.Control;
using Relay.Worker.Hosting;

namespace Relay.Worker.Cli;

/// <summary>Carries out a change: through the worker that runs, else under the store's own lock.</summary>
internal static class Changes
{
    /// <summary>Sends it, says what became of it, and returns the exit code.</summary>
    public static async Task<int> RunAsync(ControlRequest request, ParseResult parsed, GlobalOptions globals, Surroundings around, CancellationToken cancel, Action<LoadedConfiguration>? require = null)
    {
        var screen = globals.ScreenOf(parsed, around);
        var loaded = await ConfigurationLoader.LoadAsync(parsed.GetValue(globals.Config), around, cancel);
        screen.Follow(loaded.InForce);
        require?.Invoke(loaded);
        var reply = await ApplyAsync(loaded, request, makesStore: false, around, cancel);
        screen.Say(reply.French, reply.English);
        screen.Answer(ResultShown.Of(reply.Result), CliJson.Out.IReadOnlyDictionaryStringJsonElement);
        return reply.Exit;
    }

    /// <summary>Carries it out and returns what became of it.</summary>
    /// <param name="loaded">The configuration.</param>
    /// <param name="request">The change.</param>
    /// <param name="makesStore">Whether a store that is not there is made for it.</param>
    /// <param name="around">The machine.</param>
    /// <param name="cancel">Gives up before it begins.</param>
    /// <exception cref="CommandFailure">When it was refused.</exception>
    public static async Task<ControlReply> ApplyAsync(LoadedConfiguration loaded, ControlRequest request, bool makesStore, Surroundings around, CancellationToken cancel)
    {
        var (file, configuration) = loaded;
        var reply = await BesideAsync(StoreAccess.ControlOf(configuration), request, around.Time, cancel);
        if (reply is null)
        {
            if (!makesStore)
            {
                // Nobody listens. Reading first: a change of a store that is not there must not make one.
                await using (await StoreAccess.OpenReadOnlyAsync(configuration, around.Time, cancel))
                {
                }
            }
            await using var store = await StoreAccess.OpenForWorkAsync(configuration, around.Time, logger: null, cancel);
            var desk = await ControlRegistration.WithoutAsync(store, file, configuration, around, cancel);
            reply = await desk.RunAsync(request, new Actor(ActorKind.Coordinator, Environment.UserName), cancel);
        }
        return reply.Exit == ExitCode.Done ? reply : throw new CommandFailure(reply.Exit, new(reply.French, reply.English));
    }

    private static async Task<ControlReply?> BesideAsync(ControlAddress address, ControlRequest request, TimeProvider time, CancellationToken cancel)
    {
        try
        {
            return await ControlClient.SendAsync(address, request, time, cancel);
        }
        catch (UnauthorizedAccessException)
        {
            throw WorkerLook.Refuse(address);
        }
        catch (IOException)
        {
            throw new CommandFailure(ExitCode.Unreachable, new("Le processus de Relay n'a pas répondu : voyez « relay status » avant de recommencer.",
                "The Relay worker did not answer: look at \"relay status\" before you try again."));
        }
    }
}
