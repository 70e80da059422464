using Relay.Core.Conversations.Settling;

namespace Relay.Core.Returns;

/// <summary>One thing that a person did, for the party. Nothing is returned about people who only passed by.</summary>
/// <param name="Id">The same for ever, so that writing twice leaves one row: 32 digits of lower hex, which tell nothing of the person.</param>
/// <param name="Number">Its place in the outbox.</param>
/// <param name="Person">Id of the contact: what one person did has the same.</param>
/// <param name="Act">What was done.</param>
/// <param name="At">When.</param>
public sealed record ReturnedAct(string Id, long Number, Guid Person, Act Act, DateTimeOffset At)
{
    /// <summary>Why nothing may be sent any more: <c>objection</c>, <c>erasure</c> (the party erases too), <c>deceased</c> or <c>minor</c>; null for other acts.</summary>
    public string? Reason { get; init; }

    /// <summary>Who, as far as the person told; null for somebody who is gone or left alone.</summary>
    public ReturnedPerson? Told { get; init; }

    /// <summary>No personal data leaves by accident.</summary>
    public override string ToString() => $"returned act {Id}";
}

/// <summary>Who did it, as far as the person told: no id at a network, since the party has no use for one.</summary>
/// <param name="GivenName">Given name.</param>
/// <param name="FamilyName">Family name.</param>
/// <param name="ShownName">Name as shown on the network; hostile.</param>
/// <param name="Mail">Address.</param>
/// <param name="Phone">Number in E.164.</param>
/// <param name="PostalCode">Five digits.</param>
/// <param name="Territory">Typed code.</param>
/// <param name="Language"><c>fr</c> or <c>en</c>.</param>
/// <param name="Network">Key of the network that the person wrote on first.</param>
public sealed record ReturnedPerson(string? GivenName, string? FamilyName, string? ShownName, string? Mail, string? Phone, string? PostalCode, string? Territory, string Language, string? Network)
{
    /// <summary>No personal data leaves by accident.</summary>
    public override string ToString() => "a returned person";
}
