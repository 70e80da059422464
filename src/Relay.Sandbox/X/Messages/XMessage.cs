namespace Relay.Sandbox.X.Messages;

/// <summary>A direct message between a profile of the party and somebody.</summary>
/// <param name="Id">Of the event.</param>
/// <param name="Profile">Of the party.</param>
/// <param name="Person">The other one.</param>
/// <param name="Sender">One of the two.</param>
/// <param name="Text">As written.</param>
/// <param name="Created">When.</param>
internal sealed record XMessage(string Id, XProfile Profile, XProfile Person, XProfile Sender, string Text, DateTimeOffset Created)
{
    /// <summary>Both numbers, the lower one first.</summary>
    public string Conversation => string.CompareOrdinal(Profile.Id, Person.Id) < 0 ? $"{Profile.Id}-{Person.Id}" : $"{Person.Id}-{Profile.Id}";

    public bool IsOurs => Sender.Id == Profile.Id;

    public bool Deleted { get; init; }
}
