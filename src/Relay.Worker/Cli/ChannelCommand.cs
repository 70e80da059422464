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
    private static readonly string[] Lists = ["Kinds", "Territories", "Themes", "Moments", "Slots", "TopicNumbers"];
    private static readonly string[] Single = ["Language", "Zone", "MinimumGap", "MaximumPerDay", "LinkPolicy", "LongText", "Images", "Invite", "Backlog", "Topics"];

    public static Command Create(GlobalOptions globals, Surroundings around)
    {
        var command = new Command("channel", globals.Of("Régler un canal relié.", "Adjust a connected channel."));
        command.Add(Set(globals, around));
        command.Add(Unset(globals, around));
        return command;
    }

    private static Command Set(GlobalOptions globals, Surroundings around)
    {
        var channel = Channel(globals);
        var settings = new Argument<string[]>("setting")
        {
            HelpName = globals.Of("RÉGLAGE", "SETTING"),
            Arity = ArgumentArity.OneOrMore,
            Description = globals.Of($"Un réglage et sa valeur (plusieurs pour une liste), ou plusieurs réglages écrits NOM=VALEUR, répétés pour une liste. Il y a {string.Join(", ", Lists.Concat(Single))}.",
                $"A setting and its value (several for a list), or several settings written NAME=VALUE, repeated for a list. There are {string.Join(", ", Lists.Concat(Single))}."),
        };
        var command = new Command("set", globals.Of("Changer un ou plusieurs réglages, tous ou aucun : relay channel set gironde Slots=\"Mon-Fri 09:00-18:00\" MaximumPerDay=3.",
            "Change one or several settings, all or none: relay channel set gironde Slots=\"Mon-Fri 09:00-18:00\" MaximumPerDay=3.")) { channel, settings };
        command.SetAction((parsed, cancel) => ChangeAsync(parsed, parsed.GetRequiredValue(channel), Wishes(parsed.GetRequiredValue(settings)), globals, around, cancel));
        return command;
    }

    private static Command Unset(GlobalOptions globals, Surroundings around)
    {
        var channel = Channel(globals);
        var settings = new Argument<string[]>("setting")
        {
            Arity = ArgumentArity.OneOrMore,
            Description = globals.Of($"Un ou plusieurs de : {string.Join(", ", Lists.Concat(Single))}.", $"One or several of: {string.Join(", ", Lists.Concat(Single))}."),
        };
        var command = new Command("unset", globals.Of("Rendre à un ou plusieurs réglages leur valeur par défaut.", "Give one or several settings their default again.")) { channel, settings };
        command.SetAction((parsed, cancel) => ChangeAsync(parsed, parsed.GetRequiredValue(channel), [.. parsed.GetRequiredValue(settings).Select(name => (name, Array.Empty<string>()))], globals, around, cancel));
        return command;
    }

    private static Argument<string> Channel(GlobalOptions globals) => new("channel") { HelpName = globals.Of("CANAL", "CHANNEL"), Description = globals.Of("Identifiant du canal.", "Id of the channel.") };

    /// <summary>What was written: NAME VALUE…, or NAME=VALUE as often as wanted.</summary>
    private static IReadOnlyList<(string Name, string[] Values)> Wishes(string[] written)
        => written[0].Contains('=', StringComparison.Ordinal)
            ? [.. written.Select(pair => pair.Split('=', 2)).GroupBy(pair => pair[0].Trim(), StringComparer.OrdinalIgnoreCase).Select(group => (group.Key, group.Select(pair => pair.Length == 2 ? pair[1].Trim() : "").ToArray()))]
            : written.Length > 1 ? [(written[0], written[1..])]
            : throw new CommandFailure(ExitCode.Usage, new($"Quelle valeur pour {written[0]} ? Écrivez-la après le nom, ou {written[0]}=VALEUR.", $"Which value for {written[0]}? Write it after the name, or {written[0]}=VALUE."));

    private static async Task<int> ChangeAsync(ParseResult parsed, string id, IReadOnlyList<(string Name, string[] Values)> wishes, GlobalOptions globals, Surroundings around, CancellationToken cancel)
    {
        var screen = globals.ScreenOf(parsed, around);
        var loaded = await ConfigurationLoader.LoadAsync(parsed.GetValue(globals.Config), around, cancel);
        screen.Follow(loaded.InForce);
        SomethingToDo.RequireAccounts(loaded);
        var section = loaded.InForce.Kept.FirstOrDefault(section => section.Kind == SectionKind.Channel && section.Id == id) ?? throw Provisioned.Refuse(loaded.File, SectionKind.Channel, id);
        var names = wishes.Select(wish => (Asked: wish, Known: Name(wish.Name))).ToList();
        var known = names.Where(name => name.Known is not null && Of(id, name.Known, name.Asked.Values) is null).ToList();
        var after = known.Aggregate(section.Values, (values, wish) => With(values, wish.Known!, wish.Asked.Values));
        var change = new SettingsChange([section with { Values = after }], [], new Dictionary<string, string>());
        Judge([.. names.Select(name => Of(id, name.Known ?? name.Asked.Name, name.Asked.Values)).OfType<Fault>()], loaded, around, change);
        await Changes.ApplyAsync(loaded, KeepSettings.Request(change), makesStore: false, around, cancel);
        foreach (var (asked, setting) in names)
        {
            screen.Say(asked.Values.Length == 0 ? $"Le réglage {setting} du canal {id} a de nouveau sa valeur par défaut." : $"Le réglage {setting} du canal {id} est changé.",
                asked.Values.Length == 0 ? $"Setting {setting} of channel {id} has its default again." : $"Setting {setting} of channel {id} is changed.");
        }
        screen.Answer(new Dictionary<string, string>(StringComparer.Ordinal) { ["channel"] = id, ["setting"] = string.Join(',', names.Select(name => name.Known)) }, CliJson.Out.IReadOnlyDictionaryStringString);
        return ExitCode.Done;
    }

    /// <summary>Tells every fault at once: of the names as they were written, and of the values under the one validator.</summary>
    private static void Judge(List<Fault> faults, LoadedConfiguration loaded, Surroundings around, SettingsChange change)
    {
        var wrongNames = faults.Count > 0;
        try
        {
            SettingsDesk.Judge(loaded.File, around, loaded.Kept, change);
        }
        catch (CommandFailure failure) when (wrongNames && failure.Faults.Count > 0)
        {
            faults.AddRange(failure.Faults);
        }
        if (wrongNames)
        {
            throw new CommandFailure(ExitCode.Usage, new("Ces réglages ne vont pas ; rien n'a été changé :", "These settings do not fit; nothing was changed:")) { Faults = faults, File = loaded.File };
        }
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

    /// <summary>The setting in its own spelling; null for one that is not set here.</summary>
    private static string? Name(string written) => Lists.Concat(Single).FirstOrDefault(name => name.Equals(written, StringComparison.OrdinalIgnoreCase));

    /// <summary>What is wrong with a wish before its value is looked at; null for nothing. Where a channel goes, and whether the public sees it, is not changed here.</summary>
    private static Fault? Of(string channel, string setting, string[] values)
    {
        string[] all = [.. Lists, .. Single];
        var path = $"Relay:Channels:{channel}:{setting}";
        if (all.Contains(setting))
        {
            return values.Length > 1 && !Lists.Contains(setting) ? new(path, "it takes one value.", "il prend une seule valeur.") : null;
        }
        if (setting.Equals("Stage", StringComparison.OrdinalIgnoreCase))
        {
            return new(path, "a channel's stage is changed by \"relay go-live\", which first shows what would go.", "l'étape d'un canal se change avec « relay go-live », qui montre d'abord ce qui partirait.");
        }
        return ConfigurationNames.Nearest(setting, all) is { } near
            ? new(path, $"there is no such setting: did you mean {near}?", $"ce réglage n'existe pas : vouliez-vous écrire {near} ?")
            : new(path, $"it is not set here: there is {string.Join(", ", all)}.", $"il ne se règle pas ici : il y a {string.Join(", ", all)}.");
    }
}
