using Relay.Core.Audit;
using Relay.Core.Contacts;
using Relay.Core.Contacts.Suppressions;
using Relay.Core.Items;
using Relay.Worker.Cli;

namespace Relay.Worker.Control.People;

/// <summary>Writes down who looked at what is kept about a person, before it is shown (DP-30).</summary>
internal sealed class NoteAccess(IContactStore contacts, IPeopleKeyFile keys, IAudit audit, TimeProvider time) : IControlCommand
{
    /// <summary>The key.</summary>
    public const string Name = "contacts.access";

    /// <summary>Argument: id of the contact.</summary>
    public const string Id = "id";

    /// <summary>Argument, in place of the id: the account of somebody who is no contact, <c>facebook:123</c>.</summary>
    public const string Account = "account";

    /// <summary>Argument, in place of the id: the event whose guests are listed.</summary>
    public const string Event = "event";

    /// <summary>Argument: <c>shown</c> or <c>exported</c>.</summary>
    public const string What = "what";

    private static ControlReply Noted { get; } = new(ExitCode.Done, "La consultation est notée.", "The look is written down.", new Dictionary<string, string>());

    /// <inheritdoc/>
    public string Key => Name;

    /// <inheritdoc/>
    public async Task<ControlReply> RunAsync(IReadOnlyDictionary<string, string> arguments, Actor actor, CancellationToken cancel)
    {
        if (arguments.TryGetValue(Event, out var held))
        {
            await audit.AppendAsync(new(time.GetUtcNow(), actor, "attendance.shown", $"{ItemKey.Parse(held)}"), cancel);
            return Noted;
        }
        var subject = arguments.TryGetValue(Account, out var account) ? SubjectOf(account) : await SubjectOfAsync(arguments.GetValueOrDefault(Id, ""), cancel);
        await audit.AppendAsync(new(time.GetUtcNow(), actor, arguments.GetValueOrDefault(What) == "exported" ? "contact.exported" : "contact.shown", subject), cancel);
        return Noted;
    }

    private async Task<string> SubjectOfAsync(string asked, CancellationToken cancel)
        => Guid.TryParse(asked, out var id) && await contacts.FindAsync(id, cancel) is not null ? $"{id}" : throw ChangeContact.NobodyFor(asked);

    // As the audit names whoever is no contact: by a piece of the keyed hash.
    private string SubjectOf(string account) => account.Split(':', 2) is [{ Length: > 0 } network, { Length: > 0 } id] && keys.Read()?.Hash(ContactPoint.OfNetwork(network, id)) is { } hash
        ? $"{hash.Channel} {hash.Hmac[..16]}"
        : throw ChangeContact.NobodyFor(account);
}
