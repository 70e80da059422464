using Relay.Core.Channels;

namespace Relay.Worker.Service.Install;

/// <summary>What is to run as a service, as whom, and where it may write.</summary>
/// <param name="Name">Of the service, <c>relay</c>.</param>
/// <param name="User">The account of the machine it runs as.</param>
/// <param name="Program">Command line that starts this very program: one path, or <c>dotnet</c> and a path.</param>
/// <param name="Config">The operator's file, in full.</param>
/// <param name="Writable">Folders it writes to, in full: its store's and its keys'.</param>
/// <param name="Secrets">Names of the accounts' secrets as the service manager's credentials would be named.</param>
internal sealed record ServicePlan(string Name, string User, IReadOnlyList<string> Program, string Config, IReadOnlyList<string> Writable, IReadOnlyList<string> Secrets)
{
    /// <summary><c>fr</c> or <c>en</c>: what the unit's comments and the service's description are written in. Default <c>en</c>.</summary>
    public string Language { get; init; } = "en";

    /// <summary>The plan for this program and a configuration.</summary>
    public static ServicePlan Of(string name, string user, string config, ConfigurationInForce configuration, IEnumerable<INetworkSetup> networks)
    {
        var secrets = networks.ToDictionary(setup => setup.Network, setup => setup.SecretSettings, StringComparer.Ordinal);
        return new(name, user, OwnProgram(), config,
            [.. new[] { configuration.Store.Path is { } store ? Path.GetDirectoryName(store)! : configuration.Folder, configuration.Store.Keys }.Distinct(StringComparer.Ordinal)],
            [.. configuration.Accounts.Values.SelectMany(account => secrets[account.Network].Select(secret => $"Relay__Accounts__{account.Id}__{secret}"))]);
    }

    /// <summary>The program's own file; for a build that <c>dotnet</c> starts both.</summary>
    private static IReadOnlyList<string> OwnProgram()
    {
        var process = Environment.ProcessPath ?? throw new InvalidOperationException("The program's own path is not known.");
        return Path.GetFileNameWithoutExtension(process) == "dotnet" ? [process, Path.Combine(AppContext.BaseDirectory, "Relay.Worker.dll")] : [process];
    }
}
