using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace Relay.Worker.Cli;

/// <summary>The library's help page, with the words of it that it leaves in English.</summary>
internal sealed class SpokenHelp(HelpAction page) : SynchronousCommandLineAction
{
    /// <inheritdoc/>
    public override bool ClearsParseErrors => page.ClearsParseErrors;

    /// <inheritdoc/>
    public override int Invoke(ParseResult parseResult)
    {
        var invocation = parseResult.InvocationConfiguration;
        var (output, written) = (invocation.Output, new StringWriter());
        invocation.Output = written;
        try
        {
            return page.Invoke(parseResult);
        }
        finally
        {
            invocation.Output = output;
            output.Write(French(Named(parseResult.CommandResult.Command, written.ToString())));
        }
    }

    /// <summary>The line of usage takes arguments by their keys; everything else by the names that people read.</summary>
    private static string Named(Command command, string text)
        => command.Arguments.Concat(command.Subcommands.SelectMany(sub => sub.Arguments)).Where(argument => argument.HelpName is not null)
            .Aggregate(text, (written, argument) => written.Replace($"<{argument.Name}>", $"<{argument.HelpName}>", StringComparison.Ordinal));

    private static string French(string text) => text
        .Replace("Description:", "Description :", StringComparison.Ordinal)
        .Replace("[command]", "[commande]", StringComparison.Ordinal)
        .Replace("[default: ", "[par défaut : ", StringComparison.Ordinal)
        .Replace("(REQUIRED)", "(obligatoire)", StringComparison.Ordinal);
}
