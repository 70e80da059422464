using System.Net.Sockets;
using Relay.Sandbox;
using Relay.Sandbox.Party;
using Relay.Worker.Cli;

namespace Relay.Worker.Demo;

/// <summary>The stage of a rehearsal: local networks, a sample party and a configuration for both, in one folder.</summary>
internal sealed class DemoStage : IAsyncDisposable
{
    private readonly bool _temporary;

    private DemoStage(SandboxHost networks, string folder, bool temporary) => (Networks, Folder, _temporary) = (networks, folder, temporary);

    /// <summary>The local networks.</summary>
    public SandboxHost Networks { get; }

    /// <summary>Where everything of the rehearsal stands.</summary>
    public string Folder { get; }

    /// <summary>The rehearsal's configuration.</summary>
    public string ConfigurationPath => Path.Combine(Folder, "appsettings.json");

    /// <summary>Everything that was posted, as the networks list it.</summary>
    public Uri Posts => new(Networks.Console, "_sandbox/posts");

    /// <summary>Sets the stage.</summary>
    /// <param name="folder">An empty or new folder, kept afterwards; null makes one and removes it at the end.</param>
    /// <param name="port">Port of the timelines, the networks take the next three; 0 takes any free ones.</param>
    /// <param name="seed">Of the sample party.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancel">Gives up.</param>
    /// <exception cref="CommandFailure">When a port is taken or not allowed.</exception>
    /// <exception cref="IOException">When the folder holds a rehearsal already.</exception>
    public static async Task<DemoStage> SetAsync(string? folder, int port, int seed, TimeProvider time, CancellationToken cancel)
    {
        var options = port == 0 ? new SandboxOptions() : new SandboxOptions { Console = port, Facebook = port + 1, X = port + 2, Telegram = port + 3 };
        var networks = await ListenAsync(options, time, cancel);
        try
        {
            var place = folder is null ? Directory.CreateTempSubdirectory("relay-demo-").FullName : Directory.CreateDirectory(folder).FullName;
            SampleParty.Create(Path.Combine(place, "party.db"), time.GetUtcNow(), seed, networks.Console);
            DemoFile.Write(place, networks);
            return new(networks, place, folder is null);
        }
        catch
        {
            await networks.DisposeAsync();
            throw;
        }
    }

    private static async Task<SandboxHost> ListenAsync(SandboxOptions options, TimeProvider time, CancellationToken cancel)
    {
        try
        {
            return await SandboxHost.StartAsync(options, time, cancel);
        }
        catch (Exception fault) when (fault is IOException or SocketException)
        {
            throw new CommandFailure(ExitCode.Refused, options.Console == 0
                ? new($"La répétition ne trouve pas de port libre : {fault.Message}", $"The rehearsal finds no free port: {fault.Message}")
                : new($"Un des ports {options.Console} à {options.Console + 3} est pris ou interdit : choisissez-en un autre avec --port, ou laissez Relay en trouver de libres.",
                    $"One of the ports {options.Console} to {options.Console + 3} is taken or not allowed: choose another with --port, or let Relay find free ones."));
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Networks.DisposeAsync();
        if (_temporary)
        {
            Directory.Delete(Folder, recursive: true);
        }
    }
}
