using Relay.Core.Audit;
using Relay.Core.Contacts;
using Relay.Worker.Cli;

namespace Relay.Worker.Control.People;

/// <summary>Writes down who looked at what is kept about a person, before it is shown (DP-30).</summary>
internal sealed class NoteAccess(IContactStore contacts, IAudit audit, TimeProvider time) : IControlCommand
{
    /// <summary>The key.</summary>
    public const string Name = "contacts.access";

    /// <summary>Argument: id of the contact.</summary>
    public const string Id = "id";

    /// <summary>Argument: <c>shown</c> or <c>exported</c>.</summary>
    public const string What = "what";

    /// <inheritdoc/>
    public string Key => Name;

    /// <inheritdoc/>
    public async Task<ControlReply> RunAsync(IReadOnlyDictionary<string, string> arguments, Actor actor, CancellationToken cancel)
    {
        var asked = arguments.GetValueOrDefault(Id, "");
        if (!Guid.TryParse(asked, out var id) || await contacts.FindAsync(id, cancel) is null)
        {
            throw ChangeContact.NobodyFor(asked);
        }
        await audit.AppendAsync(new(time.GetUtcNow(), actor, arguments.GetValueOrDefault(What) == "exported" ? "contact.exported" : "contact.shown", $"{id}"), cancel);
        return new(ExitCode.Done, "La consultation est notée.", "The look is written down.", new Dictionary<string, string>());
    }
}
