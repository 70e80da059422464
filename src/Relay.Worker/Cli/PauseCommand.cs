using System.CommandLine;
using Relay.Core.Deliveries.Halts;
using Relay.Worker.Control;

namespace Relay.Worker.Cli;

/// <summary><c>relay pause</c> and <c>relay resume</c>: nothing leaves from a channel, an account or at all, until a coordinator says so again.</summary>
internal static class PauseCommand
{
    /// <summary><c>relay pause</c>.</summary>
    public static Command Pause(GlobalOptions globals, Surroundings around) => Create(
        "pause", globals.Of("Ne plus rien laisser partir d'un canal, d'un compte ou du tout, jusqu'à « relay resume ».", "Let nothing leave from a channel, an account or at all, until \"relay resume\"."),
        ChangeHalt.Pause, globals, around);

    /// <summary><c>relay resume</c>.</summary>
    public static Command Resume(GlobalOptions globals, Surroundings around) => Create(
        "resume", globals.Of("Lever une pause ; pour un compte, aussi celle qu'un refus du réseau a causée.", "Lift a pause; of an account also the one that a refusal of its network has caused."),
        ChangeHalt.Resume, globals, around);

    private static Command Create(string name, string description, string change, GlobalOptions globals, Surroundings around)
    {
        var channel = new Argument<string?>("channel") { HelpName = globals.Of("CANAL", "CHANNEL"), Arity = ArgumentArity.ZeroOrOne, Description = globals.Of("Identifiant d'un canal.", "Id of a channel.") };
        var account = new Option<string?>("--account") { HelpName = "ID", Description = globals.Of("Un compte entier.", "A whole account.") };
        var all = new Option<bool>("--all") { Description = globals.Of("Tout.", "Everything.") };
        var command = new Command(name, description) { channel, account, all };
        command.Validators.Add(result =>
        {
            var named = new[] { result.GetValue(channel) is not null, result.GetValue(account) is not null, result.GetValue(all) };
            if (named.Count(one => one) != 1)
            {
                result.AddError(globals.Of("Dites un canal, ou --account et un compte, ou --all : un seul des trois.", "Say a channel, or --account and an account, or --all: one of the three."));
            }
        });
        command.SetAction((parsed, cancel) =>
        {
            var (scope, id) = parsed.GetValue(all) ? (HaltScope.All, "") : parsed.GetValue(account) is { } whole ? (HaltScope.Account, whole) : (HaltScope.Channel, parsed.GetValue(channel) ?? "");
            var arguments = new Dictionary<string, string>(StringComparer.Ordinal) { [ChangeHalt.Scope] = scope.ToString(), [ChangeHalt.Id] = id };
            return Changes.RunAsync(new(change, arguments), parsed, globals, around, cancel, loaded =>
            {
                if (change == ChangeHalt.Pause && scope != HaltScope.All && !loaded.StoreIsOlder)
                {
                    SomethingToDo.RequireChannels(loaded.InForce); // what can't be found may be in another folder
                }
            });
        });
        return command;
    }
}
