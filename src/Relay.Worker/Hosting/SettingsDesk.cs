using Relay.Core.Audit;
using Relay.Core.Channels;
using Relay.Core.Channels.Connecting;
using Relay.Worker.Cli;

namespace Relay.Worker.Hosting;

/// <summary>Changes what is kept in the store: judged by the one validator first, then made whole, then followed by the worker. One change at a time. Thread-safe.</summary>
/// <param name="file">The operator's file.</param>
/// <param name="around">Variables of the worker or command.</param>
/// <param name="settings">Where they are kept.</param>
/// <param name="secrets">Where secrets are kept.</param>
/// <param name="follow">Has the running worker follow; does nothing in a command of its own.</param>
internal sealed class SettingsDesk(ConfigurationFile file, Surroundings around, ISettingsStore settings, ISecretStore secrets, Func<ConfigurationInForce, IReadOnlySet<string>, Task> follow) : IDisposable
{
    private readonly SemaphoreSlim _one = new(1);

    /// <summary>Makes a change.</summary>
    /// <exception cref="CommandFailure">With every fault, when the settings would have any that they have not now; nothing was changed then.</exception>
    public Task ChangeAsync(SettingsChange change, Actor actor, CancellationToken cancel) => ChangeAsync(_ => change, actor, cancel);

    /// <summary>Makes a change that is made out of what is kept; no other change comes between.</summary>
    /// <exception cref="CommandFailure">With every fault, when the settings would have any that they have not now; nothing was changed then.</exception>
    public async Task ChangeAsync(Func<IReadOnlyList<KeptSection>, SettingsChange> make, Actor actor, CancellationToken cancel)
    {
        await _one.WaitAsync(cancel);
        try
        {
            var kept = new KeptSettings(await settings.SectionsAsync(cancel), secrets);
            var change = make(kept.Sections);
            Judge(file, around, kept, change);
            await settings.ChangeAsync(change, actor, around.Time.GetUtcNow(), cancel);
            var next = ConfigurationLoader.Read(file, around, kept with { Sections = await settings.SectionsAsync(cancel) });
            await follow(next, Touched(change));
        }
        finally
        {
            _one.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _one.Dispose();

    /// <summary>Refuses a change that touches what stands in the file, or that brings faults.</summary>
    /// <exception cref="CommandFailure">With every fault.</exception>
    public static void Judge(ConfigurationFile file, Surroundings around, KeptSettings kept, SettingsChange change)
    {
        var known = kept.Sections.Select(section => (section.Kind, section.Id)).ToHashSet();
        foreach (var (kind, id) in change.Remove.Where(one => !known.Contains(one)))
        {
            throw Provisioned.Refuse(file, kind, id);
        }
        var before = ConfigurationLoader.Read(file, around, kept);
        var added = Faults(file, around, kept.After(change)).Except(before.LeftOut).ToList();
        if (added.Count > 0)
        {
            throw new CommandFailure(ExitCode.Configuration, new("Ces réglages ne vont pas ; rien n'a été changé :", "These settings do not fit; nothing was changed:")) { Faults = added, File = file };
        }
    }

    private static List<Fault> Faults(ConfigurationFile file, Surroundings around, KeptSettings kept)
    {
        var faults = new List<Fault>();
        var read = ConfigurationLoader.Reader().Read(file, around.Environment, faults, kept);
        return [.. faults, .. read?.LeftOut ?? []];
    }

    private static HashSet<string> Touched(SettingsChange change)
        => change.Keep.Where(section => section.Kind == SectionKind.Account).Select(section => section.Id)
            .Concat(change.Secrets.Keys.Concat(change.Forget).Select(setting => setting.Split(':') is ["Relay", "Accounts", var id, ..] ? id : "")).ToHashSet(StringComparer.Ordinal);
}
