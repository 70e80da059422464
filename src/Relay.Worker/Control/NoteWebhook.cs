using Relay.Core.Audit;
using Relay.Worker.Cli;

namespace Relay.Worker.Control;

/// <summary>Writes down who had a network call Relay for an account, or ended that: <c>relay webhooks</c>.</summary>
internal sealed class NoteWebhook(IAudit audit, TimeProvider time) : IControlCommand
{
    /// <summary>The key.</summary>
    public const string Name = "webhook.note";

    /// <summary>Argument: id of the account.</summary>
    public const string Account = "account";

    /// <summary>Argument: the host that the network calls; left out when it calls no more.</summary>
    public const string Host = "host";

    /// <inheritdoc/>
    public string Key => Name;

    /// <inheritdoc/>
    public async Task<ControlReply> RunAsync(IReadOnlyDictionary<string, string> arguments, Actor actor, CancellationToken cancel)
    {
        var host = arguments.GetValueOrDefault(Host);
        await audit.AppendAsync(new(time.GetUtcNow(), actor, host is null ? "webhook.removed" : "webhook.set", arguments.GetValueOrDefault(Account, ""), host), cancel);
        return new(ExitCode.Done, "C'est noté.", "It is written down.", new Dictionary<string, string>());
    }
}
