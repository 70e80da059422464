using Relay.Core.Channels;
using Relay.Core.Inbox.Arrivals;
using Relay.Networks.Arriving;

namespace Relay.Networks.X.Inbox;

/// <summary>
/// Reads events of the X Activity API, of the Account Activity API that came before it, and answers of the mentions, search and direct message endpoints, in the old vocabulary (tweets) and the
/// new one (posts). Source: docs.x.com, activity and account-activity introductions, and the OpenAPI description 2.167.
/// </summary>
internal sealed class XArrivals : IReadArrivals
{
    public string Network => XNetwork.NetworkKey;

    public Author Self(Account account) => new(account.Settings.GetValueOrDefault(XTimeline.Setting), Handle: account.Settings.GetValueOrDefault(XSetup.Handle)?.TrimStart('@'));

    public ArrivalReading Read(Account account, Arrival arrival)
    {
        using var payload = Payload.Read(arrival.Payload);
        var findings = new Findings();
        var root = payload.Root;
        var own = account.Settings.GetValueOrDefault(XTimeline.Setting);
        var handle = account.Settings.GetValueOrDefault(XSetup.Handle)?.TrimStart('@');
        if (root["data"] is { IsObject: true } data && data["payload"].IsObject)
        {
            // One app hears of several of its users: each keeps to itself.
            ActivityReading.Read(Profile(account, own, handle, data["filter"]["user_id"].Id), data, findings);
        }
        else if (root.Fields.Any(field => field.Name == "user_event" || field.Name.EndsWith("_events", StringComparison.Ordinal)))
        {
            AccountActivityReading.Read(Profile(account, own, handle, root["for_user_id"].Id), root, findings);
        }
        else if (root.Is)
        {
            EndpointReading.Read(Profile(account, own, handle, null), arrival.Stream, root, findings);
        }
        return findings.Of(payload, "X");
    }

    // Keys hold the number that the account tells. Only where it tells none, and so no door knows it by itself, does the name stand for it: what X says of a notice is for its author's sake then.
    private static ReadProfile Profile(Account account, string? own, string? handle, string? told)
        => new($"{XNetwork.NetworkKey}:{(own is null ? handle?.ToLowerInvariant() ?? account.Id : told ?? own)}", told ?? own, told is null || told == own || own is null ? handle : null);
}

/// <summary>Whose things are read.</summary>
/// <param name="Reader">As the first part of keys.</param>
/// <param name="Id">Number of the user; null when nothing tells it.</param>
/// <param name="Handle">Its name without <c>@</c>; null when unknown.</param>
internal sealed record ReadProfile(string Reader, string? Id, string? Handle)
{
    /// <summary>Whether this is us.</summary>
    public bool IsOwn(Author author) => author.Id is { } id && Id is not null ? id == Id : IsOwnHandle(author.Handle);

    /// <summary>Whether this is our name.</summary>
    public bool IsOwnHandle(string? handle) => Handle is not null && string.Equals(handle, Handle, StringComparison.OrdinalIgnoreCase);

    /// <summary>Posts of all kinds: X counts their ids in one row.</summary>
    public InteractionKey Public(string id) => new(Reader, "", InteractionRealm.Public, id);

    /// <summary>Direct messages: their ids stand in one row too, and doors name their conversation differently.</summary>
    public InteractionKey Private(string id) => new(Reader, "", InteractionRealm.Private, id);
}
