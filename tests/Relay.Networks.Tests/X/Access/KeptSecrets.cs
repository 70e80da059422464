using System.Collections.Concurrent;
using Relay.Core.Audit;
using Relay.Core.Channels.Connecting;

namespace Relay.Networks.Tests.X.Access;

/// <summary>A secret store in memory that can be told to fail, and remembers in which steps it kept what.</summary>
internal sealed class KeptSecrets : ISecretStore
{
    private readonly ConcurrentDictionary<string, string> _secrets = new();

    public ConcurrentQueue<IReadOnlyDictionary<string, string>> Steps { get; } = new();

    /// <summary>Throws instead of keeping a step, when it says so.</summary>
    public Func<IReadOnlyDictionary<string, string>, Exception?> Fails { get; set; } = _ => null;

    /// <summary>Throws instead of finding a secret, when it says so.</summary>
    public Func<string, Exception?> Hides { get; set; } = _ => null;

    public string? Find(string setting) => Hides(setting) is { } fault ? throw fault : _secrets.GetValueOrDefault(setting);

    public bool Holds(string setting) => _secrets.ContainsKey(setting);

    public Task KeepAsync(IReadOnlyDictionary<string, string> secrets, Actor actor, DateTimeOffset now, CancellationToken cancel)
    {
        if (Fails(secrets) is { } fault)
        {
            return Task.FromException(fault);
        }
        Steps.Enqueue(secrets);
        foreach (var (setting, value) in secrets)
        {
            _secrets[setting] = value;
        }
        return Task.CompletedTask;
    }
}
