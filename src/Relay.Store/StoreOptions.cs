using Relay.Core.Channels.Connecting;
using Relay.Core.Inbox;

namespace Relay.Store;

/// <summary>Where Relay keeps what must survive a restart: <c>Relay:Store</c>.</summary>
public sealed class StoreOptions
{
    /// <summary>The database engine. Default SQLite.</summary>
    public StoreEngine Engine { get; init; } = StoreEngine.Sqlite;

    /// <summary>Path of the SQLite database; its folder is made when missing. Not used by PostgreSQL.</summary>
    public string Path { get; init; } = "data/relay.db";

    /// <summary>Reads the PostgreSQL connection string when the store opens; it is a secret. Not used by SQLite.</summary>
    public Func<string>? ConnectionString { get; init; }

    /// <summary>The PostgreSQL schema that holds Relay's tables: lower-case letters, digits and underscores, 1 to 63 of them. Default <c>relay</c>.</summary>
    public string Schema { get; init; } = "relay";

    /// <summary>Encrypts the secrets it keeps; null when none is kept or read.</summary>
    public IProtectSecrets? Protection { get; init; }

    /// <summary>How long what people wrote is kept, with the name as shown, from when it came; payloads that were not understood no longer. Default 30 days.</summary>
    public TimeSpan KeepWords { get; init; } = InboxKeeping.Words;

    /// <summary>Who answers for the people in it (the controller): each row about a person names it, and no other's is seen. Default <c>party</c>.</summary>
    public string Controller { get; init; } = "party";
}

/// <summary>The engines a store can be kept in. Written in configuration in lower case.</summary>
public enum StoreEngine
{
    /// <summary>One file on this machine.</summary>
    Sqlite,

    /// <summary>A server.</summary>
    PostgreSql,
}
