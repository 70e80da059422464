using System.CommandLine;
using Relay.Worker.Hosting;

namespace Relay.Worker.Cli;

/// <summary><c>relay audit verify</c>: recomputes the chain of the audit. Reads only.</summary>
internal static class AuditCommand
{
    public static Command Create(GlobalOptions globals, Surroundings around)
    {
        var verify = new Command("verify", globals.Of("Recalculer toute la chaîne du journal d'audit.", "Recompute the whole chain of the audit."));
        verify.SetAction(async (parsed, cancel) =>
        {
            var screen = globals.ScreenOf(parsed, around);
            var (_, configuration) = await ConfigurationLoader.LoadAsync(parsed.GetValue(globals.Config), around, cancel);
            screen.Follow(configuration);
            await using var store = await StoreAccess.OpenReadOnlyAsync(configuration, around.Time, cancel);
            var verdict = await store.Audit.VerifyAsync(cancel);
            var holds = verdict.BrokenAt is null;
            screen.Say(holds ? $"La chaîne de l'audit tient : {verdict.Entries} entrées." : $"La chaîne de l'audit est ROMPUE à partir de l'entrée n° {verdict.BrokenAt} ; {Counted.French((int)verdict.Entries, "entrée")} dans le magasin : quelqu'un l'a modifié.",
                holds ? $"The audit's chain holds: {verdict.Entries} entries." : $"The audit's chain is BROKEN from entry number {verdict.BrokenAt} on; the store holds {Counted.English((int)verdict.Entries, "entry", "entries")}: somebody has changed it.");
            screen.Answer(new AuditShown(verdict.Entries, verdict.BrokenAt), CliJson.Out.AuditShown);
            return holds ? ExitCode.Done : ExitCode.Fault;
        });
        return new Command("audit", globals.Of("Le journal de qui a changé quoi.", "The record of who changed what.")) { verify };
    }
}
