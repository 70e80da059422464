using Relay.Core.Texts;

namespace Relay.Store;

/// <summary>The store cannot be opened. The message is one sentence for an operator, free of secrets.</summary>
public abstract class StoreException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>Another worker holds the store.</summary>
/// <param name="place">The path, or the server, database and schema.</param>
/// <param name="holder">Its process; null when it is not known.</param>
public sealed class StoreBusyException(string place, string? holder)
    : StoreException($"Another Relay worker{(holder is null ? "" : $" (process {holder})")} already works with the store {place}; stop it first.")
{
    /// <summary>The process that holds it; null when it is not known.</summary>
    public string? Holder { get; } = holder;
}

/// <summary>A newer Relay has made the store.</summary>
public sealed class StoreTooNewException(string place, int found, int known)
    : StoreException($"The store {place} was made by a newer Relay (schema {found}, this program knows {known}); install that version or a later one.");

/// <summary>The store waits for a worker of this version to bring it up to date; a read changes nothing.</summary>
public sealed class StoreTooOldException(string place, int found, int known)
    : StoreException($"The store {place} is of an older Relay (schema {found}, this program needs {known}); start the worker once to bring it up to date.");

/// <summary>There is no store to read.</summary>
public sealed class StoreMissingException(string place)
    : StoreException($"There is no Relay store at {place} yet; start the worker once to make it.")
{
    /// <summary>Where it would be.</summary>
    public string Place { get; } = place;
}

/// <summary>The user who asks may not use the store's file or its folder: whether there is one may not even be seen.</summary>
public sealed class StoreDeniedException(string place, Exception? inner = null)
    : StoreException($"User {Environment.UserName} may not use the store {place}: run this as Relay's own user, for example with \"sudo -u relay\", or give this user the right to.", inner)
{
    /// <summary>Where it is.</summary>
    public string Place { get; } = place;
}

/// <summary>A step of the schema is not the one this program knows: the store was altered, or made by something else.</summary>
public sealed class StoreAlteredException(string place, string step)
    : StoreException($"The store {place} was built with another '{step}' than this program knows; it must not be worked with.");

/// <summary>The database was replaced by an older copy of itself: what was published since is unknown to it, and would be published again.</summary>
public sealed class StoreRolledBackException(string place, long found, long known, string owner)
    : StoreException(
        $"The store {place} is an older copy of itself ({found} entries in its audit, {known} were written): what was published since would be published again; "
        + $"bring the newer file back, or delete {owner} to go on with the copy.");

/// <summary>The machine's database engine cannot be used.</summary>
public sealed class StoreEngineException(string message, Exception? inner = null) : StoreException(message, inner)
{
    /// <summary>The store, where that one is at fault and not the program's set-up.</summary>
    public string? Place { get; init; }

    /// <summary>What stands against opening it, a clause in both languages; null where the message alone says it.</summary>
    public Phrase? Why { get; init; }
}
