namespace Relay.Core.Contacts.Retention;

/// <summary>People who have had their time.</summary>
/// <param name="Contacts">How many by where they stand; states with nobody are left out.</param>
/// <param name="OppositionsToReview">Keyed hashes of those who are left alone that have stood for their time: the data-protection officer is asked, nothing is deleted (DP-25).</param>
public sealed record DuePeople(IReadOnlyDictionary<ContactState, int> Contacts, int OppositionsToReview)
{
    /// <summary>How many people.</summary>
    public int Total => Contacts.Values.Sum();
}
