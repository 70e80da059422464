using Relay.Core.Channels;
using Relay.Core.Inbox.Arrivals;

namespace Relay.Core.Inbox;

/// <summary>
/// Knows what we wrote ourselves, whichever of our accounts wrote it and whichever heard it: a reader knows its own account alone, and two of ours that answered each other
/// would never end (FX-12). By id, else by handle. Thread-safe.
/// </summary>
public sealed class OwnVoices(IChannels channels, IEnumerable<IReadArrivals> networks)
{
    private readonly IReadArrivals[] _networks = [.. networks];

    /// <summary>Marks what any account of ours wrote as ours.</summary>
    public IReadOnlyList<UnderstoodArrival> Mark(IReadOnlyList<UnderstoodArrival> read)
    {
        ArgumentNullException.ThrowIfNull(read);
        var ours = channels.Accounts.Values.SelectMany(Of).ToList();
        var ids = ours.Where(one => one.Self.Id is not null).Select(one => (one.Network, one.Self.Id!)).ToHashSet();
        var handles = ours.Where(one => one.Self.Handle is not null).Select(one => (one.Network, one.Self.Handle!.ToUpperInvariant())).ToHashSet();
        var unnumbered = ours.Where(one => one.Self is { Id: null, Handle: not null }).Select(one => (one.Network, one.Self.Handle!.ToUpperInvariant())).ToHashSet();
        return [.. read.Select(one => one with { Reading = one.Reading with { Happenings = [.. one.Reading.Happenings.Select(happening => happening is Happening.Said { IsOurs: false } said && IsOurs(said) ? said with { IsOurs = true } : happening)] } })];

        bool IsOurs(Happening.Said said) => (said.Author.Id is { } id && ids.Contains((said.Of.Network, id)))
            || (said.Author.Handle is { } handle && (said.Author.Id is null ? handles : unnumbered).Contains((said.Of.Network, handle.ToUpperInvariant())));
    }

    private IEnumerable<(string Network, Author Self)> Of(Account account)
    {
        foreach (var network in _networks.Where(network => network.Network == account.Network))
        {
            yield return (network.Network, SelfOf(network, account));
        }
    }

    private static Author SelfOf(IReadArrivals network, Account account)
    {
        try
        {
            return network.Self(account);
        }
        catch (SecretMissingException)
        {
            return Author.Withheld; // nothing can be heard or said by it either
        }
    }
}
