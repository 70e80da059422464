namespace Relay.Core.Contacts.Links;

/// <summary>The account that a code was given to.</summary>
/// <param name="Identity">The account.</param>
/// <param name="Contact">Whose.</param>
/// <param name="Network">Where, by its key.</param>
public sealed record CodeOwner(Guid Identity, Guid Contact, string Network);
