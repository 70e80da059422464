using System.CommandLine;
using Relay.Core.Items;
using Relay.Worker.Control;
using Relay.Worker.Hosting;

namespace Relay.Worker.Cli;

/// <summary><c>relay brake</c>: mass disappearances that wait for a person.</summary>
internal static class BrakeCommand
{
    public static Command Create(GlobalOptions globals, Surroundings around)
    {
        var command = new Command("brake", globals.Of("Lister les disparitions en masse qui attendent une décision.", "List mass disappearances that wait for a decision."))
        {
            Decide("accept", globals.Of("Les laisser passer : ces éléments ont bien disparu ou sont annulés.", "Let them through: these items are gone or cancelled indeed."), globals, around),
            Decide("refuse", globals.Of("Laisser ces éléments comme ils étaient.", "Leave these items as they were."), globals, around),
        };
        command.SetAction(async (parsed, cancel) =>
        {
            var screen = globals.ScreenOf(parsed, around);
            var (_, configuration) = await ConfigurationLoader.LoadAsync(parsed.GetValue(globals.Config), around, cancel);
            screen.Follow(configuration);
            await using var store = await StoreAccess.OpenReadOnlyAsync(configuration, around.Time, cancel);
            var sources = await store.Items.HealthAsync(cancel);
            IReadOnlyList<BrakeShown> shown = [.. sources.Where(health => health.Brake is not null).Select(health => new BrakeShown(health.Source, health.Braked, HarvestBrake.Say(health.Brake!, screen.Language)))];
            if (shown.Count == 0)
            {
                screen.Say("Rien n'est retenu.", "Nothing is held.");
            }
            foreach (var brake in shown)
            {
                screen.Say($"{brake.Source} : {Counted.French(brake.Items, "élément retenu", "éléments retenus")}. {brake.Reason}", $"{brake.Source}: {Counted.English(brake.Items, "item")} held. {brake.Reason}");
            }
            foreach (var health in sources.Where(health => health.Refused > 0))
            {
                screen.Say($"{health.Source} : {Counted.French(health.Refused, "élément gardé", "éléments gardés")} après un refus ; « relay brake accept {health.Source} » les laisse passer.",
                    $"{health.Source}: {Counted.English(health.Refused, "item")} kept after a refusal; \"relay brake accept {health.Source}\" lets them through.");
            }
            screen.Answer(shown, CliJson.Out.IReadOnlyListBrakeShown);
            return ExitCode.Done;
        });
        return command;
    }

    private static Command Decide(string decision, string description, GlobalOptions globals, Surroundings around)
    {
        var source = new Argument<string>("source") { HelpName = globals.Of("SOURCE", "SOURCE"), Description = globals.Of("Identifiant de la source.", "Id of the source.") };
        var command = new Command(decision, description) { source };
        command.SetAction((parsed, cancel) => Changes.RunAsync(
            new(DecideBrake.Name, new Dictionary<string, string>(StringComparer.Ordinal) { [DecideBrake.Source] = parsed.GetRequiredValue(source), [DecideBrake.Decision] = decision }),
            parsed, globals, around, cancel));
        return command;
    }
}
