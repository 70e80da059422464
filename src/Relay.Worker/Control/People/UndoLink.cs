using Relay.Core.Audit;
using Relay.Core.Contacts.Links;
using Relay.Worker.Cli;

namespace Relay.Worker.Control.People;

/// <summary>Undoes that two accounts are one person's: <c>relay contacts links undo</c>. Each is then as it was.</summary>
internal sealed class UndoLink(ILinkStore links, TimeProvider time) : IControlCommand
{
    /// <summary>The key.</summary>
    public const string Name = "contacts.unlink";

    /// <summary>Argument: id of the link.</summary>
    public const string Link = "link";

    /// <inheritdoc/>
    public string Key => Name;

    /// <inheritdoc/>
    public async Task<ControlReply> RunAsync(IReadOnlyDictionary<string, string> arguments, Actor actor, CancellationToken cancel)
    {
        var asked = arguments.GetValueOrDefault(Link, "");
        if (!Guid.TryParse(asked, out var link) || !await links.UndoAsync(link, actor, time.GetUtcNow(), cancel))
        {
            throw new CommandFailure(ExitCode.Refused, new($"Aucun lien « {asked} » ne tient : « relay contacts links » les liste.", $"No link '{asked}' stands: \"relay contacts links\" lists them."));
        }
        return new(ExitCode.Done, "Le lien est défait : chaque compte est de nouveau à part, tel qu'il était.", "The link is undone: each account stands by itself again, as it was.",
            new Dictionary<string, string>(StringComparer.Ordinal) { [Link] = $"{link}" });
    }
}
