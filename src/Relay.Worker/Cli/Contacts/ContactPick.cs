using Relay.Core.Channels;
using Relay.Core.Contacts.Rights;
using Relay.Core.Contacts.Suppressions;
using Relay.Core.Ids;
using Relay.Store;
using Relay.Worker.Control.People;
using Relay.Worker.Hosting;
using Relay.Worker.Keys;

namespace Relay.Worker.Cli.Contacts;

/// <summary>Finds the one person that a command means.</summary>
internal static class ContactPick
{
    private const int Most = 10;

    /// <summary>What looks for people in an open store.</summary>
    public static PeopleFinder Finder(RelayStore store, ConfigurationInForce configuration) => new(
        store.People, store.Contacts, store.Suppressions, store.Records, new PeopleKeyFile(configuration.Store.Keys), [.. configuration.Accounts.Values.Select(account => account.Network).Distinct()]);

    /// <summary>The account that was typed, where it is no contact's and something that it wrote is kept; null for anything else.</summary>
    public static async Task<ContactPoint?> PassageAsync(ConfigurationInForce configuration, string asked, Surroundings around, CancellationToken cancel)
    {
        await using var store = await StoreAccess.OpenReadOnlyAsync(configuration, around.Time, cancel);
        var finder = Finder(store, configuration);
        return finder.AccountOf(asked) is { } account && await WithKeysAsync(() => finder.OfAccountAsync(account, cancel)) is { Found: null, Words: > 0 } ? account : null;
    }

    /// <summary>The person whose id is, ends with or begins with what was typed, or whose account it is.</summary>
    /// <exception cref="CommandFailure">When there is none, or more than one.</exception>
    public static async Task<FoundPerson> OneAsync(ConfigurationInForce configuration, string asked, Surroundings around, CancellationToken cancel)
    {
        await using var store = await StoreAccess.OpenReadOnlyAsync(configuration, around.Time, cancel);
        var finder = Finder(store, configuration);
        IReadOnlyList<FoundPerson> found = finder.AccountOf(asked) is { } account
            ? await WithKeysAsync(() => finder.OfAccountAsync(account, cancel)) is { Found: { } whose } ? [whose] : []
            : ShortId.TryRead(asked, out var id) ? await store.People.ByIdAsync(id, Most, cancel) : [];
        return found switch
        {
            [var one] => one,
            [] => throw ChangeContact.NobodyFor(asked),
            _ => throw new CommandFailure(ExitCode.Refused, new(
                $"« {asked} » désigne plusieurs personnes : {string.Join(", ", found.Select(one => ShortId.Of(one.Id)))}{(found.Count == Most ? ", …" : "")}. Donnez l'un de ces identifiants.",
                $"'{asked}' means several people: {string.Join(", ", found.Select(one => ShortId.Of(one.Id)))}{(found.Count == Most ? ", …" : "")}. Give one of these ids.")),
        };
    }

    /// <summary>Runs what needs the keys; one that is gone becomes one sentence.</summary>
    public static async Task<T> WithKeysAsync<T>(Func<Task<T>> work)
    {
        try
        {
            return await work();
        }
        catch (PeopleKeyException gone)
        {
            throw new CommandFailure(ExitCode.Configuration, new(gone.French, gone.Message));
        }
    }
}
