using Microsoft.Extensions.Logging;
using Relay.Core.Channels;
using Relay.Core.Deliveries;
using Relay.Core.Deliveries.Halts;
using Relay.Core.Deliveries.Rates;
using Relay.Core.Texts;

namespace Relay.Core.Conversations.Menus;

/// <summary>
/// Has each bot show its commands: as soon as it is connected, and anew by every start of the worker, so that a later version of Relay shows its own. Kept nowhere, since showing the same again
/// changes nothing. Nothing is shown while the account is halted, or none of its channels is live, and each showing takes a turn of the account. Run by one task.
/// </summary>
public sealed partial class MenuKeeper(IChannels channels, IEnumerable<IShowMenus> networks, HaltBoard halts, RateBooks books, TimeProvider time, ILogger<MenuKeeper> logger)
{
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Rest = TimeSpan.FromMinutes(15);

    /// <summary>Where it counts against limits: in no chat.</summary>
    private static readonly Target Nowhere = new("commands", Kind: TargetKind.Private);

    private readonly Dictionary<string, IShowMenus> _networks = networks.ToDictionary(network => network.Network, StringComparer.Ordinal);
    private readonly Dictionary<string, string> _shown = new(StringComparer.Ordinal);
    private readonly Dictionary<string, DateTimeOffset> _resting = new(StringComparer.Ordinal);

    /// <summary>Looks for bots that don't show their commands, until <paramref name="enough"/> fires.</summary>
    public async Task RunAsync(CancellationToken enough)
    {
        while (!enough.IsCancellationRequested)
        {
            await ShowAsync(enough);
            await Task.Delay(Look, time, enough);
        }
    }

    /// <summary>Looks once.</summary>
    public async Task ShowAsync(CancellationToken cancel)
    {
        foreach (var account in channels.Accounts.Values)
        {
            if (_networks.TryGetValue(account.Network, out var network) && MayCall(account) && (!_resting.TryGetValue(account.Id, out var until) || until <= time.GetUtcNow()))
            {
                await ShowAsync(network, account, cancel);
            }
        }
    }

    private async Task ShowAsync(IShowMenus network, Account account, CancellationToken cancel)
    {
        try
        {
            var bot = network.BotOf(account);
            if (_shown.GetValueOrDefault(account.Id) == bot)
            {
                return;
            }
            using var turn = (await books.OfAsync(account, cancel)).Promise(Nowhere);
            await turn.BeginAsync(cancel);
            if (!MayCall(account))
            {
                turn.End(reached: false); // halted while it waited
                return;
            }
            Outcome.Failed? failure = null;
            foreach (var (language, words) in Menu.Languages.Select(language => ((string?)language, language)).Prepend((null, Menu.Languages[0])))
            {
                failure ??= await network.ShowAsync(account, language, Menu.In(words), cancel);
            }
            turn.End();
            if (failure is null)
            {
                _shown[account.Id] = bot;
                Log.Shown(logger, account.Id);
                return;
            }
            if (failure is { Kind: FailureKind.Throttled, Scope: FailureScope.Account })
            {
                books.Slow(account, Nowhere, failure, time.GetUtcNow());
            }
            _resting[account.Id] = time.GetUtcNow() + (failure.RetryAfter is { } asked && asked > Rest ? asked : Rest);
            Log.NotShown(logger, account.Id, failure.Kind, failure.Reason);
        }
        catch (SecretMissingException fault)
        {
            _resting[account.Id] = time.GetUtcNow() + Rest;
            Log.NotShown(logger, account.Id, FailureKind.Misconfigured, new(fault.French, fault.Message));
        }
    }

    /// <summary>Whether anything may leave through an account now: as with what it answers, one whose channels are all drafts or shadows does not serve yet.</summary>
    private bool MayCall(Account account) => halts.OfAccount(account.Id) is null && channels.IsInService(account.Id);

    private static partial class Log
    {
        [LoggerMessage(4060, LogLevel.Information, "The bot of account {Account} shows its commands.")]
        public static partial void Shown(ILogger logger, string account);

        [LoggerMessage(4061, LogLevel.Warning, "The bot of account {Account} does not show its commands yet ({Kind}): {Reason} People can write them all the same; tried again later.")]
        public static partial void NotShown(ILogger logger, string account, FailureKind kind, Phrase reason);
    }
}
