using System.Text;
using System.Text.Json.Nodes;
using Relay.Sandbox.Wire;

namespace Relay.Sandbox.Telegram;

/// <summary>Brings a bot's updates to its webhook, one after the other, with the secret in <c>X-Telegram-Bot-Api-Secret-Token</c>; what was not taken stays and comes again, later each time. Thread-safe.</summary>
/// <param name="callbacks">Calls.</param>
/// <param name="clock">Waits.</param>
/// <param name="next">The oldest update that waits, with the webhook it goes to; null when there is nothing to bring.</param>
/// <param name="taken">Told that one was.</param>
internal sealed class TelegramPush(Callbacks callbacks, TimeProvider clock, Func<(string Address, string? Secret, long Id, JsonObject Update)?> next, Action<long> taken)
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);

    private readonly Lock _gate = new();
    private bool _isRunning;

    /// <summary>Starts to bring what waits, unless it is being done.</summary>
    public void Start()
    {
        lock (_gate)
        {
            if (_isRunning || callbacks.IsOver || next() is not { } first || callbacks.Local(first.Address) is null)
            {
                return;
            }
            _isRunning = true;
        }
        callbacks.Run(RunAsync);
    }

    private async Task RunAsync(CancellationToken over)
    {
        var wait = TimeSpan.FromSeconds(1);
        while (Next() is { } update)
        {
            KeyValuePair<string, string>[] headers = update.Secret is null ? [] : [new("X-Telegram-Bot-Api-Secret-Token", update.Secret)];
            if (await callbacks.TryAsync(new Notice(update.Address, Encoding.UTF8.GetBytes(update.Update.ToJsonString()), headers), over))
            {
                taken(update.Id);
                wait = TimeSpan.FromSeconds(1);
                continue;
            }
            await Task.Delay(wait, clock, over);
            wait = wait * 2 < Longest ? wait * 2 : Longest;
        }
    }

    /// <summary>What is next; nothing more ends the run, and the next update starts another.</summary>
    private (string Address, string? Secret, long Id, JsonObject Update)? Next()
    {
        lock (_gate)
        {
            var found = next();
            _isRunning = found is not null;
            return found;
        }
    }
}
