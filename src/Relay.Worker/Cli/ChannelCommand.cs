using System.CommandLine;
using System.Globalization;
using Relay.Core.Channels;
using Relay.Core.Channels.Connecting;
using Relay.Worker.Control;
using Relay.Worker.Hosting;

namespace Relay.Worker.Cli;

/// <summary><c>relay channel set|unset</c>: changes a setting of a channel that the store keeps, under the one validator.</summary>
internal static class ChannelCommand
{
    private static readonly string[] Lists = ["Kinds", "Territories", "Themes", "Moments", "Slots"];
    private static readonly string[] Single = ["Language", "Zone", "MinimumGap", "MaximumPerDay", "LinkPolicy", "LongText", "Images", "Backlog"];

    public static Command Create(GlobalOptions globals, Surroundings around)
    {
        var command = new Command("channel", globals.Of("Régler un canal relié.", "Adjust a connected channel."));
        command.Add(Set(globals, around));
        command.Add(Unset(globals, around));
        return command;
    }

    private static Command Set(GlobalOptions globals, Surroundings around)
    {
        var (channel, setting) = Arguments(globals);
        var values = new Argument<string[]>("value") { Arity = ArgumentArity.OneOrMore, Description = globals.Of("La valeur, ou plusieurs pour une liste.", "The value, or several for a list.") };
        var command = new Command("set", globals.Of("Changer un réglage, par exemple : relay channel set gironde Slots \"Mon-Fri 09:00-18:00\".", "Change a setting, for instance: relay channel set gironde Slots \"Mon-Fri 09:00-18:00\".")) { channel, setting, values };
        command.SetAction((parsed, cancel) => ChangeAsync(parsed, parsed.GetRequiredValue(channel), Name(parsed.GetRequiredValue(setting)), parsed.GetRequiredValue(values), globals, around, cancel));
        return command;
    }

    private static Command Unset(GlobalOptions globals, Surroundings around)
    {
        var (channel, setting) = Arguments(globals);
        var command = new Command("unset", globals.Of("Rendre à un réglage sa valeur par défaut.", "Give a setting its default again.")) { channel, setting };
        command.SetAction((parsed, cancel) => ChangeAsync(parsed, parsed.GetRequiredValue(channel), Name(parsed.GetRequiredValue(setting)), [], globals, around, cancel));
        return command;
    }

    private static (Argument<string> Channel, Argument<string> Setting) Arguments(GlobalOptions globals) => (
        new("channel") { Description = globals.Of("Identifiant du canal.", "Id of the channel.") },
        new("setting") { Description = globals.Of($"Un de : {string.Join(", ", Lists.Concat(Single))}.", $"One of: {string.Join(", ", Lists.Concat(Single))}.") });

    private static async Task<int> ChangeAsync(ParseResult parsed, string id, string setting, string[] values, GlobalOptions globals, Surroundings around, CancellationToken cancel)
    {
        var screen = globals.ScreenOf(parsed, around);
        var loaded = await ConfigurationLoader.LoadAsync(parsed.GetValue(globals.Config), around, cancel);
        screen.Rehearsal = loaded.InForce.Rehearsal;
        var section = loaded.InForce.Kept.FirstOrDefault(section => section.Kind == SectionKind.Channel && section.Id == id) ?? throw Provisioned.Refuse(loaded.File, SectionKind.Channel, id);
        if (values.Length > 1 && !Lists.Contains(setting))
        {
            throw new CommandFailure(ExitCode.Usage, new($"{setting} prend une seule valeur.", $"{setting} takes one value."));
        }
        var change = new SettingsChange([section with { Values = With(section.Values, setting, values) }], [], new Dictionary<string, string>());
        SettingsDesk.Judge(loaded.File, around, loaded.Kept, change);
        await Changes.ApplyAsync(loaded, KeepSettings.Request(change), makesStore: false, around, cancel);
        screen.Say(values.Length == 0 ? $"Le réglage {setting} du canal {id} a de nouveau sa valeur par défaut." : $"Le réglage {setting} du canal {id} est changé.",
            values.Length == 0 ? $"Setting {setting} of channel {id} has its default again." : $"Setting {setting} of channel {id} is changed.");
        screen.Answer(new Dictionary<string, string>(StringComparer.Ordinal) { ["channel"] = id, ["setting"] = setting }, CliJson.Out.IReadOnlyDictionaryStringString);
        return ExitCode.Done;
    }

    private static Dictionary<string, string> With(IReadOnlyDictionary<string, string> before, string setting, IReadOnlyList<string> values)
    {
        var after = before.Where(pair => pair.Key != setting && !pair.Key.StartsWith(setting + ":", StringComparison.Ordinal)).ToDictionary(StringComparer.Ordinal);
        foreach (var (place, value) in values.Index())
        {
            after[Lists.Contains(setting) ? string.Create(CultureInfo.InvariantCulture, $"{setting}:{place}") : setting] = value;
        }
        return after;
    }

    /// <summary>The setting in its own spelling. Where a channel goes, and whether the public sees it, is not changed here.</summary>
    private static string Name(string written)
    {
        string[] all = [.. Lists, .. Single];
        if (all.FirstOrDefault(name => name.Equals(written, StringComparison.OrdinalIgnoreCase)) is { } known)
        {
            return known;
        }
        if (written.Equals("Stage", StringComparison.OrdinalIgnoreCase))
        {
            throw new CommandFailure(ExitCode.Usage, new("L'étape d'un canal se change avec « relay go-live », qui montre d'abord ce qui partirait.", "A channel's stage is changed by \"relay go-live\", which first shows what would go."));
        }
        var near = ConfigurationNames.Nearest(written, all);
        throw new CommandFailure(ExitCode.Usage, near is null
            ? new($"« {written} » ne se règle pas ici : il y a {string.Join(", ", all)}.", $"'{written}' is not set here: there is {string.Join(", ", all)}.")
            : new($"« {written} » est inconnu : vouliez-vous écrire {near} ?", $"'{written}' is unknown: did you mean {near}?"));
    }
}
