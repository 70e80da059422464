using Relay.Core.Channels;
using Relay.Core.Channels.Connecting;
using Relay.Worker.Cli;

namespace Relay.Worker.Hosting;

/// <summary>What stands in the operator's file is read-only for commands: the next start would bring it back.</summary>
internal static class Provisioned
{
    /// <summary>Why an account or channel that is not kept in the store can't be changed.</summary>
    public static CommandFailure Refuse(ConfigurationFile file, SectionKind kind, string id)
    {
        var (french, english, path) = kind == SectionKind.Account ? ("Le compte", "The account", $"Relay:Accounts:{id}") : ("Le canal", "The channel", $"Relay:Channels:{id}");
        return file.LineOf(path) is { } line
            ? new CommandFailure(ExitCode.Refused, new(
                $"{french} « {id} » figure dans {file.Path} (ligne {line}) : changez-le là, puis redémarrez Relay.",
                $"{english} '{id}' stands in {file.Path} (line {line}): change it there, then start Relay again."))
            : new CommandFailure(ExitCode.Refused, new($"{french} « {id} » n'est ni dans {file.Path} ni dans le magasin : « relay accounts » liste ce qui y est.", $"{english} '{id}' is neither in {file.Path} nor in the store: \"relay accounts\" lists what is there."));
    }
}
