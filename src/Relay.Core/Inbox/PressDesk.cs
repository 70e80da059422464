using Microsoft.Extensions.Logging;
using Relay.Core.Channels;
using Relay.Core.Deliveries;
using Relay.Core.Texts;

namespace Relay.Core.Inbox;

/// <summary>Hands each press to the part of Relay whose button it is. Thread-safe.</summary>
public sealed partial class PressDesk(IEnumerable<IPressHandler> handlers, TimeProvider time, ILogger<PressDesk> logger)
{
    /// <summary>Most characters of a line that a person is shown.</summary>
    public const int LongestLine = 200;

    private static readonly TimeSpan[] Rests = [TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(4)];

    private static readonly Phrase Unknown = new("Ce bouton ne sert plus : Relay ne le connaît pas.", "This button is of no use any more: Relay does not know it.");

    private static readonly Phrase NotDone = new(
        "Relay n'a pas pu le faire et n'a rien changé ; appuyez de nouveau dans quelques minutes.", "Relay could not do it and has changed nothing; press again in a few minutes.");

    private readonly IPressHandler[] _handlers = Apart(handlers);

    /// <summary>Has the press carried out; what was written for it is durable when the task ends.</summary>
    /// <returns>The line for the person. A fault of ours is tried again, then logged and owned up to: the button is still there to be pressed.</returns>
    /// <exception cref="FenceLostException">When another worker has taken the store.</exception>
    /// <exception cref="OperationCanceledException">When <paramref name="cancel"/> fired; the press is not handled.</exception>
    public async Task<string> HandleAsync(Account account, Press press, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(press);
        if (_handlers.FirstOrDefault(handler => press.Data.StartsWith(handler.Prefix, StringComparison.Ordinal)) is not { } handler)
        {
            Log.UnknownButton(logger, account.Id);
            return Unknown.In(press.Language);
        }
        for (var turn = 0; ; turn++)
        {
            try
            {
                var line = await handler.HandleAsync(account, press, cancel);
                return line.Length <= LongestLine ? line : line[..(LongestLine - 1)] + "…";
            }
            catch (Exception fault) when (fault is not (OperationCanceledException or FenceLostException))
            {
                Log.NotHandled(logger, account.Id, handler.Prefix, turn + 1, fault);
                if (turn == Rests.Length)
                {
                    return NotDone.In(press.Language);
                }
            }
            await Task.Delay(Rests[turn], time, cancel);
        }
    }

    private static IPressHandler[] Apart(IEnumerable<IPressHandler> handlers)
    {
        var all = handlers.OrderBy(handler => handler.Prefix, StringComparer.Ordinal).ToArray();
        return all.Zip(all.Skip(1)).FirstOrDefault(pair => pair.Second.Prefix.StartsWith(pair.First.Prefix, StringComparison.Ordinal)) is { First: { } one } clash
            ? throw new InvalidOperationException($"Two handlers share the buttons of {one.Prefix}: {one.GetType().Name} and {clash.Second.GetType().Name}.")
            : all;
    }

    private static partial class Log
    {
        [LoggerMessage(4001, LogLevel.Information, "A button was pressed in a chat of account {Account} that no part of Relay knows.")]
        public static partial void UnknownButton(ILogger logger, string account);

        [LoggerMessage(4002, LogLevel.Error, "A press of a button {Prefix} for account {Account} could not be carried out (try {Turn}).")]
        public static partial void NotHandled(ILogger logger, string account, string prefix, int turn, Exception fault);
    }
}
