using Relay.Core.Audit;
using Relay.Core.Channels;
using Relay.Core.Channels.Connecting;
using Relay.Worker.Cli;
using Relay.Worker.Hosting;

namespace Relay.Worker.Control;

/// <summary>Puts a kept channel into another stage: <c>relay go-live</c>. A channel of the file is changed in the file.</summary>
internal sealed class SetStage(SettingsDesk desk, ConfigurationFile file, IAudit audit, TimeProvider time) : IControlCommand
{
    /// <summary>The key.</summary>
    public const string Name = "channel.stage";

    /// <summary>Argument: id of the channel.</summary>
    public const string Channel = "channel";

    /// <summary>Argument: <c>draft</c>, <c>shadow</c> or <c>live</c>.</summary>
    public const string Stage = "stage";

    private const string Setting = "Stage";

    /// <inheritdoc/>
    public string Key => Name;

    /// <inheritdoc/>
    public async Task<ControlReply> RunAsync(IReadOnlyDictionary<string, string> arguments, Actor actor, CancellationToken cancel)
    {
        var id = arguments.GetValueOrDefault(Channel, "");
        if (!Enum.TryParse<Stage>(arguments.GetValueOrDefault(Stage, ""), ignoreCase: true, out var stage) || !Enum.IsDefined(stage))
        {
            throw new CommandFailure(ExitCode.Usage, new("Une étape est draft, shadow ou live.", "A stage is draft, shadow or live."));
        }
        var to = Cli.Stages.English(stage);
        var from = "";
        await desk.ChangeAsync(sections =>
        {
            var kept = sections.FirstOrDefault(section => section.Kind == SectionKind.Channel && section.Id == id) ?? throw InTheFile(file, id, stage);
            from = kept.Values.FirstOrDefault(pair => pair.Key.Equals(Setting, StringComparison.OrdinalIgnoreCase)).Value ?? Cli.Stages.English(Core.Channels.Stage.Shadow);
            var values = kept.Values.Where(pair => !pair.Key.Equals(Setting, StringComparison.OrdinalIgnoreCase)).Append(KeyValuePair.Create(Setting, to));
            return new([kept with { Values = values.ToDictionary(StringComparer.Ordinal) }], [], new Dictionary<string, string>());
        }, actor, cancel);
        await audit.AppendAsync(new(time.GetUtcNow(), actor, Name, id, $"{from} to {to}"), cancel);
        return new(ExitCode.Done,
            stage == Core.Channels.Stage.Live ? $"Le canal « {id} » est en service." : $"Le canal « {id} » est {(stage == Core.Channels.Stage.Draft ? "un brouillon" : "à blanc")} : plus rien n'est publié.",
            stage == Core.Channels.Stage.Live ? $"The channel '{id}' is live." : $"The channel '{id}' is {(stage == Core.Channels.Stage.Draft ? "a draft" : "in its shadow stage")}: nothing more is published.",
            new Dictionary<string, string>(StringComparer.Ordinal) { [Channel] = id, ["from"] = from, [Stage] = to });
    }

    /// <summary>Says which line of the file to change.</summary>
    public static CommandFailure InTheFile(ConfigurationFile file, string id, Stage stage)
    {
        var (channel, word) = ($"Relay:Channels:{id}", Cli.Stages.English(stage));
        return (file.LineOf($"{channel}:{Setting}"), file.LineOf(channel)) switch
        {
            ({ } line, _) => new(ExitCode.Refused, new(
                $"Le canal « {id} » figure dans {file.Path} : écrivez \"Stage\": \"{word}\" à la ligne {line}, puis redémarrez Relay.",
                $"The channel '{id}' stands in {file.Path}: write \"Stage\": \"{word}\" on line {line}, then start Relay again.")),
            (_, { } line) => new(ExitCode.Refused, new(
                $"Le canal « {id} » figure dans {file.Path} : ajoutez-y \"Stage\": \"{word}\" sous la ligne {line}, puis redémarrez Relay.",
                $"The channel '{id}' stands in {file.Path}: add \"Stage\": \"{word}\" to it under line {line}, then start Relay again.")),
            _ => new(ExitCode.Refused, new($"Le canal « {id} » n'existe pas : voyez « relay check ».", $"There is no channel '{id}': see \"relay check\".")),
        };
    }
}
