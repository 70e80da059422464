using Microsoft.Extensions.Logging;
using Relay.Core.Channels;
using Relay.Core.Inbox.Arrivals;

namespace Relay.Core.Inbox;

/// <summary>
/// One app tells of all its Pages and profiles at one address. Each thing is for the account that it names, if that account is of the same app: the call was proven by the secret of no other. What is for
/// nobody here was written to somebody else, and is not kept. Run by one task.
/// </summary>
internal sealed partial class SharedApp(IChannels channels, ILogger logger)
{
    private readonly HashSet<string> _nobodys = new(StringComparer.Ordinal);

    /// <summary>Parts what was read at the address of an account.</summary>
    /// <exception cref="SecretMissingException">When only a secret that can't be had tells whose it is.</exception>
    public UnderstoodArrival Part(UnderstoodArrival read, Account account, IReadArrivals network)
    {
        if (network.ReaderOf(account) is not { } own)
        {
            return read;
        }
        var foreign = read.Reading.Happenings.Select(happening => happening.Of.Reader).Concat(read.Reading.Unread.Select(piece => piece.Reader).OfType<string>()).Where(reader => reader != own).ToHashSet(StringComparer.Ordinal);
        if (foreign.Count == 0)
        {
            return read;
        }
        var known = channels.Accounts.Values.Where(one => one.Network == account.Network && one.Id != account.Id).OrderBy(one => one.Id, StringComparer.Ordinal)
            .Select(one => (Account: one, Reader: network.ReaderOf(one))).Where(one => one.Reader is not null && foreign.Contains(one.Reader)).ToList();
        var others = known.Where(one => network.IsOneApp(account, one.Account)).GroupBy(one => one.Reader!, StringComparer.Ordinal).ToDictionary(group => group.Key, group => group.First().Account.Id, StringComparer.Ordinal);
        var unproven = known.Where(one => !others.ContainsKey(one.Reader!)).GroupBy(one => one.Reader!, StringComparer.Ordinal).Select(group => group.First()).ToList();
        var nobodys = foreign.Where(reader => known.TrueForAll(one => one.Reader != reader)).ToList();
        List<Unread> aside = [.. unproven.Select(one => OfAnotherApp(one.Account))];
        if (nobodys.Count > 0 && Nameless(account, network) is { } nameless)
        {
            aside.Add(new("account", false, $"It may be for account {nameless.Id}, of the same app, whose number at the network is not written: write it (UserId)."));
        }
        else if (nobodys.FindAll(_nobodys.Add).Count > 0)
        {
            Log.Nobodys(logger, account.Id);
        }
        return read with { Reading = new([.. read.Reading.Happenings.Where(happening => IsFor(happening.Of.Reader))], [.. read.Reading.Unread.Where(piece => IsFor(piece.Reader ?? own)), .. aside]), Others = others };

        bool IsFor(string reader) => reader == own || others.ContainsKey(reader);
    }

    private Account? Nameless(Account account, IReadArrivals network) => channels.Accounts.Values.Where(one => one.Network == account.Network && one.Id != account.Id && network.ReaderOf(one) is null && network.IsOneApp(account, one)).MinBy(one => one.Id, StringComparer.Ordinal);

    // Kept, since it may be that account's own: somebody has to look.
    private static Unread OfAnotherApp(Account other)
        => new("account", false, $"It is for account {other.Id}, which is not known to be of the app that called: give both accounts the same app (its number and its secret).");

    private static partial class Log
    {
        [LoggerMessage(4026, LogLevel.Warning, "The app that calls account {Account} also tells of a Page or profile that no account here is connected to: nothing of it is kept. Connect it, or end its subscription to the app.")]
        public static partial void Nobodys(ILogger logger, string account);
    }
}
