namespace Relay.Core.Channels;

/// <summary>A network whose accounts work through accounts of another: they are complete only once all are read. Implemented beside <see cref="INetworkSetup"/>.</summary>
public interface IWorkThroughAccounts
{
    /// <summary>Takes from the other account what it needs of it.</summary>
    /// <param name="account">As read alone.</param>
    /// <param name="accounts">Every account by id; null where one has faults of its own.</param>
    /// <param name="values">Its settings, which take every fault.</param>
    /// <returns>Null when there is a fault, its own or the other account's.</returns>
    Account? Complete(Account account, IReadOnlyDictionary<string, Account?> accounts, ConfigurationValues values);
}
